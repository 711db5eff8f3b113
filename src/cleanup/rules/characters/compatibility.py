"""CHR: characters that stand for others: Kangxi radicals, full-width letters and digits."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.rule import Safety, Stage, rule
from cleanup.text.folding import HALF_WIDTH
from cleanup.text.speaks_of import speaks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

RADICAL = re.compile("[\u2f00-\u2fd5]")
RADICALS = re.compile("[\u2f00-\u2fd5]+")
IDEOGRAPHS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
LINE = re.compile(r"[^\n]+")
ABOUT_RADICALS = re.compile("部首|偏旁|康熙|kangxi|radical", re.IGNORECASE)
BESIDE = re.compile("[\u2f00-\u2fd5\u3400-\u9fff]")
FULLWIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ]+")


@rule(
    "CHR011",
    stage=Stage.REPAIR,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(("⼈⼯智能的⽬标是⽤机器做事。\n", "人工智能的目标是用机器做事。\n"),),
    ignores=(
        "⼀⼁⼂⼃⼄⼅\n",
        "部首⼈在左邊寫作亻。\n",
        "⼀ yī 1\n",
        "⺀⺁⻤\n",  # the supplement has no such ideographs
        "豈更車\n",  # compatibility ideographs stay
    ),
)
def kangxi_radical(text: str) -> Iterator[Finding]:
    """A Kangxi radical in the place of the ideograph that looks the same: ⽤ for 用.

    Text copied from PDF has them, and no search finds it. Held back in a line that speaks of
    radicals or consists of them, and where none of its neighbours is a Han character.
    """
    if not RADICAL.search(text):
        return
    for line in LINE.finditer(text):
        radicals = len(RADICAL.findall(line.group()))
        if not radicals or _about_radicals(line.group(), radicals):
            continue
        for match in RADICALS.finditer(text, *line.span()):
            start, end = match.span()
            beside = text[max(0, start - 1) : start] + text[end : end + 1]
            if end - start > 1 or BESIDE.search(beside):
                note = "Kangxi radical for an ideograph"
                yield Finding(Span(start, end), match.group().translate(IDEOGRAPHS), note)


def _about_radicals(line: str, radicals: int) -> bool:
    letters = sum(character.isalnum() or "\u2f00" <= character <= "\u2fd5" for character in line)
    return 2 * radicals > letters or speaks_of(ABOUT_RADICALS, line.translate(IDEOGRAPHS))


@rule(
    "CHR012",
    stage=Stage.COMPOSE,
    safety=Safety.RISKY,
    since="0.1.0",
    fixes=(("ＡＢＣ１２３，共２０台\n", "ABC123，共20台\n"),),
    ignores=("甲，乙！（丙）\n", "ABC123\n", "ｱｲｳ\n"),
)
def fullwidth_letter(text: str) -> Iterator[Finding]:
    """Full-width Latin letters and digits become ordinary ones. Opt-in: width may be meant.

    Full-width punctuation, and the half-width kana, stay.
    """
    for match in FULLWIDTH.finditer(text):
        note = "full-width letters or digits"
        yield Finding(Span(*match.span()), match.group().translate(HALF_WIDTH), note)
