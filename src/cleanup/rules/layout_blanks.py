"""LAY: a blank after every character, as text recognition and some editors leave it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.rule import Safety, Stage, rule
from cleanup.text.likelihood import bits
from cleanup.text.scripts import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

BLANK = "[ \u00a0\u3000]"
LETTER = f"[{HAN}\u3041-\u3096\u30a1-\u30fc]"
MARKS = "，。、；：！？…—“”‘’「」『』（）《》"
SPACED = re.compile(
    f"{LETTER}(?:{BLANK}{{1,2}}(?:[{MARKS}]*{LETTER}[{MARKS}]*|[{MARKS}]+|[0-9A-Za-z](?={BLANK}))){{7}}"
)
# A character, marks beside it, or a word or a number in ASCII.
PIECE = re.compile(f"[{MARKS}]*{LETTER}?[{MARKS}]*|[!-~]+")
SENTENCE_MARK = re.compile("[，。；：！？、]")
MIN_UNMARKED = 20  # code points of a line without such a mark
PROSE, UNMARKED_PROSE = 9.0, 7.5  # bits a character that a line without the blanks may cost


@rule(
    "LAY006",
    stage=Stage.REPAIR,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        ("雪 停 了 ， 我 们 一 起 上 山 。\n", "雪停了，我们一起上山。\n"),
        ("他 在 2 0 1 9 年 来 到 北 京 工 作 。\n", "他在2019年来到北京工作。\n"),
        ("今天：我 们 一 起 上 山 去 看 雪 吧\n",) * 2,
    ),
    ignores=(
        "春 夏 秋 冬\n",
        "我们 一起 上山 ， 雪 停 了 。\n",
        "目 录\n",
        "오늘 은 날 씨 가 참 좋 네 요 .\n",
    ),
)
def blank_after_every_character(text: str) -> Iterator[Finding]:
    """A blank between all characters of a Chinese or Japanese line: 雪 停 了 for 雪停了.

    Text recognition takes the space between them for blanks. Mended where a whole line is so and
    is likely text, with a mark of a sentence or long: lists of characters, and verses set wide,
    are neither. Elsewhere it is reported.
    """
    end = -1
    for match in SPACED.finditer(text):
        if match.start() < end:
            continue
        start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        end = len(text) if end < 0 else end
        joined = _joined(text[start:end].split())
        if joined and _is_prose(joined):
            yield Finding(Span(start, end), joined, "a blank after every character", 0.95)
        else:
            yield Finding(Span(*match.span()), None, "a blank after every character, left", 0.5)


def _joined(pieces: list[str]) -> str:
    """The line without blanks but those beside words in ASCII; '' if any other piece is a word."""
    if not all(map(PIECE.fullmatch, pieces)):
        return ""
    text = pieces[:1]
    for before, after in pairwise(pieces):
        words = before.isascii() and after.isascii() and max(len(before), len(after)) > 1
        text += " " * words, after
    return "".join(text)


def _is_prose(text: str) -> bool:
    cost = bits(text) / (len(text) - 1)
    if SENTENCE_MARK.search(text):
        return cost <= PROSE
    return len(text) >= MIN_UNMARKED and cost <= UNMARKED_PROSE
