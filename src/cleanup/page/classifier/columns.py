"""Columns of features: small whole numbers for all blocks, and how they are made."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleanup.page.classifier.borders import sums_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cleanup.page.classifier.borders import Borders

FAR_BLOCKS = 999  # blocks: no mark on this side
DISTANCES = (2, 3, 5, 8, 13, 21, 40, 80, 200)
ROWS = (3, 20)  # rows, lines: of a list above or below all sentences at the least, at the most


class Column(NamedTuple):
    """The values of one feature for all blocks: 0 to `values` - 1."""

    value: np.ndarray
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


def beside(column: Column, by: int, borders: Borders) -> Column:
    """The value of the block `by` places below; one more value says that there is none."""
    return Column(borders.shifted(column.value, by, column.values), column.values + 1)


def everywhere(value: float | np.ndarray, edges: tuple[float, ...], borders: Borders) -> Column:
    """A feature of each page, the same for all its blocks."""
    found = binned(np.atleast_1d(value), edges)
    return Column(borders.spread(found.value), found.values)


def of_pages(
    values: Mapping[str, tuple[float | np.ndarray, tuple[float, ...]]], borders: Borders
) -> Columns:
    """Features of each page: their names, and of each its value and its edges."""
    return {
        f"page: {name}": everywhere(value, edges, borders)
        for name, (value, edges) in values.items()
    }


def of_each(title: str, names: Iterable[str], rows: Column) -> Columns:
    """Features of one kind: their names, and of each a row of values."""
    pairs = zip(names, rows.value, strict=True)
    return {f"{title} {name}": Column(row, rows.values) for name, row in pairs}


class Sums:
    """Sums over the blocks around each, on its page; the last axis of the values has the blocks."""

    def __init__(self, value: np.ndarray, borders: Borders) -> None:
        """Sum up to each block."""
        self._borders, self._at = borders, np.arange(value.shape[-1])
        self._up_to = sums_before(value)

    def within(self, above: int, below: int) -> np.ndarray:
        """The sum over up to so many blocks above, the block itself, and so many below."""
        first = np.maximum(self._at - above, self._borders.start)
        stop = np.minimum(self._at + below + 1, self._borders.stop)
        around: np.ndarray = self._up_to.take(stop, axis=-1) - self._up_to.take(first, axis=-1)
        return around


def distances(names: Iterable[str], marked: np.ndarray, side: str, borders: Borders) -> Columns:
    """How many blocks away the nearest mark is, of kinds with these names: see `blocks_to`."""
    away = blocks_to(marked, side, borders)
    found = _array(DISTANCES).searchsorted(away, side="right")
    return of_each(side, names, Column(found, len(DISTANCES) + 1))


def blocks_to(marked: np.ndarray, side: str, borders: Borders) -> np.ndarray:
    """How many blocks away the nearest marked one is: a block `above` a mark, or `below` it.

    It is on the same page. The last axis of `marked` has the blocks. FAR_BLOCKS where there is
    none.
    """
    way = slice(None, None, -1 if side == "above" else 1)
    reach = (borders.stop - 1 - np.arange(borders.count)) if side == "above" else borders.at
    at = np.arange(marked.shape[-1])
    before = np.empty(marked.shape, np.int64)
    before[..., :1] = -FAR_BLOCKS
    before[..., 1:] = np.where(marked[..., way], at, -FAR_BLOCKS)[..., :-1]
    np.maximum.accumulate(before, axis=-1, out=before)
    away = (at - before)[..., way]
    return np.where(away <= np.minimum(reach, FAR_BLOCKS - 1), away, FAR_BLOCKS)


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
