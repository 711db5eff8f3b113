"""The letters of a page as one stream: what repetition is found in, whatever the line ends."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from cleanup.regex import regex
from cleanup.rules.repetition.shingles import stretches
from cleanup.text.codes import CODE_POINTS, text_of
from cleanup.text.learnt import learnt

if TYPE_CHECKING:
    from cleanup.page.page import Page
    from cleanup.rules.repetition.shingles import Stretch

INSIGNIFICANT = regex(r"[\W_]+")
SIGNIFICANT = regex(r"[^\W_]+")
ASSIGNED = 0x32400  # above are no letters


@dataclass(frozen=True)
class Letters:
    """The letters and figures of each block of a page, folded; a line of marks keeps its marks."""

    codes: np.ndarray  # the code points of the stream
    plain_codes: np.ndarray  # the same before they were folded
    starts: np.ndarray  # where each block begins in the stream, and where the last one ends

    @cached_property
    def stream(self) -> str:
        """The letters of all blocks."""
        return text_of(self.codes)

    @cached_property
    def plain(self) -> str:
        """The stream with its capitals."""
        return text_of(self.plain_codes)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The letters of each block."""
        stream = self.stream
        return tuple(stream[start:stop] for start, stop in pairwise(self._bounds))

    @cached_property
    def times(self) -> Counter[str]:
        """How often each key stands in the page."""
        return Counter(self.keys)

    @cached_property
    def stretches(self) -> list[Stretch]:
        """What stands in the stream before too."""
        return stretches(self.codes.astype(np.uint64))

    @cached_property
    def fresh(self) -> int:
        """How many letters do not stand in the stream before."""
        repeated = end = 0
        for one in self.stretches:
            repeated += max(0, one.second.stop - max(end, one.second.start))
            end = max(end, one.second.stop)
        return len(self.codes) - repeated

    def blocks(self, places: np.ndarray) -> np.ndarray:
        """The block in which each place lies."""
        return np.searchsorted(self.starts, places, "right") - 1

    def block(self, place: int) -> int:
        """The block in which a place lies."""
        return bisect_right(self._bounds, place) - 1

    @cached_property
    def _bounds(self) -> list[int]:
        bounds: list[int] = self.starts.tolist()
        return bounds


@learnt
def letters_of(page: Page) -> Letters:
    """The letters of a page."""
    folded, spans = page.folded_codes, page.spans
    kept = _significant()[folded]
    before = _before(kept)
    of_marks = spans[before[spans[:, 0]] == before[spans[:, 1]]].tolist()
    for start, end in of_marks:
        kept[start:end] = True
    before = _before(kept) if of_marks else before
    return Letters(folded[kept], page.codes[kept], before[np.append(spans[:, 0], len(kept))])


def _before(kept: np.ndarray) -> np.ndarray:
    """How many are kept before each place, the end too."""
    before = np.zeros(len(kept) + 1, np.int64)
    np.cumsum(kept, out=before[1:])
    return before


@cache
def _significant() -> np.ndarray:
    """For each code point whether it is a letter or a figure: it is if what it is folded to is."""
    assigned = text_of(np.arange(ASSIGNED, dtype=np.uint32))
    table = np.zeros(CODE_POINTS, bool)
    for run in SIGNIFICANT.finditer(assigned):
        table[slice(*run.span())] = True
    return table
