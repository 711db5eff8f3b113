"""Columns of features: small whole numbers for all blocks, and how they are made."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleanup.page.classifier.measures import shifted

if TYPE_CHECKING:
    from collections.abc import Iterable

FAR_BLOCKS = 999  # blocks: no mark on this side
DISTANCES = (2, 3, 5, 8, 13, 21, 40, 80, 200)
ROWS = (3, 20)  # rows, lines: of a list above or below all sentences at the least, at the most


class Column(NamedTuple):
    """The values of one feature for all blocks, or the one that all have: 0 to `values` - 1."""

    value: np.ndarray | int
    values: int


Columns = dict[str, Column]


def matrix(columns: Iterable[Column], count: int) -> np.ndarray:
    """The values of features: a row for a feature, a column for each of `count` blocks."""
    rows = [column.value for column in columns]
    found = np.empty((len(rows), count), np.int16)
    for at, row in enumerate(rows):
        found[at] = row
    return found


def binned(value: np.ndarray, edges: tuple[float, ...]) -> Column:
    """How many edges a value reaches."""
    return Column(_array(edges).searchsorted(value, side="right"), len(edges) + 1)


@cache
def _array(edges: tuple[float, ...]) -> np.ndarray:
    return np.array(edges)


def capped(value: np.ndarray, most: int) -> Column:
    """The value itself, at most `most`."""
    return Column(np.minimum(value, most), most + 1)


def crossed(*columns: Column) -> Column:
    """One feature of several: every combination is a value."""
    (value, count), *others = columns
    for column in others:
        value = value * column.values + column.value
        count *= column.values
    return Column(value, count)


def beside(column: Column, by: int) -> Column:
    """The value of the block `by` places below; one more value says that there is none."""
    return Column(shifted(np.asarray(column.value), by, column.values), column.values + 1)


def everywhere(value: float, edges: tuple[float, ...]) -> Column:
    """A feature of the page, the same for all its blocks."""
    return Column(bisect_right(edges, value), len(edges) + 1)


class Sums:
    """Sums over the blocks around each; the last axis of the values has the blocks."""

    def __init__(self, value: np.ndarray, most: int) -> None:
        """Sum up to each block; nobody will ask for more than `most` blocks to either side."""
        self._count, self._most = value.shape[-1], most
        up_to = self._total = np.zeros((*value.shape[:-1], self._count + 2 * most + 1), value.dtype)
        first, last = most + 1, most + 1 + self._count  # around these all is as at the ends
        np.cumsum(value, axis=-1, out=up_to[..., first:last])
        up_to[..., last:] = up_to[..., last - 1 : last]

    def within(self, above: int, below: int) -> np.ndarray:
        """The sum over up to so many blocks above, the block itself, and so many below."""
        first, last = self._most - above, self._most + below + 1
        around: np.ndarray = (
            self._total[..., last : last + self._count]
            - self._total[..., first : first + self._count]
        )
        return around


def distances(names: Iterable[str], marked: np.ndarray, side: str) -> Columns:
    """How many blocks away the nearest mark is, of kinds with these names: see `blocks_to`."""
    found = _array(DISTANCES).searchsorted(blocks_to(marked, side), side="right")
    columns = zip(names, found, strict=True)
    return {f"{side} {name}": Column(value, len(DISTANCES) + 1) for name, value in columns}


def blocks_to(marked: np.ndarray, side: str) -> np.ndarray:
    """How many blocks away the nearest marked one is: a block `above` a mark, or `below` it.

    The last axis of `marked` has the blocks. FAR_BLOCKS where there is none.
    """
    way = slice(None, None, -1 if side == "above" else 1)
    at = np.arange(marked.shape[-1])
    before = np.empty(marked.shape, np.int64)
    before[..., :1] = -FAR_BLOCKS
    before[..., 1:] = np.where(marked[..., way], at, -FAR_BLOCKS)[..., :-1]
    np.maximum.accumulate(before, axis=-1, out=before)
    return np.minimum(at - before, FAR_BLOCKS)[..., way]


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
