"""NAV009 to NAV012: what the classifier takes for the site's, named by where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from cleanup.model import Finding, Span
from cleanup.rule import Safety, rule
from cleanup.rules.boilerplate import ARTICLE, BODY, gone
from cleanup.rules.facts import stated
from cleanup.rules.headline import headline_of
from cleanup.rules.outline import is_headline_like, outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.classifier.model import Judgement
    from cleanup.page import Block, Page

# How many times as much as purity it counts that the text is whole.
RECALL = {"safe": 2.0, "standard": 1.0, "aggressive": 0.5}
LABELS = 6  # different labels of sites that show that a text is a web page
OVER = 12  # blocks over the text in which its headline may be
ALIKE = 0.5  # share of a headline's words that the text has
SURE = 0.3  # of the threshold: what stands between two blocks of content must be as unlikely


@dataclass(frozen=True)
class Content:
    """Which blocks of a page are chrome, and which are not."""

    page: Page
    judgement: Judgement

    @cached_property
    def is_web(self) -> bool:
        """Whether the text shows that it is a web page: by labels that many sites have."""
        return self.judgement.labels >= LABELS or outline(self.page).web

    @cached_property
    def threshold(self) -> float:
        """The probability from which on blocks stay."""
        return self.judgement.threshold(RECALL[self.page.care.level])

    @cached_property
    def likely(self) -> np.ndarray:
        """For each block whether it is likely enough to be content."""
        probability, threshold = self.judgement.probability, self.threshold
        kept = probability >= threshold
        above = np.concatenate([[False], kept[:-1]])
        below = np.concatenate([kept[1:], [False]])
        between = above & below & (probability >= SURE * threshold)
        return np.asarray(kept | between)

    @cached_property
    def lost(self) -> float:
        """The share of the page's sentences that are not likely to be content."""
        mass = self.judgement.measures.mass
        return float(mass[~self.likely].sum() / max(1, mass.sum()))

    @cached_property
    def chrome(self) -> tuple[int, ...]:
        """The indexes of the blocks that are to go."""
        if not self.is_web or self.lost > self.page.care.most_loss:
            return ()
        found = np.flatnonzero(~self.likely)
        headline = self.headline.index if self.headline else -1
        return tuple(int(at) for at in found if at != headline)

    @cached_property
    def headline(self) -> Block | None:
        """The headline: where marks point, else the line over the text that is most like it."""
        marked = headline_of(self.page)
        if marked or not self.is_web or not self.body:
            return marked
        near = self.page.blocks[max(0, self.body.start - OVER) : self.body.start + 1]
        shared = self.judgement.measures.shared_with(self.likely)
        likely = [block for block in near if is_headline_like(block) and not stated(block)]
        best = max(likely, key=lambda block: (shared[block.index], block.index), default=None)
        return best if best and shared[best.index] >= ALIKE else None

    @cached_property
    def body(self) -> range:
        """From the first block of content to the last."""
        found = np.flatnonzero(self.likely)
        return range(int(found[0]), int(found[-1]) + 1) if len(found) else range(0)

    @cached_property
    def comments(self) -> int:
        """The index of the first block about comments below the content."""
        about = self.judgement.measures.about("comments") > 0
        below = np.flatnonzero(about & (np.arange(len(about)) >= self.body.stop))
        return int(below[0]) if len(below) else len(self.page.blocks)

    def gone(self, block: int, what: str) -> Finding:
        """A finding for a block that is chrome."""
        unlikely = 1 - float(self.judgement.probability[block])
        parts = {title: float(part[block]) for title, part in self.judgement.parts.items()}
        reason = min(parts, key=lambda title: parts[title])
        note = f"{what}; {unlikely:.0%} chrome, most of all by {reason}"
        return gone(self.page.blocks[block], note, round(unlikely, 3))


@lru_cache(maxsize=1)
def content(page: Page) -> Content:
    """Judge the blocks of `page`."""
    from cleanup.classifier.model import judged  # noqa: PLC0415  # tables, for pages alone

    return Content(page, judged(page))


@rule(
    "NAV009",
    safety=Safety.STANDARD,
    since="0.2.0",
    mends=(),
    leaves=(ARTICLE, f"{ARTICLE}网友评论\n这一条航线开得好。\n"),
)
def reader_comments(page: Page) -> Iterator[Finding]:
    """What readers wrote below an article, with their names, times and buttons.

    In a thread of a forum the posts are the content and stay: there they are what the page is
    made of. The blocks are told apart by the classifier (see NAV010).
    """
    found = content(page)
    for at in found.chrome:
        if at >= found.comments:
            yield found.gone(at, "among comments below the article")


@rule(
    "NAV010",
    safety=Safety.STANDARD,
    since="0.2.0",
    mends=(),
    leaves=(ARTICLE, f"首页\n登录\n{ARTICLE}", f"{ARTICLE}{BODY}{BODY}"),
)
def around_the_article(page: Page) -> Iterator[Finding]:
    """Menus, buttons, links, teasers, promotions and footers above and below the article.

    A classifier weighs a block's shape and words, its neighbours, the marks above and below it,
    and the page; `cleanup explain FILE:LINE` shows how. Only a text that shows that it is a web
    page, by labels known from many sites, is judged at all. Blocks go below the probability that
    lets the page's expected F-measure be highest, and never above one half.
    """
    found = content(page)
    for at in found.chrome:
        if at not in found.body and at < found.comments:
            where = "above" if at < found.body.start else "below"
            yield found.gone(at, f"{where} the article")


@rule(
    "NAV011",
    safety=Safety.STANDARD,
    since="0.2.0",
    mends=(),
    leaves=(ARTICLE, f"{BODY}推荐\n{BODY}"),
)
def amid_the_article(page: Page) -> Iterator[Finding]:
    """Links, promotions and forms that a site puts between the paragraphs of an article.

    As NAV010; a single block between two blocks of content must be far less likely.
    """
    found = content(page)
    for at in found.chrome:
        if at in found.body:
            yield found.gone(at, "amid the article")


@rule(
    "NAV012",
    safety=Safety.STANDARD,
    since="0.2.0",
    mends=(),
    leaves=(ARTICLE, ""),
)
def kept_whole(page: Page) -> Iterator[Finding]:
    """A web page in which next to nothing looks like an article: a list, a form, an error page.

    More of its sentences would go than --most-loss allows, so it is kept whole, and reported.
    """
    found = content(page)
    if found.is_web and found.lost > page.care.most_loss:
        note = f"no article found: {found.lost:.0%} of the sentences look like chrome; kept whole"
        yield Finding(Span(0, len(page.text)), None, note, 0.9)
