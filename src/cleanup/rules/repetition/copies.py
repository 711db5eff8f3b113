"""Whether a run is a second copy of a body or an author's own repetition, and which copy stays."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleanup.page import phrases
from cleanup.page.bylines import is_headline_like
from cleanup.page.content import content
from cleanup.page.line_kinds import (
    BREADCRUMB,
    CHROME,
    INTERRUPTING,
    SURE,
    TERMINAL,
    byline,
    is_a,
    kinds_on,
)
from cleanup.page.outline import outline
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.page.page import Block, Page
    from cleanup.rules.repetition.letters import Letters
    from cleanup.rules.repetition.runs import Run, Twin
    from cleanup.rules.repetition.shingles import Stretch

MIN_BODY_LETTERS = 60  # letters of a body
MIN_PAIRS = 3
MIN_SENTENCES = 2
MIN_LENGTH = 100  # letters that a run repeats
PROSE = 0.5  # share of sentences in a copy; what repeats in menus is not the body
MAX_OVER = 40  # lines over a copy: the site's, and the title
LONG_PARAGRAPH_LETTERS, LONG_PARAGRAPHS = 50, 3  # so many paragraphs of that length no verse has
DENSITY = 0.8  # share of the smaller copy that has its like in the other
# Share of what the page says in one copy: where nothing but the repetition speaks for it, and
# where the second copy has a header of its own.
WHOLE, PART = 0.75, 0.3
MAX_EDITED = 0.1  # share of the letters of both copies that may differ
HEADLINE_LINES = 4  # lines over a copy of which one may be its headline
MIN_HEADLINE, MIN_LATIN = 6, 16  # letters of a headline, where most are letters of an alphabet
MAX_HEADLINES = 12  # copies of one headline; what stands more often is a button
LABELS = 2  # of sites, between two copies, that make a header where no phrase is known
NEAR_QUOTE = 3  # lines
QUOTED = regex(
    r"引用|写道|原帖|回复\s?[:@#]|\d\s?楼|楼主"
    r"|(?:wrote|said|writes|schrieb|a écrit)\s?:|original message|原始邮件|^(?=.*:$).*\bago\b"
    r"|さんは|さんの(?:発言|投稿)|님이 (?:쓴|작성)|^(?:quote|re|回复|答复)\s?:"
)
LOST = regex("[?\ufffd]")


@dataclass
class Settled:
    """The blocks of a page that go, with those that stay for them; what else is the author's."""

    page: Page
    twins: dict[int, int] = field(default_factory=dict)
    kept: set[int] = field(default_factory=set)
    _own: int = 0  # the first block that is the author's and not settled

    def settle(self, block: int, like: int) -> None:
        """Note that a block goes and its like stays."""
        self.twins[block] = like
        self.kept.add(like)

    def stays_for(self, block: int) -> int:
        """The block that stays for one: itself, or what it is like, if that goes too what that is.

        So no two blocks go for one another's sake.
        """
        while block in self.twins:
            block = self.twins[block]
        return block

    def is_bare(self, stop: int) -> bool:
        """Whether nothing of the author's stands above a block that is not settled."""
        while self._own < stop and self._passes(self._own):
            self._own += 1
        return self._own >= stop

    def _passes(self, at: int) -> bool:
        return at in self.twins or at in self.kept or kinds_on(self.page)[at] & CHROME != 0


def is_one_line_again(letters: Letters, stretch: Stretch) -> bool:
    """Whether a stretch is a line or two right below the same ones."""
    first, second = stretch.first, stretch.second
    gap = letters.block(second.start) - letters.block(first.stop - 1)
    return gap <= 1 and letters.block(second.stop - 1) - letters.block(second.start) < MIN_PAIRS - 1


def is_copy(page: Page, run: Run, settled: Settled) -> bool:
    """Whether a run is the body of the page once more.

    Either it is the same, and nothing stands over it or between the copies; or a site's header
    stands between them, which on a web page may be the headline alone. Where the copies differ
    they have to stand under one headline.
    """
    twins = run.in_second
    length = sum(twin.size for twin in twins)
    sentences = sum(twin.size for twin in twins if page.blocks[twin.block].prose)
    if length < MIN_BODY_LETTERS or sentences < PROSE * length:
        return False
    if length < DENSITY * min(size(page, run, run.first), size(page, run, run.second)):
        return False
    share = length / max(1, run.letters.fresh)
    between = _between(page, run)
    several = _is_several(page, twins)
    if run.edited == 0 and share >= WHOLE and several and _is_bare(page, run, between, settled):
        return True
    if share < PART:
        return False
    same = _same_headline(page, run)
    alike = run.edited <= (MAX_EDITED * 2 * length if same else 0)
    repeated = same and run.edited == 0 and content(page).is_web
    headed = repeated or _has_header(page, run, between) or (same and _has_labels(page, between))
    return (
        alike
        and (same or several)
        and headed
        and not (_is_quoted(page, run) or _is_form(page, run))
    )


