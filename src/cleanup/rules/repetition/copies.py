"""Whether a run is a second copy of a body or an author's own repetition, and which copy stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.rules import phrases
from cleanup.rules.blocks import is_breadcrumb, is_chrome, is_interrupting, is_terminal
from cleanup.rules.content import content
from cleanup.rules.outline import is_headline_like, outline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleanup.page import Block, Page
    from cleanup.rules.blocks import Byline
    from cleanup.rules.repetition.runs import Run, Twin

LEAST = 60  # letters of a body
MIN_PAIRS = 3
MIN_SENTENCES = 2
MIN_LENGTH = 100  # letters that a run repeats
LONG, LONG_PARAGRAPHS = 50, 3  # letters of a paragraph, and how many of them no verse has
DENSITY = 0.8  # share of the smaller copy that has its like in the other
# Share of what the page says in one copy: where nothing but the repetition speaks for it, and
# where the second copy has a header of its own.
WHOLE, PART = 0.75, 0.3
MAX_EDITED = 0.1  # share of the letters of both copies that may differ
ABOVE = 4  # lines over a copy of which one may be its headline
MIN_HEADLINE = 6  # letters
LABELS = 2  # of sites, between two copies, that make a header where no phrase is known
LOST = re.compile("[?\ufffd]")


def is_copy(page: Page, run: Run) -> bool:
    """Whether a run is the body of the page once more.

    Either it is the same, and nothing stands over it or between the copies; or a site's header
    stands between them. Where the copies differ they have to stand under one headline.
    """
    twins = run.in_second
    length = sum(twin.size for twin in twins)
    smaller = min(size(page, run, run.first), size(page, run, run.second))
    if not _is_long(page, twins, length) or length < DENSITY * smaller or run.is_form:
        return False
    edited = sum(twin.edited for twin in twins)
    share = length / max(1, run.letters.fresh)
    between = _between(page, run)
    if edited == 0 and share >= WHOLE and _is_bare(page, run, twins, between):
        return True
    same = _same_headline(page, run)
    return (
        share >= PART
        and (edited == 0 or (same and edited <= MAX_EDITED * 2 * length))
        and (same or _is_several(page, twins))
        and _has_header(page, between)
    )


def worth(page: Page, run: Run, blocks: range) -> tuple[int, int]:
    """What makes a copy the better one: completeness, then fewer lost characters."""
    lost = sum(len(LOST.findall(page.blocks[at].text)) for at in blocks)
    return size(page, run, blocks), -lost


def size(page: Page, run: Run, blocks: range) -> int:
    """Letters of a copy without the site's lines amid it."""
    keys = run.letters.keys
    return sum(len(keys[at]) for at in blocks if not is_chrome(page.blocks[at]))


def _is_long(page: Page, twins: Sequence[Twin], length: int) -> bool:
    return length >= LEAST and any(page.blocks[twin.block].prose for twin in twins)


def _is_several(page: Page, twins: Sequence[Twin]) -> bool:
    """Whether what is repeated is more than a paragraph or two, as notices of one form may be."""
    sentences = [twin for twin in twins if page.blocks[twin.block].prose]
    length = sum(twin.size for twin in twins)
    return len(twins) >= MIN_PAIRS and len(sentences) >= MIN_SENTENCES and length >= MIN_LENGTH


def _is_bare(page: Page, run: Run, twins: Sequence[Twin], between: Sequence[Block]) -> bool:
    """Whether nothing of the author's stands over a copy, or between it and the other.

    Below a title only paragraphs are too long to be a song that is sung twice.
    """
    if not _is_several(page, twins):
        return False
    above = page.blocks[: run.first.start]
    if all(is_chrome(block) for block in above):
        return True
    paired = {twin.block for twin in twins}
    paragraphs = sum(twin.size >= LONG for twin in twins)
    return (
        paragraphs >= LONG_PARAGRAPHS
        and not any(block.prose for block in above)
        and all(is_chrome(block) or block.index in paired for block in between)
    )


def _between(page: Page, run: Run) -> Sequence[Block]:
    """What stands between the last sentence of the earlier copy and the first of the later."""
    first = [twin.block for twin in run.in_first if page.blocks[twin.block].prose]
    second = [twin.block for twin in run.in_second if page.blocks[twin.block].prose]
    return page.blocks[first[-1] + 1 : second[0]] if first and second else ()


def _has_header(page: Page, between: Sequence[Block]) -> bool:
    """Whether between two copies stands what sites print over an article or under it."""
    found = outline(page)
    if found.web and any(_heads_or_ends(block, found.bylines) for block in between):
        return True
    judged = content(page)
    known = {block.folded for block in between if judged.judgement.known[block.index]}
    return judged.is_web and len(known) >= LABELS


def _heads_or_ends(block: Block, bylines: Mapping[int, Byline]) -> bool:
    """Whether a site prints such a line over an article or under it."""
    stated = bylines.get(block.index)
    return (
        is_breadcrumb(block)
        or is_terminal(block)
        or is_interrupting(block)
        or (stated is not None and stated.sure)
    )


def _same_headline(page: Page, run: Run) -> bool:
    """Whether the two copies stand under one headline, its words in any order.

    Under different ones, what differs may be the news: two notices of one form.
    """
    first, second = (
        next((twin.block for twin in side if page.blocks[twin.block].prose), 0)
        for side in (run.in_first, run.in_second)
    )
    one, other = _headlines(page, run, 0, first), _headlines(page, run, first + 1, second)
    return bool(one and other) and (one[0] in other or other[0] in one)


def _headlines(page: Page, run: Run, start: int, stop: int) -> list[list[str]]:
    """The letters, sorted, of the lines over a copy that may be its headline, the nearest first."""
    bylines = outline(page).bylines
    lines = [
        sorted(run.letters.keys[block.index])
        for block in reversed(page.blocks[max(start, stop - 3 * ABOVE) : stop])
        if is_headline_like(block)
        and block.index not in bylines
        and not phrases.PUBLISHER.fullmatch(block.folded)
    ]
    return [line for line in lines if len(line) >= MIN_HEADLINE][:ABOVE]
