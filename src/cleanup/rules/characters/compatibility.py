"""CHR: characters that stand for others: radicals, full-width letters and digits."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from cleanup.data import words
from cleanup.kernels.words import LONGEST_WORD
from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.text.folding import HALF_WIDTH
from cleanup.text.speaks_of import speaks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# The radicals of the supplement, and the ideographs that look the same (UCD 14,
# EquivalentUnifiedIdeograph); those of Kangxi have compatibility decompositions.
SUPPLEMENT = str.maketrans(
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺎⺏⺐⺑⺒⺓⺔⺕⺖⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺵⺶⺷⺸⺹⺺⺻"
    "⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乛乚乙亻冂𠘨刀刂卜㔾兀尣尢𡯂巳幺彑彐忄扌攵旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁𦉫羊𦍌𦍋耂肀聿"
    "肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
IDEOGRAPHS = SUPPLEMENT | {
    code: ord(unicodedata.normalize("NFKC", chr(code))) for code in range(0x2F00, 0x2FD6)
}
EVERY_RADICAL = "".join(map(chr, IDEOGRAPHS))
RADICAL = regex(f"[{EVERY_RADICAL}]")
RADICALS = regex(f"{RADICAL.pattern}+")
LINE = regex(r"[^\n]+")
HAN_RUN = regex("[\u3400-\u9fff]+")
ABOUT_RADICALS = regex("部首|偏旁|康熙|kangxi|radical", re.IGNORECASE)
BESIDE = regex("[\u2e80-\u2fd5\u3400-\u9fff]")
FULL_WIDTH = "０-９Ａ-Ｚａ-ｚ"
FULLWIDTH = regex(f"[{FULL_WIDTH}]+")


@rule(
    "CHR011",
    stage=Stage.REPAIR,
    needs=EVERY_RADICAL,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        ("⼈⼯智能的⽬标是⽤机器做事。\n", "人工智能的目标是用机器做事。\n"),
        ("⺠国初年，⻓江边的⻋站。\n", "民国初年，长江边的车站。\n"),
        ("⼈⼯⽅法\n为了⽅便，先讲概念。\n", "人工方法\n为了方便，先讲概念。\n"),
    ),
    ignores=(
        "⼀⼁⼂⼃⼄⼅\n",
        "部首⼈在左邊寫作亻。\n",
        "⼀ yī 1\n",
        "⺀⺁⻤\n",
        "⺀年\n",  # looks like no ideograph
        "⼈⼝⼿⾜\n為了⽅便，把部首排成一行。\n",
        "豈更車\n",  # compatibility ideographs stay
    ),
)
def radical(text: str) -> Iterator[Finding]:
    """A radical in the place of the ideograph that looks the same: ⽤ for 用, ⻓ for 长.

    Text copied from PDF has them, of the Kangxi block and of the supplement, and no search finds
    it. Held back in a line that speaks of radicals or consists of them, but for a heading of
    words in a text that has them in its prose too, and where none of its neighbours is a Han
    character.
    """
    if not RADICAL.search(text):
        return
    lines = [line for line in LINE.finditer(text) if RADICAL.search(line.group())]
    prose = {line.start() for line in lines if not _about_radicals(line.group())}
    for line in lines:
        if line.start() not in prose and not (prose and _is_heading(line.group())):
            continue
        for match in RADICALS.finditer(text, *line.span()):
            start, end = match.span()
            beside = text[max(0, start - 1) : start] + text[end : end + 1]
            if end - start > 1 or BESIDE.search(beside):
                note = "radical for an ideograph"
                yield Finding(Span(start, end), match.group().translate(IDEOGRAPHS), note)


def _about_radicals(line: str) -> bool:
    """Whether a line is mostly radicals, or speaks of them."""
    radicals = len(RADICAL.findall(line))
    letters = sum(character.isalnum() or bool(RADICAL.match(character)) for character in line)
    return 2 * radicals > letters or speaks_of(ABOUT_RADICALS, line.translate(IDEOGRAPHS))


def _is_heading(line: str) -> bool:
    """Whether a line that is mostly radicals is words all through, not a list of radicals."""
    folded = line.translate(IDEOGRAPHS)
    runs = HAN_RUN.findall(folded)
    size = sum(map(len, runs))
    known = sum(map(len, (word for run in runs for word in _words_of(run))))
    return size > 0 and known == size and not speaks_of(ABOUT_RADICALS, folded)


def _words_of(run: str) -> Iterator[str]:
    """The longest known words of a run of Han characters, from its head."""
    at = 0
    while at < len(run):
        sizes = range(LONGEST_WORD, 1, -1)
        size = next((size for size in sizes if run[at : at + size] in words()), 0)
        if size:
            yield run[at : at + size]
        at += size or 1


@rule(
    "CHR012",
    stage=Stage.COMPOSE,
    needs=FULL_WIDTH,
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
