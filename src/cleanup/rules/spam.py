"""SPM: lines that a spammer injected into somebody else's page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.data import lines
from cleanup.page import script_of
from cleanup.rule import Safety, rule
from cleanup.rules.boilerplate import ARTICLE, gone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.model import Finding
    from cleanup.page import Page

SEPARATORS = re.compile(r"[-_,，|｜]+|\s+")
SENTENCE = re.compile(r"[。！？；：“”「」『』《》]")
MIN_SEGMENTS, MAX_SEGMENT = 3, 30
HIT_SEGMENTS = 0.6  # share of the segments that hold a word of the trade
EDGE = 2  # blocks from the head or the end of the page: where injection goes
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
    strong, weak = _words()
    last = len(page.blocks) - EDGE
    for block in page.blocks:
        segments = [part for part in SEPARATORS.split(block.folded) if part]
        if len(segments) < MIN_SEGMENTS or SENTENCE.search(block.text):
            continue
        if max(map(len, segments)) > MAX_SEGMENT or not strong.search(block.folded):
            continue
        hits = sum(bool(strong.search(part) or weak.search(part)) for part in segments)
        distinct = {*strong.findall(block.folded), *weak.findall(block.folded)}
        foreign = page.traditional and script_of(block.text) == "hans"
        at_edge = block.index < EDGE or block.index >= last
        if hits >= HIT_SEGMENTS * len(segments) and len(distinct) > 2 and (at_edge or foreign):  # noqa: PLR2004
            yield gone(block, f"injected keywords: {', '.join(sorted(distinct)[:4])}", 0.97)


def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    found: dict[str, list[str]] = {"strong": [], "weak": []}
    for line in lines("spam.tsv"):
        strength, _, words = line.split("\t")
        found[strength] += words.split()
    strong, weak = ("|".join(sorted(found[kind], key=len, reverse=True)) for kind in found)
    return re.compile(strong), re.compile(weak)
