"""The classifier: the probability that a block is content, and the decision.

The sum of small trees over its features, learnt by gradient boosting (tools/train_classifier.py),
is the logarithm of the odds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from cleanup.page.classifier.columns import matrix
from cleanup.page.classifier.context import context_features
from cleanup.page.classifier.elements import Elements
from cleanup.page.classifier.features import ALL, features
from cleanup.page.classifier.likelihood import Context
from cleanup.page.classifier.measures import Measures
from cleanup.page.classifier.tagged import Tagged
from cleanup.page.classifier.tags import tag_features
from cleanup.page.classifier.trees import (
    CONTENT,
    CONTEXT,
    TAGGED,
    TITLES,
    UNIT,
    forest,
    probability_of,
)
from cleanup.page.classifier.vocabulary import vocabulary
from cleanup.page.classifier.words import lines_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleanup.model import Origin
    from cleanup.page.classifier.columns import Columns
    from cleanup.page.page import Page

LITTLE_PROSE = 200  # length of a page's sentences: of less, the context says little by itself
TEXT = 500  # of UNIT: what the text weighs against the context there
MAX_THRESHOLD = 0.5  # the highest threshold: what is more likely content than not stays


@dataclass(frozen=True)
class Weighed:
    """What trees say of the blocks of pages, by features of several families."""

    table: str
    families: Mapping[str, Columns]
    count: int  # of the blocks

    @cached_property
    def values(self) -> np.ndarray:
        """All features: a row for a feature, a column for a block."""
        columns = (column for family in self.families.values() for column in family.values())
        return matrix(columns, self.count)

    def leaves(self, table: str) -> np.ndarray:
        """The leaves of the trees of a table."""
        names = tuple(name for family in self.families.values() for name in family)
        return forest(table).leaves(self.values[rows_of(table, names)])

    @cached_property
    def _leaves(self) -> np.ndarray:
        return self.leaves(self.table)

    @cached_property
    def log_odds(self) -> np.ndarray:
        """For each block the log-odds that it is content, times UNIT."""
        return forest(self.table).sums(self._leaves)

    def added(self, blocks: Sequence[int]) -> np.ndarray:
        """What each family of features adds to the log-odds of these blocks: a row for a family."""
        family = {name: at for at, one in enumerate(self.families.values()) for name in one}
        trees = forest(self.table)
        return trees.parts(self._leaves[:, blocks], [family[name] for name in trees.names])

    def reasons(self, block: int) -> list[tuple[str, float]]:
        """What each feature adds to a block's log-odds, the strongest first."""
        trees = forest(self.table)
        added = trees.parts(self._leaves[:, [block]], range(len(trees.names)))[:, 0] / UNIT
        parts = zip(trees.names, added.tolist(), strict=True)
        return sorted(parts, key=lambda part: -abs(part[1]))


@lru_cache(maxsize=8)
def rows_of(table: str, names: tuple[str, ...]) -> list[int]:
    """Of features with these names, those that the trees of a table ask for, in their order."""
    row = {name: at for at, name in enumerate(names)}
    return [row[name] for name in forest(table).names]


@dataclass(frozen=True, eq=False)
class Together:
    """Pages that are judged at once: a few large arrays cost less than many small ones."""

    measures: Measures

    @cached_property
    def by_text(self) -> Weighed:
        """What the text of all blocks says."""
        return Weighed(CONTENT, features(self.measures), self.measures.count)

    @cached_property
    def in_context(self) -> Weighed:
        """What that says beside what it says of the whole page."""
        context = Context(self.measures, self.by_text.log_odds, self.title_log_odds)
        return Weighed(CONTEXT, context_features(context), self.measures.count)

    @cached_property
    def title_log_odds(self) -> np.ndarray:
        """For each block the log-odds that it is the headline, times UNIT."""
        return forest(TITLES).sums(self.by_text.leaves(TITLES))


