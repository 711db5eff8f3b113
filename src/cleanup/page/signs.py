"""Whether a text shows that it is a web page: what sites print at the edges of their pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cleanup.page.classifier.model import judged, together
from cleanup.page.classifier.vocabulary import TENTHS
from cleanup.page.evidence import is_page
from cleanup.page.line_kinds import (
    BELOW,
    BREADCRUMB,
    END,
    LEGAL,
    OTHER_WORKS,
    PART_END,
    SCAN,
    SURE,
    TEMPLATE,
    is_a,
    kinds_on,
    names_of,
)
from cleanup.text.learnt import learnt, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.page.classifier.model import Judgement
    from cleanup.page.page import Page

UNLIKELY, HARDLY = 0.2, 0.05  # probabilities of content
CROWD = 10  # blocks that are hardly content, at the edges: no text of an author has so many
TITLED = 0.3  # probability of the headline from which on it is one
CANDIDATES = 5  # blocks that are most like one
BAR = 3  # labels in a line that make it a menu
MOSTLY = 0.66  # share of a menu's parts that are labels
OF_SITES = 2 * TENTHS  # weight of a first or last block's words: to weigh the text at all
ENOUGH = 4  # of the evidence that makes a text a web page
MANY = 5  # labels that are enough where nothing but labels is there
FEW = 0.5  # share of pages that may be web pages: so few are not weighed with all others
KIND = 2  # what a kind of sign counts, where a label counts 1
LONGEST = 80  # code points of a line that is a sign, but for legal lines
OF_LABELS = {"menu", "comments", "next article"}  # kinds of signs that an author's menu has too

# What sites print above and below their texts, as kinds of which each counts once.
KINDS = BELOW | {
    "breadcrumb": BREADCRUMB,
    "end of text": END | SCAN,
    "end of a part": PART_END,
    "other works": OTHER_WORKS,
    "byline": SURE,
    "template": TEMPLATE,
}


@dataclass(frozen=True, eq=False)
class Signs:
    """What the edges of a page show: the blocks before and behind all that may be content."""

    page: Page
    judgement: Judgement

    @cached_property
    def title(self) -> int:
        """The index of the block that is most like a headline, -1 if none is.

        A known label is none, and no breadcrumb, which may hold it.
        """
        likeness = self.judgement.title
        for best in np.argsort(-likeness, kind="stable")[:CANDIDATES].tolist():
            if likeness[best] < TITLED:
                break
            if not (self.judgement.known[best] or is_a(self.page.blocks[best], BREADCRUMB)):
                return int(best)
        return -1

    @cached_property
    def edges(self) -> np.ndarray:
        """For each block whether it and all above it, or all below it, are unlikely to be content.

        A headline does not end an edge, and is in none.
        """
        unlikely = self.judgement.at_first < UNLIKELY
        passed = unlikely | (np.arange(len(unlikely)) == self.title)
        above = np.logical_and.accumulate(passed)
        below = np.logical_and.accumulate(passed[::-1])[::-1]
        return np.asarray((above | below) & unlikely)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of signs that stand in the edges."""
        return self._kinds_in(self.edges)

    def _kinds_in(self, chosen: np.ndarray) -> frozenset[str]:
        blocks, shown = self.page.blocks, 0
        for at, kinds in enumerate(kinds_on(self.page)):
            if kinds and chosen[at]:
                shown |= kinds if len(blocks[at].text) <= LONGEST else kinds & LEGAL
        found = names_of(shown, KINDS)
        measures = self.judgement.measures
        bars = (measures.labels >= BAR) & (measures.labelled >= MOSTLY) & chosen
        return frozenset(found | ({"menu"} if bars.any() else set()))

    @cached_property
    def labels(self) -> int:
        """How many different labels stand in the edges, in lines of nothing else."""
        return self._labels_in(self.edges)

    def _labels_in(self, chosen: np.ndarray) -> int:
        labels = chosen & self.judgement.known
        return self.judgement.measures.different_labels(labels) if labels.any() else 0

    @cached_property
    def web(self) -> bool:
        """Whether they make the text a web page. What was HTML is one."""
        if self.page.origins:
            return True
        if not self.may_be_web:
            return False
        crowd = np.count_nonzero(self.edges & (self.judgement.at_first < HARDLY))
        enough = bool(crowd >= CROWD) or _is_enough(self.kinds, self.labels)
        return enough or (not self._is_bare and is_page(self))

    @cached_property
    def _is_bare(self) -> bool:
        """Whether the edges show no sign at all, in a text that is not East Asian.

        Lines of manuals, broken amid sentences, look like that.
        """
        measures = self.judgement.measures
        east_asian = measures.east_asian.sum() * 2 >= measures.letters.sum()
        return not (self.kinds or self.labels or east_asian)

    @cached_property
    def may_be_web(self) -> bool:
        """Whether the text has so many signs anywhere: this is soon seen, and most have none."""
        everywhere = np.ones(len(self.page.blocks), bool)
        labels = self._labels_in(everywhere)
        if labels and np.count_nonzero(~self.judgement.measures.prose) >= CROWD:
            return True
        return self._begins_or_ends_as_one or _is_enough(self._kinds_in(everywhere), labels)

    @cached_property
    def _begins_or_ends_as_one(self) -> bool:
        """Whether one of the first or last blocks is in words of sites, and no sentence."""
        return bool((self.judgement.measures.outer_weight >= OF_SITES).any())

    @cached_property
    def hard_kinds(self) -> frozenset[str]:
        """The kinds of signs that no author's menu has."""
        return self.kinds - OF_LABELS


def _is_enough(kinds: frozenset[str], labels: int) -> bool:
    """Whether so much, without what an author's own menu has too, is a site's."""
    more = bool(kinds - OF_LABELS) or labels >= MANY
    return (KIND * len(kinds) + labels >= ENOUGH and more) or "template" in kinds


@learnt
def signs(page: Page) -> Signs:
    """What the edges of `page` show."""
    return Signs(page, judged(page))


def judge_together(pages: Sequence[Page]) -> None:
    """Judge several pages at once, so that `signs` of each has its answer: it costs much less.

    Those that may be web pages are weighed by themselves, if they are few among many.
    """
    pages = [page for page in pages if page.blocks]
    found = [*map(Signs, pages, together(pages))]
    likely = [one.page for one in found if one.page.origins or one.may_be_web]
    if len(likely) <= len(pages) * FEW:
        found += map(Signs, likely, together(likely))
    for one in found:
        tell(signs, one.page, one)
