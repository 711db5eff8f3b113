"""Where the article lies in a page: its headline, the header above it, the tails below it.

The anchors are what publishing systems print around an article: the byline with date and source,
the breadcrumb, the editor's name, the share bar, the heads of related lists, the legal footer.
A text that shows none of them is no web page, and nothing is said about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.rules import phrases

if TYPE_CHECKING:
    from cleanup.page import Block, Page

MAX_BYLINE = 160  # code points
MAX_RESIDUE = 28  # code points of a byline that are neither a field, a date nor a label
MIN_HEADLINE, MAX_HEADLINE = 4, 90  # code points
NEAR_HEADLINE = 4  # blocks between a headline and its byline
NEAR_BODY = 14  # blocks between a byline and the first sentence: share bars stand there
MANY_DATED = 3  # a page with more lines of date and time is a log, a list or a timetable
RESUMED = 2  # sentences in a row after which a tail is over
RESUMED_LENGTH = 100  # code points that these have together
ENOUGH_SIGNS = 2  # of a site around the article; a single one may be the author's own
HEADER_PROSE = 0.3  # share of the sentences above which the part over a byline is no header


class Byline(NamedTuple):
    """What a byline states; `sure` if it names fields, not only a date with a time."""

    fields: tuple[tuple[str, str], ...]
    sure: bool

    @property
    def publication(self) -> bool:
        """Whether both a date and a source or author are stated."""
        named = {name for name, _ in self.fields}
        return "date" in named and bool(named & {"source", "author"})


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a page, as ranges of block indexes."""

    web: bool
    headline: Block | None
    header: range
    lead: range  # from the headline to the first sentence
    tails: tuple[range, ...]
    bylines: dict[int, Byline]


@lru_cache(maxsize=1)
def outline(page: Page) -> Outline:
    """Find the parts of `page`."""
    blocks = page.blocks
    bylines = {b.index: found for b in blocks if (found := byline(b)) is not None}
    crumbs = [block.index for block in blocks if is_breadcrumb(block)]
    headline = _headline(page, bylines, crumbs)
    web = len(_signs(page, headline, bylines, crumbs)) >= ENOUGH_SIGNS
    if not web:
        return Outline(web, None, range(0), range(0), (), bylines)
    header = _header(page, headline, crumbs)
    first = next((block.index for block in page.prose if block.index > header.stop), 0)
    lead = range(headline.index + 1, first) if headline else range(0)
    return Outline(web, headline, header, lead, _tails(page, header.stop, bylines), bylines)


def byline(block: Block) -> Byline | None:
    """What a line states of date, source, author and the like, if it states nothing else."""
    folded = block.folded
    if len(folded) > MAX_BYLINE or "。" in folded or not (":" in folded or "/" in folded or "20" in folded):
        return None
    date = phrases.DATE.search(folded)
    fields = [match for match in phrases.FIELD.finditer(folded)]
    clock = phrases.CLOCK.search(folded)
    if not (date or clock) and not fields:
        return None
    residue = phrases.CLOCK.sub(" ", phrases.DATE.sub(" ", phrases.FIELD.sub(" ", folded)))
    words = [word for word in phrases.SEPARATORS.split(residue) if not phrases.pattern_fits(word)]
    if sum(map(len, words)) > MAX_RESIDUE:
        return None
    stated = _stated(block, fields)
    if date:
        stated.append(("date", _iso(date, clock)))
    named = {phrases.FIELD_NAMES[match.group(1)] or match.group(1) for match in fields}
    facts = len(named | {"date"} if date else named)
    if facts > 1:
        return Byline(tuple(stated), sure=True)
    return Byline(tuple(stated), sure=False) if (date and clock) or named else None


