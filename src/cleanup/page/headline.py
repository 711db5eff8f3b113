"""The headline of a page, as its HTML title, its byline or its breadcrumb show it."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from cleanup.page import phrases
from cleanup.page.bylines import is_headline_like
from cleanup.page.facts import MAX_TITLE, stated
from cleanup.page.outline import outline
from cleanup.regex import regex

if TYPE_CHECKING:
    from cleanup.page.outline import Outline
    from cleanup.page.page import Block, Page

MAX_ACCOUNT = 8  # code points of an account's name
NAMES_BETWEEN = 2  # lines between a headline and its byline
TITLE_MARKS = regex(r"\s?[_|｜]+\s?|\s[-–—·]+\s|[-–—]{1,2}(?=[^\s-]{2,12}$)")


def headline_of(page: Page) -> Block | None:
    """The headline, where anything but its words points to it."""
    return _repeated_by_first_line(page) or _over_the_byline(outline(page), page)


def _over_the_byline(found: Outline, page: Page) -> Block | None:
    """The headline, or the line over it where a name stands between that and the byline.

    Short lines under much longer ones are names too: of accounts, which no list can hold.
    """
    if found.headline is None:
        return None
    top = found.headline.index
    start = max(top - NAMES_BETWEEN, found.header.stop if found.header else 0)
    lines = [found.headline]
    for block in reversed(page.blocks[start:top]):
        if not is_headline_like(block):
            break
        lines.append(block)
    for block, above in zip_longest(lines, lines[1:]):
        short = above and len(block.text) <= MAX_ACCOUNT and 2 * len(block.text) < len(above.text)
        if not (short or is_name(block)):
            return block
    return None


def is_name(block: Block) -> bool:
    """Whether a line is a publisher or a reporter, states facts, or ends like a sentence.

    So does one that names the headline that the article had elsewhere.
    """
    former = phrases.FORMER_HEADLINE.match(block.folded)
    named = former or phrases.PUBLISHER.fullmatch(block.folded) or stated(block)
    return bool(named) or re.search(r"[^.][.]$", block.folded) is not None


def _repeated_by_first_line(page: Page) -> Block | None:
    """The line before the first sentence that equals the head of the page's HTML title.

    The head may also be the name of the site. So it has to be longer than every other part, and
    no longer line below it may look like a headline.
    """
    if not page.blocks or len(page.blocks[0].text) > MAX_TITLE:
        return None
    first = page.blocks[0].folded
    marks = list(TITLE_MARKS.finditer(first))
    tails = (TITLE_MARKS.split(first[mark.end() :]) for mark in marks)
    heads = {
        first[: mark.start()]
        for mark, others in zip(marks, tails, strict=True)
        if mark.start() > max(map(len, others))
        and not phrases.PUBLISHER.fullmatch(first[: mark.start()])
    }
    if not heads:
        return None
    bylines = outline(page).bylines
    stop = page.prose[0].index if page.prose else 0
    lines = [b for b in page.blocks[1:stop] if is_headline_like(b) and b.index not in bylines]
    longest = max(lines, key=lambda block: len(block.text), default=None)
    return longest if longest and longest.folded in heads else None
