"""NAV012 and NAV014: how much of its text a page would lose to all rules that judge blocks."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.page.content import content
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.rules.boilerplate.judged import LINKS
from cleanup.rules.examples import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.model import Edit
    from cleanup.page.page import Block, Page

INJECTED = "SPM"  # the codes of what was never the page's own
LETTER = regex(r"[^\W_]")
MUCH_LOST_SHARE = 0.5  # share of the sentences that a page seldom loses to its site alone
SENTENCE = "今年前三季度，东岭市规模以上工业增加值同比增长百分之八。\n"
STATED = (
    "版权声明：本网转载内容版权归原作者所有，如有侵权请联系我们删除，本站不承担责任，特此声明。\n"
)
TEASERS = f"登录 注册\n首页 > 新闻 > 正文\n责任编辑：李某\n{SENTENCE}{STATED}"
SPAM = "国产精品-亚洲无码-一区二区三区视频-高清不卡-人妻熟女-百家乐注册\n"


@dataclass(frozen=True, eq=False)
class Loss:
    """What `edits` would take out of a page; injected spam is no loss."""

    page: Page
    edits: Sequence[Edit]

    @cached_property
    def is_too_much(self) -> bool:
        """Whether the page has to be kept whole, but for what was injected."""
        own = any(not edit.code.startswith(INJECTED) for edit in self.edits)
        share = self.of_likely if self.page.origins else self.share
        return own and (self.is_all or share > self.page.strictness.most_loss)

    @cached_property
    def is_all(self) -> bool:
        """Whether not a letter and not a figure would stay."""
        starts = [0, *(edit.span.end for edit in self.edits)]
        ends = [*(edit.span.start for edit in self.edits), len(self.page.text)]
        between = zip(starts, ends, strict=True)
        stays = any(LETTER.search(self.page.text, start, end) for start, end in between)
        return not stays and LETTER.search(self.page.text) is not None

    @cached_property
    def share(self) -> float:
        """The share, 0 to 1, of the sentences' code points that go; of all lines' without any."""
        counted = self.page.prose or self.page.blocks
        return self._share(counted, [1.0] * len(counted))

    @property
    def of_likely(self) -> float:
        """The share, 0 to 1, of what is likely content by the tags of HTML that goes.

        Many a post or a recipe has no sentence, where what is around it has.
        """
        return self._share(self.page.blocks, content(self.page).judgement.probability.tolist())

    def _share(self, counted: Sequence[Block], weights: Sequence[float]) -> float:
        """The share of the code points of blocks that goes, each block's times its weight."""
        if not self.edits:
            return 0.0
        starts = [block.start for block in counted]
        ends = [block.start + len(block.text) for block in counted]
        gone = {True: 0.0, False: 0.0}  # of injected spam, and of all else
        for edit in self.edits:
            first, last = edit.span
            at = bisect_left(ends, first + 1)
            while at < len(counted) and starts[at] < last:
                taken = min(ends[at], last) - max(starts[at], first)
                gone[edit.code.startswith(INJECTED)] += taken * weights[at]
                at += 1
        total = sum(weights[at] * (ends[at] - starts[at]) for at in range(len(counted)))
        return gone[False] / max(1, total - gone[True])


def spared(findings: Sequence[Finding]) -> list[Finding]:
    """The findings that hold on a page that is kept whole: injected spam, and reports."""
    return [one for one in findings if one.replacement is None or one.code.startswith(INJECTED)]


@rule(
    "NAV012",
    stage=Stage.LOSS,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=((LINKS, LINKS),),
    ignores=(ARTICLE, ""),
)
def kept_whole(loss: Loss) -> Iterator[Finding]:
    """A web page in which next to nothing looks like an article: a list, a form, an error page.

    All rules that judge blocks together would take out more of its sentences than --most-loss
    allows (of its lines, where it has no sentence), or leave nothing. So the page is kept whole
    but for injected spam, and reported. Where only the classifier finds no article, NAV009 to
    NAV011 hold back; where the tags of HTML are known, they take out what is hardly content.
    """
    found = content(loss.page)
    if loss.is_too_much:
        what = "nothing" if loss.is_all else f"{1 - loss.share:.0%} of the sentences"
        note = f"{what} would be left; kept whole but for injected spam"
    elif found.is_web and found.is_without_article:
        note = f"no article found: {found.lost:.0%} of the sentences look like chrome; kept"
    elif found.is_doubtful:
        note = "no article found for sure; of the lines only those go that are hardly content"
    else:
        return
    yield Finding(Span(0, len(loss.page.text)), None, note, 0.9)


@rule(
    "NAV014",
    stage=Stage.LOSS,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=((TEASERS, TEASERS), (SPAM, SPAM)),
    ignores=(ARTICLE, LINKS, ""),
)
def much_lost(loss: Loss) -> Iterator[Finding]:
    """A page that loses more than half of its sentences to the rules that judge blocks.

    Nothing more is changed. Some pages are mostly teasers and comments; of others a part of the
    article went: look at these first. A page of which all goes as injected spam is reported too.
    """
    if loss.is_too_much:
        return
    if loss.is_all:
        note = "nothing is left: all of it is injected spam"
    elif loss.page.prose and loss.share > MUCH_LOST_SHARE:
        note = f"{loss.share:.0%} of the sentences went; see if they are the site's"
    else:
        return
    yield Finding(Span(0, len(loss.page.text)), None, note, 0.5)
