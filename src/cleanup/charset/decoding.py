"""The policy of decoding: mark, UTF-16 and UTF-32, UTF-8, escapes, then the cheapest reading."""

from __future__ import annotations

import codecs
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from cleanup.charset.candidates import (
    PRICE,
    SINGLE,
    cost,
    costs_of,
    is_utf8,
    sample,
)
from cleanup.charset.choice import Choice, main_encoding
from cleanup.charset.escapes import ESCAPES, escaped, pieces
from cleanup.charset.lattice import ESCAPED
from cleanup.charset.lines import FAMILIES_BY_CODEC, INJECTED, READING, read_lines
from cleanup.charset.wide import MARKS, read_wide, wide
from cleanup.errors import InputError
from cleanup.model import Span
from cleanup.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

# What is meant by the name of a standard: the encoding that has all of its characters (WHATWG).
SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
} | {f"iso2022_jp_{version}": "iso2022_jp" for version in ("1", "2", "2004", "3", "ext")}
GZIP = b"\x1f\x8b\x08"  # what could not be unpacked is no text however short it is
BINARY = bytes((*range(8), *range(0x0E, 0x1B), *range(0x1C, 0x20)))  # controls that no text holds
MAX_BINARY = 0.01  # share of such bytes above which a file is no text
FEW_BYTES = 3  # such bytes in a short text
HEAD = 65536  # bytes in which they are counted
SHORT_BYTES = 64  # bytes that may be likely text in two ways
LAST = 4  # characters at the end of a head that may be cut
# The bytes of one character: a lead with what follows it, or what followed a lead.
LOST = regex("[\udcc0-\udcff][\udc80-\udcbf]{0,3}|[\udc80-\udcbf]{1,4}")

SURROGATES = regex(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
# GB 18030 of 2000 had no code point for these, nor Unicode; and what Big5 calls the marks of
# code page 950.
GB18030 = dict(
    zip(
        (
            *range(0xE78D, 0xE797),
            *(0xE7C7, 0xE816, 0xE817, 0xE818, 0xE81E, 0xE826, 0xE82B, 0xE82C),
            *(0xE831, 0xE832, 0xE83B, 0xE843, 0xE854, 0xE855, 0xE864),
        ),
        map(ord, "︐︒︑︓︔︕︖︗︘︙ḿ𠂇𠂉𠃌龴龵龶龷𡗗龸𢦏龹龺𤇾龻"),
        strict=True,
    )
)
BIG5 = str.maketrans("•､‾∼♁☉¥¢£", "‧﹑¯～⊕⊙￥￠￡")
NEWER = regex("[\ue5e5\ue78d-\ue796\ue7c7\ue816-\ue864•､‾∼♁☉¥¢£]")
EURO = regex("(?<![\udc80-\udcff])\udc80(?![\udc80-\udcff])")


class Piece(NamedTuple):
    """A stretch of the text and the encoding that it alone is in."""

    span: Span
    encoding: str


@dataclass(frozen=True, slots=True)
class Decoding:
    """How a source was read.

    `mark` is true for a byte order mark; `lost` are the places of U+FFFD for bytes that fit no
    character; `other` are stretches in other encodings; `seems` is what the bytes look like, if
    an encoding was asked for that they do not fit. `sure` is false if they fit another encoding
    nearly as well.
    """

    text: str
    encoding: str
    mark: bool = False
    lost: tuple[Span, ...] = ()
    other: tuple[Piece, ...] = ()
    seems: str = ""
    sure: bool = True


def decoding_of(data: bytes, encoding: str = "") -> Decoding:
    """Read `data`, as `encoding` if one is given. Raises InputError for what is no text."""
    if encoding:
        return _as_asked(data, encoding)
    for mark, name in MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name, mark=True)
    head = data[:HEAD]
    may_be_wide = (0 in head or _has_controls(head)) and not head.startswith(GZIP)
    name = (wide(data) if may_be_wide else "") or escaped(data)
    if name:
        return _decoded(data, name)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        whole = SURROGATES.sub(_one_character, data)
        name, sure = Choice("utf-8") if _is_utf8(whole) else _detected(data)
        data = whole if name == "utf-8" else data
        return replace(_decoded(data, name), sure=sure)
    _refuse_binary(data)
    return Decoding(text, "utf-8")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _one_character(pair: re.Match[bytes]) -> bytes:
    """In UTF-8 the character of which CESU-8 (UTR 26) writes both surrogates by themselves."""
    units = pair.group().decode("utf-8", "surrogatepass").encode("utf-16-be", "surrogatepass")
    return units.decode("utf-16-be").encode()


def _detected(data: bytes) -> Choice:
    """The encoding of data without a mark that are not well-formed UTF-8."""
    name = "" if 0 in data[:HEAD] else wide(data)
    if name and (len(data) > SHORT_BYTES or not _read_alike(data, name)):
        return Choice(name)
    _refuse_binary(data)
    lines = sample(data)
    if is_utf8(b"".join(lines)) and (len(data) > SHORT_BYTES or not _is_cjk(lines)):
        return Choice("utf-8")
    found = main_encoding(data, lines)
    if not found.encoding:
        raise InputError("binary, or text in an unknown encoding")
    return found


def _is_cjk(lines: list[bytes]) -> bool:
    """Whether lines of a short text are likelier in an encoding of Chinese, Japanese or Korean."""
    costs = costs_of(b"\n".join(lines))
    return min(costs, key=costs.__getitem__) not in {SINGLE, "utf-8"}


def _read_alike(data: bytes, name: str) -> bool:
    """Whether an encoding of one line reads a few bytes at least as well as UTF-16."""
    costs = costs_of(data.partition(b"\n")[0])
    texts = (data[start:].decode(name, "ignore") for start in range(2))
    return min(costs.values()) <= min(cost(text, name, 0) for text in texts)


