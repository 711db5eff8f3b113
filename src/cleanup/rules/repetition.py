"""REP: what stands several times in one page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleanup.model import Finding
from cleanup.rule import Safety, rule
from cleanup.rules.blocks import is_breadcrumb, is_chrome, is_interrupting, is_terminal
from cleanup.rules.boilerplate import ARTICLE, BODY, SITE
from cleanup.rules.outline import NEAR_BODY, is_headline_like, outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleanup.page import Block, Page
    from cleanup.rules.blocks import Byline

INSIGNIFICANT = re.compile(r"[\W_]+")
FIGURES = re.compile(r"\d+|[一二三四五六七八九十百千万亿]+")
MIN_ANCHOR = 12  # code points: an equal line shorter than this begins no run
MIN_SIMILARITY = 0.85  # of two paragraphs in a run that are not equal
LOOKAHEAD = 4  # blocks that one copy may have more than the other, at one place
MOST_BACKWARDS = 50  # blocks before an anchor: short lines, or edited ones, begin a copy
MIN_PAIRS = 3
MIN_SENTENCES = 2
MIN_LENGTH = 100  # letters and characters that a run repeats
DENSITY = 0.8  # share of the smaller copy that has its like in the other
WHOLE = 0.4  # share of the page in each copy, where nothing but the repetition speaks for it
PART = 0.2  # the same, where the second copy has a header of its own
MAX_EDITED = 0.02  # share of a copy that may differ; two notices of one form differ by more
LOST = re.compile("[?\ufffd]")
LONGER = f"{ARTICLE}\n今年以來，東嶺港新開三條遠洋航線，吞吐量增長一成，其中集裝箱增長最快。\n"


class Run(NamedTuple):
    """Blocks of an earlier copy paired with those of a later one, in order."""

    pairs: tuple[tuple[int, int], ...]

    @property
    def first(self) -> range:
        return range(self.pairs[0][0], self.pairs[-1][0] + 1)

    @property
    def second(self) -> range:
        return range(self.pairs[0][1], self.pairs[-1][1] + 1)


@rule(
    "REP001",
    safety=Safety.STANDARD,
    since="0.1.0",
    mends=((f"{LONGER}\n{LONGER}", LONGER),),
    leaves=(
        "山上有雲\n雲下有人\n\n歸去來兮\n\n山下有水\n水上有船\n\n歸去來兮\n",
        f"初稿\n\n{BODY}\n定稿\n\n{BODY}",
        f"第一条 {BODY}第二条 {BODY}",
    ),
)
def repeated_body(page: Page) -> Iterator[Finding]:
    """The body of an article that stands a second time in its page, also with small differences.

    Equal lines anchor a run, which is aligned block by block, forwards and backwards; paragraphs
    that differ in a few characters, but in no figure, pair too (rapidfuzz ratio). A run is a
    second copy of the body if it is long, dense and in sentences, and either begins where the
    page begins, without a difference, or has a site's header between the copies.

    The more complete copy stays, then the one with fewer lost characters, then the first; and a
    block goes only if its like stays. Refrains, dialogue, parallel clauses, drafts side by side
    and forms stay.
    """
    keys = [INSIGNIFICANT.sub("", block.folded) or block.folded for block in page.blocks]
    for run in _runs(keys):
        if not _is_copy(page, keys, run):
            continue
        drop_second = _worth(page, keys, run.first) >= _worth(page, keys, run.second)
        for pair in run.pairs:
            kept, dropped = (page.blocks[at] for at in (pair if drop_second else pair[::-1]))
            note = f"stands in line {kept.number} already"
            if keys[kept.index] != keys[dropped.index]:
                note += f", similarity {_similarity(keys, *pair):.2f}"
            yield Finding(dropped.line, "", note, 0.97)


@rule(
    "REP002",
    safety=Safety.STANDARD,
    since="0.1.0",
    mends=(
        (
            SITE + "东岭工业稳步增长\n2024-03-05 来源：东岭日报\n东岭工业稳步增长\n" + BODY,
            SITE + "东岭工业稳步增长\n2024-03-05 来源：东岭日报\n" + BODY,
        ),
    ),
    leaves=(f"歸去來\n\n歸去來\n\n{BODY}", f"首页 > 新闻 > 正文\n早晨\n{BODY}早晨\n{BODY}"),
)
def repeated_headline(page: Page) -> Iterator[Finding]:
    """The headline a second time, between the byline and the first sentence of the article.

    Only on a page that shows other signs of a site; a title that a poem takes up stays.
    """
    headline = outline(page).headline
    if headline is None:
        return
    for block in page.blocks[headline.index + 1 : headline.index + NEAR_BODY]:
        if block.prose and block.folded != headline.folded:
            return
        if block.folded == headline.folded:
            yield Finding(block.line, "", f"headline of line {headline.number} again", 0.95)


def _runs(keys: Sequence[str]) -> Iterator[Run]:
    """Aligned runs of repeated blocks, from each anchor that no run before it holds."""
    last_seen: dict[str, int] = {}
    covered = 0
    for at, key in enumerate(keys):
        before = last_seen.get(key)
        if len(key) >= MIN_ANCHOR:
            last_seen[key] = at
        if before is None or at < covered:
            continue
        forwards = _extend(keys, before, at, range(at), 1)
        last = forwards[-1][0] if forwards else before
        backwards = _extend(keys, before, at, range(last + 1, at), -1)
        run = Run((*reversed(backwards), (before, at), *forwards))
        covered = run.second.stop
        yield run


def _extend(
    keys: Sequence[str], left: int, right: int, free: range, way: int
) -> list[tuple[int, int]]:
    """Further pairs beside an anchor, in one direction; each may skip a few blocks.

    The copies stay apart: forwards the earlier one takes blocks of `free`, backwards the later.
    """
    first = free if way > 0 else range(left)
    second = free if way < 0 else range(right, len(keys))
    pairs: list[tuple[int, int]] = []
    found: tuple[int, int] | None = (left, right)
    while found is not None and len(pairs) < (MOST_BACKWARDS if way < 0 else len(keys)):
        left, right = found
        steps = ((left + way * a, right + way * b) for a, b in STEPS)
        found = next(
            ((a, b) for a, b in steps if a in first and b in second and _alike(keys, a, b)), None
        )
        if found is not None:
            pairs.append(found)
    return pairs


# How far to step in either copy, the nearest first.
STEPS = sorted(
    ((a, b) for a in range(1, LOOKAHEAD + 1) for b in range(1, LOOKAHEAD + 1)),
    key=lambda step: (sum(step), abs(step[0] - step[1])),
)


def _alike(keys: Sequence[str], left: int, right: int) -> bool:
    a, b = keys[left], keys[right]
    if a == b:
        return True
    shorter, longer = sorted((len(a), len(b)))
    if shorter < MIN_ANCHOR or shorter < MIN_SIMILARITY * MIN_SIMILARITY * longer:
        return False
    if FIGURES.findall(a) != FIGURES.findall(b):
        return False
    return _similarity(keys, left, right) >= MIN_SIMILARITY


def _similarity(keys: Sequence[str], left: int, right: int) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415  # for pages that repeat something; 70 ms

    return fuzz.ratio(keys[left], keys[right], score_cutoff=100 * MIN_SIMILARITY) / 100


def _is_copy(page: Page, keys: Sequence[str], run: Run) -> bool:
    sentences = [pair for pair in run.pairs if page.blocks[pair[1]].prose]
    length = sum(len(keys[right]) for _, right in run.pairs)
    if len(run.pairs) < MIN_PAIRS or len(sentences) < MIN_SENTENCES or length < MIN_LENGTH:
        return False
    smaller = min(_length(page, keys, run.first), _length(page, keys, run.second))
    if length < DENSITY * smaller:
        return False
    share = length / len(page.text)
    edited = sum((1 - _similarity(keys, *pair)) * len(keys[pair[1]]) for pair in run.pairs)
    begins = all(is_chrome(block) for block in page.blocks[: run.first.start])
    if begins and share >= WHOLE and edited == 0:
        return True
    found = outline(page)
    between = page.blocks[sentences[-1][0] + 1 : sentences[0][1]]
    own_header = any(_heads_or_ends(block, found.bylines) for block in between)
    tolerated = MAX_EDITED * length if _same_headline(page, keys, *sentences[0]) else 0
    return own_header and found.web and share >= PART and edited <= tolerated


def _same_headline(page: Page, keys: Sequence[str], left: int, right: int) -> bool:
    """Whether the two copies stand under one headline, its words in any order.

    Under different ones, what differs may be the news: two notices of one form.
    """
    bylines = outline(page).bylines
    first, second = (
        next(
            (
                keys[block.index]
                for block in reversed(page.blocks[:at])
                if is_headline_like(block) and block.index not in bylines
            ),
            "",
        )
        for at in (left, right)
    )
    return sorted(first) == sorted(second)


def _heads_or_ends(block: Block, bylines: Mapping[int, Byline]) -> bool:
    """Whether a site prints such a line over an article or under it."""
    stated = bylines.get(block.index)
    return (
        is_breadcrumb(block)
        or is_terminal(block)
        or is_interrupting(block)
        or (stated is not None and stated.sure)
    )


def _length(page: Page, keys: Sequence[str], blocks: range) -> int:
    return sum(len(keys[at]) for at in blocks if not is_chrome(page.blocks[at]))


def _worth(page: Page, keys: Sequence[str], blocks: range) -> tuple[int, int]:
    """What makes a copy the better one: completeness, then fewer lost characters."""
    lost = sum(len(LOST.findall(page.blocks[at].text)) for at in blocks)
    return _length(page, keys, blocks), -lost
