"""How likely the blocks of pages are content, by their text: what the context is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cleanup.page.classifier.trees import probability_of

if TYPE_CHECKING:
    from cleanup.page.classifier.borders import Borders
    from cleanup.page.classifier.measures import Measures

WHOLE = 1000  # a probability of 1
SHORT = 12  # the greatest length of a line that is a mark, or a date


@dataclass(frozen=True, eq=False)
class Context:
    """Pages, and the log-odds, times UNIT, that their blocks are content, and headlines."""

    measures: Measures
    log_odds: np.ndarray
    title: np.ndarray

    @cached_property
    def size(self) -> np.ndarray:
        return self.measures.length + 1

    @cached_property
    def probability(self) -> np.ndarray:
        """For each block how likely it is content, in whole parts of WHOLE."""
        return np.rint(WHOLE * probability_of(self.log_odds)).astype(np.int64)

    @cached_property
    def likely(self) -> np.ndarray:
        """How much of each block is likely content."""
        return self.size * self.probability

    @cached_property
    def total(self) -> np.ndarray:
        """For each block how much of its page is likely content."""
        return self.borders.spread(np.maximum(1, self.borders.totals(self.likely)))

    @cached_property
    def short(self) -> np.ndarray:
        """For each block whether it is a short line, and no sentence."""
        return (self.measures.length <= SHORT) & ~self.measures.prose

    @property
    def borders(self) -> Borders:
        """Where each page begins."""
        return self.measures.borders

    def core(self, most: int) -> tuple[np.ndarray, np.ndarray]:
        """On each page the run of blocks that gains most; each gains as it is likelier than `most`.

        Where it starts and ends (the maximum subarray: Bentley 1984).
        """
        gain = self.size * (self.probability - most)
        passed = self.borders.passed(gain)
        before = passed - gain
        apart = self.borders.page * (np.abs(gain).sum() + 1)  # so that no page sees another one
        lowest = np.minimum.accumulate(before - apart) + apart
        end = self.borders.first_of(is_most(passed - lowest, self.borders))
        begun = np.maximum.accumulate(np.where(before == lowest, np.arange(len(gain)), 0))
        return begun[end], end + 1


def is_most(value: np.ndarray, borders: Borders) -> np.ndarray:
    """For each block whether none of its page has more."""
    return np.asarray(value == borders.spread(borders.most(value)))
