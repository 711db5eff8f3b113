"""CHR: code points that are no text: direction, placeholders, tags, fillers, private use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.text.speaks_of import Scope, speaks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

DIRECTIONS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
BIDIRECTIONAL = regex(f"[{DIRECTIONS}]")
OVERRIDE = "\u202e"  # shows what follows from right to left, Latin and Chinese too
OVERRIDES = regex(f"{OVERRIDE}+")
RIGHT_TO_LEFT = regex(
    "[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
ABOUT_DIRECTION = regex(
    r"bidi|right-to-left|u\+20[0-9a-f]{2}|双向|雙向|[从從由自]右[到至往向]左", re.IGNORECASE
)
OBJECT = regex("\ufffc+")
ABOUT_OBJECTS = regex("fffc|object replacement|[对對]象替[换換]|物件取代|占位|佔位", re.IGNORECASE)
ANNOTATION = regex(
    "\ufff9[^\n\ufff9-\ufffb]{0,99}\ufffa[^\n\ufff9-\ufffb]{0,99}\ufffb|[\ufff9-\ufffb]+"
)
# Wider than need be, because it is fast: all but a few characters are ruled out here.
NONCHARACTERS = "\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff\U0002fffe-\U0010ffff"
RESERVED = regex(f"[{NONCHARACTERS}]")
LAST_OF_PLANE = 0xFFFE  # and the one after it
TAG = "\U000e0000-\U000e007f"
TAGS = regex(f"[{TAG}]+")
# The flags of England, Texas and other subdivisions: a black flag, a code in tags, an end.
FLAG = regex("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f")
FILLERS = "\u115f\u1160\u3164\uffa0"
FILLER = regex(f"[{FILLERS}]+")
HANGUL = regex(
    "[\u1100-\u115e\u1161-\u11ff\u3131-\u3163\u3165-\u318e\ua960-\ua97f\uac00-\ud7ff\uffa1-\uffdc]"
)
ABOUT_FILLERS = regex(r"u\+(?:115f|1160|3164|ffa0)|填充|filler", re.IGNORECASE)
PRIVATE = "\ue000-\uf8ff"
PRIVATE_RUN = regex(f"[{PRIVATE}]+")


@rule(
    "CHR005",
    stage=Stage.REPAIR,
    needs=DIRECTIONS,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        ("電話：\u202a0592-1234567\u202c\n", "電話：0592-1234567\n"),
        ("詳情\u200e\n", "詳情\n"),
    ),
    ignores=(
        "הוא אמר \u200eC++\u200e אתמול\n",
        "甲\u2067مرحبا\u2069乙\n",
        "雙向文字中的 RLO\u202e 會讓後文倒轉。\n",
    ),
)
def bidirectional_control(text: str) -> Iterator[Finding]:
    """Marks of writing direction in a text that runs in one direction only.

    Address books and cookie banners wrap numbers and labels in them. A text with any letter
    that is written from right to left needs them, and so does one that speaks of them. Where an
    override turns text around, taking it off would change what is read: it is reported.
    """
    if RIGHT_TO_LEFT.search(text) or speaks_of(ABOUT_DIRECTION, text):
        return
    turned = OVERRIDE in text
    for match in (OVERRIDES if turned else BIDIRECTIONAL).finditer(text):
        if turned:
            yield Finding(Span(*match.span()), None, "override of direction, left")
        else:
            yield Finding(Span(*match.span()), "", "mark of direction in one-way text")


@rule(
    "CHR006",
    stage=Stage.REPAIR,
    needs="\ufff9-\ufffc",
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        ("如圖\ufffc所示。\n", "如圖所示。\n"),
        ("\ufff9漢\ufffaかん\ufffb", "\ufff9漢\ufffaかん\ufffb"),
    ),
    ignores=("占位符 \ufffc 的編號是 U+FFFC。\n", "如圖所示。\n"),
)
def object_placeholder(text: str) -> Iterator[Finding]:
    """U+FFFC, which stood for a picture in the editor the text was copied from.

    Where the text around speaks of it, it stays. Marks of an interlinear annotation
    (U+FFF9 to U+FFFB) are reported: without them base and annotation would run together.
    """
    for match in OBJECT.finditer(text):
        if not speaks_of(ABOUT_OBJECTS, text, Scope.LINE, Span(*match.span())):
            yield Finding(Span(*match.span()), "", "placeholder of an object")
    for match in ANNOTATION.finditer(text):
        yield Finding(Span(*match.span()), None, "interlinear annotation, left")


@rule(
    "CHR007",
    stage=Stage.REPAIR,
    needs=NONCHARACTERS,
    safety=Safety.SAFE,
    since="0.1.0",
    fixes=(("甲\ufdd0乙\uffff\n", "甲乙\n"), ("丙\U0001fffe\n", "丙\n")),
    ignores=("ﷲ\ufdf0\n", "\U00020000\n"),
)
def noncharacter(text: str) -> Iterator[Finding]:
    """Code points that Unicode keeps free for programs: U+FDD0 to U+FDEF, the last of each plane.

    They never stand for a character, in no text.
    """
    for match in RESERVED.finditer(text):
        code = ord(match.group())
        if code <= ord("\ufdef") or code & LAST_OF_PLANE == LAST_OF_PLANE:
            yield Finding(Span(*match.span()), "", f"noncharacter U+{code:04X}")


@rule(
    "CHR008",
    stage=Stage.REPAIR,
    needs=TAG,
    safety=Safety.SAFE,
    since="0.1.0",
    fixes=(("你好\U000e0068\U000e0069。\n", "你好。\n"),),
    ignores=(
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f 英格蘭\n",
        "葛\U000e0100城\n",  # a variation selector
    ),
)
def stray_tag(text: str) -> Iterator[Finding]:
    """Tag characters outside of a flag: invisible copies of ASCII.

    They hide words for programs to read. The flags of subdivisions are spelt with them and stay.
    """
    flags = {match.start() + 1 for match in FLAG.finditer(text)}
    for match in TAGS.finditer(text):
        if match.start() not in flags:
            hidden = "".join(chr(ord(tag) - 0xE0000) for tag in match.group()[:40])
            yield Finding(Span(*match.span()), "", f"invisible tag characters {hidden!r}")


@rule(
    "CHR009",
    stage=Stage.REPAIR,
    needs=FILLERS,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(("暱稱\u3164\u3164：小林\n", "暱稱：小林\n"), ("小\u3164林\n", "小 林\n")),
    ignores=(
        "한글 채움 문자는 \u3164이다.\n",
        "\u115f\u1161\n",
        "谚文填充符“\u3164”，编号 U+3164。\n",
    ),
)
def hangul_filler(text: str) -> Iterator[Finding]:
    """A Hangul filler in a text without Hangul: an invisible space.

    It makes empty nicknames and gaps that no program trims. Between two words a space takes its
    place. Where the text has Hangul, the filler may be at work; where it is about fillers, one is
    shown.
    """
    if HANGUL.search(text) or speaks_of(ABOUT_FILLERS, text):
        return
    for match in FILLER.finditer(text):
        start, end = match.span()
        words = text[start - 1 : start].isalnum() and text[end : end + 1].isalnum()
        yield Finding(Span(start, end), " " if words else "", "Hangul filler outside of Hangul")


@rule(
    "CHR010",
    stage=Stage.REPAIR,
    after="GLS",  # torn characters may have made some
    needs=PRIVATE,
    safety=Safety.SAFE,
    since="0.1.0",
    fixes=(("圖標\ue6a1\ue6a2下載\n", "圖標\ue6a1\ue6a2下載\n"),),
    ignores=("圖標下載\n", "豈更\n"),
)
def private_use(text: str) -> Iterator[Finding]:
    """Private-use characters: an icon font's, or a character that Unicode did not have.

    What they show depends on a font that is not there. Reported once for every run, and left.
    """
    for match in PRIVATE_RUN.finditer(text):
        codes = " ".join(f"U+{ord(character):04X}" for character in match.group()[:4])
        yield Finding(Span(*match.span()), None, f"private-use characters, left: {codes}")