def is_binary(data: bytes) -> bool:
    """Whether bytes hold controls as no text does, in whatever encoding."""
    if not _has_controls(data[:HEAD]) or any(data.startswith(mark) for mark, _ in MARKS):
        return False
    return not (wide(data) or escaped(data))


def _has_controls(head: bytes) -> bool:
    controls = len(head) - len(head.translate(None, BINARY))
    return head.startswith(GZIP) or controls > MAX_BINARY * len(head) + FEW_BYTES


def _refuse_binary(data: bytes) -> None:
    """Raise InputError for bytes that are no text, with their kind if it is known."""
    if _has_controls(data[:HEAD]):
        import chardet  # noqa: PLC0415  # 0.1 s that text need not pay

        kind = chardet.detect(data[:HEAD]).get("mime_type") or ""
        known = kind and not kind.startswith(("text/", "application/octet-stream"))
        raise InputError(f"binary, not text ({kind if known else 'control characters'})")


def _decoded(data: bytes, name: str, *, mark: bool = False, alone: bool = False) -> Decoding:
    """The text in an encoding that is known, with its losses and its foreign stretches."""
    parts = _as_browsers_read(_with_euros(list(_read(data, name, alone=alone))))
    sizes: Counter[str] = Counter()
    for text, codec in parts:
        sizes[codec] += 0 if text.isascii() else len(text)
    main = name if name in ESCAPES else max(sizes, key=sizes.__getitem__, default=name)
    other: list[Piece] = []
    at = 0
    for text, codec in parts:
        end = at + len(text)
        if codec != main and name not in ESCAPES and not text.isascii():
            if other and other[-1].encoding == codec and other[-1].span.end >= at - 1:
                other[-1] = Piece(Span(other[-1].span.start, end), codec)
            else:
                other.append(Piece(Span(at, end), codec))
        at = end
    return _finished("".join(text for text, _ in parts), main, mark, other)


def _with_euros(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """In GBK a byte 80 by itself is the euro sign of Windows and of web browsers (code page 936).

    It may also be what is left of a character. So where other bytes were lost, a figure must stand
    beside it.
    """
    if not any("\udc80" in text for text, codec in parts if codec == "gb18030"):
        return parts
    lost = any(ESCAPED.search(text.replace("\udc80", "")) for text, _ in parts)
    sign = PRICE if lost else EURO
    return [(sign.sub("€", text) if of == "gb18030" else text, of) for text, of in parts]


def _as_browsers_read(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Codes for which Python has the characters of older editions (WHATWG Encoding, indexes).

    A code of the user's area may be the rest of a torn pair, which rules may still mend (GLS002).
    """
    if not any(NEWER.search(text) for text, _ in parts):
        return parts
    torn = any(len(READING.findall(text)) >= INJECTED for text, _ in parts)
    newer = GB18030 if torn else GB18030 | {0xE5E5: 0x3000}
    tables: dict[str, dict[int, int]] = {"gb18030": newer, "big5": BIG5, "big5hkscs": BIG5}
    return [(text.translate(tables[of]) if of in tables else text, of) for text, of in parts]


def _read(data: bytes, name: str, *, alone: bool) -> Iterator[tuple[str, str]]:
    if name.startswith(("utf-16", "utf-32")):
        yield from read_wide(data, name)
    elif name in ESCAPES:
        for piece, codec in pieces(data, name):
            yield from read_lines(piece, codec or "ascii", alone=True)
    else:
        yield from read_lines(data, name, alone=alone)


def _finished(text: str, encoding: str, mark: bool, other: list[Piece]) -> Decoding:
    """U+FFFD, one for the bytes of one character, where bytes were escaped."""
    if not ESCAPED.search(text):
        return Decoding(text, encoding, mark, (), tuple(other))
    pieces: list[str] = []
    lost: list[Span] = []
    shifts: list[tuple[int, int]] = []
    end = size = 0
    for match in LOST.finditer(text):
        pieces += text[end : match.start()], "\ufffd"
        size += match.start() - end + 1
        end = match.end()
        lost.append(Span(size - 1, size))
        shifts.append((end, end - size))
    pieces.append(text[end:])
    ends = [place for place, _ in shifts]

    def moved(place: int) -> int:
        nearest = bisect_right(ends, place)
        return place - shifts[nearest - 1][1] if nearest else place

    moved_other = (Piece(Span(moved(s), moved(e)), codec) for (s, e), codec in other)
    return Decoding("".join(pieces), encoding, mark, tuple(lost), tuple(moved_other))


def _told(error: UnicodeError) -> str:
    if isinstance(error, UnicodeEncodeError):
        return "it has surrogates that stand alone"
    return error.reason if isinstance(error, UnicodeDecodeError) else str(error)


def _as_asked(data: bytes, encoding: str) -> Decoding:
    """The text in the encoding that the user names; what the bytes seem to be, if it differs."""
    name = codecs.lookup(encoding).name
    name = SUPERSETS.get(name, FAMILIES_BY_CODEC.get(name, name))
    marked = next((mark for mark, of in MARKS if data.startswith(mark) and of == name), b"")
    try:
        asked = _decoded(data[len(marked) :], name, mark=bool(marked), alone=True)
        asked.text.encode()  # some codecs make surrogates, which are no text
    except UnicodeError as error:
        raise InputError(f"is no text in {encoding} ({_told(error)})") from None
    try:
        seen = decoding_of(data[:HEAD])
    except InputError:
        return asked
    differs = not asked.text.startswith(seen.text[:-LAST])
    return replace(asked, seems=seen.encoding if differs else "")
