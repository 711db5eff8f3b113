"""MOJ: text that was written in one encoding and read in another, as characters and for good."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.rule import Safety, Stage, rule
from cleanup.rules.mojibake.alphabets import masked
from cleanup.rules.mojibake.codec_pairs import EAST_ASIAN, LOST
from cleanup.rules.mojibake.recovery import ONE_BYTE, is_alphabetic, repair_of
from cleanup.rules.mojibake.signs import places, suspicious
from cleanup.text.learnt import learnt
from cleanup.text.scripts import CJK
from cleanup.text.speaks_of import Scope, speaks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.rules.mojibake.redecode import Stretch
    from cleanup.rules.mojibake.signs import Place

# The first byte of a character in UTF-8, and one of its others, as Windows-1252 shows them.
TAIL = "[\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]"
LATIN_UTF8 = re.compile(f"[Â-ß]{TAIL}|[à-ï]{TAIL}{{2}}|[ð-ô]{TAIL}{{3}}|[ÃÂ] ")
HIGH_LETTER = re.compile("[\u00a1-\u00ffŒœŠšŸŽžƒ]")
PHONETIC = re.compile("[\u0240-\u0258\u025a-\u02ba\u02bd-\u02ff]")
ABOUT_ENCODING = re.compile(
    r"[乱亂][码碼]|[编編][码碼]|文字化け|文字コード|字符集|字元集|[内內][码碼]|[码碼]表|解码|解碼|"
    r"mojibake|encod|charset|unicode|\butf|\bgbk\b|\bgb ?(?:2312|18030)|\bbig-?5|"
    r"\bshift.?jis|\bcp\d{3}|"
    r"windows-\d{3}|iso-8859|latin-?1|인코딩|锟斤拷",
    re.IGNORECASE,
)
# A character that an injected reading tore apart (GLS002): what follows is shifted, not misread.
TORN = re.compile("[?\ufffd][(（]?[a-zü]{0,4}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,3}[)）]")
QUOTES = "\"'`“”‘’「」『』«»《》"
PLACE_REACH_CHARS = 200  # code points to either side of a place that are read with it
# What may be searched in vain, in code points: so much of any text, and a share of a long one.
ALLOWANCE = 50_000
ALLOWED = 0.5
SEARCH = 100  # what a search costs beside the code points that are searched
SPENT = "signs of damage, here and further on, that were left: too many were searched in vain"


@rule(
    "MOJ001",
    stage=Stage.REPAIR,
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


@rule(
    "MOJ003",
    stage=Stage.REPAIR,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(("L'Ã©tÃ© dernier, câ€™Ã©tait bien.\n", "L'été dernier, c’était bien.\n"),),
    ignores=("L'été dernier, c’était bien.\n", "MÃ©moire 是一种编码错误。\n"),
)
def misread_latin(text: str) -> Iterator[Finding]:
    """Text in other languages that was read as Latin-1 or Windows-1252: Ã©tÃ© for été.

    Judged by ftfy, line by line, and only where a line is not Chinese, Japanese or Korean and
    does not speak of encodings.
    """
    known: dict[str, str] = {}  # of lines: many are the same where many are misread
    for span in dict.fromkeys(place.line for place in places(text)):
        line = text[span.start : span.end]
        if line not in known:
            known[line] = _undone(line)
        if known[line] != line and not speaks_of(ABOUT_ENCODING, text, Scope.LINES, span):
            yield Finding(span, known[line], "UTF-8 read as Latin-1", 0.95)


def _undone(line: str) -> str:
    """The line as ftfy mends it, if it is UTF-8 read as Latin-1, and no East Asian text."""
    if CJK.search(line) or not _is_misread_utf8(line):
        return line
    from ftfy import fix_encoding  # noqa: PLC0415  # most texts need none of it

    fixed = fix_encoding(line)
    phonetic = set(PHONETIC.findall(fixed)) - set(line)  # É’ and the like
    return line if CJK.search(fixed) or phonetic else fixed


@learnt
def _suspects(text: str) -> tuple[tuple[Place, str, bool], ...]:
    """The places to try, with what is to be tried of each and whether that is alphabetic."""
    tried = ((place, suspicious(text, place)) for place in places(text))
    return tuple((place, run, is_alphabetic(run)) for place, run in tried if run)


def _findings(text: str, readers: tuple[str, ...]) -> Iterator[Finding]:
    """Repairs, and reports of what is held back or, the search being spent, not looked at."""
    done = 0
    fruitless: set[str] = set()
    allowance = ALLOWANCE + ALLOWED * len(text)
    for place, run, alphabetic in _suspects(text):
        if place.start < done or alphabetic != (readers is ONE_BYTE):
            continue
        if TORN.search(text, place.start, place.end):
            continue
        if allowance < 0:
            yield Finding(Span(place.start, place.end), None, SPENT, 0.5)
            return
        line = place.line
        start, end = (
            max(line.start, place.start - PLACE_REACH_CHARS),
            min(line.end, place.end + PLACE_REACH_CHARS),
        )
        part = masked(text[start:end])
        repair = repair_of(part, run, readers)
        if repair is None:
            allowance -= 0 if part in fruitless else SEARCH + len(part)
            fruitless.add(part)
            continue
        for stretch in repair.stretches:
            span = Span(start + stretch.start, start + stretch.end)
            done = span.end
            yield _finding(text, span, stretch, repair.pair)


def _finding(text: str, span: Span, stretch: Stretch, pair: str) -> Finding:
    note = f"{pair}, {stretch.gain / len(stretch.text):.1f} bits a character likelier"
    if _meant(text, *span):
        return Finding(span, None, f"{note}, but quoted or about encodings", 0.5)
    if not stretch.clear:
        return Finding(span, None, f"{note}, but not clear where it begins or ends", 0.5)
    if LOST in stretch.text and not pair.startswith("UTF-8"):
        return Finding(span, None, f"{note}, but not clear what is left of lost bytes", 0.5)
    confidence = round(min(0.99, 1 - 2 ** -(stretch.gain / 15)), 2)
    return Finding(span, stretch.text, note, confidence)


def _is_misread_utf8(line: str) -> bool:
    """Whether all letters beyond ASCII are bytes of UTF-8 as Latin-1 shows them."""
    rest, count = LATIN_UTF8.subn("", line)
    return count > 0 and HIGH_LETTER.search(rest) is None


def _meant(text: str, start: int, end: int) -> bool:
    """Whether damage is shown rather than suffered: quoted, or where encodings are spoken of."""
    # The marks may be bytes of the damage as well as what encloses it.
    opened = set(text[max(0, start - 1) : start + 1]) & set(QUOTES)
    closed = set(text[end - 1 : end + 1]) & set(QUOTES)
    return bool(opened and closed) or speaks_of(ABOUT_ENCODING, text, Scope.LINES, Span(start, end))