def is_breadcrumb(block: Block) -> bool:
    """Whether a line is a path of sections: 首页 > 新闻 > 正文."""
    folded = block.folded
    if block.prose or len(folded) > phrases.MAX_MENU:
        return False
    lead = phrases.BREADCRUMB.match(folded)
    parts = phrases.CRUMBS.split(folded[lead.end() if lead else 0 :].strip(" *•·"))
    if len(parts) < 2 or any(len(part) > 40 for part in parts):  # noqa: PLR2004
        return bool(lead) and not phrases.SEPARATORS.split(folded)[-1].endswith("。")
    rooted = phrases.CRUMB_HOME.fullmatch(parts[0]) is not None
    closed = len(parts) > 2 and phrases.CRUMB_END.fullmatch(parts[-1]) is not None  # noqa: PLR2004
    return bool(lead) or (rooted and (closed or len(parts) > 2)) or (rooted and not parts[-1])  # noqa: PLR2004


def is_legal(block: Block) -> bool:
    """Whether a line is a copyright notice or a registration number, not prose about them."""
    found = phrases.ICP.search(block.folded) or phrases.COPYRIGHT.search(block.folded)
    return found is not None and "。" not in block.folded.rstrip("。")


def ends_article(block: Block) -> bool:
    """Whether a line is what sites print right below an article."""
    folded = block.folded
    return bool(
        phrases.RELATED.match(folded)
        or phrases.EDITOR.match(folded)
        or phrases.COMMENTS.match(folded)
        or phrases.PREVIOUS_NEXT.match(folded)
        or phrases.END_OF_TEXT.match(folded)
        or is_disclaimer(block)
        or is_legal(block)
        or folded.startswith(("分享到", "分享至", "分享:"))
        or len(phrases.labels(folded)) > 1
    )


def is_disclaimer(block: Block) -> bool:
    """Whether a line is the site's statement about rights and liability."""
    if not phrases.DISCLAIMER.match(block.folded):
        return False
    return phrases.DISCLAIMER_WORDS.search(block.folded) is not None


def is_chrome(block: Block) -> bool:
    """Whether a line by itself is beyond doubt the site's."""
    return (
        ends_article(block)
        or phrases.is_menu(block.folded)
        or phrases.BULLET.match(block.folded) is not None
        or phrases.OPERATOR.match(block.folded) is not None
        or is_breadcrumb(block)
    )


def _stated(block: Block, fields: list) -> list[tuple[str, str]]:
    stated = []
    for match in fields:
        field = phrases.FIELD_NAMES[match.group(1)]
        value = block.text[match.start(2) : match.end(2)]
        if field and field != "date" and value:
            stated.append((field, value))
    return stated


def _iso(date, clock) -> str:
    year, month, day = map(int, date.groups())
    time = f"T{clock.group().zfill(5)}" if clock else ""
    return f"{year:04}-{month:02}-{day:02}{time}"


def _signs(
    page: Page, headline: Block | None, bylines: dict[int, Byline], crumbs: list[int]
) -> set[str]:
    """The kinds of things that only a site prints, before the first sentence or after the last.

    Between sentences they may be the author's examples, so they do not count there.
    """
    if not page.prose:
        return set()
    first, last = page.prose[0].index, page.prose[-1].index
    top, bottom = page.blocks[:first], page.blocks[last + 1 :]
    signs: set[str] = set()
    if any(index < first for index in crumbs):
        signs.add("breadcrumb")
        if any(phrases.BREADCRUMB.match(page.blocks[index].folded) for index in crumbs):
            signs.add("you are here")
    sure = [index for index, found in bylines.items() if found.sure]
    if headline and 0 < len(sure) <= MANY_DATED and headline.index < sure[0] <= headline.index + NEAR_HEADLINE:
        signs |= {"byline", "date and source" if bylines[sure[0]].publication else "byline"}
    if any(len(phrases.labels(block.folded)) > 1 for block in top):
        signs.add("menu above")
    for block in bottom:
        if is_legal(block) or phrases.OPERATOR.match(block.folded):
            signs.add("footer")
        elif len(phrases.labels(block.folded)) > 1:
            signs.add("menu below")
        elif phrases.PREVIOUS_NEXT.match(block.folded) or phrases.EDITOR.match(block.folded):
            signs.add("end of the article")
        elif phrases.RELATED.match(block.folded) or phrases.COMMENTS.match(block.folded):
            signs.add("related or comments")
    return signs


