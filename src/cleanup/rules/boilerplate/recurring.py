"""NAV008: lines that recur in the documents of a site, where a site prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from cleanup.page import phrases
from cleanup.page.line_kinds import (
    BREADCRUMB,
    COMMENTS,
    DISCLAIMER,
    LABELS,
    LEGAL,
    MENU,
    NEXT,
    RELATED,
    kinds_of,
    names_of,
)
from cleanup.page.outline import outline
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, remove_line, rule
from cleanup.rules.boilerplate import notices
from cleanup.rules.examples import ARTICLE
from cleanup.text.scripts import CJK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.model import Finding
    from cleanup.page.page import Block, Page

TOP = "登录 注册\n东岭新闻网是东岭地区的综合性新闻网站，每天为您播报本地消息。\n"
BOTTOM = "下载东岭新闻客户端，第一时间了解身边发生的大事小情。\n关于我们 联系我们\n"
ENOUGH_KINDS = 2  # of signs of a site; a form or a letter may well have one
AMID_KINDS, AMID_LINES = 3, 4  # the same and lines in a row, amid the page's own sentences
SURE_SHARE = 0.75  # of the documents that hold an invitation which proves a site by itself
MANY_LABELS = 4  # lines of one label each that make a menu
NEAR_LINES = 4  # lines from one sign to the next, away from the edges of the page
MENU_WORDS, MAX_WORD = 4, 20  # of a menu of sections; code points of a word
BARS = regex(r"[|/·•»>]")


@rule(
    "NAV008",
    stage=Stage.JUDGE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=((f"{TOP}{ARTICLE}{BOTTOM}", ARTICLE),),
    ignores=(
        f"從前，在海的那一邊住著一位老國王，他有三個女兒。\n{ARTICLE}從此他們過著幸福的生活，一直到今天。\n",
        f"{ARTICLE}本作品採用知識共享許可協議，轉載請註明作者，並附上許可協議的連結。\n",
        f"{TOP}{BOTTOM}",
    ),
)
def recurring_line(page: Page) -> Iterator[Finding]:
    """A line that stands in most documents of one folder, where sites print theirs.

    Needs five documents in the folder; a single text has no such lines. That a line recurs is
    evidence, not a verdict: laws end, tales begin and letters close with the same words, and
    source files have their licence on top. So there must be two kinds of signs of a site in the
    recurring lines above the first sentence of the page's own and below its last one: a menu,
    rights, cookies, a newsletter, an app and the like, of which the page's own sentences do not
    speak. Then all recurring lines go from the edge of the page to the innermost sign, full
    sentences too, and elsewhere the lines between signs that stand close together.

    What stands between the signs and the text stays, for it may be the text's own formula. So do
    licences, numbered clauses, the headlines of a series, and all of a page whose sentences are
    mostly common ones: forms, and copies of one text. In the examples all lines but those of the
    article stand in the other documents of the folder.
    """
    if not any(page.recurrences):
        return
    common = _Common(page)
    if common.is_form or not common.anchors:
        return
    for run in common.runs:
        for index in _of_the_site(common, run):
            block = page.blocks[index]
            share = page.recurrence(block)
            note = f"recurs in {share:.0%} of the other documents of the site"
            yield remove_line(block, note, 0.9)


@dataclass(frozen=True)
class _Common:
    """What a page has in common with others of its site."""

    page: Page

    @cached_property
    def recurring(self) -> frozenset[int]:
        """The indexes of the blocks that recur."""
        return frozenset(at for at, share in enumerate(self.page.recurrences) if share)

    @cached_property
    def runs(self) -> list[range]:
        """The recurring blocks in a row."""
        ordered = sorted(self.recurring)
        grouped = groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0])
        ends = [[at for _, at in group] for _, group in grouped]
        return [range(run[0], run[-1] + 1) for run in ends]

    @cached_property
    def anchors(self) -> tuple[Block, ...]:
        """The page's own sentences; where it has none, its own lines."""
        own = [block for block in self.page.blocks if block.index not in self.recurring]
        return tuple(block for block in own if block.prose) or tuple(own)

    @cached_property
    def topics(self) -> frozenset[str]:
        """What both others and the page's own sentences speak of: no sign of a site."""
        others = (notices.subjects(self.page.blocks[at].folded) for at in self.recurring)
        own = "\n".join(block.folded for block in self.anchors)
        return notices.among(frozenset().union(*others), own)

    @cached_property
    def belonging(self) -> set[int]:
        """The indexes of recurring blocks that are part of a text whatever they speak of.

        These are numbered clauses, and licences with the sentences beside them.
        """
        blocks = self.page.blocks
        found = {at for at in self.recurring if notices.CLAUSE.match(blocks[at].folded)}
        for licence in (at for at in sorted(self.recurring) if _is_licence(blocks[at])):
            for way in (-1, 1):
                at = licence
                while at in self.recurring and _is_text(blocks[at]):
                    found.add(at)
                    at += way
        return found

    @cached_property
    def signs(self) -> dict[int, set[str]]:
        """The kinds of signs of a site, by the index of the recurring block that shows them."""
        shown = {at: self._signs(at) for at in sorted(self.recurring - self.belonging)}
        return {at: kinds for at, kinds in shown.items() if kinds}

    def _signs(self, at: int) -> set[str]:
        block = self.page.blocks[at]
        shown = kinds_of(block) & ~(LEGAL | COMMENTS if block.prose else 0)
        kinds = names_of(shown, KINDS)
        if not kinds and shown & LABELS:
            kinds = {f"{LABEL}{block.folded}"}
        kinds |= notices.subjects(block.folded) - self.topics
        if kinds & notices.INVITATIONS and self.page.recurrence(block) >= SURE_SHARE:
            kinds.add("invitation")
        return kinds

    @cached_property
    def is_form(self) -> bool:
        """Whether more of the page's sentences are common ones without a sign than its own."""
        common = (
            len(block.text)
            for block in self.page.prose
            if block.index in self.recurring and block.index not in self.signs
        )
        return sum(common) > sum(len(block.text) for block in self.anchors)

    @cached_property
    def is_site(self) -> bool:
        """Whether the recurring lines around the page's own sentences are those of a site."""
        around = [kinds for at, kinds in self.signs.items() if not self.is_amid(at)]
        return _count(around) >= (1 if outline(self.page).web else ENOUGH_KINDS)

    def is_amid(self, at: int) -> bool:
        """Whether a block stands between the page's own sentences."""
        return self.anchors[0].index < at < self.anchors[-1].index


