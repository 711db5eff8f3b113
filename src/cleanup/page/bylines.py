"""The lines of a page that state facts about its article, and what stands around them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cleanup.page import line_kinds, phrases
from cleanup.page.line_kinds import blocks_of, by_line, byline, is_a, kinds_on

if TYPE_CHECKING:
    from cleanup.page.line_kinds import Byline, Line
    from cleanup.page.page import Block, Page

MIN_HEADLINE, MAX_HEADLINE = 4, 90  # letters and figures, code points
NEAR_HEADLINE = 4  # blocks between a headline and its byline
NEAR_BODY = 14  # blocks between a byline and the first sentence: share bars stand there
MANY_DATED = 3  # a page with more lines of date and time is a log, a list or a timetable


def bylines_of(page: Page) -> dict[int, Byline]:
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


@by_line
def is_headline_like(line: Line) -> bool:
    """Whether a line could be a headline: short, no sentence, nothing of the site."""
    return (
        len(line.text) <= MAX_HEADLINE
        and sum(map(str.isalnum, line.text)) >= MIN_HEADLINE
        and not line.text.endswith(("。", "：", ":"))
        and not is_a(line, line_kinds.CHROME)
    )


def body_follows(page: Page, index: int) -> bool:
    """Whether a sentence stands near below a block."""
    kinds, below = kinds_on(page), page.blocks[index + 1 : index + 1 + NEAR_BODY]
    return any(block.prose and not kinds[block.index] & line_kinds.CHROME for block in below)


def above(page: Page, index: int) -> list[Block]:
    """What may be the headline of the byline at `index`, the nearest first."""
    near = page.blocks[max(0, index - NEAR_HEADLINE) : index]
    return [block for block in reversed(near) if is_headline_like(block)]
