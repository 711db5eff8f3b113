"""Text in an encoding that is known, but for lines, or runs of a line, that are in another.

A block that decodes strictly and has no rare characters close together is taken as it is. Of what
is left, only the lines that are damaged or improbable are looked at, and of these only some bytes
around each doubtful place are searched (lattice.py).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, cached_property
from itertools import groupby
from math import inf
from typing import TYPE_CHECKING

from cleanup.charset.candidates import (
    CLEAR,
    FAMILIES,
    LIKELY,
    PRIOR,
    RUN,
    SINGLE,
    cost,
    costs_of,
    costs_of_part,
    escaped_text,
    sample,
    votes,
)
from cleanup.charset.lattice import ESCAPED, Read, read
from cleanup.regex import regex
from cleanup.text.likelihood import bits_of_words, common_characters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BLOCK = 1 << 18  # bytes that are decoded at once, up to the end of a line
CHUNK = 4096  # bytes of a doubtful line that are decoded at once
CUT = 4  # bytes of the last character of a chunk, at most
BEFORE = 16  # characters before a doubtful place that are read anew
SEARCHED = 192  # bytes that are searched for the likeliest reading at once
UNSURE = 32  # bytes at the end of these that are searched again with what follows
CORE = 24  # bytes at a doubtful place that tell what it may be in
STEP = 8  # characters of a doubtful line that are weighed at once
NEAR_CHARS = 4  # characters after three rare ones that may make up for these
WORTH = 24.0  # bits by which another family must read these better
LOYALTY = 30.0  # bits for what the rest of the text is in, for a whole line
LOYALTY_UNHURT = 60.0  # and if the line is well-formed in that
MET = 40  # bytes of a sample that show a family to be in a file,
MET_SHARE = 0.03  # and the share of the bytes
FAMILIES_BY_CODEC = {codec: name for name, codecs in FAMILIES.items() for codec in codecs}
CJK_UTF8 = regex(rb"[\xe0\xe1\xe3-\xef][\x80-\xbf]{2}")
GREEK_AND_CYRILLIC = "\u0391-\u03c9\u0401\u0410-\u044f\u0451"  # rows of all these encodings
KOREAN = ("cp949", "johab")
AMID_LETTERS = regex(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][a-z]")
# UTF-8 amid single bytes, where these would be a capital and a symbol.
WESTERN = ("cp1252", "iso8859-15")
UTF8 = rb"[\xe1-\xef][\x80-\xbf]{2}"
UTF8_LETTER = (
    rb"\xc2[\xa0-\xbf]|\xc3[\x80-\x84\x86-\x91\x95-\x9f\xa1-\xba\xbc-\xbf]"
    rb"|(?<![A-Z])\xc3[\x80-\xbf]|(?<=[a-z])[\xc4\xc5][\x80-\xbf]"
)
# Injected readings tear characters too (GLS002), in well-formed text: that is not for us to mend.
READING = regex("[(（][a-z]{0,4}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,3} ?[)）]")
INJECTED = 3  # readings
# What the model does not know: rules, kana of half width, characters that stand by themselves.
REPEATED = regex("([^\x00-\x7f\udc80-\udcff])\\1+")
HALF_WIDTH_KANA = regex("[\uff66-\uff9f]+")
TOGETHER = regex("[^\x00-\x7f]{2}")
THREE_BYTES = regex(UTF8)
LETTERS = regex(rb"((?:%s|%s)+)" % (UTF8, UTF8_LETTER))


def read_lines(data: bytes, main: str, *, alone: bool = False) -> Iterator[tuple[str, str]]:
    """Stretches of text, lost bytes escaped, and the encoding of each.

    With `alone` all of it is in the main encoding for certain, whatever it looks like.
    """
    codec = _codec(data, FAMILIES.get(main, (main,)))
    met = None if alone else Companions(data)
    glossed = False
    for block in _blocks(data):
        if codec not in FAMILIES_BY_CODEC:
            yield from [(escaped_text(block, (codec,)), codec)] if alone else _single(block, codec)
            continue
        text = escaped_text(block, (codec,))
        if not _doubt(codec).search(text):
            yield text, codec
            continue
        glossed = glossed or len(READING.findall(text)) >= INJECTED
        lines = zip(block.split(b"\n"), text.split("\n"), strict=True)
        for number, (line, as_main) in enumerate(lines):
            yield "\n" * (number > 0), codec
            torn = glossed and not ESCAPED.search(as_main)
            if torn or _doubtful(as_main, codec, alone=alone) < 0:
                yield as_main, codec
            else:
                yield from _foreign(line, codec, met) if met else _followed(line, codec)


def _codec(data: bytes, family: tuple[str, ...]) -> str:
    """The first codec of a family that reads all the data, or that loses the fewest bytes."""
    if len(family) == 1:
        return family[0]
    lost = {}
    for codec in family:
        text = escaped_text(data, (codec,))
        lost[codec] = len(ESCAPED.findall(text))
        if not lost[codec]:
            return codec
    return min(family, key=lost.__getitem__)


def _blocks(data: bytes) -> Iterator[bytes]:
    """The data in pieces that end with a line."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start + BLOCK) + 1 or len(data)
        yield data[start:end]
        start = end


