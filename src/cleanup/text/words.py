"""Chinese text cut into words, in the way that costs least.

A unigram model of words, folded to Simplified characters, so that one table serves both scripts.
A character that is a word by itself costs more than as a part of one.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleanup.data import words
from cleanup.kernels import load
from cleanup.kernels.words import (
    HALF,
    HALF_MASK,
    LONGEST_WORD,
    MULTIPLIER,
    NUMBER_BITS,
    SECOND_MULTIPLIER,
    SHIFT,
)
from cleanup.text.codes import codes_of, handed
from cleanup.text.pair_costs import TENTHS, characters, slots_from

if TYPE_CHECKING:
    from numpy.typing import NDArray

BY_ITSELF = 2.0  # more bits for a character that is a word by itself
SLOTS = 1 << 18  # for some 90,000 words
SPARE = 1 << 10  # slots behind the last, for words that found theirs taken
MASK = SLOTS - 1


class Tables(NamedTuple):
    """What the kernel that cuts text is handed."""

    number: memoryview  # by code point, that of its Simplified character
    keys: memoryview  # of words: a hash table, 0 in an empty slot
    costs: memoryview  # of the words in these slots, in tenths of a bit
    mask: int
    alone: memoryview  # by number


def word_bits(text: str) -> float:
    """The cost of the cheapest way to cut `text` into words, in bits.

    It tells apart what pairs of characters cannot: a character that ends one word may begin
    another, but a word that stands by itself is dear.
    """
    total, _ = _cut(text)
    return total / TENTHS


def words_of(text: str) -> list[str]:
    """The words of `text`, cut in the cheapest way; what no word has stands by itself."""
    _, sizes = _cut(text)
    lengths: list[int] = []
    end = len(text)
    while end:
        lengths.append(sizes[end])
        end -= sizes[end]
    places = accumulate(reversed(lengths), initial=0)
    return [text[start:stop] for start, stop in pairwise(places)]


def _cut(text: str) -> tuple[int, memoryview]:
    """What the cheapest way costs, and for each place the length of the word that ends there."""
    places = len(text) + 1
    best, sizes = memoryview(bytearray(8 * places)).cast("q"), memoryview(bytearray(places))
    sizes = sizes.cast("b")
    return load("words").cut(*tables(), handed(text), best, sizes), sizes


@cache
def tables() -> Tables:
    """The words of data/words.tsv as a hash table, and the characters by themselves.

    A word is in the slot that its key tells or, where that is taken, in the next free one.
    """
    known, model = words(), characters()
    number = np.asarray(model.folded)
    key = _keys(list(known), number)
    cost = np.rint(TENTHS * np.fromiter(known.values(), np.float64, len(known)))
    home = (key >> HALF) * MULTIPLIER + (key & HALF_MASK) * SECOND_MULTIPLIER >> SHIFT & MASK
    order = np.argsort(home, kind="stable")
    slot = slots_from(home[order])
    keys, costs = np.zeros(SLOTS + SPARE, np.int64), np.zeros(SLOTS + SPARE, np.int16)
    keys[slot], costs[slot] = key[order], cost[order]
    alone = np.asarray(model.alone) + np.int16(TENTHS * BY_ITSELF)
    return Tables(model.folded, keys.data, costs.data, MASK, alone.data)


def _keys(texts: list[str], number: NDArray[np.int16]) -> NDArray[np.int64]:
    """The numbers of the characters of each word, the last one in the lowest bits."""
    length = np.fromiter(map(len, texts), np.int64, len(texts))
    codes, end = codes_of("".join(texts)), np.cumsum(length)
    key = np.zeros(len(texts), np.int64)
    for back in range(LONGEST_WORD):
        at = np.maximum(end - 1 - back, 0)
        key |= np.where(back < length, number[codes[at]].astype(np.int64) << NUMBER_BITS * back, 0)
    return key
