"""SPM: lines that a spammer injected into somebody else's page."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from cleanup.data import lines
from cleanup.page import script_of
from cleanup.rule import Safety, rule
from cleanup.rules.boilerplate import ARTICLE, gone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.model import Finding
    from cleanup.page import Block, Page

SEPARATORS = re.compile(r"[-_,|]+|\s+")
SENTENCE = re.compile(r"[。!?;:“”「」『』《》]")
MIN_SEGMENTS, MAX_SEGMENT = 3, 30
MIN_LENGTH = 12  # code points: a subhead of three words is shorter
MIN_WORDS = 3  # of the trade, all different
HIT_SEGMENTS = 0.6  # share of the segments that hold a word of the trade
EDGE = 2  # honest blocks from the head or the end of the page: injection goes before these
INJECTED = "国产精品免费-亚洲无码在线观看-一区二区三区视频-高清不卡"


@rule(
    "SPM001",
    safety=Safety.STANDARD,
    since="0.1.0",
    mends=(
        (f"{INJECTED}\n\n{ARTICLE}", f"\n{ARTICLE}"),
        (f"{ARTICLE}\n{INJECTED}", f"{ARTICLE}\n"),
    ),
    leaves=(
        f"彩票-公益金-体育设施-东岭\n\n{ARTICLE}",
        f"春-夏-秋-冬\n\n{ARTICLE}",
        f"網頁第一行常被寫入“{INJECTED}”這樣的文字。\n\n{ARTICLE}",
        "高清视频 在线观看 免费\n\n这家影院上月开业，观众不少，票价也公道。\n",
    ),
)
def injected_keywords(page: Page) -> Iterator[Finding]:
    """A line of keywords of pornography or gambling, at the head or the end of an honest page.

    Several short segments without a sentence, most of which hold a word of the trade, at least
    one of them unmistakable; at the edge of the page, or in another script than the page. A
    sentence about the subject, a quoted line, and a list of ordinary words stay.
    """
    found = {block.index: words for block in page.blocks if (words := _trade(block))}
    if not found:
        return
    honest = [block.index for block in page.blocks if block.index not in found]
    head, end = (honest[EDGE - 1], honest[-EDGE]) if len(honest) > EDGE else (len(page.blocks), 0)
    for index, words in found.items():
        block = page.blocks[index]
        foreign = page.traditional and script_of(block.text) == "hans"
        if foreign or index < head or index > end:
            yield gone(block, f"injected keywords: {', '.join(words[:4])}", 0.97)


def _trade(block: Block) -> list[str]:
    """The words of the trade in a line that is a list of keywords, [] if it is none."""
    strong, weak = _words()
    segments = [part for part in SEPARATORS.split(block.folded) if part]
    if len(segments) < MIN_SEGMENTS or sum(map(len, segments)) < MIN_LENGTH:
        return []
    if max(map(len, segments)) > MAX_SEGMENT or SENTENCE.search(block.folded):
        return []
    if not strong.search(block.folded):
        return []
    hits = sum(bool(strong.search(part) or weak.search(part)) for part in segments)
    words = {*strong.findall(block.folded), *weak.findall(block.folded)}
    listed = hits >= HIT_SEGMENTS * len(segments) and len(words) >= MIN_WORDS
    return sorted(words) if listed else []


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    found: dict[str, list[str]] = {"strong": [], "weak": []}
    for line in lines("spam.tsv"):
        strength, _, words = line.split("\t")
        found[strength] += words.split()
    strong, weak = ("|".join(sorted(found[kind], key=len, reverse=True)) for kind in found)
    return re.compile(strong), re.compile(weak)