def _of_the_site(common: _Common, run: range) -> list[int]:
    """The blocks of a run that are the site's."""
    kept = [at for at in run if at in common.belonging]
    if common.is_amid(run.start):
        shown = [common.signs[at] for at in run if at in common.signs]
        if kept or len(run) < AMID_LINES or _count(shown) < AMID_KINDS:
            return []
    elif not common.is_site:
        return []
    if kept:
        above = run.start < common.anchors[0].index
        run = range(run.start, kept[0]) if above else range(kept[-1] + 1, run.stop)
    signs = [at for at in run if at in common.signs]
    if not signs:
        return []
    blocks = common.page.blocks
    if run.start == 0:
        last = signs[-1] + 1
        while last < run.stop and _is_word_list(blocks[last]):
            last += 1
        return [at for at in range(last) if at in common.signs or not _is_numbered(blocks[at])]
    if run.stop == len(blocks):
        return list(range(signs[0], run.stop))
    near = (range(one, other) for one, other in pairwise(signs) if other - one <= NEAR_LINES)
    return sorted({*signs, *(at for between in near for at in between)})


KINDS = {
    "menu": MENU,
    "breadcrumb": BREADCRUMB,
    "rights": DISCLAIMER | LEGAL,
    "next article": NEXT,
    "related": RELATED,
    "comments": COMMENTS,
}
LABEL = "label "


def _count(shown: Iterable[set[str]]) -> int:
    """How many kinds of signs there are; single labels count as one if they are many."""
    kinds = {kind for line in shown for kind in line}
    labels = sum(kind.startswith(LABEL) for kind in kinds)
    return len(kinds) - labels + (labels >= MANY_LABELS)


def _is_text(block: Block) -> bool:
    """Whether a line is a sentence, or a comment of source code."""
    return block.prose or notices.COMMENT_MARK.match(block.folded) is not None


def _is_licence(block: Block) -> bool:
    """Whether a line says on what terms a work may be used."""
    if notices.LICENCE.search(block.folded):
        return _is_text(block)
    commented = notices.COMMENT_MARK.match(block.folded)
    return commented is not None and phrases.COPYRIGHT.search(block.folded) is not None


def _is_numbered(block: Block) -> bool:
    """Whether a line may be the headline of a series: what recurs of it is all but its number."""
    return re.search(r"\d", block.folded) is not None


def _is_word_list(block: Block) -> bool:
    """Whether a line is a row of short words, as in a menu of sections."""
    folded = block.folded
    between = phrases.SEPARATORS if CJK.search(folded) else BARS
    words = [word for word in between.split(folded) if word.strip()]
    short = len(words) >= MENU_WORDS and max(map(len, words)) <= MAX_WORD
    return short and not block.prose and not _is_numbered(block)