def _single(block: bytes, codec: str) -> Iterator[tuple[str, str]]:
    """Text of single bytes, and what is UTF-8 in it: any run amid Western text, or whole lines."""
    western = codec in WESTERN
    if not (LETTERS if western else THREE_BYTES).search(block):
        yield escaped_text(block, (codec,)), codec
        return
    for line in block.splitlines(keepends=True):
        if THREE_BYTES.search(line) and not ESCAPED.search(escaped_text(line, ("utf-8",))):
            yield line.decode(), "utf-8"
            continue
        for number, part in enumerate(LETTERS.split(line) if western else [line]):
            found = "utf-8" if number % 2 else codec
            yield escaped_text(part, (found,)), found


def _foreign(line: bytes, codec: str, met: Companions) -> Iterator[tuple[str, str]]:
    """A line that does not fit the main codec: in another, in several, or damaged."""
    main = FAMILIES_BY_CODEC[codec]
    head = line[:CHUNK]
    costs = dict(costs_of(head))
    hurt = ESCAPED.search(escaped_text(head, (codec,)))
    costs[main] = min(costs[main], _own_cost(escaped_text(head, (codec,)), main))
    costs[main] -= LOYALTY if hurt else LOYALTY_UNHURT
    best = min(costs, key=costs.__getitem__)
    found = codec if best == main else FAMILIES.get(best, WESTERN)[0]
    text = escaped_text(line, (found,))
    if best == SINGLE and (votes(head) or met.codecs[1:]):
        found = codec
    if found != codec and found in (met.codecs or (found,)) and not _doubt(found).search(text):
        yield text, found
    else:
        yield from _followed(line, codec, met)


def _followed(line: bytes, main: str, met: Companions | None = None) -> Iterator[tuple[str, str]]:
    """A line, in one codec up to the next doubtful place, and from there in what is likeliest.

    Without companions it is in the main one only.
    """
    start, codec = 0, main
    while start < len(line):
        chunk = line[start : start + CHUNK]
        text = escaped_text(chunk, (codec,))
        if start + CHUNK < len(line):
            text = text[:-CUT]
        place = _doubtful(text, codec, alone=met is None)
        place = _strange(text, codec, place) if met else place
        if place < 0 and start + CHUNK >= len(line):
            yield text, codec
            return
        head = text[: max(0, place - BEFORE)] if place >= 0 else text
        read_so_far = _written(head, codec)
        if read_so_far and line.startswith(read_so_far, start):
            yield head, codec
            start += len(read_so_far)
            if place < 0:
                continue
        core = _written(text[max(0, place) :][:CORE], codec)[:CORE]
        codecs = _choice(core, codec, main, met.codecs) if met else (codec,)
        ended = start + SEARCHED >= len(line)
        found = read(line[start : start + SEARCHED], codecs)
        kept = [one for one in found if ended or one.end <= SEARCHED - UNSURE]
        for used, run in groupby(kept, key=_codec_of):
            yield "".join(one.text for one in run), used
        start += kept[-1].end
        codec = kept[-1].codec


