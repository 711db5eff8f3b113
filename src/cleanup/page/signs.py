"""Whether a text shows that it is a web page: what sites print at the edges of their pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cleanup.page import phrases
from cleanup.page.classifier.model import judged
from cleanup.page.evidence import is_page
from cleanup.page.line_kinds import by_line, byline, is_breadcrumb, is_legal, kinds_below
from cleanup.text.learnt import learnt

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleanup.page.classifier.model import Judgement
    from cleanup.page.line_kinds import Line
    from cleanup.page.page import Page

UNLIKELY, HARDLY = 0.2, 0.05  # probabilities of content
CROWD = 10  # blocks that are hardly content, at the edges: no text of an author has so many
TITLED = 0.3  # probability of the headline from which on it is one
CANDIDATES = 5  # blocks that are most like one
BAR = 3  # labels in a line that make it a menu
MOSTLY = 0.66  # share of a menu's parts that are labels
OUTER, OF_SITES = 3, 2.0  # blocks at either end, weight of words in one, to weigh the text at all
ENOUGH = 4  # of the evidence that makes a text a web page
MANY = 5  # labels that are enough where nothing but labels is there
KIND = 2  # what a kind of sign counts, where a label counts 1
LONGEST = 80  # code points of a line that is a sign, but for legal lines
OF_LABELS = {"menu", "comments", "next article"}  # kinds of signs that an author's menu has too
TEMPLATE = "{{"  # opens what a page's script should have filled in

# What sites print above and below their texts beside BELOW, as kinds of which each counts once.
KINDS: dict[str, Callable[[Line], object]] = {
    "breadcrumb": is_breadcrumb,
    "end of text": lambda b: phrases.END_OF_TEXT.match(b.folded) or phrases.SCAN.match(b.folded),
    "end of a part": lambda b: phrases.PART_ENDS.match(b.folded),
    "other works": lambda b: phrases.OTHER_WORKS.match(b.folded),
    "byline": lambda b: (line := byline(b)) and line.sure,
    "template": lambda b: b.text.startswith(TEMPLATE),
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
            if not (self.judgement.known[best] or is_breadcrumb(self.page.blocks[best])):
                return int(best)
        return -1

    @cached_property
    def edges(self) -> np.ndarray:
        """For each block whether it and all above it, or all below it, are unlikely to be content.

        A headline does not end an edge, and is in none.
        """
        unlikely = self.judgement.probability < UNLIKELY
        passed = unlikely | (np.arange(len(unlikely)) == self.title)
        above = np.logical_and.accumulate(passed)
        below = np.logical_and.accumulate(passed[::-1])[::-1]
        return np.asarray((above | below) & unlikely)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of signs that stand in the edges."""
        return self._kinds_in(self.edges)

    def _kinds_in(self, chosen: np.ndarray) -> frozenset[str]:
        blocks = (self.page.blocks[at] for at in np.flatnonzero(chosen))
        lines = {block.text: block for block in blocks}.values()  # many pages repeat some
        short = [block for block in lines if len(block.text) <= LONGEST]
        found = {kind for block in short for kind in _kinds_of(block)}
        found |= {"legal"} if any(is_legal(b) for b in lines if len(b.text) > LONGEST) else set()
        measures = self.judgement.measures
        bars = (measures.labels >= BAR) & (measures.labelled >= MOSTLY) & chosen
        return frozenset(found | ({"menu"} if bars.any() else set()))

    @cached_property
    def labels(self) -> int:
        """How many different labels stand in the edges, in lines of nothing else."""
        return self._labels_in(self.edges)

    def _labels_in(self, chosen: np.ndarray) -> int:
        return self.judgement.measures.different_labels(chosen & self.judgement.known)

    @cached_property
    def web(self) -> bool:
        """Whether they make the text a web page. What was HTML is one."""
        if self.page.origins:
            return True
        if not self._may_be_web:
            return False
        crowd = np.count_nonzero(self.edges & (self.judgement.probability < HARDLY))
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
    def _may_be_web(self) -> bool:
        """Whether the text has so many signs anywhere: this is soon seen, and most have none."""
        everywhere = np.ones(len(self.page.blocks), bool)
        labels = self._labels_in(everywhere)
        if labels and np.count_nonzero(~self.judgement.measures.prose) >= CROWD:
            return True
        return self._begins_or_ends_as_one or _is_enough(self._kinds_in(everywhere), labels)

    @cached_property
    def _begins_or_ends_as_one(self) -> bool:
        """Whether one of the first or last blocks is in words of sites."""
        parts = self.judgement.measures.outer(OUTER)
        return any(part.weight.max(initial=0) >= OF_SITES for part in parts)

    @cached_property
    def hard_kinds(self) -> frozenset[str]:
        """The kinds of signs that no author's menu has."""
        return self.kinds - OF_LABELS


@by_line
def _kinds_of(line: Line) -> frozenset[str]:
    return kinds_below(line).union(kind for kind, is_one in KINDS.items() if is_one(line))


def _is_enough(kinds: frozenset[str], labels: int) -> bool:
    """Whether so much, without what an author's own menu has too, is a site's."""
    more = bool(kinds - OF_LABELS) or labels >= MANY
    return (KIND * len(kinds) + labels >= ENOUGH and more) or "template" in kinds


@learnt
def signs(page: Page) -> Signs:
    """What the edges of `page` show."""
    return Signs(page, judged(page))
