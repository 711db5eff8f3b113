"""The classifier: weights, the probability that a block is content, and the decision.

A logistic model with one weight for each value of each feature, learnt with a ridge penalty by
tools/train_classifier.py. East Asian pages and others have weights of their own, which were drawn
towards each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from cleanup.data import lines
from cleanup.page.classifier.features import features
from cleanup.page.classifier.measures import Measures
from cleanup.page.classifier.vocabulary import vocabulary
from cleanup.page.classifier.words import lines_of, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleanup.page.classifier.columns import Columns
    from cleanup.page.page import Page

BIAS = "bias"
LABEL = 1.0  # weight from which on a line is known as a label
MAX_THRESHOLD = 0.5  # the highest threshold: what is more likely content than not stays


@dataclass(frozen=True)
class Judgement:
    """What the classifier says of the blocks of a page."""

    measures: Measures

    @cached_property
    def families(self) -> Mapping[str, Columns]:
        """The features of the blocks, family by family."""
        return features(self.measures)

    @cached_property
    def weights(self) -> Mapping[str, np.ndarray]:
        """The weights for a page in this script."""
        return weights(is_east_asian(self.measures))

    @cached_property
    def parts(self) -> dict[str, np.ndarray]:
        """What each family of features adds to the log-odds of each block."""
        return {
            title: sum(
                (self.weights[name][column.value] for name, column in columns.items()),
                np.zeros(self.measures.count),
            )
            for title, columns in self.families.items()
        }

    @cached_property
    def log_odds(self) -> np.ndarray:
        """For each block the logarithm of the odds that it is content."""
        return sum(self.parts.values(), np.full(self.measures.count, self.weights[BIAS][0]))

    @cached_property
    def probability(self) -> np.ndarray:
        """For each block the probability that it is content."""
        return 1 / (1 + np.exp(-self.log_odds))

    @cached_property
    def against(self) -> list[str]:
        """For each block the family of features that speaks most against it."""
        titles = list(self.parts)
        least = np.argmin(np.stack(list(self.parts.values())), axis=0)
        return [titles[at] for at in least]

    @cached_property
    def known(self) -> np.ndarray:
        """For each block whether it is known as a label of many sites."""
        weights = self.measures.vocabulary.lines.of(self.measures.lines.hashes, 0)
        return (weights >= LABEL) & (self.measures.length > 0)

    def threshold(self, beta: float) -> float:
        """The probability from which on blocks stay.

        It gives the highest F-measure that is to be expected of the page, in which recall counts
        `beta` times as much as precision (Lewis 1995): where nothing is sure, more stays.
        """
        if not self.measures.count:
            return 0.0
        probability, size = self.probability, self.measures.length + 1
        order = np.argsort(-probability, kind="stable")
        right = np.cumsum((probability * size)[order])
        kept = np.cumsum(size[order])
        score = (1 + beta**2) * right / (kept + beta**2 * right[-1])
        return min(MAX_THRESHOLD, float(probability[order][np.argmax(score)]))

    def reasons(self, block: int) -> list[tuple[str, float]]:
        """What each feature adds to a block's log-odds, the strongest first."""
        parts = [
            (name, float(self.weights[name][column.value[block]]))
            for columns in self.families.values()
            for name, column in columns.items()
        ]
        return sorted(parts, key=lambda part: -abs(part[1]))


def judged(page: Page) -> Judgement:
    """The classifier's judgement of a page; nothing is weighed before it is asked for."""
    rows = lines_of(page)
    return Judgement(Measures(rows, words_of(rows), vocabulary()))


def is_east_asian(measures: Measures) -> bool:
    """Whether a page is mostly written in Chinese, Japanese or Korean."""
    return bool(2 * measures.east_asian.sum() > measures.letters.sum())


@cache
def weights(east_asian: bool) -> dict[str, np.ndarray]:
    """The weights of each feature's values: data/classifier.tsv."""
    rows = (row.split("\t") for row in lines("classifier.tsv"))
    return {
        name: np.array([float(weight) for weight in (here if east_asian else there).split()])
        for name, here, there in rows
    }