def _headline(page: Page, bylines: dict[int, Byline], crumbs: list[int]) -> Block | None:
    """The line above the first byline that sentences follow, else the one below a breadcrumb."""
    few = len(bylines) <= MANY_DATED
    for index, found in bylines.items():
        if (found.sure or few) and _body_follows(page, index):
            for above in range(index - 1, max(-1, index - 1 - NEAR_HEADLINE), -1):
                if _headline_like(page.blocks[above]) and above not in bylines:
                    return page.blocks[above]
    for index in crumbs:
        below = page.blocks[index + 1 : index + 4]
        for block in below:
            if _headline_like(block) and block.index not in bylines:
                return block if _body_follows(page, block.index) else None
    return None


def _headline_like(block: Block) -> bool:
    return (
        MIN_HEADLINE <= len(block.text) <= MAX_HEADLINE
        and not block.text.endswith(("。", "：", ":"))
        and not is_chrome(block)
    )


def _body_follows(page: Page, index: int) -> bool:
    return any(block.prose for block in page.blocks[index + 1 : index + 1 + NEAR_BODY])


def _header(page: Page, headline: Block | None, crumbs: list[int]) -> range:
    """The blocks over the headline, if they show that they are a site's.

    A line right above the headline that could be its first half stays, and so does what stands
    above sentences that are too many for a header.
    """
    if headline is None:
        return range(0)
    above = page.blocks[: headline.index]
    total = sum(len(block.text) for block in page.prose)
    start = 0
    for block in above:
        if block.prose and sum(len(b.text) for b in above if b.prose) > HEADER_PROSE * total:
            start = block.index + 1
    header = [block for block in above if block.index >= start]
    if not any(is_chrome(block) for block in header):
        return range(headline.index, headline.index)
    last = next((block.index for block in reversed(header) if is_chrome(block)), start - 1)
    stop = headline.index
    if last < stop - 1 and _kicker(page.blocks[stop - 1], headline):
        stop -= 1
    return range(start, stop)


def _kicker(block: Block, headline: Block) -> bool:
    """Whether a line above a headline may belong to it, and does not merely repeat it."""
    return _headline_like(block) and not (
        block.folded.startswith(headline.folded[:12]) or headline.folded in block.folded
    )


def _tails(page: Page, start: int, bylines: dict[int, Byline]) -> tuple[range, ...]:
    """The runs of blocks that begin with an end mark and do not return to the article."""
    tails: list[range] = []
    blocks = page.blocks
    index = next((block.index for block in blocks[start:] if block.prose), len(blocks))
    while index < len(blocks):
        if not ends_article(blocks[index]):
            index += 1
            continue
        stop = _resumption(page, index, bylines)
        if stop < len(blocks):
            chrome = [i for i in range(index, stop) if is_chrome(blocks[i])]
            tails.append(range(index, chrome[-1] + 1))
        else:
            tails.append(range(index, stop))
        index = stop
    return tuple(tails)


def _resumption(page: Page, mark: int, bylines: dict[int, Byline]) -> int:
    """The index of the block after `mark` where an article goes on or begins again."""
    run: list[Block] = []
    commented = False
    for block in page.blocks[mark + 1 :]:
        commented = commented or phrases.COMMENTS.match(block.folded) is not None
        if block.index in bylines and bylines[block.index].sure and _body_follows(page, block.index):
            return block.index
        if block.prose and not is_chrome(block):
            run.append(block)
            long = sum(len(one.text) for one in run) >= RESUMED_LENGTH
            if len(run) >= RESUMED and long and not commented:
                return run[0].index
        else:
            run = []
    return len(page.blocks)