def completeness(page: Page, run: Run, blocks: range, twins: Sequence[Twin]) -> tuple[int, int]:
    """What makes a copy the better one: what it has more, then fewer lost characters."""
    lost = sum(len(LOST.findall(page.blocks[at].text)) for at in blocks)
    return size(page, run, blocks) - sum(twin.size for twin in twins), -lost


def size(page: Page, run: Run, blocks: range) -> int:
    """Letters of a copy without the site's lines amid it."""
    keys, kinds = run.letters.keys, kinds_on(page)
    return sum(len(keys[at]) for at in blocks if not kinds[at] & CHROME)


def _is_several(page: Page, twins: Sequence[Twin]) -> bool:
    """Whether what is repeated is more than a paragraph or two, as notices of one form may be."""
    sentences = [twin for twin in twins if page.blocks[twin.block].prose]
    length = sum(twin.size for twin in twins)
    return len(twins) >= MIN_PAIRS and len(sentences) >= MIN_SENTENCES and length >= MIN_LENGTH


def _is_bare(page: Page, run: Run, between: Sequence[Block], settled: Settled) -> bool:
    """Whether nothing of the author's stands over a copy, or between it and the other.

    Below a title only paragraphs are too long to be a song that is sung twice.
    """
    if settled.is_bare(run.first.start):
        return True
    twins = run.in_second
    paired = {twin.block for twin in twins}
    over = run.first.start
    return (
        sum(twin.size >= LONG_PARAGRAPH_LETTERS for twin in twins) >= LONG_PARAGRAPHS
        and over <= MAX_OVER
        and not any(block.prose for block in page.blocks[:over])
        and all(is_a(block, CHROME) or block.index in paired for block in between)
    )


def _between(page: Page, run: Run) -> Sequence[Block]:
    """What stands between the last sentence of the earlier copy and the first of the later."""
    first = [twin.block for twin in run.in_first if page.blocks[twin.block].prose]
    second = [twin.block for twin in run.in_second if page.blocks[twin.block].prose]
    return page.blocks[first[-1] + 1 : second[0]] if first and second else ()


def _has_header(page: Page, run: Run, between: Sequence[Block]) -> bool:
    """Whether between two copies stands what sites print over an article or under it.

    The page has to show other signs of a site, or the like has to stand over the first copy too.
    """
    if outline(page).web:
        return any(_is_over(block) or _is_under(block) for block in between)
    first, _ = _openings(page, run)
    above = page.blocks[max(0, first - 2 * HEADLINE_LINES) : first]
    return any(map(_is_over, above)) and any(map(_is_over, between))


def _is_over(block: Block) -> bool:
    """Whether a site prints such a line over an article."""
    return is_a(block, BREADCRUMB | SURE)


def _is_under(block: Block) -> bool:
    """Whether a site prints such a line under an article."""
    return is_a(block, TERMINAL | INTERRUPTING)


def _has_labels(page: Page, between: Sequence[Block]) -> bool:
    """Whether between two copies stand labels that many sites have."""
    judged = content(page)
    known = {block.folded for block in between if judged.judgement.known[block.index]}
    return judged.is_web and len(known) >= LABELS


def _is_form(page: Page, run: Run) -> bool:
    """Whether one form was filled in twice; a date and a source over a copy are the site's."""
    own = (twin for twin in run.in_second if byline(page.blocks[twin.block]) is None)
    return run.is_form(own)


def _is_quoted(page: Page, run: Run) -> bool:
    """Whether a line right over a copy says that somebody quotes it, as in threads and letters."""
    return any(
        QUOTED.search(block.folded)
        for at in _openings(page, run)
        for block in page.blocks[max(0, at - NEAR_QUOTE) : at]
        if not block.prose
    )


def _openings(page: Page, run: Run) -> tuple[int, int]:
    """The first sentence of the earlier copy, and that of the later."""
    first, second = (
        next((twin.block for twin in side if page.blocks[twin.block].prose), 0)
        for side in (run.in_first, run.in_second)
    )
    return first, second


def _same_headline(page: Page, run: Run) -> bool:
    """Whether the two copies stand under one headline, its words in any order.

    Under different ones, what differs may be the news: two notices of one form.
    """
    first, second = _openings(page, run)
    one, other = _headlines(page, run, 0, first), _headlines(page, run, first + 1, second)
    return bool(one and other) and (one[0] in other or other[0] in one)


def _headlines(page: Page, run: Run, start: int, stop: int) -> list[list[str]]:
    """The letters, sorted, of the lines over a copy that may be its headline, the nearest first."""
    keys = run.letters.keys
    known = content(page).judgement.known
    lines = [
        keys[block.index]
        for block in reversed(page.blocks[max(start, stop - 3 * HEADLINE_LINES) : stop])
        if is_headline_like(block)
        and byline(block) is None
        and not known[block.index]
        and not phrases.PUBLISHER.fullmatch(block.folded)
    ]
    long = (line for line in lines if len(line) >= (MIN_LATIN if line.isascii() else MIN_HEADLINE))
    rare = [sorted(line) for line in long if run.letters.times[line] <= MAX_HEADLINES]
    return rare[:HEADLINE_LINES]
