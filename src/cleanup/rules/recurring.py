"""NAV008: lines that recur in the documents of a site, where a site prints them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from cleanup.model import Finding
from cleanup.rule import Safety, rule
from cleanup.rules import notices, phrases
from cleanup.rules.blocks import is_breadcrumb, is_disclaimer, is_legal, is_menu
from cleanup.rules.boilerplate import ARTICLE
from cleanup.rules.outline import outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.page import Block, Page

SHARE = 0.5  # of the site's other documents that hold a line that recurs
ENOUGH_KINDS = 2  # of signs of a site; a form or a letter may well have one
AMID_KINDS, AMID_LINES = 3, 4  # the same and lines in a row, amid the page's own sentences
MANY_LABELS = 4  # lines of one label each that make a menu
MOST_BETWEEN = 3  # lines without a sign between two with one, away from the edges of the page


@rule(
    "NAV008",
    safety=Safety.STANDARD,
    since="0.1.0",
    mends=(),
    leaves=(ARTICLE,),
)
def recurring_line(page: Page) -> Iterator[Finding]:
    """A line that stands in most documents of a folder, among the site's lines around the text.

    Needs five documents in one folder; a single text has no such lines. That a line recurs is
    evidence, not a verdict: laws end, tales begin and letters close with the same words, and
    every source file has its licence on top. So a line goes only if the recurring lines above the first
    sentence of the page's own, and below its last one, show two kinds of signs of a site: a menu,
    rights, cookies, an app, a newsletter and the like, of which the page's own sentences
    do not speak.

    In a run of recurring lines all from the edge of the page to the innermost such sign go, also
    full sentences, and between two signs near each other. What stands between the signs
    and the text stays: it may be the text's own formula. So do licences, numbered clauses, and
    pages whose sentences are for the greater part those of others: forms, and copies.
    """
    if not any(share >= SHARE for share in page.recurrences):
        return
    common = _Common(page)
    if common.is_form or not common.anchors:
        return
    for run in common.runs:
        for index in common.of_the_site(run):
            block = page.blocks[index]
            share = page.recurrence(block)
            note = f"recurs in {share:.0%} of the other documents of the site"
            yield Finding(block.line, "", note, 0.9)


@dataclass(frozen=True)
class _Common:
    """What a page has in common with others of its site."""

    page: Page

    @cached_property
    def recurring(self) -> frozenset[int]:
        """The indexes of the blocks that recur."""
        return frozenset(at for at, share in enumerate(self.page.recurrences) if share >= SHARE)

    @cached_property
    def anchors(self) -> tuple[Block, ...]:
        """The page's own sentences; where it has none, its own lines."""
        own = [block for block in self.page.blocks if block.index not in self.recurring]
        return tuple(block for block in own if block.prose) or tuple(own)

    @cached_property
    def topics(self) -> set[str]:
        """What the page's own sentences speak of: no sign of a site in its other lines."""
        return {topic for block in self.anchors for topic in notices.subjects(block.folded)}

    @cached_property
    def signs(self) -> dict[int, set[str]]:
        """The kinds of signs of a site, by the index of the recurring block that shows them."""
        found = {at: self._kinds(self.page.blocks[at]) for at in sorted(self.recurring)}
        return {at: kinds for at, kinds in found.items() if kinds}

    @cached_property
    def is_form(self) -> bool:
        """Whether more of the page's sentences are common ones without a sign than its own."""
        common = sum(
            len(block.text)
            for block in self.page.prose
            if block.index in self.recurring and block.index not in self.signs
        )
        return common > sum(len(block.text) for block in self.anchors)

    @cached_property
    def runs(self) -> list[range]:
        """The recurring blocks in a row, cut where the page's own sentences begin and end."""
        ordered = sorted(self.recurring)
        grouped = groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0])
        ends = [[at for _, at in group] for _, group in grouped]
        return [range(run[0], run[-1] + 1) for run in ends]

    @cached_property
    def is_site(self) -> bool:
        """Whether the recurring lines around the page's own sentences are those of a site."""
        around = [kinds for at, kinds in self.signs.items() if not self._is_amid(at)]
        enough = 1 if outline(self.page).web else ENOUGH_KINDS
        return _kinds_of(around) >= enough

    def of_the_site(self, run: range) -> range:
        """The part of a run that is the site's."""
        page = self.page
        held = [at for at in run if self._belongs(page.blocks[at])]
        if self._is_amid(run.start):
            shown = [self.signs[at] for at in run if at in self.signs]
            if held or len(run) < AMID_LINES or _kinds_of(shown) < AMID_KINDS:
                return range(0)
        elif not self.is_site:
            return range(0)
        above = run.start < self.anchors[0].index
        if held:
            run = range(run.start, held[0]) if above else range(held[-1] + 1, run.stop)
        signs = [at for at in run if at in self.signs]
        if not signs:
            return range(0)
        if run.start == 0:
            return range(signs[-1] + 1)
        if run.stop == len(page.blocks):
            return range(signs[0], run.stop)
        return range(signs[0], signs[-1] + 1)

    def _is_amid(self, at: int) -> bool:
        return self.anchors[0].index < at < self.anchors[-1].index

    def _kinds(self, block: Block) -> set[str]:
        if phrases.DATED.match(block.folded) or self._belongs(block):
            return set()
        kinds = {kind for kind, shows in _KINDS.items() if shows(block)}
        if phrases.labels(block.folded) and not kinds:
            kinds = {f"label {block.folded}"}
        return kinds | (notices.subjects(block.folded) - self.topics)

    def _belongs(self, block: Block) -> bool:
        """Whether a line is part of a text whatever it speaks of: a licence or a clause."""
        commented = notices.COMMENT_MARK.match(block.folded)
        licence = notices.LICENCE.search(block.folded) and (block.prose or commented)
        copyright_notice = commented and phrases.COPYRIGHT.search(block.folded)
        return bool(licence or copyright_notice or notices.CLAUSE.match(block.folded))


_KINDS = {
    "menu": is_menu,
    "breadcrumb": is_breadcrumb,
    "rights": lambda b: (is_legal(b) and not b.prose) or is_disclaimer(b),
    "next article": lambda b: phrases.PREVIOUS_NEXT.match(b.folded) is not None,
    "related": lambda b: phrases.RELATED.match(b.folded) is not None,
    "comments": lambda b: not b.prose and phrases.COMMENTS.match(b.folded) is not None,
}


def _kinds_of(shown: Iterable[set[str]]) -> int:
    """How many kinds of signs there are; single labels count as one if they are many."""
    kinds = {kind for line in shown for kind in line}
    labels = sum(kind.startswith("label ") for kind in kinds)
    return len(kinds) - labels + (labels >= MANY_LABELS)
