"""The headline of a page to which no mark points: by its tags, where it was HTML, or its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.page.bylines import is_headline_like
from cleanup.page.classifier.characters import Kind
from cleanup.page.headline import is_name
from cleanup.page.outline import outline
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from cleanup.model import Origin
    from cleanup.page.content import Content
    from cleanup.page.page import Block

STATED = 0.4  # share of the title that the head states from which on a line is that
LINKED = 0.5  # share of links from which on a line leads to another page
HEADING = regex(r"(?:^|>)h(?P<level>[1-4])(?:[.#][^>]*)?(?:>[^>]*)?$")  # or what is right in one
NO_LEVEL = 9
OVER = 30  # blocks over the text in which its headline may be
ALIKE = 0.3  # share of a headline's words that the text has
RIGHT_ABOVE, LONG = 6, 20  # blocks over the text, size: a headline with words of its own
BARS = 3  # separators in a line: a menu
HINT = 0.1  # probability of a headline after all other reasons


class Candidate(NamedTuple):
    """A line that may be the headline; the greatest is the likeliest."""

    is_heading: bool
    title: float  # the share of the stated title that it is
    is_above: bool
    level: int  # of a heading, below 0: -1 is the highest
    likeness: float
    block: int


def by_tags(origins: Sequence[Origin], likeness: np.ndarray, first: int) -> int | None:
    """The index of the headline: the heading that is the stated title, a line that is, an <h1>.

    `likeness` is how probably each block is the headline by its words, `first` the index of the
    first sentence of the text.
    """
    found = []
    for index, origin in enumerate(origins):
        heading = HEADING.search(origin.path)
        level = int(heading["level"]) if heading else NO_LEVEL
        is_above = index <= first
        is_stated = origin.title >= STATED
        alone = is_above and origin.links < LINKED and (is_stated or level == 1)
        if alone or (heading and is_stated):
            title = round(origin.title, 1) if is_stated else 0.0
            likely = float(likeness[index])
            found.append(Candidate(bool(heading), title, is_above, -level, likely, index))
    return max(found).block if found else None


def beside(origins: Sequence[Origin], index: int) -> frozenset[int]:
    """The indexes of all lines of the element that a line stands in, as of a long headline."""
    element = origins[index].elements
    return frozenset(at for at, origin in enumerate(origins) if origin.elements == element)


def over_the_text(content: Content, titled: Block | None) -> Block | None:
    """The line over the text that shares most with it, else one that is long or alone.

    `titled` is the one that is most like a headline.
    """
    judgement, first = content.judgement, content.first
    measures = judgement.measures
    shared = content.alike * measures.vocabulary_size
    near = content.page.blocks[max(0, first - OVER) : first + 1]
    no = (measures.kind(Kind.SEPARATOR) >= BARS) | judgement.known
    lines = [b for b in near if is_headline_like(b) and not (is_name(b) or no[b.index])]
    likely = [block for block in lines if content.alike[block.index] >= ALIKE]
    if likely:
        return max(likely, key=lambda block: (shared[block.index], block.index))
    bare = ~measures.bulleted & content.without_site_words
    right_above = (b for b in lines if b.index >= first - RIGHT_ABOVE)
    long = (b for b in right_above if measures.size[b.index] >= LONG and bare[b.index])
    likeliest = max(long, key=lambda b: judgement.probability[b.index], default=None)
    fallback = _over_a_byline(content, lines) or _only_line_above(content)
    return titled or likeliest or fallback or _most_like_one(judgement.title, lines)


def _most_like_one(likeness: np.ndarray, lines: Sequence[Block]) -> Block | None:
    """The line that is most like a headline, if it is like one at all."""
    best = max(lines, key=lambda block: likeness[block.index], default=None)
    return best if best and likeness[best.index] >= HINT else None


def _over_a_byline(content: Content, lines: Sequence[Block]) -> Block | None:
    """The line right over one that states both date and source."""
    bylines = outline(content.page).bylines
    stating = {at for at, byline in bylines.items() if byline.publication}
    return next((block for block in lines if block.index + 1 in stating), None)


def _only_line_above(content: Content) -> Block | None:
    """The line over the text, if nothing else stands between a site's lines and the text."""
    at, measures = content.body.start - 1, content.judgement.measures
    alone = at >= 0 and not content.marks[at] and (at == 0 or content.marks[at - 1])
    words = alone and measures.length[at] and not measures.bulleted[at]
    return content.page.blocks[at] if words else None
