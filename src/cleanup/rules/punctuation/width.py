"""PUN: half-width punctuation in Chinese sentences. Opt-in: it is a matter of house style."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.text.scripts import HAN_LETTER

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL_WIDTH = str.maketrans(",:;!?().", "，：；！？（）。")
LINE = regex(r"[^\n]+")
ASCII_MARKS = regex("[,:;!?.]+")
CLOSING = "”’」』》〉）】"
OPENING = "“‘「『《〈（【"
WESTERN = regex("[0-9A-Za-z]")
LATIN = regex("[A-Za-z]")
SENTENCE_MARK = regex("[。！？!?；;…]|[.]$")
# Code, formulas, tables, and the other languages that are written with Han characters.
NO_SENTENCE = regex(r"[`{}=<>|\\\t]|[\u3041-\u30fa\uac00-\ud7a3]")
ADDRESS = regex(r"(?:https?|ftp)://\S+")
# Words that end a question; elsewhere a `?` amid characters may be one that was lost.
ASKING = "吗呢么嗎麼吧啊呀谁誰何哪否"
LONG_LINE_HAN = 8  # Han characters: a line of this length may end with a half-width full stop
ROWS = 3  # lines with the same number of commas are a table


@rule(
    "PUN003",
    stage=Stage.COMPOSE,
    safety=Safety.RISKY,
    since="0.1.0",
    fixes=(
        ("他說:路很窄,要小心!\n", "他說：路很窄，要小心！\n"),
        ("你來嗎?我等你(在山上), 一直等到天黑.\n", "你來嗎？我等你（在山上），一直等到天黑。\n"),
        (
            "全長3,000米,其中12:30以前走完一半;然後休息。\n",
            "全長3,000米，其中12:30以前走完一半；然後休息。\n",
        ),
    ),
    ignores=(
        "見 https://a.example/甲,乙?丙!丁 。\n",
        "張三,男,北京\n李四,女,上海\n王五,男,廣州\n",
        "時間:12:30\n",
        "請用 print(a, b); 輸出 f(x)。\n",
        "x = 甲(乙, 丙);\n",
        "連續四年?duì)I收超千億。\n",
        "產(chǎn)業(yè)發(fā)展很快。\n",
        "私は,行く!\n",
        "中?國的路很長。\n",
        "他走了...\n",
    ),
)
def halfwidth_punctuation(text: str) -> Iterator[Finding]:
    """Half-width `, : ; ! ? ( )` in a Chinese sentence become full width. Opt-in.

    A mark needs Han characters around it, or in a sentence at least one beside it; a full stop
    ends a line; parentheses are pairs around Chinese. Figures, addresses, Western words, code,
    tables and lines without the end of a sentence stay, and so does a `?` that may be a lost
    character.
    """
    if not HAN_LETTER.search(text) or _is_table(text):
        return
    for line in LINE.finditer(text):
        if _is_sentence(line.group()):
            for start, end, wide in _marks(line.group()):
                span = Span(line.start() + start, line.start() + end)
                yield Finding(span, wide, "half-width punctuation in Chinese", 0.9)


def _is_table(text: str) -> bool:
    """Whether every line has the same number of commas, as in CSV."""
    counts = [line.count(",") for line in text.split("\n") if line.strip()]
    return len(counts) >= ROWS and counts[0] > 0 and len(set(counts)) == 1


def _is_sentence(line: str) -> bool:
    line = ADDRESS.sub("", line.rstrip())
    if NO_SENTENCE.search(line) or not SENTENCE_MARK.search(line):
        return False
    return len(HAN_LETTER.findall(line)) > len(LATIN.findall(line))


def _marks(line: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and replacement of every mark to widen."""
    addresses = [match.span() for match in ADDRESS.finditer(line)]
    parentheses = list(_parentheses(line))
    widened = list(line)
    for start, _, wide in parentheses:
        widened[start] = wide
    for start, end, wide in sorted([*parentheses, *_single_marks("".join(widened))]):
        if not any(first <= start < last for first, last in addresses):
            yield start, end, wide


def _single_marks(line: str) -> Iterator[tuple[int, int, str]]:
    long = len(HAN_LETTER.findall(line)) >= LONG_LINE_HAN
    for match in ASCII_MARKS.finditer(line):
        start, end = match.span()
        run, before = match.group(), line[start - 1 : start] or "\n"
        spaced = line[end : end + 1] == " " and _is_east(line[end + 1 : end + 2], OPENING)
        end += spaced
        after = line[end : end + 1] or "\n"
        if _is_wide(run, before, after, long=long):
            yield start, end, run.translate(FULL_WIDTH)


def _is_wide(run: str, before: str, after: str, *, long: bool) -> bool:
    left, right = _is_east(before, CLOSING), _is_east(after, OPENING + CLOSING + "\n")
    if run == ".":
        return long and HAN_LETTER.match(before) is not None and after == "\n"
    if run in (",", ":", ";"):
        beside = (left and WESTERN.match(after)) or (
            run != ":" and WESTERN.match(before) and HAN_LETTER.match(after)
        )
        return (left and right) or (long and bool(beside))
    if not left or not right or set(run) - set("!?") or len(run) > len("?!?"):
        return False
    return "?" not in run or before in ASKING or not HAN_LETTER.match(after)


def _parentheses(line: str) -> Iterator[tuple[int, int, str]]:
    """Both marks of every pair around Chinese, if all pairs of the line are whole."""
    pairs: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in re.finditer("[()]", line):
        if match.group() == "(":
            opened.append(match.start())
        elif not opened:
            return
        else:
            pairs.append((opened.pop(), match.start()))
    if opened:
        return
    for start, end in pairs:
        outside = (line[start - 1 : start], line[end + 1 : end + 2])
        ends = (line[start + 1], line[end - 1])
        if not any(map(WESTERN.match, outside)) and all(map(HAN_LETTER.match, ends)):
            yield start, start + 1, "（"
            yield end, end + 1, "）"


def _is_east(character: str, marks: str) -> bool:
    return bool(character) and (character in marks or HAN_LETTER.match(character) is not None)
