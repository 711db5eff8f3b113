"""The inverse of a byte shift in GBK text: put one lost lead byte back and read on."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.data import frequency_rank, readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LONGEST = 60  # characters: a shifted run seldom survives a clause
UNKNOWN_RANK = 30_000  # for characters that modern prose hardly has
IN_TABLE = 6.0  # bits in favour of a candidate that the page itself annotates
CLEAR = 2.0  # bits per character by which the best must beat the next
PLAUSIBLE = 16.0  # bits per character; ordinary prose has 8 to 11, one character up to this
LETTERS = "a-zɑɡüêāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ\u0300\u0301\u0304\u0308\u030c"
SAME_SHAPE = str.maketrans("ɑɡ", "ag")
GLOSS = re.compile(rf"[(（][{LETTERS}]{{1,9}}[)）]")
TORN_GLOSS = re.compile(rf"[?\ufffd][(（]?([{LETTERS}]{{1,9}})[)）]")


class Realigned(NamedTuple):
    """A solution: the characters, how much of the shifted text they replace, and how sure."""

    text: str
    length: int
    torn: str
    confidence: float


def encode_gbk(character: str) -> bytes:
    """The GBK code of one character, b'' if it has none."""
    return character.encode("gbk", "ignore")


def realign(torn: Sequence[str], rest: str, table: Mapping[str, str]) -> Realigned | None:
    """The one clearly likeliest reading of `rest` with the second byte of a candidate put back.

    `torn` are the candidates for the character the kit found across two others, `table` the
    page's own annotations. None if there is no likely solution, or no clear one.
    """
    solutions: list[tuple[float, Realigned]] = []
    for candidate in torn:
        for text, length in _read_on(encode_gbk(candidate)[1:], rest, 0, ""):
            bits = sum(map(_bits, text)) / len(text)
            if bits <= PLAUSIBLE:
                cost = bits - (IN_TABLE if candidate in table else 0)
                solutions.append((cost, Realigned(text, length, candidate, 0.0)))
    solutions.sort()
    if not solutions:
        return None
    texts = {found.text: cost for cost, found in reversed(solutions)}
    margin = sorted(texts.values())[1] - solutions[0][0] if len(texts) > 1 else math.inf
    if margin < CLEAR:
        return None
    return solutions[0][1]._replace(confidence=0.95 if margin == math.inf else 0.85)


def _read_on(pending: bytes, rest: str, at: int, done: str) -> Iterator[tuple[str, int]]:
    """Every way to read `rest` from `at` with one pending lead byte, until bytes realign.

    An ASCII character is either a second byte, which realigns, or a full-width character that
    was folded to ASCII after the damage, which goes on shifting.
    """
    while at < len(rest) and len(done) < LONGEST:
        gloss = GLOSS.match(rest, at)
        if gloss and done:
            at = gloss.end()
            continue
        again = TORN_GLOSS.match(rest, at)
        if again:
            for character in characters_of(pending, plain_reading(again.group(1))):
                yield done + character, again.end()
            return
        character = rest[at]
        if character.isascii():
            ending = _decode(pending + character.encode())
            if ending:
                yield done + ending, at + 1
            code = encode_gbk(chr(ord(character) + 0xFEE0)) if character > " " else b""
        else:
            code = encode_gbk(character)
        joined = _decode(pending + code[:1]) if len(code) > 1 else ""
        if not joined:
            return
        done += joined
        pending = code[1:]
        at += 1


@cache  # 126 lead bytes, some 1,500 readings
def characters_of(lead: bytes, reading: str) -> tuple[str, ...]:
    """The characters of that reading whose GBK code begins with the byte `lead`."""
    if not lead:
        return ()
    found = (_decode(lead + bytes((trail,))) for trail in range(0x40, 0xFF))
    return tuple(one for one in found if one and is_reading(one, reading))


def is_reading(character: str, reading: str) -> bool:
    """Whether the character has this reading; one without a tone mark fits any tone."""
    known = readings().get(character, frozenset())
    return reading in known or reading in map(_toneless, known)


def plain_reading(reading: str) -> str:
    """The reading in the one spelling that the tables have: composed, with a and g for ɑ and ɡ."""
    return unicodedata.normalize("NFC", reading.translate(SAME_SHAPE))


def _toneless(reading: str) -> str:
    stripped = unicodedata.normalize("NFD", reading)
    return unicodedata.normalize("NFC", re.sub("[\u0300\u0301\u0304\u030c]", "", stripped))


def _decode(code: bytes) -> str:
    try:
        found = code.decode("gbk")
    except UnicodeDecodeError:
        return ""
    return found if len(found) == 1 else ""


def _bits(character: str) -> float:
    """The cost of a character under Zipf's law: rank r has probability about 1 / (12 r)."""
    return math.log2(12 * (frequency_rank().get(character, UNKNOWN_RANK) + 1))
