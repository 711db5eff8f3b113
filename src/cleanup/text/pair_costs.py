"""The model of pairs of neighbouring characters as arrays, for the kernels that weigh text by it.

A bigram model with absolute discounting (Ney, Essen and Kneser, 1994), its costs rounded to whole
bits and kept, with those of backing off, in tenths. Chinese characters are folded to Simplified
ones before they are looked up, so that one table serves both scripts.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleanup.data import bigrams, simplified
from cleanup.kernels.pairs import COST_BITS, MULTIPLIER, NUMBER_BITS, SHIFT
from cleanup.text.codes import CODE_POINTS, codes_of, text_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

TENTHS = 10  # of a bit
RAREST = 190  # tenths: a character that no text of the sources has
SLOTS = 1 << 20  # for nearly 300,000 pairs
SPARE = 1 << 10  # slots behind the last, for pairs that found theirs taken
MASK = SLOTS - 1
ENTRY_BITS = 2 * NUMBER_BITS + COST_BITS


class Characters(NamedTuple):
    """The characters that the model knows, numbered from 1; number 0 is any other."""

    known: str
    number: memoryview  # by code point
    folded: memoryview  # by code point, that of its Simplified character
    backoff: memoryview  # by number, in tenths of a bit
    alone: memoryview
    pairs: Pairs


class Pairs(NamedTuple):
    """Every pair that is listed: the numbers of its characters, and its cost."""

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    cost: NDArray[np.int64]


@cache
def characters() -> Characters:
    """The model without its table of pairs."""
    rows = bigrams()
    columns = [column for _, row in rows.values() for column in row]
    followers = codes_of("".join(columns))
    firsts = codes_of("".join(rows))
    seen = np.zeros(CODE_POINTS, np.bool_)
    seen[firsts] = seen[followers] = True
    known = np.flatnonzero(seen)
    number = np.zeros(CODE_POINTS, np.int16)
    number[known] = np.arange(1, len(known) + 1)
    folded = number.copy()
    fold = simplified()
    folded[list(fold)] = number[codes_of("".join(fold.values()))]

    sizes = np.fromiter(map(len, columns), np.int64, len(columns))
    widths = np.fromiter((len(row) for _, row in rows.values()), np.int64, len(rows))
    bits = np.arange(len(columns)) - np.repeat(np.cumsum(widths) - widths, widths)
    cost = TENTHS * np.repeat(bits, sizes)
    row = np.repeat(np.repeat(np.arange(len(rows)), widths), sizes)
    number_of_row = np.array([number[ord(one)] if one else 0 for one in rows], np.int64)
    first, second = number_of_row[row], number[followers].astype(np.int64)

    backoff = np.zeros(len(known) + 1, np.int16)
    backoff[number_of_row] = np.rint([TENTHS * bits for bits, _ in rows.values()])
    alone = np.full(len(known) + 1, RAREST, np.int16)
    by_itself = first == 0
    alone[second[by_itself]] = cost[by_itself]
    listed = Pairs(first[~by_itself], second[~by_itself], cost[~by_itself])
    text = text_of(known.astype(np.uint32))
    return Characters(text, number.data, folded.data, backoff.data, alone.data, listed)


@cache
def table() -> memoryview:
    """The hash table of pairs: the numbers of both characters and the cost, 0 for an empty slot.

    A pair is in the slot that its numbers tell or, where that is taken, in the next free one.
    """
    first, second, cost = characters().pairs
    key = first << NUMBER_BITS | second
    home = key * MULTIPLIER >> SHIFT & MASK
    entry = np.sort(home << ENTRY_BITS | key << COST_BITS | cost)
    found = np.zeros(SLOTS + SPARE, np.int64)
    found[slots_from(entry >> ENTRY_BITS)] = entry & (1 << ENTRY_BITS) - 1
    return found.data


def slots_from(home: NDArray[np.int64]) -> NDArray[np.int64]:
    """The slot of each entry of an open hash table: its own, or the next that is free.

    `home` has their own ones, in order.
    """
    step = np.arange(len(home))
    return np.asarray(np.maximum.accumulate(home - step) + step)


@cache
def tables() -> tuple[memoryview, memoryview, int, memoryview, memoryview]:
    """What kernels that weigh pairs are handed."""
    known = characters()
    return known.folded, table(), MASK, known.backoff, known.alone