def _written(text: str, codec: str) -> bytes:
    """The bytes that a text was read from, or none if a code of two characters is cut in it."""
    try:
        return text.encode(codec, "surrogateescape")
    except UnicodeEncodeError:
        return b""


def _codec_of(one: Read) -> str:
    return one.codec


def _doubtful(text: str, codec: str, *, alone: bool) -> int:
    """The first place that is damaged or that another family would read better, or -1."""
    for match in _doubt(codec).finditer(text):
        if alone or ESCAPED.search(match.group()):
            return match.start()
        near = text[match.start() : match.end() + NEAR_CHARS]
        if not _probable(near) and _read_better(text, match.start(), codec):
            return match.start()
    return -1


def _strange(text: str, codec: str, end: int) -> int:
    """The first place before `end`, in a doubtful line, of improbable characters, or `end`."""
    if codec not in FAMILIES_BY_CODEC or codec == "utf-8":
        return end
    for start in range(0, len(text) if end < 0 else end, STEP):
        if not _probable(text[start : start + STEP]) and _read_better(text, start, codec):
            return start
    return end


def _probable(near: str) -> bool:
    high = "".join(RUN.findall(near))
    return bits_of_words(high) <= LIKELY * len(high)


def _read_better(text: str, start: int, codec: str) -> bool:
    """Whether the bytes at a place are far likelier in another family, or one byte further on."""
    core = _written(text[start : start + CORE], codec)[:CORE]
    name = FAMILIES_BY_CODEC[codec]
    here = escaped_text(core, (codec,))
    if not TOGETHER.search(here):
        return False
    return _own_cost(here, name) - min(costs_of_part(core).values()) > WORTH


def _own_cost(text: str, name: str) -> float:
    """The bits of a text in its own family, in which rules and kana of half width are at home."""
    lost = len(ESCAPED.findall(text))
    return -PRIOR.get(name, 0.0) + cost(
        HALF_WIDTH_KANA.sub(_full_width, REPEATED.sub(r"\1", text)), name, lost
    )


def _full_width(kana: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", kana.group())


def _choice(core: bytes, codec: str, main: str, met: Sequence[str]) -> tuple[str, ...]:
    """The codecs that a doubtful place may be in, the present one first."""
    western: tuple[str, ...] = ()
    if main == "utf-8" and AMID_LETTERS.search(core) and not CJK_UTF8.search(core):
        western = WESTERN[:1]
    known = dict.fromkeys((codec, main, "utf-8", *met, *western))
    costs = costs_of_part(core)
    best = min(costs, key=costs.__getitem__)
    least = min(costs.get(FAMILIES_BY_CODEC.get(name, ""), inf) for name in known)
    if codec in FAMILIES_BY_CODEC:
        least = min(least, _own_cost(escaped_text(core, (codec,)), FAMILIES_BY_CODEC[codec]))
    return (*known, FAMILIES[best][0]) if costs[best] < least - CLEAR else tuple(known)


class Companions:
    """The codecs that a file is in beside its main one, looked for when first asked for."""

    def __init__(self, data: bytes) -> None:
        """Of a whole file."""
        self.data = data

    @cached_property
    def codecs(self) -> tuple[str, ...]:
        """The first codec of each family that several parts of the file are clearly in."""
        found: Counter[str] = Counter()
        for line in sample(self.data):
            found.update(votes(line))
        least = max(MET, MET_SHARE * found.total())
        return tuple(FAMILIES[name][0] for name, size in found.items() if size >= least)


@cache
def _doubt(codec: str) -> re.Pattern[str]:
    """A lost byte, or three characters close together that ordinary text hardly has."""
    if codec == "utf-8" or codec not in FAMILIES_BY_CODEC:
        return ESCAPED
    hangul = "\uac00-\ud7a3" * (codec in KOREAN)  # few are common, none strange
    rare = f"[^\\x00-\\x7f\ud800-\udfff{GREEK_AND_CYRILLIC}{hangul}{common_characters()}]"
    return re.compile(f"{rare}[^\n]{{0,2}}{rare}[^\n]{{0,2}}{rare}|[\udc80-\udcff]")
