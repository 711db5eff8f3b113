"""The ways in which text is written in one encoding and read in another, byte for byte.

A pair goes back from the characters that a reader saw to the bytes, and from any byte on to the
characters that may begin there in the encoding in which the text was written.
"""

from __future__ import annotations

import re
from array import array
from functools import cache, lru_cache
from itertools import accumulate, chain, repeat
from typing import TYPE_CHECKING, NamedTuple

from cleanup.charset.lattice import decoded
from cleanup.kernels import load
from cleanup.regex import regex
from cleanup.rules.mojibake.code_tables import code_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LOST = "\ufffd"
MARK = b"\xff"  # for U+FFFD: no encoding here has this byte, so it is no part of any character
MARKED = regex(MARK + b".", re.DOTALL)  # see EitherCodes
WIDEST = 3  # bytes of a character of EUC-JP
MOST_STEPS = 3  # that may begin at one byte
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


class Steps(NamedTuple):
    """What may begin at each place in some bytes: rows from that of the place to that of the next.

    A row is a code point, how many bytes it takes, and for how many lost characters it stands, 0
    for one that is whole.
    """

    begins: memoryview
    reads: memoryview
    widths: memoryview
    times: memoryview

    def text(self, row: int) -> str:
        """What a row reads."""
        return chr(self.reads[row]) * (self.times[row] or 1)

    def first(self, at: int) -> tuple[str, int]:
        """What is read at a place, and how many bytes it takes: a lost one where nothing begins."""
        row = self.begins[at]
        if row == self.begins[at + 1]:
            return LOST, 1
        return self.text(row), self.widths[row]


class CodecPair(NamedTuple):
    """Text that was written in one encoding and read in another.

    `codes` holds the bytes of every character that was read, b"" if the reader knows none;
    `steps` tells what may begin at every place in the bytes.
    """

    written: str
    read: str
    codes: Codes
    steps: Callable[[bytes], Steps]

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
        steps = self.steps(data)
        whole: list[str] = []  # what is read from the first start on,
        number: dict[int, int] = {}  # and how much of it before a place: most starts meet it
        start = 0
        for code in codes[:starts] if data else (b"",):
            found: list[str] = []
            at = start
            while at < len(data) and at not in number:
                if not start:
                    number[at] = len(found)
                text, width = steps.first(at)
                found.append(text)
                at += width
            whole = whole or found
            yield "".join(found + whole[number[at] :] if start and at in number else found)
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


def _utf8(data: bytes) -> Steps:
    found = _room(len(data))
    load("redecoding").utf8_steps(data, *found)
    return found


def _multibyte(writer: str) -> Callable[[bytes], Steps]:
    """The steps in an encoding of one to three bytes a character."""

    def steps(data: bytes) -> Steps:
        found = _room(len(data))
        load("redecoding").multibyte_steps(data, *code_tables(WRITERS[writer]), *found)
        return found

    return steps


def _room(size: int) -> Steps:
    rows = MOST_STEPS * size
    return Steps(*(memoryview(bytearray(4 * n)).cast("i") for n in (size + 1, rows, rows, rows)))


def _either(writer: str) -> Callable[[bytes], Steps]:
    """The steps where some bytes stand for themselves or for two of UTF-8 (see EitherCodes)."""
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

    def steps(data: bytes) -> Steps:
        places = range(len(data))
        return _listed([known(data[at - 1 : at], data[at : at + 2 * WIDEST]) for at in places])

    return steps


def _listed(ways: list[tuple[tuple[str, int], ...]]) -> Steps:
    """Steps of whole characters and their widths, place by place."""
    rows = list(chain.from_iterable(ways))
    columns = (
        accumulate(map(len, ways), initial=0),
        (ord(character) for character, _ in rows),
        (width for _, width in rows),
        repeat(0, len(rows)),
    )
    return Steps(*(memoryview(array("i", column)) for column in columns))


def _is_of_text(found: str) -> bool:
    """Whether that is one character, and none of control or private use, nor one that is lost."""
    return len(found) == 1 and "\xa0" < found != LOST and not "\ue000" <= found <= "\uf8ff"


def _decode(code: bytes, codec: str) -> str:
    """The character of a code, '' for controls and private use."""
    found = decoded(code, codec)
    return found if _is_of_text(found) else ""
