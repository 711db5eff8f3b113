"""Columns of features: small whole numbers for all blocks, and how they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleanup.page.classifier.measures import shifted

if TYPE_CHECKING:
    from cleanup.page.classifier.measures import Measures

FAR_BLOCKS = 999  # blocks: no mark on this side
DISTANCES = (2, 3, 5, 8, 13, 21, 40, 80, 200)
ROWS = (3, 20)  # rows, lines: of a list above or below all sentences at the least, at the most


class Column(NamedTuple):
    """The values of one feature for all blocks: 0 to `values` - 1."""

    value: np.ndarray
    values: int


Columns = dict[str, Column]


def binned(value: np.ndarray, edges: tuple[float, ...]) -> Column:
    """How many edges a value reaches."""
    return Column(np.searchsorted(edges, value, side="right"), len(edges) + 1)


def capped(value: np.ndarray, most: int) -> Column:
    """The value itself, at most `most`."""
    return Column(np.minimum(value, most).astype(np.int64), most + 1)


def crossed(*columns: Column) -> Column:
    """One feature of several: every combination is a value."""
    value, count = np.zeros(len(columns[0].value), np.int64), 1
    for column in columns:
        value = value * column.values + column.value
        count *= column.values
    return Column(value, count)


def beside(column: Column, by: int) -> Column:
    """The value of the block `by` places below; one more value says that there is none."""
    return Column(shifted(column.value, by, column.values), column.values + 1)


def everywhere(m: Measures, value: float, edges: tuple[float, ...]) -> Column:
    """A feature of the page, the same for all its blocks."""
    one = binned(np.array([value]), edges)
    return Column(np.repeat(one.value, m.count), one.values)


def within(value: np.ndarray, above: int, below: int, *, itself: bool = False) -> np.ndarray:
    """The sum over the blocks up to `above` places above and `below` places below."""
    at, total = np.arange(len(value)), np.concatenate([[0], np.cumsum(value)])
    first, last = np.maximum(0, at - above), np.minimum(len(value), at + below + 1)
    around = total[last] - total[first]
    return around if itself else around - value


def distance(marked: np.ndarray, side: str) -> Column:
    """How many blocks away the nearest marked one is: a block `above` a mark, or `below` it."""
    return binned(blocks_to(marked, side), DISTANCES)


def blocks_to(marked: np.ndarray, side: str) -> np.ndarray:
    """As `distance`, the number itself; FAR where there is none."""
    way = slice(None, None, -1 if side == "above" else 1)
    at = np.arange(len(marked))
    nearest = np.maximum.accumulate(np.where(marked[way], at, -FAR_BLOCKS))
    passed = at - np.append(-FAR_BLOCKS, nearest[:-1])[: len(at)]
    return np.minimum(passed[way], FAR_BLOCKS)


def joined(chosen: np.ndarray, parting: np.ndarray) -> np.ndarray:
    """For each block whether nothing that parts is between it and a chosen one, above and below.

    What parts is joined to nothing.
    """
    at, stretch = np.arange(len(chosen)), np.cumsum(parting)
    above = np.maximum.accumulate(np.where(chosen, at, -1))
    below = np.minimum.accumulate(np.where(chosen, at, len(at))[::-1])[::-1]
    inside = np.stack([above >= 0, below < len(at)])
    nearest = np.stack([np.maximum(above, 0), np.minimum(below, len(at) - 1)])
    return np.asarray(inside & (stretch[nearest] == stretch) & ~parting)


def rows_in(listed: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """For each block whether it is in a short run of listed ones, of which half are rows."""
    run = np.cumsum(np.diff(listed, prepend=False))
    lines, found = np.bincount(run, listed), np.bincount(run, listed & rows)
    least, most = ROWS
    return np.asarray(((found >= least) & (lines <= np.minimum(most, 2 * found)))[run] & listed)
