"""What lines cost in each encoding, in bits: every candidate reads a sample.

What costs fewest bits under the character model, losses counted, is what was written (minimum
description length). The model knows Chinese, Japanese and Korean; where none of the encodings of
these gives likely text it is a single-byte encoding (single.py).
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING

from cleanup.charset.lattice import (
    ASCII,
    CHINESE,
    ESCAPED,
    FOREIGN_KANA,
    LETTER,
    LOST,
    read,
)
from cleanup.regex import regex
from cleanup.text.likelihood import bits_of_words
from cleanup.text.scripts import KANA

if TYPE_CHECKING:
    from collections.abc import Mapping

# The codecs of a family, the plainest first; the first that can read all of a text is taken.
FAMILIES = {
    "utf-8": ("utf-8",),
    "gb18030": ("gb18030",),
    "big5": ("cp950", "big5", "big5hkscs"),
    "cp932": ("cp932", "shift_jis_2004"),
    "euc_jp": ("euc_jp", "euc_jis_2004"),
    "cp949": ("cp949",),
    "johab": ("johab",),
}
SINGLE = "single byte"  # any encoding of one byte a character
PRIOR = {"johab": 30.0}  # bits against what is hardly ever met
FORM = 8.0  # bits for every character of UTF-8: its form is proof by itself
SAMPLES = 24  # lines
LINE_BYTES = 240
LINE_HEAD_BYTES = 4000  # bytes to look back for the head of a line
ENOUGH = 512  # bytes of lines that agree settle the question
CLEAR = 12.0  # bits by which a line speaks for one encoding
LIKELY = 13.0  # bits a character of likely text, and in a text of few characters:
LIKELY_SHORT = 14.5
SHORT_CHARS = 16  # characters
MANY_LOST = 4  # bytes more than the best candidate that rule one out
BEYOND_ASCII = regex(rb"[\x80-\xff]")
LETTERS = regex("[\x80-\u20ff]")  # the model does not know the small alphabets
AMID_LETTERS = regex(rb"(?<=[A-Za-z\x80-\xff])[\x80-\xff]")
ACCENT = regex(rb"(?<=[a-z])[\x80-\xff](?=[a-z])")  # as likely as a plain letter
INITIAL = 12.0  # bits for the first letter of a word in a single-byte encoding
RUN = regex("[^\x00-\x7f]+")
UTF8 = regex(rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
CUT = regex(rb"\A[\x80-\xbf]{1,3}|[\xc2-\xf4][\x80-\xbf]{0,2}\Z")
MOSTLY_UTF8 = 0.8  # share of the bytes beyond ASCII
DAMAGED = 120  # bytes that are read with some given up, to see whether the rest is likely
MOST_LOST = 4  # one byte of so many may be given up
PART = 24  # bytes that tell by themselves what they are in,
MIN_HIGH = 10  # if so many are beyond ASCII
LIKELY_BYTE = 6.0  # bits a byte of likely text
HIGH_BYTES = bytes(range(0x80, 0x100))
PRICE = regex("(?<=[0-9])\udc80(?![\udc80-\udcff])|(?<![\udc80-\udcff])\udc80(?=[0-9])")
REMEMBERED = 512  # lines and parts of lines: many texts repeat theirs


def sample(data: bytes) -> list[bytes]:
    """The heads of lines that hold bytes beyond ASCII, from all over the data."""
    found: list[bytes] = []
    end = 0
    for number in range(SAMPLES):
        start = max(end, number * len(data) // SAMPLES)
        if number and data[start - 1 : start] != b"\n":
            start = data.find(b"\n", start) + 1
            if not start:
                break
        match = BEYOND_ASCII.search(data, start)
        if match is None:
            break
        head = max(
            start, data.rfind(b"\n", start, match.start()) + 1, match.start() - LINE_HEAD_BYTES
        )
        stop = data.find(b"\n", match.start())
        stop = len(data) if stop < 0 else stop
        end = min(stop, max(match.start() + LINE_BYTES, 0 if found else head + ENOUGH))
        found.append(data[match.start() : end])
        end = min(stop + 1, len(data))
    return found


@lru_cache(maxsize=REMEMBERED)
def costs_of(line: bytes) -> Mapping[str, float]:
    """The bits that each family needs for a line, and a single-byte encoding."""
    texts = {name: text_of(line, name) for name in FAMILIES}
    lost = {name: len(ESCAPED.findall(text)) for name, text in texts.items()}
    least = min(lost.values())
    costs = {
        name: cost(text, name, lost[name]) if lost[name] <= least + MANY_LOST else inf
        for name, text in texts.items()
    }
    high, amid = len(BEYOND_ASCII.findall(line)), len(AMID_LETTERS.findall(line))
    accents = len(ACCENT.findall(line))
    costs[SINGLE] = LETTER * amid + INITIAL * (high - amid) + ASCII * (len(line) - high)
    costs[SINGLE] -= (LETTER - ASCII) * accents
    return costs


def cost(text: str, name: str, lost: int) -> float:
    """The bits of a text in one of the families, some of its bytes lost."""
    whole = ESCAPED.sub("", text) if lost else text
    high = sum(map(len, RUN.findall(whole)))
    found = LOST * lost + ASCII * (len(whole) - high) + PRIOR.get(name, 0.0)
    if name in CHINESE:
        found += FOREIGN_KANA * len(KANA.findall(whole))
    if name != "utf-8":
        return found + bits_of_words(whole)
    cjk, letters = LETTERS.subn("", whole)
    return found + bits_of_words(cjk) + LETTER * letters - FORM * high


def text_of(line: bytes, name: str) -> str:
    """The text in a family; in GBK a byte 80 beside a figure is the euro sign of Windows."""
    text = escaped_text(line, FAMILIES[name])
    return PRICE.sub("€", text) if name == "gb18030" and ESCAPED.search(text) else text


def escaped_text(data: bytes, family: tuple[str, ...]) -> str:
    """The text in the first codec of the family that reads it all; else with lost bytes escaped."""
    for codec in family:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return data.decode(family[0], "surrogateescape")


def likely(line: bytes, name: str) -> bool:
    """Whether a line in a family is likely text of the languages that the model knows."""
    text = text_of(line, name)
    if name == "utf-8" and not ESCAPED.search(text):
        return True
    high = sum(map(len, RUN.findall(text)))
    limit = LIKELY_SHORT if high < SHORT_CHARS else LIKELY
    return bits_of_words(text) <= limit * high and len(ESCAPED.findall(text)) * MOST_LOST <= high


def damaged(line: bytes, names: list[str]) -> str:
    """The family in which a line is likely text once a few of its bytes are given up, or none."""
    part = line[:DAMAGED]
    high = len(BEYOND_ASCII.findall(part))
    costs = {SINGLE: inf}
    for name in names:
        text = "".join(character.text for character in read(part, FAMILIES[name][:1]))
        whole, lost = ESCAPED.subn("", text)
        found = bits_of_words(whole)
        if lost * MOST_LOST <= high and found <= LIKELY * sum(map(len, RUN.findall(whole))):
            costs[name] = found + LOST * lost
    return min(costs, key=costs.__getitem__)


def votes(line: bytes) -> Counter[str]:
    """What the parts of a damaged or mixed line are in, by the bytes that are clearly likely."""
    found: Counter[str] = Counter()
    for start in range(0, len(line), PART):
        part = line[start : start + PART]
        high = len(BEYOND_ASCII.findall(part))
        if high < MIN_HIGH:
            continue
        costs = costs_of_part(part)
        first, second, *_ = sorted(costs, key=costs.__getitem__)
        clear = costs[second] - costs[first] >= CLEAR
        if clear and costs[first] <= LIKELY_BYTE * high + ASCII * (len(part) - high):
            found[first] += high
    return found


@lru_cache(maxsize=REMEMBERED)
def costs_of_part(part: bytes) -> Mapping[str, float]:
    """The bits of a few bytes in each family; they may begin amid a character."""
    costs = {}
    for name, family in FAMILIES.items():
        texts = [part[start:].decode(family[0], "surrogateescape") for start in range(2)]
        costs[name] = min(cost(text, name, len(ESCAPED.findall(text))) for text in texts)
    return costs


def is_utf8(data: bytes) -> bool:
    """Whether nearly all bytes beyond ASCII are well-formed UTF-8."""
    data = CUT.sub(b"", data)
    high = len(data) - len(data.translate(None, HIGH_BYTES))
    return high > 0 and len(data) - len(UTF8.sub(b"", data)) > MOSTLY_UTF8 * high
