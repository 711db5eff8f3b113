"""LAY: the plain-text layout that every clean document has."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.text.likelihood import bits
from cleanup.text.scripts import HAN, HAN_LETTER, KANA

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_END = regex("\r\n?|[\u2028\u2029]")
SPACES_OF_LINES = r"^\S\n\r\u2028\u2029"
SPACE = f"[{SPACES_OF_LINES}]"
# It begins with a class, and not with what may stand before it, so that it is found faster.
TRAILING = regex(rf"{SPACE}(?<!{SPACE}{SPACE}){SPACE}*+(?=[\n\r\u2028\u2029]|\Z)")
INDENTED = regex(
    rf"^({SPACE}+)(?=[\u3400-\u9fff“‘「『《（(【〔〈…—]|\d[^\n]*[\u3400-\u9fff])[^\n]*",
    re.MULTILINE,
)
# Lines that a program or a table-maker indented: there, space carries meaning.
PREFORMATTED = regex(
    rf"^(?:{SPACE}+[A-Za-z_#<>{{}}\[\]|+*/$-]|\t|```|\|.*\|$|[A-Za-z_]\S*:$|(?:def|if|for) .*:$)",
    re.MULTILINE,
)
GAPS = ("\u3000\u3000", "   ")  # as between the columns of a table, or before a page number
# Lines in a row that are no sentences: rows of a table, an outline, verse.
UNENDED = regex(r"(?:^[^\n]*[^\s。！？!?…”」』][^\S\n]*+(?:\n|\Z))+", re.MULTILINE)
PARAGRAPH = 4  # columns that the indent of a paragraph has at most: two Chinese characters
JAPANESE = 0.2  # kana for each Han character: prose has more than one, Chinese text hardly any
SPACES = regex("[ \u00a0]+")
NO_BREAK = "\u00a0"
CHINESE = regex(f"[{HAN}，。、！？；：…“”‘’「」『』（）《》〈〉【】]")
BLANK_LINES = regex(r"\n{3,}")
# A blank after every character.
BLANKS = " \u00a0\u3000"
BLANK = f"[{BLANKS}]"
LETTERS = f"{HAN}\u3041-\u3096\u30a1-\u30fc"
LETTER = f"[{LETTERS}]"
MARKS = "，。、；：！？…—“”‘’「」『』（）《》"
SPACED = regex(
    f"{LETTER}(?:{BLANK}{{1,2}}(?:[{MARKS}]*{LETTER}[{MARKS}]*|[{MARKS}]+|[0-9A-Za-z](?={BLANK}))){{7}}"
)
# In every such line, and sooner found: two blanks around one character after the first one.
SPACED_TWICE = regex(
    f"{BLANK}(?<={LETTER}{BLANK}){BLANK}?[{MARKS}]*(?:{LETTER}|[0-9A-Za-z])?[{MARKS}]*{BLANK}"
)
# A character, marks beside it, or a word or a number in ASCII.
PIECE = regex(f"[{MARKS}]*+{LETTER}?[{MARKS}]*+|[!-~]+")
SENTENCE_MARK = regex("[，。；：！？、]")
MIN_UNMARKED = 20  # code points of a line without such a mark
PROSE, UNMARKED_PROSE = 9.0, 7.5  # bits a character that a line without the blanks may cost


@rule(
    "LAY001",
    stage=Stage.COMPOSE,
    needs="\r\u2028\u2029",
    safety=Safety.SAFE,
    since="0.1.0",
    fixes=(("a\r\nb\rc\n", "a\nb\nc\n"), ("a\u2028b", "a\nb")),
    ignores=("a\nb\n",),
)
def line_end(text: str) -> Iterator[Finding]:
    """A line end that is not a line feed: CR LF, CR, U+2028, U+2029."""
    for match in LINE_END.finditer(text):
        yield Finding(Span(*match.span()), "\n", "line end")


@rule(
    "LAY002",
    stage=Stage.COMPOSE,
    needs=(SPACES_OF_LINES, r"\n\r\u2028\u2029"),
    safety=Safety.SAFE,
    since="0.1.0",
    fixes=(("a \nb\u00a0\u3000\nc", "a\nb\nc"), ("\u00a0\n", "\n")),
    ignores=("a b\n c\n",),
)
def trailing_space(text: str) -> Iterator[Finding]:
    """Space at the end of a line, and lines of nothing but space."""
    for match in TRAILING.finditer(text):
        yield Finding(Span(*match.span()), "", "trailing space")


@rule(
    "LAY003",
    stage=Stage.COMPOSE,
    needs=(r"\n", SPACES_OF_LINES),
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(("  近期，他來了。\n", "近期，他來了。\n"), ("\u3000\u3000“好。”\n", "“好。”\n")),
    ignores=(
        "def f():\n    # 註\n    return '好'\n",
        "- 一\n  - 二\n    三\n",
        "  indented English\n",
        "   1. A numbered list\n",
        "|甲|\n  乙\n",
        "支出\u3000瓦片\u300028,000\n\u3000\u3000\u3000師傅\u300012,000\n",
        "七楼\n\u3000\u3000有人练琴\n五楼\n\u3000\u3000\u3000\u3000门开着\n",
        "第一章\u3000门\n\u3000\u3000第一节\u3000窗\u3000\u3000\u30002\n",
        "\u3000朝、雪が降った。\n\u3000もう誰も来ない。\n",
    ),
)
def paragraph_indent(text: str) -> Iterator[Finding]:
    """Space before a paragraph of Chinese text.

    In code, lists and tables space carries meaning: a text with any line of that kind keeps all
    its indents, and so does every line that does not begin with Chinese text or a figure. Lines
    that are no sentences keep theirs if one of them hangs below another, deeper than a paragraph or
    with columns of its own: rows of a table, contents, an outline, stepped verse. Japanese text
    keeps them all.
    """
    matches = list(INDENTED.finditer(text))
    if not matches or PREFORMATTED.search(text) or _is_japanese(text):
        return
    laid_out = any(_depth(line[0]) > PARAGRAPH or _is_row(line[0]) for line in matches)
    kept = _starts_of_hanging(text) if laid_out else set()
    for match in matches:
        if match.start() not in kept:
            yield Finding(Span(*match.span(1)), "", "indent of a paragraph")


@rule(
    "LAY004",
    stage=Stage.COMPOSE,
    after="LAY",  # the other rules of layout make some
    safety=Safety.SAFE,
    since="0.1.0",
    fixes=(("\n\na\n\n\n\nb", "a\n\nb\n"), ("a\n\n", "a\n"), ("\n\n", "")),
    ignores=("a\n\nb\n", "a\n", ""),
)
def blank_lines(text: str) -> Iterator[Finding]:
    """More than one blank line in a row, blank lines at the ends, no line end at the end."""
    body = text.strip("\n")
    if not body:
        if text:
            yield Finding(Span(0, len(text)), "", "nothing but blank lines")
        return
    start = text.index(body)
    if start:
        yield Finding(Span(0, start), "", "blank lines at the head")
    for match in BLANK_LINES.finditer(body):
        yield Finding(Span(start + match.start(), start + match.end()), "\n\n", "blank lines")
    end = start + len(body)
    if text[end:] != "\n":
        yield Finding(Span(end, len(text)), "\n", "end of the text")


@rule(
    "LAY005",
    stage=Stage.COMPOSE,
    needs=NO_BREAK,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(("第一章\u00a0總則\n", "第一章 總則\n"), ("來了。\u00a0\u00a0他說\n", "來了。  他說\n")),
    ignores=(
        "«\u00a0oui\u00a0»\n",
        "全長10\u00a0km，約20\u00a0分鐘\n",
        "a\u00a0b\n",
        "第一章 總則\n",
    ),
)
def no_break_space(text: str) -> Iterator[Finding]:
    """A no-break space between Chinese characters or marks becomes an ordinary space.

    Chinese breaks lines anywhere; the no-break space comes from `&nbsp;`, and no search for a
    space finds it. How much space there is stays as it was. Beside Western text and figures it
    is a typographer's, and stays.
    """
    for match in SPACES.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if NO_BREAK in match.group() and CHINESE.match(before) and CHINESE.match(after):
            yield Finding(Span(start, end), " " * (end - start), "no-break space in Chinese")


@rule(
    "LAY006",
    stage=Stage.REPAIR,
    needs=(LETTERS, BLANKS),
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        ("雪 停 了 ， 我 们 一 起 上 山 。\n", "雪停了，我们一起上山。\n"),
        ("他 在 2 0 1 9 年 来 到 北 京 工 作 。\n", "他在2019年来到北京工作。\n"),
        ("今天：我 们 一 起 上 山 去 看 雪 吧\n",) * 2,
        ("雪 停 了 ， 我 们 一 起 上 山 。\n连起来读\n雪停了，我们一起上山。\n",) * 2,
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
    are neither. Elsewhere it is reported; everywhere, if a line stands without its blanks too: a
    reading lesson, or a text about blanks.
    """
    found = list(_spaced_lines(text)) if SPACED_TWICE.search(text) else []
    meant = bool(found) and not {joined for *_, joined in found}.isdisjoint(_lines(text))
    for place, line, joined in found:
        if joined and not meant and _is_prose(joined):
            yield Finding(line, joined, "a blank after every character", 0.95)
        else:
            yield Finding(place, None, "a blank after every character, left", 0.5)


