"""Whether a text shows that it is a web page: what sites print at the edges of their pages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cleanup.page import phrases
from cleanup.page.classifier.model import judged
from cleanup.page.line_kinds import byline, is_breadcrumb, is_legal
from cleanup.text.learnt import learnt

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleanup.page.classifier.model import Judgement
    from cleanup.page.page import Block, Page

UNLIKELY, HARDLY = 0.2, 0.05  # probabilities of content
CROWD = 10  # blocks that are hardly content, at the edges: no text of an author has so many
TITLED = 0.3  # probability of the headline from which on it is one
BAR = 3  # labels in a line that make it a menu
MOSTLY = 0.66  # share of a menu's parts that are labels
ENOUGH = 4  # of the evidence that makes a text a web page
MANY = 5  # labels that are enough where nothing but labels is there
KIND = 2  # what a kind of sign counts, where a label counts 1
OF_LABELS = {"menu", "comments", "next page"}  # kinds of signs that an author's menu has too
TEMPLATE = "{{"  # opens what a page's script should have filled in

# What sites print above and below their texts, as kinds of which each counts once.
KINDS: dict[str, Callable[[Block], object]] = {
    "breadcrumb": is_breadcrumb,
    "rights": is_legal,
    "next page": lambda b: phrases.PREVIOUS_NEXT.match(b.folded),
    "operator": lambda b: phrases.OPERATOR.match(b.folded),
    "related": lambda b: phrases.RELATED.match(b.folded),
    "comments": lambda b: phrases.COMMENTS.match(b.folded),
    "end of text": lambda b: phrases.END_OF_TEXT.match(b.folded),
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
        """The index of the block that is most like a headline, -1 if none is."""
        likeness = self.judgement.title
        best = int(np.argmax(likeness)) if len(likeness) else -1
        return best if best >= 0 and likeness[best] >= TITLED else -1

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
        blocks = [self.page.blocks[at] for at in np.flatnonzero(self.edges)]
        found = {kind for kind, is_one in KINDS.items() if any(map(is_one, blocks))}
        measures = self.judgement.measures
        bars = (measures.labels >= BAR) & (measures.labelled >= MOSTLY) & self.edges
        return frozenset(found | ({"menu"} if bars.any() else set()))

    @cached_property
    def labels(self) -> int:
        """How many different labels stand in the edges, in lines of nothing else."""
        return self.judgement.measures.different_labels(self.edges & self.judgement.known)

    @cached_property
    def web(self) -> bool:
        """Whether they make the text a web page."""
        enough = KIND * len(self.kinds) + self.labels >= ENOUGH
        more = bool(self.kinds - OF_LABELS) or self.labels >= MANY
        crowd = np.count_nonzero(self.edges & (self.judgement.probability < HARDLY)) >= CROWD
        return bool(crowd or (enough and more) or "template" in self.kinds)


@learnt
def signs(page: Page) -> Signs:
    """What the edges of `page` show."""
    return Signs(page, judged(page))
