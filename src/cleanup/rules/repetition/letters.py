"""The letters of a page as one stream: what repetition is found in, whatever the line ends."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cleanup.rules.repetition.shingles import stretches
from cleanup.text.learnt import learnt

if TYPE_CHECKING:
    from cleanup.page.page import Page
    from cleanup.rules.repetition.shingles import Stretch

INSIGNIFICANT = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Letters:
    """The letters and figures of each block of a page, folded; a line of marks keeps its marks."""

    keys: tuple[str, ...]
    plain: str  # the stream with its capitals

    @cached_property
    def stream(self) -> str:
        return "".join(self.keys)

    @cached_property
    def times(self) -> Counter[str]:
        """How often each key stands in the page."""
        return Counter(self.keys)

    @cached_property
    def starts(self) -> np.ndarray:
        """Where each block begins in the stream, and where the last one ends."""
        return np.concatenate(([0], np.cumsum([len(key) for key in self.keys], dtype=np.int64)))

    @cached_property
    def codes(self) -> np.ndarray:
        """The code points of the stream."""
        data = self.stream.encode("utf-32-le", "surrogatepass")
        return np.frombuffer(data, np.uint32).astype(np.uint64)

    @cached_property
    def stretches(self) -> list[Stretch]:
        """What stands in the stream before too."""
        return stretches(self.codes)

    @cached_property
    def fresh(self) -> int:
        """How many letters do not stand in the stream before."""
        repeated = end = 0
        for one in self.stretches:
            repeated += max(0, one.second.stop - max(end, one.second.start))
            end = max(end, one.second.stop)
        return len(self.stream) - repeated

    def blocks(self, places: np.ndarray) -> np.ndarray:
        """The block in which each place lies."""
        return np.searchsorted(self.starts, places, "right") - 1

    def block(self, place: int) -> int:
        """The block in which a place lies."""
        return bisect_right(self._bounds, place) - 1

    @cached_property
    def _bounds(self) -> list[int]:
        return [int(start) for start in self.starts]


@learnt
def letters_of(page: Page) -> Letters:
    """The letters of a page."""
    keys = [INSIGNIFICANT.sub("", block.folded) or block.folded for block in page.blocks]
    plain = [INSIGNIFICANT.sub("", block.text) or block.text for block in page.blocks]
    pairs = zip(keys, plain, strict=True)
    same = (one if len(one) == len(key) else key for key, one in pairs)
    return Letters(tuple(keys), "".join(same))
