"""Which encoding of one byte a character: every codec reads the text, every language weighs it.

What costs fewest bits is what was written, as for the encodings of Chinese (candidates.py).
Language and codec are found together: the letters of ASCII tell the language, the language the
codec. chardet is asked too. It knows more languages; where the table has none that the text is
likely in, its answer is taken.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter
from functools import cache
from typing import NamedTuple

from cleanup.charset.alphabets import (
    AT_A_LETTER,
    MARK,
    MARKS,
    MIXED_SCRIPT,
    bits_of_letter,
    bits_of_sign,
    folded_letter,
    latin_bits,
    likelihood,
    script_of,
)
from cleanup.regex import regex

# What speaks against a codec, in bits: how seldom it is met. Of equals the first is taken.
CODECS = {
    codec: bits
    for bits, names in (
        (0.0, "cp1252"),
        (2.0, "cp1250 cp1251 cp1253 cp1255 cp1256 cp874 koi8-r"),
        (3.0, "cp1254 cp1257 iso8859-2 iso8859-7 iso8859-15 iso8859-6 iso8859-8 koi8-u"),
        (4.0, "cp1258 iso8859-5 mac-roman cp866"),
        (5.0, "iso8859-13 mac-cyrillic"),
        (6.0, "iso8859-4 iso8859-16 cp850 cp852"),
        (7.0, "cp437 cp737 cp862 mac-latin2"),
        (8.0, "iso8859-3 iso8859-10 iso8859-14 cp720 cp775 cp855 cp857 cp869 cp1125"),
        (8.0, "mac-greek mac-turkish mac-iceland"),
        (9.0, "cp858 cp860 cp861 cp863 cp865"),
        (200.0, "kz1048 koi8-t ptcp154"),
    )
    for codec in names.split()
}
# Pages that claim the standard are in the vendor's encoding, which has more characters (WHATWG).
WINDOWS_FOR = {"iso8859-1": "cp1252", "iso8859-9": "cp1254", "tis-620": "cp874", "cp1252": "cp1252"}
TOLD = 8.0  # bits for the answer of chardet
WEIGHED = 6  # readings that are weighed pair by pair
PAIRED = 0.85  # of the bits of letters each for itself, at least, are those of their pairs,
FEWER = 20.0  # or so many less
ANY_LANGUAGE = 12.0  # bits a byte beyond ASCII: more, and the language is none of the table
SLACK = 60.0  # and so many more in all
SURE = 8.0  # bits to the next reading
JOINED = 6.0  # bits of a mark that is joined to a letter
PARTS = 16  # of the data
BEFORE = 60  # bytes
PART = 160  # bytes
ENOUGH = 1000  # bytes
BYTE = regex(rb"[\x80-\xff]")
MARKUP = regex(rb"<[^<>]{0,2000}>|\A[^<>]*>|<[^<>]*\Z")
TORN_HEAD = regex(rb"\A[^\s<>]*")
TORN_END = regex(rb"[^\s<>]*\Z")
# Stretches of UTF-8 in a file of several encodings.
UTF8 = regex(
    rb"(?:[\xe1-\xef][\x80-\xbf]{2}){3,}|\xe2\x80[\x90-\xa6]"
    rb"|(?<=[a-z])[\xc2-\xc5][\x80-\xbf](?![\x80-\xff])|\xc3[\x80-\xbf](?=[a-z])"
)


class Reading(NamedTuple):
    """What a text costs in a codec, in bits, and whether no other reading comes near."""

    bits: float
    codec: str
    sure: bool = True


def single_byte(data: bytes) -> Reading:
    """The likeliest reading of a text, or of the parts of a text (parts_of)."""
    alone = UTF8.sub(b"", data)
    data = alone if BYTE.search(alone) else data
    told = _told(data)
    found: dict[str, Reading] = {}
    places, latin = _places(data), latin_bits(data)
    sights = {codec: _at_first_sight(places, codec) for codec in CODECS}
    for codec in sorted(CODECS, key=lambda codec: (codec != told, sights[codec])):
        best = min(found.values(), default=None)
        if best and (len(found) == WEIGHED or PAIRED * sights[codec] - FEWER > best.bits):
            break
        text = unicodedata.normalize("NFC", data.decode(codec, "surrogateescape"))
        if text not in found:
            against = -TOLD if codec == told else CODECS[codec]
            found[text] = Reading(likelihood(text, latin).bits + against, codec)
        elif CODECS[codec] < CODECS[found[text].codec]:
            found[text] = found[text]._replace(codec=codec)
    first, second, *_ = *sorted(found.values()), Reading(float("inf"), "")
    limit = ANY_LANGUAGE * places.total() + SLACK
    if first.bits > limit and told:
        return Reading(first.bits, told, sure=False)
    return first._replace(sure=first.bits <= limit and second.bits - first.bits >= SURE)


def bits_in(data: bytes, codec: str) -> float:
    """What the bytes beyond ASCII cost in a codec."""
    text = unicodedata.normalize("NFC", data.decode(codec, "surrogateescape"))
    return likelihood(text, {}).bits


def parts_of(data: bytes) -> bytes:
    """Parts of the data, from all over, with the words around bytes beyond ASCII."""
    found: list[bytes] = []
    end = size = 0
    for number in range(PARTS):
        match = BYTE.search(data, max(end, number * len(data) // PARTS))
        if match is None or size > ENOUGH:
            break
        start, end = max(end, match.start() - BEFORE), match.end() + PART
        part = TORN_HEAD.sub(b"", data[start:end]) if start else data[:end]
        part = TORN_END.sub(b"", part) if end < len(data) else part
        prose = MARKUP.sub(b" ", part)
        found.append(prose if BYTE.search(prose) else part)
        size += len(found[-1])
    return b"\n".join(found)


def _told(data: bytes) -> str:
    """The codec of chardet's answer, '' if it is none of ours."""
    import chardet  # noqa: PLC0415  # 0.1 s that UTF-8 and the CJK encodings need not pay

    name = codecs.lookup(chardet.detect(data)["encoding"] or "ascii").name
    name = WINDOWS_FOR.get(name, name)
    return name if name in CODECS else ""


