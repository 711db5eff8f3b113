"""The likeliest way to read damaged bytes: a search over places, codecs and losses (Viterbi, 1967).

A multi-byte text that lost a byte is read in shifted pairs from there on. The search may at any
place give a byte up, or go on in another codec, at a price in bits; whatever costs least under the
character model is what was written. So one lost byte costs one character, not the rest of the line.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.regex import regex
from cleanup.text.likelihood import bits_after
from cleanup.text.scripts import KANA

if TYPE_CHECKING:
    from collections.abc import Sequence

LOST = 30.0  # bits for a byte that is given up: more than the rarest character costs
SWITCH = 16.0  # bits for going on in another codec
SWITCH_SINGLE = 12.0  # and in one of single bytes
BEYOND_ASCII = 0x80
ASCII = 5.0
LETTER = 9.0  # a character of a single-byte codec next to a letter
INITIAL = 20.0  # the first letter of a word in an alphabet that the model does not know
AMID = 26.0  # such a letter right after a CJK character
STRANGE = 19.0  # any other character of a single-byte codec
REPEATED = 4.0  # the same character again, as in a rule or in spacing
ALPHABETS = "\u2100"  # the model does not know the letters before it
FOREIGN_KANA = 3.0  # more bits for kana in an encoding of Chinese
CHINESE = frozenset({"gb18030", "big5", "cp950", "big5hkscs"})
PRIVATE = 6.0  # more bits for a private-use character
ESCAPE = 0xDC00  # PEP 383: the byte b travels as the lone surrogate U+DC00 + b
WIDTHS = {
    "utf-8": (2, 3, 4),
    "gb18030": (2, 4),
    "euc_jp": (2, 3),
    "euc_jis_2004": (2, 3),
    "cp932": (2, 1),
    "shift_jis_2004": (2, 1),
    "big5": (2,),
    "cp950": (2,),
    "big5hkscs": (2,),
    "cp949": (2,),
    "euc_kr": (2,),
    "johab": (2,),
}
SINGLE = (1,)
REMEMBERED = 256  # places: texts that repeat their lines repeat their damage
ESCAPED = regex("[\udc80-\udcff]")


class Read(NamedTuple):
    """A way to read up to some place: what it costs, its last character, and the way before."""

    cost: float
    text: str
    codec: str
    end: int
    before: Read | None


Ways = list[dict[str, Read]]


@lru_cache(maxsize=REMEMBERED)
def read(data: bytes, codecs: tuple[str, ...]) -> tuple[Read, ...]:
    """The likeliest characters of `data`, each with its codec and its end; lost bytes escaped.

    The first codec is the one that is read before. Time is linear in bytes and in codecs.
    """
    ways: Ways = [{} for _ in range(len(data) + 1)]
    ways[0] = {codecs[0]: Read(0.0, "\n", codecs[0], 0, None)}
    for at, byte in enumerate(data):
        arrived, ways[at] = ways[at], {}
        if not arrived:
            continue
        plain = byte < BEYOND_ASCII
        text, price = (chr(byte), ASCII) if plain else (chr(ESCAPE + byte), LOST)
        for way in arrived.values():
            _keep(ways, Read(way.cost + price, text, way.codec, at + 1, way))
        if not plain:
            _go_on(data, at, arrived, codecs, ways)
    last = min(ways[-1].values(), key=_by_cost)
    characters = []
    while last.before is not None:
        characters.append(last)
        last = last.before
    return tuple(characters[::-1])


def _go_on(
    data: bytes, at: int, arrived: dict[str, Read], codecs: Sequence[str], ways: Ways
) -> None:
    """Read one character at a place: in the codec of each way, or after the cheapest in another."""
    cheapest = min(arrived.values(), key=_by_cost)
    for codec in codecs:
        own = arrived.get(codec)
        for width in WIDTHS.get(codec, SINGLE):
            character = decoded(data[at : at + width], codec)
            if not character or at + width > len(data):
                continue
            if own:
                cost = own.cost + _cost(own.text, character, codec)
                _keep(ways, Read(cost, character, codec, at + width, own))
            if cheapest is not own:
                price = SWITCH if multibyte(codec) else SWITCH_SINGLE
                cost = cheapest.cost + price + _cost(cheapest.text, character, codec)
                _keep(ways, Read(cost, character, codec, at + width, cheapest))


def _by_cost(way: Read) -> float:
    return way.cost


def _keep(ways: Ways, new: Read) -> None:
    found = ways[new.end]
    old = found.get(new.codec)
    if old is None or new.cost < old.cost:
        found[new.codec] = new


def _cost(before: str, character: str, codec: str) -> float:
    if not multibyte(codec):
        return LETTER if before.isalpha() else STRANGE
    if character < ALPHABETS and codec == "utf-8":
        return _cost_of_letter(before)
    if character == before:
        return REPEATED
    if codec in CHINESE and KANA.match(character):
        return bits_after(before, character) + FOREIGN_KANA
    private = PRIVATE if "\ue000" <= character <= "\uf8ff" else 0.0
    return bits_after(before, character) + private


def _cost_of_letter(before: str) -> float:
    """The bits of a character of the alphabets, of which one seldom stands in other text."""
    if before >= ALPHABETS:
        return AMID
    return LETTER if before > "\x7f" or before.isalpha() else INITIAL


def multibyte(codec: str) -> bool:
    """Whether a codec has characters of several bytes."""
    return codec in WIDTHS


@lru_cache(maxsize=65536)
def decoded(code: bytes, codec: str) -> str:
    """The one character of a code, or ''."""
    try:
        found = code.decode(codec)
    except UnicodeDecodeError:
        return ""
    return found if len(found) == 1 else ""
