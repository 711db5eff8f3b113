"""Where pages begin among the blocks of several: what is counted for each page by itself.

The blocks of many pages stand in the same arrays, one page after another, so that whatever is
asked is asked of all of them at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np


@dataclass(frozen=True, eq=False)
class Borders:
    """`first` has the first block of each page, and behind them the number of all blocks."""

    first: np.ndarray

    def __len__(self) -> int:
        return len(self.first) - 1

    @cached_property
    def count(self) -> int:
        """How many blocks there are."""
        return int(self.first[-1])

    @cached_property
    def sizes(self) -> np.ndarray:
        """How many blocks each page has."""
        return np.diff(self.first)

    @cached_property
    def page(self) -> np.ndarray:
        """The page of each block."""
        return self.spread(np.arange(len(self)))

    @cached_property
    def start(self) -> np.ndarray:
        """For each block the first one of its page."""
        return self.spread(self.first[:-1])

    @cached_property
    def stop(self) -> np.ndarray:
        """For each block the end of its page."""
        return self.spread(self.first[1:])

    @cached_property
    def at(self) -> np.ndarray:
        """The number of each block in its page, from 0."""
        return np.arange(self.count) - self.start

    def spread(self, value: np.ndarray) -> np.ndarray:
        """For each block the value of its page."""
        return np.repeat(value, self.sizes)

    def totals(self, value: np.ndarray) -> np.ndarray:
        """The sum of whole numbers over the blocks of each page: these are on the last axis."""
        sums = sums_before(value)
        return np.asarray(sums[..., self.first[1:]] - sums[..., self.first[:-1]])

    def passed(self, value: np.ndarray) -> np.ndarray:
        """The sum of whole numbers over the blocks of a page up to each."""
        sums = sums_before(value)
        return np.asarray(sums[..., 1:] - sums[..., self.start])

    def shifted(self, value: np.ndarray, by: int, missing: int) -> np.ndarray:
        """For each block the value of the block `by` places below it on its page."""
        at = np.arange(self.count) + by
        inside = (at >= self.start) & (at < self.stop)
        return np.where(inside, value[np.where(inside, at, 0)], missing)

    def most(self, value: np.ndarray) -> np.ndarray:
        """The highest value on each page, 0 on a page without blocks."""
        found = np.zeros(len(self), value.dtype)
        pages = np.flatnonzero(self.sizes)
        if len(pages):
            found[pages] = np.maximum.reduceat(value, self.first[pages])
        return found

    def first_of(self, chosen: np.ndarray) -> np.ndarray:
        """The first chosen block of each page, -1 where none is."""
        at = np.flatnonzero(chosen)
        found = np.append(at, self.count)[at.searchsorted(self.first[:-1])]
        return np.where(found < self.first[1:], found, -1)


def sums_before(value: np.ndarray) -> np.ndarray:
    """The sum of all before each place on the last axis, and behind the last one that of all."""
    kind = np.result_type(value, np.int64)
    sums = np.zeros((*value.shape[:-1], value.shape[-1] + 1), kind)
    np.cumsum(value, axis=-1, out=sums[..., 1:])
    return sums
