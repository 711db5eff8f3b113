"""Which encoding a text without a mark is in: the one in which it costs fewest bits.

Lines from all over it vote (candidates.py); where they name none that is clear, or the bytes look
like those of a language with an alphabet, the single bytes are weighed against them (single.py).
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from cleanup.charset.candidates import (
    BEYOND_ASCII,
    CLEAR,
    ENOUGH,
    FAMILIES,
    INITIAL,
    MIN_HIGH,
    SINGLE,
    costs_of,
    damaged,
    likely,
    text_of,
    votes,
)
from cleanup.charset.lattice import ASCII, LOST
from cleanup.charset.single import UTF8 as UTF8_STRETCH
from cleanup.charset.single import bits_in, parts_of, single_byte
from cleanup.regex import regex

WEIGHED = 1000  # bytes
ACCENTS = regex(rb"\w[\x80-\xff]{1,2}(?![\x80-\xff])|(?<![\x80-\xff])[\x80-\xff]{1,2}\w")
HIGH_RUN = regex(rb"[\x80-\xff]+")
TONE = regex(rb"(?<=[a-z])\xa8[\xa1-\xbf]|\xa8[\xa1-\xbf](?=[a-z])")  # of a reading, in GBK
AMID_WORD = 10.0  # bits
FOREIGN_LETTER = regex("(?<=[a-z])[\udc80-\udcff](?![\x80-\U0010ffff])")
CUT_CHARACTER = 16.0  # bits for what is left of a character of UTF-8
NO_TEXT = 14.0  # bits a byte beyond ASCII: more, and it is hardly text,
MOSTLY = 0.3  # unless these are a smaller share,
FEW = 32  # or few
LIKELY_CHARACTER = 5.5  # bits a byte beyond ASCII of likely text
# An oe, where Windows has a half, and a euro, where it has a sign of any currency.
LATIN9 = regex(rb"[a-z]\xbd[a-z]|[0-9] ?\xa4|\xa4 ?[0-9]|\(\xa4\)")
TORN_WORD = regex(
    "(?<=[a-z])[\u2e80-\uffef]|[\u2e80-\uffef](?=[a-z])"
    "|(?<=[0-9A-Za-z])[\u2e80-\uffef](?![^\x00-\x7f])|(?<![^\x00-\x7f])[\u2e80-\uffef](?=[0-9A-Za-z])"
)
TORN_WITHIN = regex("(?<=[a-z])[\u2e80-\U0003ffff](?=[a-z])")
CUT_UTF8 = regex("[\udce1-\udcef][\udc80-\udcbf]|[\udcf0-\udcf4][\udc80-\udcbf]{1,2}")


class Choice(NamedTuple):
    """An encoding, or none, and whether no other comes near."""

    encoding: str
    sure: bool = True


def main_encoding(data: bytes, lines: list[bytes]) -> Choice:
    """The family, or the single-byte codec, that most of the lines are in; '' if none is known."""
    ballot: Counter[str] = Counter()
    total: Counter[str] = Counter()
    size = 0
    for line in lines:
        costs = costs_of(line)
        total.update(costs)
        first, second, *_ = ranked = sorted(costs, key=costs.__getitem__)
        if first == SINGLE:
            found = votes(line)
            enough = found.total() * 2 > len(BEYOND_ASCII.findall(line))
            ballot.update(found if enough else {SINGLE: len(line)})
        elif not likely(line, first):
            names = [name for name in ranked[:4] if name != SINGLE]
            ballot.update(votes(line) or {damaged(line, names): len(line)})
        elif costs[second] - costs[first] >= CLEAR:
            ballot[first] += len(line)
        size += len(line)
        if size >= ENOUGH and len(ballot) == 1:
            break
    if not ballot:
        ballot[min(total, key=total.__getitem__, default=SINGLE)] = 1
    (best, _), *_ = ballot.most_common(1)
    parts = parts_of(data)
    western = _looks_western(parts)
    head = (parts if western else b"\n".join(lines))[:WEIGHED]
    if best != SINGLE and not western and not _is_of_an_alphabet(parts, head, best):
        return Choice(best)
    choice = _weighed(parts, head)
    latin9 = choice.encoding == "cp1252" and LATIN9.search(data)
    return choice._replace(encoding="iso8859-15") if latin9 else choice


def _is_of_an_alphabet(parts: bytes, head: bytes, name: str) -> bool:
    """Whether a text costs more in a family than likely text does, and less in single bytes."""
    high = len(BEYOND_ASCII.findall(head))
    limit = LIKELY_CHARACTER * high
    if high < MIN_HIGH or costs_of(head)[name] - ASCII * (len(head) - high) <= limit:
        return False
    return bits_in(head, single_byte(parts).codec) <= limit


def _looks_western(parts: bytes) -> bool:
    """Whether most of the bytes beyond ASCII stand by ones or twos beside letters of ASCII."""
    parts = TONE.sub(b"", parts)  # in no Western text: ¨¡ to ¨¿
    return 2 * len(ACCENTS.findall(parts)) > len(HIGH_RUN.findall(parts))


def _weighed(parts: bytes, head: bytes) -> Choice:
    """The families and the single bytes against one another, by all that is known of both.

    Stretches of UTF-8 tell nothing: they are read as such amid any other encoding.
    """
    found = single_byte(parts)
    other = UTF8_STRETCH.sub(b"", head)
    mixed, other = (True, other) if BEYOND_ASCII.search(other) else (False, head)
    high = len(BEYOND_ASCII.findall(other))
    bits = bits_in(other, found.codec)
    costs = {
        name: cost + _bits_of_torn_words(other, name) for name, cost in costs_of(other).items()
    }
    costs["utf-8"] += _bits_of_cuts(other, mixed=mixed and other != head)
    costs[SINGLE] = bits + ASCII * (len(other) - high)
    first, second, *_ = sorted(costs, key=costs.__getitem__)
    if first != SINGLE:
        return Choice(first, costs[second] - costs[first] >= CLEAR)
    if bits > NO_TEXT * high and high > max(FEW, MOSTLY * len(other)):
        return Choice("")
    return Choice(found.codec, found.sure and costs[second] - costs[first] >= CLEAR)


def _bits_of_torn_words(head: bytes, name: str) -> float:
    """What speaks against a family: characters of its amid letters of ASCII."""
    text = text_of(head, name) if name in FAMILIES and name != "utf-8" else ""
    return AMID_WORD * (len(TORN_WORD.findall(text)) + len(TORN_WITHIN.findall(text)))


def _bits_of_cuts(head: bytes, *, mixed: bool) -> float:
    """What speaks for UTF-8: what is left of a character that was cut has its form too.

    And in a file that has more of it, a byte amid letters may be a letter in another encoding.
    """
    text = text_of(head, "utf-8")
    cuts = sum(CUT_CHARACTER - LOST * len(cut) for cut in CUT_UTF8.findall(text))
    return cuts - mixed * (LOST - INITIAL) * len(FOREIGN_LETTER.findall(text))
