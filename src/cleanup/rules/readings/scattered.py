"""GLS: readings of kits that annotate here and there, without tones, several times over."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cleanup.data import frequency_rank, readings
from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.rules.readings.syllables import LETTERS, is_reading, plain_reading, toneless
from cleanup.text.learnt import learnt
from cleanup.text.scripts import HAN
from cleanup.text.speaks_of import speaks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

READINGS = regex(rf"([\u3400-\u9fff])((?:[(（]\s?[{LETTERS}]{{1,9}}\s?[)）])+)")
# A reading that may have lost its tone, or one behind another: without these no kit is told.
BARE = regex("[\u3400-\u9fff)）][(（]\\s?[a-zɑɡüê\u0308]{1,9}\\s?[)）]|[)）][(（]")
HAN_CHARACTER = regex("[\u3400-\u9fff]")
READING = regex(f"[{LETTERS}]+")
ABOUT_READINGS = regex(
    r"拼音|注音|[读讀發发]音|多音|[声聲][调調母]|韵母|韻母|生字|识字|識字|pinyin", re.IGNORECASE
)
EMOJI = (
    "[\u231a\u231b\u23e9-\u23f3\u2600-\u27bf\u2b1b\u2b1c\u2b50\u2b55\U0001f000-\U0001faff]"
    "[\ufe0f\u200d\U0001f3fb-\U0001f3ff]*"
)
BETWEEN = regex(rf"(?<=[{HAN})）])(?:{EMOJI})+(?=[{HAN}])")
TEXT_SYMBOLS = regex("[★☆♀♂♠♥♦♣♪♫✓✔✗✘❤]")  # which writers type
MIN_READINGS = 8
TRUE = 0.95  # of the readings must be readings of their characters
MOST = 0.5  # of the characters may have one: more is a reader for children
TIMES = 2  # in a row, which nobody writes
FEW = 3  # with a tone, and as many that lost it; characters that have one now and then
MANY_BARE = 2  # times as many rare characters as have a reading
RARE = 3500  # rank by frequency: a reading of such a character is an editor's


class Annotation(NamedTuple):
    """A character and the readings behind it, in one spelling; where these stand."""

    character: str
    readings: tuple[str, ...]
    span: Span

    @property
    def is_true(self) -> bool:
        """Whether the character has all these readings."""
        return all(is_reading(self.character, reading) for reading in self.readings)

    @property
    def is_marked(self) -> bool:
        """Whether the reading has a tone."""
        return toneless(self.readings[0]) != self.readings[0]

    @property
    def is_stripped(self) -> bool:
        """Whether the reading lost its tone: 了(le) has none to lose."""
        return not self.is_marked and self.readings[0] not in readings()[self.character]


SCATTERED = (
    "水(shui)泵的運(yun)行溫(wen)度由系(xi)(xi)統(tong)(tong)監測，"
    "系統每(mei)隔十分鐘(zhong)記(ji)錄一次。\n"
)
WITHOUT = "水泵的運行溫度由系統監測，系統每隔十分鐘記錄一次。\n"


@rule(
    "GLS003",
    stage=Stage.REPAIR,
    needs=("(（", rf"{LETTERS}\s"),
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (SCATTERED, WITHOUT),
        (
            "水(shuǐ)泵的運(yun)行溫(wēn)度由系(xi)🆚統監(jiān)測，系統每(mei)隔十(shí)分鐘記(ji)錄。\n",
            "水泵的運行溫度由系統監測，系統每隔十分鐘記錄。\n",
        ),
        ("拼音：" + SCATTERED,) * 2,
    ),
    ignores=(
        "學(xué)而(ér)時(shí)習(xí)之(zhī)，不(bù)亦(yì)說(yuè)乎(hū)。\n",
        "用户(a)和用户(b)，方案(an)、文件(doc)、软件(app)、系(x)统(y)、第一(yi)项。\n",
        "參差荇(xìng)菜，左右流之。窈(yǎo)窕(tiǎo)淑女，寤(wù)寐求之。\n",
    ),
)
def scattered_reading(text: str) -> Iterator[Finding]:
    """A reading in parentheses that a kit put after some of the characters: 系(xi)(xi)統(tong).

    Not after every occurrence of a character (that is GLS001), without tones, some of them two or
    three times, or every n-th character in one of several spellings, with emoji between words.
    Proof is taken from the page: nearly all are true readings; and some stand twice in a row, or
    some have lost their tone and some not, or all have, and their characters stand bare as well.
    Held back, and reported, where the text is about readings. The reading of a rare character may
    be an editor's and stays, unless most of them have none.
    """
    if not _may_be_injected(text):
        return
    found = _annotations(text)
    if not _is_injected(text, found):
        return
    if speaks_of(ABOUT_READINGS, text):
        yield Finding(found[0].span, None, "injected readings? left: the text is about such", 0.5)
        return
    editors = _editors(text, found)
    for annotation in found:
        if annotation.is_true and annotation not in editors:
            shown = text[annotation.span.start : annotation.span.end]
            note = f"injected reading {shown} of {annotation.character}"
            yield Finding(annotation.span, "", note, 0.97)
    for match in BETWEEN.finditer(text):
        if not TEXT_SYMBOLS.search(match.group()):
            yield Finding(Span(*match.span()), "", "emoji that was injected with the readings", 0.9)


def _may_be_injected(text: str) -> bool:
    """Whether there is anything of what the last test of `_is_injected` asks for."""
    return sum(1 for _ in islice(BARE.finditer(text), TIMES)) == TIMES


@learnt
def _annotations(text: str) -> tuple[Annotation, ...]:
    return tuple(
        Annotation(
            match.group(1),
            tuple(map(plain_reading, READING.findall(match.group(2)))),
            Span(*match.span(2)),
        )
        for match in READINGS.finditer(text)
    )


def _is_injected(text: str, found: Sequence[Annotation]) -> bool:
    """Whether what is annotated, and how, is the work of such a kit."""
    true = [annotation for annotation in found if annotation.is_true]
    if len(true) < MIN_READINGS or len(true) < TRUE * len(found):
        return False
    spoken: defaultdict[str, set[str]] = defaultdict(set)
    for annotation in true:
        spoken[annotation.character].update(map(toneless, annotation.readings))
    if any(len(several) > 1 for several in spoken.values()):  # a lesson on polyphones
        return False
    lines = {text.rfind("\n", 0, annotation.span.start) + 1 for annotation in true}
    there = Counter(HAN_CHARACTER.findall("".join(text[at:].partition("\n")[0] for at in lines)))
    if len(true) > MOST * there.total():
        return False
    twice = sum(len(annotation.readings) >= TIMES for annotation in true)
    marked = sum(annotation.is_marked for annotation in true)
    stripped = sum(annotation.is_stripped for annotation in true)
    times = Counter(annotation.character for annotation in true)
    partly = sum(1 < count < there[character] for character, count in times.items())
    return (
        twice >= TIMES
        or min(marked, stripped) >= FEW
        or (not marked and stripped >= MIN_READINGS and partly >= FEW)
    )


def _editors(text: str, found: Sequence[Annotation]) -> set[Annotation]:
    """What an editor may have put there: readings, with their tones, of the rare characters.

    Where most of these stand bare no editor was at work.
    """
    rare = {one for one in found if one.is_marked and _is_rare(one.character)}
    there = sum(_is_rare(character) for character in set(HAN_CHARACTER.findall(text)))
    return rare if there < MANY_BARE * len({one.character for one in rare}) else set()


def _is_rare(character: str) -> bool:
    return frequency_rank().get(character, RARE) >= RARE
