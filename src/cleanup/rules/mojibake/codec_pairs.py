"""The ways in which text is written in one encoding and read in another, byte for byte.

A pair goes back from the characters that a reader saw to the bytes, and from any byte on to the
characters that may begin there in the encoding in which the text was written.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.charset.lattice import decoded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Step = Callable[[bytes, int], Iterator[tuple[str, int]]]

LOST = "\ufffd"
BYTE_ORDER_MARK = "\ufeff"  # begins a text, if it stands anywhere
MARK = b"\xff"  # for U+FFFD: no encoding here has this byte, so it is no part of any character
UTF8 = re.compile(
    b"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", re.DOTALL
)
# A character that lost bytes: its head, what the reader wrote for the lost bytes, its tail.
CUT = re.compile(
    b"([\xc2-\xf4][\x80-\xbf]{0,2}(?:[?\xff](?!\xff))?|\xff+)([\x80-\xbf]{0,2})|[\x80-\xbf]{1,2}"
)
MARKED = re.compile(MARK + b".", re.DOTALL)  # see EitherCodes
UTF8_WIDTH = 3  # bytes of a Chinese, Japanese or Korean character
WIDEST = 3  # bytes of a character of EUC-JP
KNOWN = 1 << 14  # runs of bytes of which it is remembered what they may begin with
# Big5 has two characters twice. Nobody who wrote in another encoding meant the ordinary ones.
DUPLICATES = {"十": b"\xa2\xcc", "卅": b"\xa2\xce"}
TWICE = (b"\xed", b"\xee")  # rows that Windows' Shift JIS has in FA to FC too: no saying which
# What the name of a reader is to Python; the first codec that has a character gives its bytes.
READERS = {
    "GBK": ("gb18030",),
    "Big5": ("cp950",),
    "Big5-HKSCS": ("big5hkscs",),  # what web browsers call Big5
    "Shift JIS": ("cp932",),
    "EUC-KR": ("cp949",),
    "Latin-1": ("cp1252", "latin-1"),  # where Windows-1252 has nothing, as web browsers do
    "Windows-1250": ("cp1250",),
    "Windows-1251": ("cp1251",),
    "KOI8-R": ("koi8_r",),
}
EITHER = "UTF-8 or Latin-1"  # a reader: UTF-8 where the bytes are that, Latin-1 byte by byte else
EAST_ASIAN = ("GBK", "Big5", "Big5-HKSCS", "Shift JIS", "EUC-KR")
WRITERS = {
    "UTF-8": ("utf-8",),
    "GBK": ("gb18030",),
    "Big5": ("cp950", "big5hkscs"),
    "Shift JIS": ("cp932",),
    "EUC-JP": ("euc_jp",),
    "EUC-KR": ("cp949",),
}


class CodecPair(NamedTuple):
    """Text that was written in one encoding and read in another.

    `codes` holds the bytes of every character that was read, b"" if the reader knows none;
    `step` tells what may begin at a place in the bytes, and how many of them it takes.
    """

    written: str
    read: str
    codes: Codes
    step: Step

    def __str__(self) -> str:
        """As notes say it."""
        return f"{self.written} read as {self.read}"

    @property
    def alphabetic(self) -> bool:
        """Whether the reader shows letters of alphabets, and no East Asian text."""
        return self.read not in EAST_ASIAN

    def quick_score(self, data: bytes) -> Iterator[str]:
        """The bytes decoded anew by the codec itself, from the first and from the second on."""
        if self.read == EITHER:
            data = MARKED.sub(lambda match: bytes((match.group()[1] | 0x80,)), data)
        for start in range(2):
            yield data[start:].decode(WRITERS[self.written][0], "replace")

    def decode(self, text: str, starts: int = 1) -> Iterator[str]:
        """All of `text` decoded anew, and what is behind each of its first characters.

        There are `starts` of them at the most, and '' if the reader knows not all.
        """
        codes = [self.codes[character] for character in text]
        data = b"".join(codes) if all(codes) else b""
        steps: dict[int, tuple[str, int]] = {}  # by place: most are come to from every start
        start = 0
        for code in codes[:starts] if data else (b"",):
            found: list[str] = []
            at = start
            while at < len(data):
                step = steps.get(at)
                if step is None:
                    step = steps[at] = next(self.step(data, at), (LOST, 1))
                found.append(step[0])
                at += step[1]
            yield "".join(found)
            start += len(code)


class Codes(dict[str, bytes]):
    """The bytes of each character in what the reader took for the encoding."""

    def __init__(self, codecs: tuple[str, ...]) -> None:
        """Ask these codecs, in that order."""
        super().__init__({LOST: MARK})
        if codecs[0] in {"cp950", "big5hkscs"}:
            self.update(DUPLICATES)
        self.codecs = codecs

    def __missing__(self, character: str) -> bytes:
        found = (character.encode(codec, "ignore") for codec in self.codecs)
        # Four bytes of GB 18030 are no mistake of a reader: their second is a digit.
        code = next((one for one in found if one and len(one) <= 2), b"")  # noqa: PLR2004
        if self.codecs == ("cp932",) and code[:1] in TWICE:
            code = MARK * 2
        self[character] = code
        return code


class EitherCodes(Codes):
    """The bytes of each character in UTF-8. Those of Latin-1 may be one byte or two.

    For these it is a mark and the byte without its high bit: `_either` tells both.
    """

    def __init__(self) -> None:
        """Of U+FFFD nothing is known: such a reader loses nothing."""
        super().__init__(("utf-8",))
        self[LOST] = b""

    def __missing__(self, character: str) -> bytes:
        code = character.encode("utf-8", "ignore")
        if "\x80" <= character <= "\xff":
            code = MARK + bytes((ord(character) & 0x7F,))
        self[character] = code
        return code


class Characters(dict[bytes, str]):
    """The character of each code in the encoding of the writer, or ''."""

    def __init__(self, codecs: tuple[str, ...]) -> None:
        """Ask these codecs, in that order."""
        super().__init__()
        self.codecs = codecs

    def __missing__(self, code: bytes) -> str:
        found = (_decode(code, codec) for codec in self.codecs)
        character = self[code] = next(filter(None, found), "")
        return character


@cache
def codec_pairs(*readers: str) -> tuple[CodecPair, ...]:
    """All pairs that end with one of these readers."""
    codes = {name: EitherCodes() if name == EITHER else Codes(READERS[name]) for name in readers}
    steps = {name: _utf8 if name == "UTF-8" else _multibyte(name) for name in WRITERS}
    return tuple(
        CodecPair(
            writer, reader, codes[reader], _either(writer) if reader == EITHER else steps[writer]
        )
        for writer in WRITERS
        for reader in readers
        if writer != reader[: len(writer)]
    )


def _utf8(data: bytes, at: int) -> Iterator[tuple[str, int]]:
    """UTF-8 shows where characters begin: one that lost bytes takes no other with it."""
    if data[at] < 0x80:  # noqa: PLR2004
        yield chr(data[at]), 1
        return
    whole = UTF8.match(data, at)
    if whole:
        character = whole.group().decode("utf-8", "ignore")
        # A U+FFFD that was written as such was lost before, and so was 锟斤拷.
        if character and character != LOST and (character != BYTE_ORDER_MARK or at == 0):
            yield character, len(whole.group())
        end = whole.end()
        if end - at < UTF8_WIDTH and MARK in (data[at - 1 : at], data[end : end + 1]):
            yield LOST, end - at  # what is left of a wider one may look like it
        return
    cut = CUT.match(data, at)
    if cut:
        # Where the damage ends, what looks like a tail may belong to a good character.
        for end in range(max(cut.end(1), at + 1), cut.end() + 1):
            yield LOST * -(-(end - at) // UTF8_WIDTH), end - at


def _multibyte(writer: str) -> Step:
    """The step in an encoding of one to three bytes a character."""
    characters = Characters(WRITERS[writer])

    def step(data: bytes, at: int) -> Iterator[tuple[str, int]]:
        first, pair = data[at], data[at : at + 2]
        if first < 0x80:  # noqa: PLR2004
            yield chr(first), 1
        for width in range(1, WIDEST + 1) if first >= 0x80 else ():  # noqa: PLR2004
            character = characters[data[at : at + width]]
            if character:
                yield character, width
                return
        # A lost byte may be either byte of a pair, or both.
        if first == MARK[0]:
            yield LOST, 1
        if len(pair) == 2 and max(pair) >= 0x80 and (first in b"?\xff" or pair[1] in b"?\xff"):  # noqa: PLR2004
            yield LOST, 2

    return step


def _either(writer: str) -> Step:
    """The step where some bytes stand for themselves or for two of UTF-8 (see EitherCodes)."""
    characters = Characters(WRITERS[writer])

    def bytes_at(data: bytes, at: int) -> Iterator[tuple[int, int]]:
        """The byte that may come next, and where to go on: two ways at a mark."""
        byte = data[at]
        if at and data[at - 1] == MARK[0]:  # the second byte of the two
            yield 0x80 | byte & 0x3F, at + 1
        elif byte == MARK[0]:
            yield 0x80 | data[at + 1], at + 2
            yield 0xC2 | data[at + 1] >> 6, at + 1
        else:
            yield byte, at + 1

    def ways(data: bytes, at: int, code: bytes) -> Iterator[tuple[str, int]]:
        for byte, end in bytes_at(data, at) if at < len(data) else ():
            longer = code + bytes((byte,))
            character = chr(byte) if longer[0] < 0x80 else characters[longer]  # noqa: PLR2004
            if character:
                yield character, end
            elif len(longer) < WIDEST:
                yield from ways(data, end, longer)

    @lru_cache(maxsize=KNOWN)
    def known(before: bytes, window: bytes) -> tuple[tuple[str, int], ...]:
        at = len(before)
        return tuple((one, end - at) for one, end in ways(before + window, at, b""))

    def step(data: bytes, at: int) -> Iterator[tuple[str, int]]:
        return iter(known(data[at - 1 : at], data[at : at + 2 * WIDEST]))

    return step


def _decode(code: bytes, codec: str) -> str:
    """The character of a code, '' for controls and private use."""
    found = decoded(code, codec)
    return found if found > "\xa0" and not "\ue000" <= found <= "\uf8ff" else ""
