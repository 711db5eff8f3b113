"""Where the article lies in a page: its headline, the header above it, the tails below it.

The anchors are what publishing systems print around an article: the byline with date and source,
the breadcrumb, the editor's name, the share bar, the heads of related lists, the legal footer.
A text that shows fewer than two of them is no web page, and nothing is said about it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import pairwise
from operator import or_
from typing import TYPE_CHECKING

from cleanup.page import line_kinds, phrases
from cleanup.page.line_kinds import (
    Byline,
    blocks_of,
    by_line,
    byline,
    has_menu,
    is_a,
    kinds_on,
    names_of,
)
from cleanup.text.learnt import learnt

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from cleanup.page.line_kinds import Line
    from cleanup.page.page import Block, Page

MIN_HEADLINE, MAX_HEADLINE = 4, 90  # letters and figures, code points
NEAR_HEADLINE = 4  # blocks between a headline and its byline
NEAR_BODY = 14  # blocks between a byline and the first sentence: share bars stand there
MANY_DATED = 3  # a page with more lines of date and time is a log, a list or a timetable
# Sentences in a row, and their code points, after which a tail is over; below comments.
RESUMED, COMMENTED = (2, 80), (4, 300)
ARTICLE, ARTICLE_SHARE = 200, 0.3  # code points of sentences, or share of them, before an end
MAX_TITLE = 45  # code points of a headline that reads like a sentence
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
    bylines = _bylines(page)
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
        tails=_tails(page, header.stop, bylines),
        bylines=bylines,
    )


def _bylines(page: Page) -> dict[int, Byline]:
    """The lines that state facts about the article, by index.

    Where one field opens line after line, it is a speaker in an interview, or a field of a list;
    and a time with a place below it is that of an event.
    """
    found = {
        b.index: line for b in blocks_of(page, line_kinds.BYLINE) if (line := byline(b)) is not None
    }
    opened = Counter(page.blocks[index].folded.partition(":")[0] for index in found)
    for index in list(found):
        below = page.blocks[index + 1 : index + 2]
        listed = any(b.index not in found and phrases.UNKNOWN_FIELD.match(b.folded) for b in below)
        many = opened[page.blocks[index].folded.partition(":")[0]] > MANY_DATED
        if many or (listed and found[index].names <= {"date"}):
            del found[index]
    return found


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
        if (found.sure or few) and _body_follows(page, index):
            for above in _above(page, index):
                if above.index not in bylines:
                    return above
    for index in crumbs:
        for below in page.blocks[index + 1 : index + 1 + NEAR_HEADLINE]:
            if is_headline_like(below) and below.index not in bylines:
                return below if _body_follows(page, below.index) else None
    return None


@by_line
def is_headline_like(line: Line) -> bool:
    """Whether a line could be a headline: short, no sentence, nothing of the site."""
    return (
        len(line.text) <= MAX_HEADLINE
        and sum(map(str.isalnum, line.text)) >= MIN_HEADLINE
        and not line.text.endswith(("。", "：", ":"))
        and not is_a(line, line_kinds.CHROME)
    )


def _body_follows(page: Page, index: int) -> bool:
    kinds, below = kinds_on(page), page.blocks[index + 1 : index + 1 + NEAR_BODY]
    return any(block.prose and not kinds[block.index] & line_kinds.CHROME for block in below)


def _above(page: Page, index: int) -> list[Block]:
    """What may be the headline of the byline at `index`, the nearest first."""
    near = page.blocks[max(0, index - NEAR_HEADLINE) : index]
    return [block for block in reversed(near) if is_headline_like(block)]


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


def _tails(page: Page, start: int, bylines: dict[int, Byline]) -> tuple[range, ...]:
    """The runs of blocks that begin with an end mark and do not return to the article.

    What looks like an end mark before there was an article is a button above it.
    """
    blocks, kinds = page.blocks, kinds_on(page)
    sentences = [len(block.text) if block.prose and block.index >= start else 0 for block in blocks]
    enough = min(ARTICLE, ARTICLE_SHARE * sum(sentences))
    terminals = _terminals(page, bylines)
    last_sure = max((at for at in terminals if not kinds[at] & line_kinds.LEGAL), default=-1)
    tails: list[range] = []
    index, article = start, 0
    while index < len(blocks):
        terminal = index in terminals
        if article < enough or not (terminal or kinds[index] & line_kinds.INTERRUPTING):
            article += sentences[index]
            index += 1
            continue
        related = kinds[index] & line_kinds.RELATED
        stop = _resumption(page, index, bylines, terminals)
        if not (terminal or related) and (index < last_sure or stop < len(blocks)):
            stop = _buttons_end(page, index)  # the article goes on, maybe with a list
        tail = range(index, stop)
        if len(tail) > 1 or index not in bylines or tail.stop == len(blocks):
            tails.append(tail)  # names alone, amid paragraphs, are those of something else
        index = tail.stop
    return tuple(tails)


def _buttons_end(page: Page, start: int) -> int:
    """The index of the first block after `start` that is no button."""
    index, kinds = start + 1, kinds_on(page)
    while index < len(kinds) and kinds[index] & line_kinds.LABELS:
        index += 1
    return index


def _terminals(page: Page, bylines: dict[int, Byline]) -> set[int]:
    """The indexes of the lines that end an article; one that names the editor does too."""
    editors = (index for index, stated in bylines.items() if "editor" in stated.names)
    return {block.index for block in blocks_of(page, line_kinds.TERMINAL)}.union(editors)


def _resumption(
    page: Page, mark: int, bylines: dict[int, Byline], terminals: AbstractSet[int]
) -> int:
    """The index of the block after `mark` where the article goes on, or another one begins.

    Between paragraphs a site prints links and buttons: after these, any sentence that is no teaser
    goes on. Below the article come other people's sentences as well: there it takes several in a
    row, and among comments, where names and times stand between them, many.
    """
    kinds = kinds_on(page)
    terminal = commented = False
    run, length = 0, 0  # sentences, and their code points, since anything of the site
    after_chrome = mark + 1  # from here on nothing was the site's beyond doubt
    for index in range(mark, len(page.blocks)):  # no slice: a page may have many marks
        block = page.blocks[index]
        stated = bylines.get(index)
        if index > mark and stated and stated.sure and _body_follows(page, index):
            return next((b.index for b in _above(page, index) if b.index > mark), index)
        terminal = terminal or index in terminals
        commented = commented or (not block.prose and bool(kinds[index] & line_kinds.COMMENTS))
        if kinds[index] & line_kinds.CHROME or stated:
            run, length, after_chrome = 0, 0, index + 1
        elif block.prose and not _is_teaser(page, block):
            if not terminal:
                return index
            if kinds[index] & line_kinds.BULLET or _is_title(block):
                continue  # below an article a list of sentences is one of links
            run, length = run + 1, length + len(block.text)
            sentences, enough = COMMENTED if commented else RESUMED
            if run >= sentences and length >= enough:
                return after_chrome
    return len(page.blocks)


def _is_title(block: Block) -> bool:
    """Whether a sentence may be a headline that asks or exclaims."""
    return len(block.text) <= MAX_TITLE and "。" not in block.text and not block.text.isascii()


def _is_teaser(page: Page, block: Block) -> bool:
    """Whether a sentence introduces another article: dated at its end, or amid a list of links."""
    if phrases.DATED_END.search(block.folded):
        return True
    below = page.blocks[block.index + 1 : block.index + 2]
    return any(
        not b.prose and is_a(b, line_kinds.DATED | line_kinds.BULLET | line_kinds.RELATED)
        for b in below
    )
