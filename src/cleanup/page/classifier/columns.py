"""Columns of features: small whole numbers for all blocks, and how they are made."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleanup.page.classifier.measures import shifted

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    return Column(_array(edges).searchsorted(value, side="right"), len(edges) + 1)


@cache
def _array(edges: tuple[float, ...]) -> np.ndarray:
    return np.array(edges)


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
    return Column(np.full(m.count, bisect_right(edges, value)), len(edges) + 1)


def within(value: np.ndarray, above: int, below: int, *, itself: bool = False) -> np.ndarray:
    """The sum over the blocks up to `above` places above and `below` places below.

    The last axis of `value` has the blocks.
    """
    count = value.shape[-1]
    total = np.zeros((*value.shape[:-1], count + 1), value.dtype)
    np.cumsum(value, axis=-1, out=total[..., 1:])
    at = np.arange(count)
    last, first = np.minimum(count, at + below + 1), np.maximum(0, at - above)
    around = total.take(last, axis=-1) - total.take(first, axis=-1)
    return around if itself else around - value


def distances(marked: Mapping[str, np.ndarray], side: str) -> Columns:
    """For each kind of marks how many blocks away the nearest is: see `blocks_to`."""
    found = binned(blocks_to(np.array([*marked.values()]), side), DISTANCES)
    return {
        f"{side} {name}": Column(value, found.values)
        for name, value in zip(marked, found.value, strict=True)
    }


def blocks_to(marked: np.ndarray, side: str) -> np.ndarray:
    """How many blocks away the nearest marked one is: a block `above` a mark, or `below` it.

    The last axis of `marked` has the blocks. FAR_BLOCKS where there is none.
    """
    way = slice(None, None, -1 if side == "above" else 1)
    at = np.arange(marked.shape[-1])
    before = np.full(marked.shape, -FAR_BLOCKS)
    if len(at) > 1:
        marks = np.where(marked[..., way], at, -FAR_BLOCKS)[..., :-1]
        np.maximum.accumulate(marks, axis=-1, out=before[..., 1:])
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
