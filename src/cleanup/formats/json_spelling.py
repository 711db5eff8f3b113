"""How a JSON string is spelt: which characters stand as escapes, and in which manner."""

from __future__ import annotations

import re
from json.decoder import scanstring  # type: ignore[attr-defined]  # the stubs lack it
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import TYPE_CHECKING, NamedTuple

from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

ESCAPE = regex(r"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
LETTERS = regex(r"[a-f]")
CAPITALS = regex(r"[A-F]")
ASTRAL = regex("[\U00010000-\U0010ffff]")
LAST_ASCII = 0x7F
HALVES = frozenset(range(0xD800, 0xE000))  # of pairs that stand for one character
SHORT = dict(zip('"\\/bfnrt', '"\\/\b\f\n\r\t', strict=True))
NOT_LITERAL = dict.fromkeys(map(ord, SHORT.values()))  # they mean something where they stand
LINE_ENDS = "\x85\u2028\u2029"  # which many programs take for the end of the line


class Manner(NamedTuple):
    """What stands as an escape: the characters `escaped`, and all beyond ASCII, or beyond the BMP.

    `capital` is whether the figures of an escape are A to F, `solidus` whether each / is escaped.
    """

    escaped: str = ""
    ascii_only: bool = False
    bmp_only: bool = False
    capital: bool = False
    solidus: bool = False


PLAIN = Manner()
# What nearly all programs write.
COMMON = (PLAIN, Manner(ascii_only=True), Manner(ascii_only=True, solidus=True))


def manner_of(like: str) -> Manner:
    """The manner in which a string, or a whole line, is spelt."""
    if "\\" not in like:
        return PLAIN
    escapes = {*ESCAPE.findall(like)}
    codes = {int(figures, 16) for figures, _ in escapes if figures}
    figures = "".join(figures for figures, _ in escapes)
    return Manner(
        "".join(sorted(map(chr, codes - HALVES))),
        ascii_only=like.isascii() and max(codes, default=0) > LAST_ASCII,
        bmp_only=not codes.isdisjoint(HALVES) and not ASTRAL.search(like),
        capital=bool(CAPITALS.search(figures)) and not LETTERS.search(figures),
        solidus="\\/" in like and like.count("/") == like.count("\\/"),
    )


def like_that(text: str, like: str) -> str:
    """The spelling of a string in the manner of another spelling."""
    if "\\" not in like:
        return spelt(text)
    past, _ = scanstring(like, 1)
    manner = next((known for known in COMMON if spelt(past, known) == like), None)
    return spelt(text, manner_of(like) if manner is None else manner)


def spelt(text: str, manner: Manner = PLAIN) -> str:
    """The string with its quotes; what ends a line in some programs is always an escape."""
    encode = encode_basestring_ascii if manner.ascii_only else encode_basestring
    spelling = encode(text)
    literal = "".join(char for char in LINE_ENDS + manner.escaped if char in spelling)
    if manner.bmp_only:
        literal += "".join({*ASTRAL.findall(spelling)})
    if literal := literal.translate(NOT_LITERAL):
        spelling = re.sub(f"[{re.escape(literal)}]", _escape, spelling)
    if manner.solidus:
        spelling = spelling.replace("/", "\\/")
    long = {letter for letter, char in SHORT.items() if char in manner.escaped}
    return _dressed(spelling, long, manner.capital) if long or manner.capital else spelling


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return f"\\u{ord(char):04x}" if char.isascii() else encode_basestring_ascii(char)[1:-1]


def _dressed(spelling: str, long: set[str], capital: bool) -> str:
    """A spelling with some of its short escapes written out, or with figures in capitals."""

    def dressed(match: re.Match[str]) -> str:
        escape = f"\\u{ord(SHORT[match[2]]):04x}" if match[2] in long else match[0]
        return f"\\u{escape[2:].upper()}" if capital and escape[1] == "u" else escape

    return ESCAPE.sub(dressed, spelling)


def object_of(values: Mapping[str, str], manner: Manner, comma: str, colon: str) -> str:
    """An object of strings, with what stands between its members and in them."""
    members = (spelt(name, manner) + colon + spelt(value, manner) for name, value in values.items())
    return "{" + comma.join(members) + "}"
