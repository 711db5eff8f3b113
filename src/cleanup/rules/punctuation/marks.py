"""PUN: punctuation that was doubled, lost, or typed in the wrong width."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.text.scripts import HAN, HAN_LETTER, KANA
from cleanup.text.sentences import in_line
from cleanup.text.speaks_of import Scope, speaks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK = "，。、；,"
MARKS = regex(f"[{MARK}][{MARK}]+")
STRENGTH = "、,，；。"  # from the weakest to the strongest
BEFORE = regex(f"[{HAN}0-9A-Za-z”’」』》〉）】]")
AFTER = regex(f"[{HAN}0-9A-Za-z“‘「『《〈（【\\n]")
ABOUT_MARKS = regex("[标標][点點]|[逗句顿頓分冒][号號]|符[号號]|csv", re.IGNORECASE)
LOST_POINT = regex("[0-9] [0-9]{1,2}(?=[亿億万萬倍％%])")
FIGURE = regex(f"[{HAN}][0-9]{{0,2}}$")  # the text before the last digit of a short figure


@rule(
    "PUN001",
    stage=Stage.REPAIR,
    needs=(MARK, MARK),
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        ("比賽無法完成，。次年再賽。\n", "比賽無法完成。次年再賽。\n"),
        ("名字,，以及沿線的小站、，都在。\n", "名字，以及沿線的小站，都在。\n"),
        ("筆記型電腦、、機器人。\n", "筆記型電腦、、機器人。\n"),
        ("地位。，也就是\n", "地位。，也就是\n"),
    ),
    ignores=(
        "我想。。。算了，，，不說了。\n",
        "真的？？太好了！！——嗯……\n",
        "張三,,李四\n甲,乙,,,丙\n",
        "標點有，。、；幾種。\n",
        "モーニング娘。、です。\n",
        "他說:“好,”就走了。\n",
        "（，。、）\n",
    ),
)
def doubled_mark(text: str) -> Iterator[Finding]:
    """Two different marks in a row, `，。` or `、，`: what stood between them is lost.

    The stronger of the two stays. Two of the same, `，，`, may be a writer's hesitation, and `。，`
    may follow a name that ends in a full stop: both are reported. Longer runs and `。。` are meant;
    they stay, and so do lines with kana, lines about punctuation, and ASCII commas alone (tables).
    """
    for match in MARKS.finditer(text):
        start, end = match.span()
        pair = match.group()
        before, after = text[start - 1 : start], text[end : end + 1] or "\n"
        if len(pair) > len("，。") or pair in (",,", "。。") or not BEFORE.match(before):
            continue
        span = Span(start, end)
        chinese = HAN_LETTER.match(before) or HAN_LETTER.match(after)
        if not (chinese and AFTER.match(after)) or KANA.search(in_line(text, span)):
            continue
        if speaks_of(ABOUT_MARKS, text, Scope.LINE, span):
            continue
        if pair[0] in (pair[1], "。"):
            yield Finding(Span(start, end), None, f"two marks in a row, left as {pair}", 0.5)
        else:
            stronger = max(pair, key=STRENGTH.index)
            yield Finding(Span(start, end), stronger, f"two marks in a row, {pair}", 0.9)


@rule(
    "PUN002",
    stage=Stage.REPAIR,
    needs=("0-9", "亿億万萬倍％%"),
    safety=Safety.SAFE,
    since="0.1.0",
    fixes=(("投資約1 5億元。\n", "投資約1 5億元。\n"),),
    ignores=("投資約1.5億元。\n", "* 1 5億元\n", "共有15 20人\n", "3 5萬\n"),
)
def lost_decimal_point(text: str) -> Iterator[Finding]:
    """A figure such as `1 5億元`, where a decimal point or a separator was lost.

    Which one, and whether the two figures were one, cannot be known. It is reported and left.
    """
    for match in LOST_POINT.finditer(text):
        figure = FIGURE.search(text[max(0, match.start() - 3) : match.start()])
        if figure:
            start = match.start() - len(figure.group()) + 1
            yield Finding(Span(start, match.end()), None, "a lost decimal point? left", 0.5)
