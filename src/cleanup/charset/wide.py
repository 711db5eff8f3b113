"""UTF-16 and UTF-32: by their mark, or by the bytes that hardly vary in every unit."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from cleanup.charset.lattice import ALPHABETS
from cleanup.charset.units import AT_EDGE, GIVEN_UP, bits_of_unit, read_units
from cleanup.regex import regex
from cleanup.text.likelihood import bits_of_words, common_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

# The longer mark first: UTF-16's little-endian mark is the head of UTF-32's.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
MIN_BYTES = 8  # bytes that can be recognised
CONTROL_BYTE = regex(rb"[\x00-\x08\x0e-\x1a]")  # none is in other text
MANY_CONTROLS = 0.02
PART = 32  # bytes
TORN = 96  # bytes of damaged text that are searched
LIKELY_UNIT = 12.0  # bits of a unit of these,
MOST_LOST = 3  # and places where some are given up
REGULAR_SHARE = 0.5  # share of the parts that are regular
SAMPLE_BYTES = 2048  # from the head
ZEROS = 0.9  # share of NUL bytes in a column of UTF-32 that holds nothing else
# High bytes of UTF-16 units in living scripts: the small alphabets, punctuation, Han, Hangul.
HIGH = bytes(
    (
        *range(0x11),
        0x1E,
        *range(0x20, 0x27),
        0x30,
        0xFE,
        0xFF,
        *range(0x4E, 0xA0),
        *range(0xAC, 0xD8),
    )
)
ALIKE = 0.9  # share of such bytes in one column
MOST_BITS = 16.0  # bits a unit of text in whatever script
LIKELY = 13.0  # bits a character of CJK text, at most,
SLACK = 24.0  # and so many more in all
SHORT_CHARS = 16  # characters that need be no words
WORD = 0.5  # share of letters and spaces in text in these
CONTROL = regex("[\x00-\x08\x0b\x0e-\x1f\x80-\x9f]")
MOST_CONTROLS = 20  # one character of so many may be a control, and one more
# What a text may be, from the simplest; a file that was cut begins amid a unit.
STARTS16 = tuple((f"utf-16-{end}", start) for start in range(2) for end in ("le", "be"))
STARTS32 = tuple((f"utf-32-{end}", start) for start in range(4) for end in ("le", "be"))
BLOCK = 1 << 16  # bytes that are decoded at once
SEARCHED = 512  # bytes around a damaged place that are searched for the likeliest reading
UNSURE = 32  # bytes at the end of these that are searched again with what follows
BEFORE = 8  # characters before such a place that are read anew
USUAL_ROW = 0.05  # share of a text that is in one row of 256 characters
REMEMBERED = 64  # sets of rows


def wide(data: bytes) -> str:
    """The UTF-16 or UTF-32 of data without a mark, or ''.

    A byte that is missing or was put in shifts what follows, so most parts of the head will do.
    """
    sample = data[:SAMPLE_BYTES]
    found = _regular(sample)
    if len(CONTROL_BYTE.findall(sample)) <= 1 + MANY_CONTROLS * len(sample):
        return found
    if len(sample) <= TORN:
        return _torn(sample) or found
    if found:
        return found
    parts = [sample[start : start + PART] for start in range(0, len(sample), PART)]
    votes = Counter(map(_regular, parts))
    best = max(votes, key=votes.__getitem__)
    return best if votes[best] > REGULAR_SHARE * len(parts) else _torn(sample[:TORN])


def _torn(head: bytes) -> str:
    """The encoding in which a few bytes, some of them given up, are text; or ''."""
    names = {name: int(name[4:6]) // 8 for name, start in STARTS16 + STARTS32 if not start}
    readings = {name: read_units(head, name) for name in names}
    best = min(readings, key=lambda name: readings[name][-1].bits)
    lost = sum(unit.text == GIVEN_UP for unit in readings[best])
    limit = LIKELY_UNIT * len(head) / names[best] + SLACK
    return best if lost <= MOST_LOST and readings[best][-1].bits <= limit else ""


def _regular(part: bytes) -> str:
    return (_utf32(part) or _utf16(part)) if len(part) >= MIN_BYTES else ""


def _utf32(sample: bytes) -> str:
    """Two neighbouring columns of four are zero, and there is a reading without errors."""
    columns = [sample[start::4] for start in range(4)]
    zero = [column.count(0) >= ZEROS * len(column) for column in columns]
    if not any(zero[first] and zero[first - 1] for first in range(4)):
        return ""
    return _text(sample, STARTS32)


def _utf16(sample: bytes) -> str:
    """In one column of two there are few values, and there is a reading that is text."""
    alike = max(
        1 - len(column.translate(None, HIGH)) / len(column)
        for column in (sample[::2], sample[1::2])
    )
    return _text(sample, STARTS16) if alike >= ALIKE else ""


def _text(sample: bytes, starts: tuple[tuple[str, int], ...]) -> str:
    """The encoding of the reading that costs least, the first of equals, if it is text."""
    unit = len(starts) // 2
    costs = {}
    for name, start in starts:
        whole = sample[start : len(sample) - (len(sample) - start) % unit]
        costs[name, start] = _cost(whole.decode(name, "replace")) + AT_EDGE * bool(start)
    name, start = min(costs, key=costs.__getitem__)
    limit = MOST_BITS * min(len(sample) / unit, SEARCHED) + SLACK
    return name if costs[name, start] <= limit and _likely(sample[start:], name) else ""


def _cost(text: str) -> float:
    """The bits of a reading."""
    head = text[:SEARCHED]
    return sum(map(bits_of_unit, "\n" + head, head))


def _likely(sample: bytes, name: str) -> bool:
    """Whether a sample is text: few controls, words in the alphabets, likely characters beyond."""
    text = sample.decode(name, "ignore")
    if CONTROL.subn("", text)[1] * MOST_CONTROLS > len(text) + MOST_CONTROLS:
        return False
    beyond = "".join(character for character in text if character >= ALPHABETS)
    before = [character for character in text if character < ALPHABETS]
    words = sum(character.isalnum() or character.isspace() for character in before)
    limit = LIKELY * len(beyond) + SLACK
    return words >= WORD * len(before) - SHORT_CHARS and bits_of_words(beyond) <= limit


def read_wide(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    """The text, lost bytes escaped. Where it turns improbable, a byte was lost or put in."""
    start = 0
    while start < len(data):
        block = data[start : start + BLOCK]
        text = block.decode(name, "replace")
        damaged = _damaged(_rows(text)).search(text)
        if damaged is None and start + len(block) == len(data):
            yield text, name
            return
        # Up to shortly before the damage, or the end of the block, all is well.
        head = text[: max(0, (damaged.start() if damaged else len(text)) - BEFORE)]
        start += len(head.encode(name, "surrogatepass"))
        yield head, name
        if damaged:
            ended = start + SEARCHED >= len(data)
            units = read_units(data[start : start + SEARCHED], name)
            kept = [unit for unit in units if ended or unit.end <= SEARCHED - UNSURE]
            yield "".join(unit.text for unit in kept), name
            start += kept[-1].end


def _rows(text: str) -> str:
    """The rows of 256 characters that the letters of a text are in, as a part of a pattern."""
    head = text[:SEARCHED]
    letters = (character for character in head if character < ALPHABETS and character.isalpha())
    rows = Counter(ord(letter) >> 8 for letter in letters)
    usual = (row << 8 for row, count in rows.items() if count >= USUAL_ROW * len(head))
    return "".join(f"{chr(row)}-{chr(row + 0xFF)}" for row in sorted(usual) if row)


@lru_cache(maxsize=REMEMBERED)
def _damaged(rows: str) -> re.Pattern[str]:
    """Three characters in a row that a text in these rows hardly has, or one that none has."""
    rare = f"[^\\x00-\u024f\u2010-\u2027{rows}{common_characters()}]"
    return re.compile(f"{rare}{rare}{rare}|\ufffd|[\x00-\x08\ue000-\uf8ff]")
