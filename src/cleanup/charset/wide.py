"""UTF-16 and UTF-32: by their mark, or by the bytes that hardly vary in every unit."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from cleanup.charset.lattice import ALPHABETS, ASCII, ESCAPED, LETTER, LOST, read
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
ESCAPED_END = re.compile("[\udc80-\udcff]+$")
MIN_BYTES = 8  # bytes that can be recognised
CONTROL_BYTE = re.compile(rb"[\x00-\x08\x0e-\x1a]")  # none is in other text
MANY_CONTROLS = 0.02
PART = 32  # bytes
TORN = 96  # bytes of damaged text that are searched
LIKELY_BYTE = 6.0  # bits a byte of these
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
LIKELY = 13.0  # bits a character of CJK text, at most,
SLACK = 24.0  # and so many more in all
SHORT_CHARS = 16  # characters that need be no words
AMID_UNIT = 16.0  # bits for a text that begins amid a unit: it has a character less to pay for
WORD = 0.5  # share of letters and spaces in text in these
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x80-\x9f]")
MOST_CONTROLS = 20  # one character of so many may be a control, and one more
# What a text may be, from the simplest; a file that was cut begins amid a unit.
STARTS16 = tuple((f"utf-16-{end}", start) for start in range(2) for end in ("le", "be"))
STARTS32 = tuple((f"utf-32-{end}", start) for start in range(4) for end in ("le", "be"))
BLOCK = 1 << 16  # bytes that are decoded at once
SEARCHED = 512  # bytes around a damaged place that are searched for the likeliest reading


def wide(data: bytes) -> str:
    """The UTF-16 or UTF-32 of data without a mark, or ''.

    A byte that is missing or was put in shifts what follows, so most parts of the head will do.
    """
    sample = data[:SAMPLE_BYTES]
    found = _regular(sample)
    if found or len(CONTROL_BYTE.findall(sample)) <= 1 + MANY_CONTROLS * len(sample):
        return found
    parts = [sample[start : start + PART] for start in range(0, len(sample), PART)]
    votes = Counter(map(_regular, parts))
    best = max(votes, key=votes.__getitem__)
    return best if votes[best] > REGULAR_SHARE * len(parts) else _torn(sample[:TORN])


def _torn(head: bytes) -> str:
    """The encoding in which a few bytes, some of them given up, are text; or ''."""
    costs = {name: read(head, (name,))[-1].cost for name, start in STARTS16 + STARTS32 if not start}
    best = min(costs, key=costs.__getitem__)
    return best if costs[best] <= LIKELY_BYTE * len(head) + LOST else ""


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
        costs[name, start] = _cost(whole.decode(name, "replace")) + AMID_UNIT * bool(start)
    name, start = min(costs, key=costs.__getitem__)
    return name if _likely(sample[start:], name) else ""


def _cost(text: str) -> float:
    """The bits of a reading; what is no text, or hardly any, costs more."""
    head = text[:SEARCHED]
    beyond = bits_of_words("".join(character for character in head if character >= ALPHABETS))
    letters = sum("\x7f" < character < ALPHABETS for character in head)
    return beyond + LETTER * letters + ASCII * len(head) + LOST * len(_rare().findall(head))


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
        damaged = _damaged(cjk=_is_cjk(text)).search(text)
        if damaged is None and start + len(block) == len(data):
            yield _escaped(text), name
            return
        # Up to shortly before the damage, or the end of the block, all is well.
        sound = max(0, (damaged.start() if damaged else len(text)) - 4)
        head = text[:sound]
        start += len(head.encode(name, "surrogatepass"))
        yield head, name
        if damaged:
            characters = read(data[start : start + SEARCHED], (name,))
            searched = "".join(character.text for character in characters)
            # What is lost at the very end may be half a character that goes on behind it.
            more = start + SEARCHED < len(data)
            kept = (ESCAPED_END.sub("", searched) if more else searched) or searched
            yield kept, name
            whole, lost = ESCAPED.subn("", kept)
            start += lost + len(whole.encode(name))


@cache
def _rare() -> re.Pattern[str]:
    """A character that is no text, or hardly any, or that goes on a word in another alphabet.

    And a capital amid a word: the space before a word, half of it from the letter before.
    """
    other = "[A-Za-z][\u0250-\u1fff]|[\u0250-\u1fff][A-Za-z]|[\u0430-\u045f][\u0400-\u042f]"
    return re.compile(f"[^\\t\\n\\r -~\xa0-\u1fff{common_characters()}]|{other}")


def _is_cjk(text: str) -> bool:
    return sum(character > "\u2e7f" for character in text[:SEARCHED]) * 2 > len(text[:SEARCHED])


@cache
def _damaged(*, cjk: bool) -> re.Pattern[str]:
    """Three characters in a row that no text has, or one that is none."""
    alphabets = "\u007f" if cjk else "\u1fff"
    rare = f"[^\\x00-{alphabets}{common_characters()}]"
    return re.compile(f"{rare}{rare}{rare}|\ufffd|[\x00-\x08\ue000-\uf8ff]")


def _escaped(text: str) -> str:
    return text.replace("\ufffd", "\udc80")
