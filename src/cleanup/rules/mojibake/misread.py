"""MOJ: text that was written in one encoding and read in another, as characters and for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.rules.mojibake.alphabets import masked
from cleanup.rules.mojibake.codec_pairs import EAST_ASIAN, LOST
from cleanup.rules.mojibake.meant import is_meant
from cleanup.rules.mojibake.recovery import ONE_BYTE, is_alphabetic, repair_again, repair_of
from cleanup.rules.mojibake.signs import is_garbled, places, suspicious, uncommon
from cleanup.text.learnt import learnt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.rules.mojibake.codec_pairs import CodecPair
    from cleanup.rules.mojibake.redecode import Stretch
    from cleanup.rules.mojibake.signs import Place

# A character that an injected reading tore apart (GLS002): what follows is shifted, not misread.
TORN = regex("[?\ufffd][(（]?[a-zü]{0,4}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,3}[)）]")
PLACE_REACH_CHARS = 200  # code points to either side of a place that are read with it
# What may be searched in vain, in code points: so much of any text, and a share of a long one.
ALLOWANCE = 50_000
ALLOWED = 0.5
SEARCH = 100  # what a search costs beside the code points that are searched
GARBLED = "improbable throughout, and no way back is known"
SPENT = "signs of damage, here and further on, that were left: too many were searched in vain"


@rule(
    "MOJ001",
    stage=Stage.REPAIR,
    needs=uncommon,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        ("浠婂ぉ澶╂皵寰堝ソ鎴戜滑鍘诲叕鍥\n", "今天天气很好我们去公\ufffd\n"),
        ("さぱぱ\ue1c7\ue099\ue6d4и\ue145\ue66eそ堕\n", "今天天氣很好我們去公園\n"),
    ),
    ignores=(
        "唵嘛呢叭咪吽，揭諦揭諦，波羅揭諦，菩提薩婆訶。\n",
        "这种乱码是“鐨勪腑鏂囨枃浠跺悕”，由 UTF-8 读成 GBK 而来。\n",
        "锟斤拷锟斤拷锟斤拷\n",
    ),
)
def misread_east_asian(text: str) -> Iterator[Finding]:
    """Chinese, Japanese or Korean text that was read in another encoding of these languages.

    UTF-8 that was taken for GBK shows as 鐨勪腑鏂, Big5 as hiragana amid rare characters. Every way
    back is tried on the bytes, for whole lines and for runs inside one. One is taken only where
    the text becomes far likelier and is likely itself. A character that lost a byte becomes
    U+FFFD. Held back where the text is quoted or speaks of encodings.
    """
    yield from _findings(text, EAST_ASIAN)


@rule(
    "MOJ002",
    stage=Stage.REPAIR,
    needs=uncommon,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        ("½ñÌìÌìÆøºÜºÃ£¬ÎÒÃÇÈ¥¹«Ô°¡£\n", "今天天气很好，我们去公园。\n"),
        ("天亮了。æˆ‘ä»¬åŽ»å…¬å›\xad\n", "天亮了。我们去公园\n"),
    ),
    ignores=("Où êtes-vous allé cet été, à l'île d'Oléron?\n", "ÄÖÜäöüß\n", "Ïðèâåò, ìèð!\n"),
)
def misread_as_latin(text: str) -> Iterator[Finding]:
    """Chinese, Japanese or Korean text that was read as Latin-1 or Windows-1252: ÖÐÎÄ for 中文.

    A server names no encoding, and the reader takes that of Western Europe. Also where text went
    through this twice. The proof is the same as for MOJ001.
    """
    yield from _findings(text, ONE_BYTE)


class _Suspect(NamedTuple):
    """A place to try, what is to be tried of it, and whether that is alphabetic."""

    place: Place
    run: str
    alphabetic: bool

    def around(self, text: str) -> tuple[int, str]:
        """What is read with it: where that starts, and the text with a mask for living words."""
        place, line = self.place, self.place.line
        start = max(line.start, place.start - PLACE_REACH_CHARS)
        return start, masked(text[start : min(line.end, place.end + PLACE_REACH_CHARS)])


@learnt
def _suspects(text: str) -> tuple[_Suspect, ...]:
    """The places to try, but for those whose characters are torn."""
    tried = ((place, suspicious(text, place)) for place in places(text))
    return tuple(
        _Suspect(place, run, is_alphabetic(run))
        for place, run in tried
        if run and not TORN.search(text, place.start, place.end)
    )


def _findings(text: str, readers: tuple[str, ...]) -> Iterator[Finding]:
    """Repairs, and reports of what is held back or, the search being spent, not looked at."""
    suspects = [one for one in _suspects(text) if one.alphabetic == (readers is ONE_BYTE)]
    known = _pair_of(text, suspects, readers)
    done = 0
    fruitless: set[str] = set()
    allowance = ALLOWANCE + ALLOWED * len(text)
    for suspect in suspects:
        place = suspect.place
        if place.start < done:
            continue
        if allowance < 0:
            yield Finding(Span(place.start, place.end), None, SPENT, 0.5)
            return
        start, part = suspect.around(text)
        repair = (known and repair_again(part, known)) or repair_of(part, suspect.run, readers)
        if repair is None:
            allowance -= 0 if part in fruitless else SEARCH + len(part)
            fruitless.add(part)
            done = place.end
            if is_garbled(text[place.start : place.end]):
                yield Finding(Span(place.start, place.end), None, GARBLED, 0.5)
            continue
        known = repair.whole or known
        for stretch in repair.stretches:
            span = Span(start + stretch.start, start + stretch.end)
            done = span.end
            yield _finding(text, span, stretch, repair.pair)


def _pair_of(text: str, suspects: list[_Suspect], readers: tuple[str, ...]) -> CodecPair | None:
    """The codec pair that undoes the longest run without a doubt, if one does.

    Whole texts are misread in one way, in which short lines tell too little by themselves.
    """
    if not suspects:
        return None
    longest = max(suspects, key=lambda one: len(one.run))
    _, part = longest.around(text)
    repair = repair_of(part, longest.run, readers)
    return repair.whole if repair else None


def _finding(text: str, span: Span, stretch: Stretch, pair: str) -> Finding:
    note = f"{pair}, {stretch.gain / len(stretch.text):.1f} bits a character likelier"
    if is_meant(text, *span):
        return Finding(span, None, f"{note}, but quoted or about encodings", 0.5)
    if not stretch.clear:
        return Finding(span, None, f"{note}, but not clear where it begins or ends", 0.5)
    if LOST in stretch.text and not pair.startswith("UTF-8"):
        return Finding(span, None, f"{note}, but not clear what is left of lost bytes", 0.5)
    confidence = round(min(0.99, 1 - 2 ** -(stretch.gain / 15)), 2)
    return Finding(span, stretch.text, note, confidence)