@dataclass(frozen=True, eq=False)
class Judgement:
    """What the classifier says of the blocks of a page, by the tags too where it was HTML.

    It is judged `among` others, as the page of this `number`.
    """

    among: Together
    number: int
    origins: Sequence[Origin] = ()

    @cached_property
    def measures(self) -> Measures:
        """The figures of its blocks."""
        return self.among.measures.of_page(self.number)

    @cached_property
    def by_tags(self) -> Weighed:
        """What their tags say, and their text."""
        return Weighed(TAGGED, tag_features(self._tagged), self.measures.count)

    @cached_property
    def _tagged(self) -> Tagged:
        text, title = self.text_log_odds, self.title_log_odds
        return Tagged(Elements(self.origins), self.measures, text, title)

    @property
    def _weighed(self) -> tuple[tuple[Weighed, int, int], ...]:
        """What is asked, what each answer weighs, of UNIT, and which block is the page's first."""
        first, _ = self.measures.blocks
        if self.origins:
            return ((self.by_tags, UNIT, 0),)
        if not self.measures.count:
            return ((self.among.by_text, UNIT, first),)
        if self.measures.mass.sum() > LITTLE_PROSE:
            return ((self.among.in_context, UNIT, first),)
        return (self.among.by_text, TEXT, first), (self.among.in_context, UNIT - TEXT, first)

    def _own(self, value: np.ndarray) -> np.ndarray:
        """Of a value for each block of all pages those of this one."""
        return value[slice(*self.measures.blocks)]

    @cached_property
    def text_log_odds(self) -> np.ndarray:
        """For each block the log-odds that it is content, times UNIT, by its text alone."""
        return self._own(self.among.by_text.log_odds)

    @cached_property
    def at_first(self) -> np.ndarray:
        """For each block the probability that it is content, by its text alone."""
        return probability_of(self.text_log_odds)

    @cached_property
    def probability(self) -> np.ndarray:
        """For each block the probability that it is content."""
        return probability_of(self.log_odds)

    @cached_property
    def log_odds(self) -> np.ndarray:
        """For each block the log-odds that it is content, times UNIT."""
        if self.origins:
            return self.by_tags.log_odds - self._tagged.apart
        found = sum(share * self._own(one.log_odds) for one, share, _ in self._weighed)
        return np.asarray(found / UNIT)

    @property
    def apart(self) -> np.ndarray:
        """For each block of HTML whether it is a comment on the text, or a picture's caption."""
        return self._tagged.apart > 0

    @cached_property
    def title(self) -> np.ndarray:
        """For each block the probability that it is the headline."""
        return probability_of(self.title_log_odds)

    @cached_property
    def title_log_odds(self) -> np.ndarray:
        """For each block the log-odds that it is the headline, times UNIT."""
        return self._own(self.among.title_log_odds)

    def against(self, blocks: Sequence[int]) -> list[tuple[float, str]]:
        """For each of these blocks how probably it is none of the content, and what says so most.

        That is a family of features.
        """
        unlikely: list[float] = (1 - self.probability[list(blocks)]).tolist()
        families = [name for one, *_ in self._weighed for name in one.families]
        added = np.concatenate(
            [
                share * one.added([*map(first.__add__, blocks)])
                for one, share, first in self._weighed
            ]
        )
        most = np.argmin(added, axis=0).tolist() if len(blocks) else []
        return [(probability, families[at]) for probability, at in zip(unlikely, most, strict=True)]

    def reasons(self, block: int) -> list[tuple[str, float]]:
        """What each feature adds to a block's log-odds, the strongest first."""
        parts = [
            (name, weight * share / UNIT)
            for one, share, first in self._weighed
            for name, weight in one.reasons(first + block)
        ]
        return sorted(parts, key=lambda part: -abs(part[1]))

    @cached_property
    def known(self) -> np.ndarray:
        """For each block whether it is known as a label of many sites."""
        return self.measures.labelled >= ALL

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


def together(pages: Sequence[Page]) -> list[Judgement]:
    """The judgements of pages; nothing is weighed before it is asked for, then of all at once."""
    if not pages:
        return []
    among = Together(Measures(lines_of(pages), vocabulary()))
    return [Judgement(among, number, page.origins) for number, page in enumerate(pages)]


def judged(page: Page) -> Judgement:
    """The classifier's judgement of one page."""
    (found,) = together([page])
    return found
