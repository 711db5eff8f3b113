"""CHR: characters that carry no meaning, and characters that were lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.rules.mojibake import (
    COLOUR,
    UNASSIGNED,
    amid_mojibake,
    characters_of_controls,
)
from cleanup.text.speaks_of import Scope, speaks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ZERO_WIDTHS, JOINERS = "\u00ad\u200b\u2060\ufeff", "\u200c\u200d"
ZERO_WIDTH, JOINER = regex(f"[{ZERO_WIDTHS}]+"), regex(f"[{JOINERS}]+")
# Characters next to which a joiner has no work: CJK, its punctuation, ASCII, space, line ends.
UNJOINABLE = regex(
    "[\u0000-\u00a0\u2010-\u201f\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef]"
)
# Signs that a line is about such characters: those in it are shown.
ABOUT_ZERO_WIDTH = regex(
    r"u\+(?:00ad|200[bcd]|2060|feff)|零[宽寬]|ゼロ幅|제로 ?폭|zero[ -]width|soft hyphen|"
    "[软軟][连連]字",
    re.IGNORECASE,
)
# Khmer, Thai, Javanese and other scripts without spaces say by U+200B where a line may break.
BREAKS_BY_ZERO_WIDTH = regex(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a00-\u1aaf"
    "\u1b00-\u1bff\ua980-\uaadf]"
)
# ECMA-48: control sequences, operating system commands (window titles), single controls. Of C1
# only those that Windows-1252 does not have: the others are characters (MOJ004).
SINGLE = "\x00-\x08\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d"
CONTROL = regex(
    f"\x1b\\[[0-?]*[ -/]*[@-~]|{COLOUR}|(?:\x1b\\]|\x9d)[^\x07\x1b\n]{{0,99}}(?:\x07|\x1b\\\\)|"
    f"[{SINGLE}]"
)
CONTROLS = f"{SINGLE}\x9b"  # one of them opens each of these
LONE_MARK = regex(r"(?<=\n)[ \t\u00a0\u3000]*\?[ \t\u00a0\u3000]*\n")
LOST = regex("\ufffd+|锟斤拷(?:锟斤拷|锟斤|锟)*|(?:烫{4,}|屯{4,})")
WINDOW = 4000  # code points to look for the line before and the line after
PROSE = 40  # code points: a line of this length with a sentence mark is a paragraph
LONG = (
    "今年前三季度，全市規模以上工業增加值同比增長百分之八，增速居全省首位，其中高技術製造業最快。"
)
COLONS = (":", "：")
SENTENCE_MARK = regex("[。！？；…]|[.!?;][\"'”’」』)）]*$")


@rule(
    "CHR001",
    stage=Stage.REPAIR,
    needs=ZERO_WIDTHS + JOINERS,
    safety=Safety.SAFE,
    since="0.1.0",
    fixes=(("a\u200bb", "ab"), ("廈\ufeff門", "廈門"), ("電\u200d腦", "電腦")),
    ignores=(
        "نمی\u200cخواهم",
        "👩\u200d🔬",
        "क्\u200dष",
        "ភាសា\u200bខ្មែរ",
        "ꦧꦱ\u200bꦗꦮ",
        "廈門",
        "U+200B 在此：\u200b。",
    ),
)
def zero_width_noise(text: str) -> Iterator[Finding]:
    """Zero-width characters that carry no meaning.

    Zero-width spaces, word joiners, soft hyphens and inner byte order marks come from copied web
    pages and break every search. Joiners go only between characters that cannot join; Persian,
    Indic scripts and emoji keep them, and scripts that break lines by U+200B keep that. A soft
    hyphen that may be a byte of mojibake stays too, and what a line shows that is about them.
    """
    found = [*_idle_zero_widths(text), *_idle_joiners(text)]
    about = bool(found) and speaks_of(ABOUT_ZERO_WIDTH, text)
    for finding in found:
        if not (about and speaks_of(ABOUT_ZERO_WIDTH, text, Scope.LINE, finding.span)):
            yield finding


@rule(
    "CHR002",
    stage=Stage.REPAIR,
    needs=CONTROLS,
    safety=Safety.SAFE,
    since="0.1.0",
    fixes=(("a\x00b\x08", "ab"), ("\x1b[31m紅\x1b[0m", "紅"), ("\x1b]0;標題\x07文", "文")),
    ignores=("a\tb\r\nc\x0c\n", "第一行\x85第二行", "cook\x92s", "Ð Ñ\x81"),
)
def control_character(text: str) -> Iterator[Finding]:
    """Control characters and terminal colour codes.

    They are no text and can drive a terminal. Tab, line ends (NEL too), the vertical tab and the
    form feed stay, and so do C1 controls that are characters of Windows-1252 (MOJ004) or may be
    bytes of mojibake.
    """
    for match in CONTROL.finditer(text):
        if match.group() in UNASSIGNED and match.start() in characters_of_controls(text):
            continue  # a byte of some character
        yield Finding(Span(*match.span()), "", f"control {_names(match.group()[:1])}")


@rule(
    "CHR003",
    stage=Stage.REPAIR,
    needs=("\n \t\u00a0\u3000", "?"),
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=((f"{LONG}\n\n?\n\n{LONG}\n?\n", f"{LONG}\n\n\n{LONG}\n"),),
    ignores=(
        "你來嗎\n\n?\n\n來。\n",
        "“什麼？”\n？\n",
        "Really\n\n?\n\nYes.\n",
        f"{LONG}信上寫著：\n\n?\n\n{LONG}\n",
    ),
)
def lost_character_line(text: str) -> Iterator[Finding]:
    """A line that is nothing but `?` between two paragraphs: a blank that was lost.

    Converters write `?` for a space their target cannot encode, so an empty paragraph becomes a
    question mark. Where no such line stands between two paragraphs it may be somebody's whole
    answer, and stays; so does what a colon introduces.
    """
    marks = list(LONE_MARK.finditer(text))
    if any(_between_paragraphs(text, *match.span()) for match in marks):
        for match in marks:
            yield Finding(Span(*match.span()), "", "a lone ? where a blank was lost", 0.9)


@rule(
    "CHR004",
    stage=Stage.REPAIR,
    needs="\ufffd锟烫屯",
    safety=Safety.SAFE,
    since="0.1.0",
    fixes=(("年\ufffd收", "年\ufffd收"), ("錯誤：锟斤拷锟斤拷\n", "錯誤：锟斤拷锟斤拷\n")),
    ignores=("斤斤計較", "很烫很烫"),
)
def lost_characters(text: str) -> Iterator[Finding]:
    """Characters that were lost before: U+FFFD, what it became (锟斤拷), unset memory (烫烫烫烫).

    What stood there cannot be known. It is reported and left.
    """
    for match in LOST.finditer(text):
        yield Finding(Span(*match.span()), None, f"lost characters, left as {match.group()[:6]!r}")


def _idle_zero_widths(text: str) -> Iterator[Finding]:
    breaks = "\u200b" in text and BREAKS_BY_ZERO_WIDTH.search(text)
    for match in ZERO_WIDTH.finditer(text):
        byte = "\u00ad" in match.group() and amid_mojibake(text, match.start())
        if not (byte or (breaks and "\u200b" in match.group())):
            yield Finding(Span(*match.span()), "", f"zero-width {_names(match.group())}")


def _idle_joiners(text: str) -> Iterator[Finding]:
    for match in JOINER.finditer(text):
        start, end = match.span()
        around = (text[start - 1 : start] or "\n", text[end : end + 1] or "\n")
        if all(UNJOINABLE.match(character) for character in around):
            yield Finding(Span(start, end), "", f"idle joiner {_names(match.group())}")


def _between_paragraphs(text: str, start: int, end: int) -> bool:
    """Whether the lines before and after, blank ones left out, are paragraphs."""
    before = text[max(0, start - WINDOW) : start].rstrip().rpartition("\n")[2]
    after = text[end : end + WINDOW].lstrip().partition("\n")[0]
    return _paragraph(before) and not before.endswith(COLONS) and _paragraph(after)


def _paragraph(line: str) -> bool:
    return len(line) >= PROSE and SENTENCE_MARK.search(line) is not None


def _names(characters: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in characters)