def _places(data: bytes) -> Counter[tuple[int, int]]:
    """How often each byte beyond ASCII stands beside so many letters of ASCII."""
    found: Counter[tuple[int, int]] = Counter()
    for match in BYTE.finditer(data):
        at = match.start()
        beside = data[max(0, at - 1) : at].isalpha() + data[at + 1 : at + 2].isalpha()
        found[data[at], beside] += 1
    return found


def _at_first_sight(places: Counter[tuple[int, int]], codec: str) -> float:
    """The bits of the bytes beyond ASCII, each for itself, in the likeliest language for each."""
    bits = _bits_of_bytes(codec)
    return CODECS[codec] + sum(bits[byte][beside] * n for (byte, beside), n in places.items())


@cache
def _bits_of_bytes(codec: str) -> list[tuple[float, float, float]]:
    """By byte, what it costs beside no letter of ASCII, beside one, and between two."""
    characters = (bytes([byte]).decode(codec, "surrogateescape") for byte in range(256))
    return [_bits_beside_letters(character) for character in characters]


def _bits_beside_letters(character: str) -> tuple[float, float, float]:
    letter = folded_letter(character)
    if letter == " ":
        bits = MARK if character in MARKS else bits_of_sign(character)
        return bits, bits, bits if character == "’" else max(bits, AT_A_LETTER)
    if script_of(letter) == "COMBINING":
        return JOINED, JOINED, JOINED
    bits = bits_of_letter(letter)
    other = MIXED_SCRIPT * (script_of(letter) != "LATIN")
    return bits, bits + other, bits + 2 * other
