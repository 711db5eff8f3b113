"""Where the article lies in a page: its headline, the header above it, the tails below it.

The anchors are what publishing systems print around an article: the byline with date and source,
the breadcrumb, the editor's name, the share bar, the heads of related lists, the legal footer.
A text that shows fewer than two of them is no web page, and nothing is said about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import pairwise
from operator import or_
from typing import TYPE_CHECKING

from cleanup.page import line_kinds
from cleanup.page.bylines import (
    MANY_DATED,
    NEAR_HEADLINE,
    above,
    body_follows,
    bylines_of,
    is_headline_like,
)
from cleanup.page.line_kinds import blocks_of, has_menu, kinds_on, names_of
from cleanup.page.tails import RESUMED, tails_of
from cleanup.text.learnt import learnt

if TYPE_CHECKING:
    from cleanup.page.line_kinds import Byline
    from cleanup.page.page import Block, Page

ENOUGH_SIGNS = 2  # of a site around the article; a single one may be the author's own
MAX_KICKERS = 2  # lines above a headline that may belong to it
HEADER_PROSE = 0.3  # share of the sentences above which the part over a byline is no header


@dataclass(frozen=True)
class Outline:
    """The parts of a page, as ranges of block indexes."""

    web: bool
    headline: Block | None
    header: range
    lead: range  # from the headline to the first sentence
    tails: tuple[range, ...]
    bylines: dict[int, Byline]

    @cached_property
    def below(self) -> frozenset[int]:
        """The indexes of all blocks in the tails."""
        return frozenset(index for tail in self.tails for index in tail)


@learnt
def outline(page: Page) -> Outline:
    """Find the parts of `page`."""
    bylines = bylines_of(page)
    crumbs = [block.index for block in blocks_of(page, line_kinds.BREADCRUMB)]
    headline = _headline(page, bylines, crumbs)
    if len(_signs(page, headline, bylines, crumbs)) < ENOUGH_SIGNS:
        return Outline(
            web=False, headline=None, header=range(0), lead=range(0), tails=(), bylines=bylines
        )
    header = _header(page, headline)
    first = next((block.index for block in page.prose if block.index > header.stop), 0)
    return Outline(
        web=True,
        headline=headline,
        header=header,
        lead=range(headline.index + 1, first) if headline else range(0),
        tails=tails_of(page, header.stop, bylines),
        bylines=bylines,
    )


def _signs(
    page: Page, headline: Block | None, bylines: dict[int, Byline], crumbs: list[int]
) -> set[str]:
    """The kinds of things that sites print, before the first sentence or after the last.

    Between sentences they may be the author's examples, so they do not count there. Without one of
    the kinds in HARD, none counts: authors too name their editor and their sources.
    """
    if not page.prose:
        return set()
    first, last = page.prose[0].index, page.prose[-1].index
    top, bottom = kinds_on(page)[:first], kinds_on(page)[last + 1 :]
    signs = names_of(reduce(or_, bottom, 0), line_kinds.BELOW)
    parts = (("menu above", top), ("menu below", bottom))
    signs |= {place for place, part in parts if has_menu(part)}
    if any("editor" in found.names for index, found in bylines.items() if index > last):
        signs.add("editor")
    if crumbs and crumbs[0] < first:
        signs.add("breadcrumb")
    if headline and len(bylines) <= MANY_DATED:
        near = range(headline.index + 1, headline.index + 1 + NEAR_HEADLINE)
        found = [bylines[index] for index in near if index in bylines]
        signs |= {"byline"} if found else set()
        signs |= {"date and source"} if any(line.publication for line in found) else set()
    return signs if signs & HARD else set()


HARD = {"breadcrumb", "legal", "menu above", "menu below", "next article", "date and source"}


def _headline(page: Page, bylines: dict[int, Byline], crumbs: list[int]) -> Block | None:
    """The line above the first byline that sentences follow, else the one below a breadcrumb."""
    few = len(bylines) <= MANY_DATED
    for index, found in bylines.items():
        if (found.sure or few) and body_follows(page, index):
            for block in above(page, index):
                if block.index not in bylines:
                    return block
    for index in crumbs:
        for below in page.blocks[index + 1 : index + 1 + NEAR_HEADLINE]:
            if is_headline_like(below) and below.index not in bylines:
                return below if body_follows(page, below.index) else None
    return None


def _header(page: Page, headline: Block | None) -> range:
    """The blocks over the headline, if they show that they are a site's.

    Lines right above the headline that could belong to it stay, and so does what stands above
    sentences that are too many for a header, or two of them in a row.
    """
    if headline is None:
        return range(0)
    start, stop = 0, headline.index
    sentences = [block for block in page.blocks[:stop] if block.prose]
    total = sum(len(block.text) for block in page.prose)
    if sum(len(block.text) for block in sentences) > HEADER_PROSE * total:
        start = sentences[-1].index + 1
    for one, other in pairwise(sentences):
        if other.index == one.index + 1 and len(one.text + other.text) >= RESUMED[1]:
            start = max(start, other.index + 1)
    kinds = kinds_on(page)
    chrome = [at for at in range(start, stop) if kinds[at] & line_kinds.CHROME]
    if not chrome:
        return range(stop, stop)
    for _ in range(MAX_KICKERS):
        if chrome[-1] < stop - 1 and _kicker(page.blocks[stop - 1], headline):
            stop -= 1
    return range(start, stop)


def _kicker(block: Block, headline: Block) -> bool:
    """Whether a line above a headline may belong to it, and does not merely repeat it."""
    repeats = block.folded[:12] == headline.folded[:12] or headline.folded in block.folded
    return is_headline_like(block) and not repeats
