"""The likeliest way to read damaged bytes: a search over places, codecs and losses (Viterbi, 1967).

A multi-byte text that lost a byte is read in shifted pairs from there on. The search may at any
place give a byte up, or go on in another codec, at a price in bits; whatever costs least under the
character model is what was written. So one lost byte costs one character, not the rest of the line.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.likelihood import bits_after

if TYPE_CHECKING:
    from collections.abc import Sequence

LOST = 30.0  # bits for a byte that is given up: more than the rarest character costs
SWITCH = 24.0  # bits for going on in another codec
ASCII = 5.0
LETTER = 9.0  # a character of a single-byte codec next to a letter
STRANGE = 19.0  # any other character of a single-byte codec
REPEATED = 4.0  # the same character again, as in a rule or in spacing
ALPHABETS = "\u2100"  # the model does not know the letters before it
PRIVATE = 6.0  # more bits for a private-use character
ESCAPE = 0xDC00  # PEP 383: the byte b travels as the lone surrogate U+DC00 + b
WIDTHS = {
    "utf-8": (2, 3, 4),
    "gb18030": (2, 4),
    "euc_jp": (2, 3),
    "euc_jis_2004": (2, 3),
    "cp932": (2, 1),
    "shift_jis_2004": (2, 1),
    "utf-16-le": (2, 4),
    "utf-16-be": (2, 4),
    "utf-32-le": (4,),
    "utf-32-be": (4,),
}
DOUBLE = (2,)
SINGLE = (1,)


class Read(NamedTuple):
    """A way to read up to some place: what it costs, the last character, and the way before."""

    cost: float
    text: str
    codec: str
    before: Read | None


def read(data: bytes, codecs: Sequence[str]) -> tuple[str, list[str]]:
    """The likeliest text of `data`, lost bytes escaped, and the codec of each character.

    Time is linear in the bytes and in the square of the number of codecs.
    """
    wide = codecs[0].startswith("utf-") and codecs[0] != "utf-8"
    ways: list[dict[str, Read]] = [{} for _ in range(len(data) + 1)]
    ways[0] = {codecs[0]: Read(0.0, "\n", codecs[0], None)}
    for at in range(len(data)):
        arrived, ways[at] = ways[at], {}
        for way in arrived.values():
            _go_on(data, at, way, codecs, ways, wide=wide)
    last = min(ways[-1].values())
    characters, used = [], []
    while last.before is not None:
        characters.append(last.text)
        used.append(last.codec)
        last = last.before
    return "".join(reversed(characters)), used[::-1]


def _go_on(  # noqa: PLR0913  # the state of the search
    data: bytes,
    at: int,
    way: Read,
    codecs: Sequence[str],
    ways: list[dict[str, Read]],
    *,
    wide: bool,
) -> None:
    """Every way to read on from one that has come to the place `at`."""
    byte = data[at]
    if byte < 0x80 and not wide:  # noqa: PLR2004  # ASCII
        _keep(ways[at + 1], Read(way.cost + ASCII, chr(byte), way.codec, way))
        return
    lost = chr(ESCAPE + byte) if byte >= 0x80 else "\udc80"  # noqa: PLR2004
    _keep(ways[at + 1], Read(way.cost + LOST, lost, way.codec, way))
    for codec in codecs:
        price = way.cost if codec == way.codec else way.cost + SWITCH
        for width in WIDTHS.get(codec, DOUBLE if multibyte(codec) else SINGLE):
            character = decoded(data[at : at + width], codec)
            if character and at + width <= len(data):
                cost = _cost(way.text, character, codec)
                _keep(ways[at + width], Read(price + cost, character, codec, way))


def _keep(ways: dict[str, Read], new: Read) -> None:
    old = ways.get(new.codec)
    if old is None or new.cost < old.cost:
        ways[new.codec] = new


def _cost(before: str, character: str, codec: str) -> float:
    if not multibyte(codec):
        return LETTER if before.isalpha() else STRANGE
    if character < ALPHABETS and codec.startswith("utf"):
        return LETTER
    if character == before:
        return REPEATED
    private = PRIVATE if "\ue000" <= character <= "\uf8ff" else 0.0
    return bits_after(before, character) + private


def multibyte(codec: str) -> bool:
    """Whether a codec has characters of several bytes."""
    return codec in WIDTHS or codec in {"big5", "cp950", "big5hkscs", "cp949", "euc_kr", "johab"}


@lru_cache(maxsize=65536)
def decoded(code: bytes, codec: str) -> str:
    """The one character of a code, or ''."""
    try:
        found = code.decode(codec)
    except UnicodeDecodeError:
        return ""
    return found if len(found) == 1 else ""