def _spaced_lines(text: str) -> Iterator[tuple[Span, Span, str]]:
    """Where lines have such blanks first, the lines, and what they are without; '' if no such."""
    end = -1
    for match in SPACED.finditer(text):
        if match.start() < end:
            continue
        start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        end = len(text) if end < 0 else end
        yield Span(*match.span()), Span(start, end), _joined(text[start:end].split())


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.split("\n") if line.strip())


def _is_japanese(text: str) -> bool:
    kana = len(KANA.findall(text))
    return kana > 0 and kana > JAPANESE * len(HAN_LETTER.findall(text))


def _starts_of_hanging(text: str) -> set[int]:
    """Where the indented lines begin that stand in a row with one that hangs below another."""
    blocks = [block for block in UNENDED.finditer(text) if _hangs(block[0])]
    return {line.start() for block in blocks for line in INDENTED.finditer(text, *block.span())}


def _hangs(block: str) -> bool:
    return any(
        _depth(below) > _depth(above) and (_depth(below) > PARAGRAPH or _is_row(below))
        for above, below in pairwise(block.splitlines())
    )


def _is_row(line: str) -> bool:
    return any(gap in line.strip() for gap in GAPS)


def _depth(line: str) -> int:
    """The columns before a line."""
    space = line[: len(line) - len(line.lstrip())]
    return len(space) + space.count("\u3000")


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
