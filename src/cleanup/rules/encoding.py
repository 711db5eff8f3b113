"""ENC: how bytes became text. These rules report; decoding itself is not optional."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleanup.data import frequency_rank
from cleanup.errors import InputError
from cleanup.model import Finding, Span
from cleanup.rule import Safety, rule

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
# What a detector's answer may really be: the codecs to try, the plainest first.
SUPERSETS = {
    "gb2312": ("gb18030",),
    "gbk": ("gb18030",),
    "big5": ("big5", "cp950", "big5hkscs"),
    "big5hkscs": ("big5", "cp950", "big5hkscs"),
    "shift_jis": ("cp932", "shift_jisx0213"),
    "euc_kr": ("cp949",),
}
# C0 controls that no text holds; ESC, BS, FF and VT do occur in terminal logs and old mail.
BINARY = re.compile(rb"[\x00-\x07\x0e-\x1a\x1c-\x1f]")
MAX_BINARY = 0.01  # share of such bytes above which a file is no text

SAMPLE_BYTES = 4096  # from the head, to recognise UTF-16 and UTF-32 by
# Encoding, bytes of a unit, the byte that is zero in what share of the units, the one that is not.
WIDE = (
    ("utf-32-le", 4, 2, 0.9, 0),
    ("utf-32-be", 4, 1, 0.9, 3),
    ("utf-16-le", 2, 1, 0.4, 0),
    ("utf-16-be", 2, 0, 0.4, 1),
)
MAX_OTHER_ZEROS = 0.1  # share of the units
COMMON = 3000  # rank by frequency
MIN_COMMON = 0.8  # share of the characters that are common
DAMAGE_SAMPLE = 65536  # bytes from the head, to tell a damaged text from another encoding
MAX_LOST = 0.05  # share of the characters beyond ASCII that may be damaged, and one more
MULTIBYTE = {
    *("gb2312", "gbk", "gb18030", "hz", "big5", "big5hkscs", "cp950", "shift_jis", "cp932"),
    *("shift_jisx0213", "shift_jis_2004", "euc_jp", "euc_jis_2004", "iso2022_jp", "euc_kr"),
    *("cp949", "johab", "iso2022_kr", "utf-7", "utf-16", "utf-32"),
}
CJK_MARKS = frozenset("，。、；：？！“”‘’（）《》「」…—　\r\n 0123456789")
SAMPLE = "近日，本報記者在廈門採訪時了解到，今年降水偏多。\n"


@dataclass(frozen=True, slots=True)
class Decoding:
    """How a source was read: `mark` is true for a byte order mark."""

    text: str
    encoding: str
    mark: bool


def decoding_of(data: bytes) -> Decoding:
    """Read `data` as the encoding that its mark, its validity or chardet says.

    A byte order mark is believed; UTF-16 and UTF-32 without one show by their zeros or their
    characters; bytes that are UTF-8, but for a few damaged ones, are UTF-8; all else is asked of
    chardet, and Chinese with a few damaged bytes is not given for the single-byte encoding that
    these suggest. Where a byte fits no codec, U+FFFD stands for it. Raises InputError.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strict_or_lossy(data[len(mark) :], (encoding,), mark=True)
    wide = _wide_by_zeros(data[:SAMPLE_BYTES])
    text = None if wide else _strictly(data, "utf-8")
    if text is not None:
        _refuse_binary(data)
        return Decoding(text, "utf-8", mark=False)
    if not wide and _nearly(data, "utf-8"):
        return _strict_or_lossy(data, ("utf-8",), mark=False)
    wide = wide or _wide_by_characters(data)
    return _strict_or_lossy(data, (wide,) if wide else _detect(data), mark=False)


def _wide_by_zeros(sample: bytes) -> str:
    """The UTF-16 or UTF-32 without a mark that has ASCII in it, or ''.

    It shows by its NUL bytes, at one place of every two or four.
    """
    for encoding, width, zero_at, enough, other_at in WIDE:
        unit = len(sample) / width or 1
        zeros, others = (sample[place::width].count(0) / unit for place in (zero_at, other_at))
        if zeros >= enough and others <= MAX_OTHER_ZEROS:
            return encoding
    return ""


def _wide_by_characters(data: bytes) -> str:
    """The UTF-16 without a mark that is Chinese, or ''.

    It shows by common characters: bytes of another encoding give rare ones.
    """
    if len(data) % 2:
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data[:SAMPLE_BYTES].decode(encoding, errors="replace")
        common = sum(frequency_rank().get(c, COMMON) < COMMON or c in CJK_MARKS for c in text)
        if common >= MIN_COMMON * len(text):
            return encoding
    return ""


def _nearly(data: bytes, encoding: str) -> bool:
    """Whether `data` is text of a multi-byte encoding, but for a few damaged bytes."""
    text = data[:DAMAGE_SAMPLE].decode(encoding, errors="replace")
    beyond = [character for character in text if not character.isascii()]
    lost = beyond.count("\ufffd")
    if not beyond or lost > MAX_LOST * len(beyond) + 1 or lost == len(beyond):
        return False
    if encoding == "utf-8":
        return True  # its form is proof enough
    common = sum(frequency_rank().get(c, COMMON) < COMMON or c in CJK_MARKS for c in beyond)
    return common >= MIN_COMMON * len(beyond)


def _detect(data: bytes) -> tuple[str, ...]:
    """The codecs to try, by chardet's answer."""
    import chardet  # noqa: PLC0415  # 0.1 s that valid UTF-8 need not pay

    answer = chardet.detect(data)
    name, kind = answer["encoding"], answer.get("mime_type") or "text/plain"
    if name is None or not kind.startswith("text/"):
        raise InputError(f"binary, not text ({kind})" if name is None else f"not text but {kind}")
    _refuse_binary(data)
    codec = codecs.lookup(name).name
    names = SUPERSETS.get(codec, (codec,))
    if codec in MULTIBYTE and any(_strictly(data, one) is not None for one in names):
        return names
    nearly = next((one for one in ("gb18030", "big5hkscs") if _nearly(data, one)), None)
    return (nearly,) if nearly else names


def _strictly(data: bytes, name: str) -> str | None:
    """The text, if every byte of `data` fits the encoding."""
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _refuse_binary(data: bytes) -> None:
    if len(BINARY.findall(data, 0, 65536)) > MAX_BINARY * min(len(data), 65536):
        raise InputError("binary, not text (control characters)")


def _strict_or_lossy(data: bytes, names: tuple[str, ...], *, mark: bool) -> Decoding:
    for name in names:
        text = _strictly(data, name)
        if text is not None:
            return Decoding(text, name, mark)
    return Decoding(data.decode(names[0], errors="replace"), names[0], mark)


@rule(
    "ENC001",
    safety=Safety.SAFE,
    since="0.1.0",
    mends=((b"\xef\xbb\xbfabc\n", "abc\n"), (b"\xff\xfea\0\n\0", "a\n")),
    leaves=(b"abc\n", b""),
)
def byte_order_mark(decoding: Decoding) -> Iterator[Finding]:
    """A byte order mark at the head of the file.

    UTF-8 needs none, and a tool that does not expect it takes it for a character of the text.
    The mark tells the encoding and is then left out.
    """
    if decoding.mark:
        yield Finding(Span(0, 0), None, f"byte order mark of {decoding.encoding}")


@rule(
    "ENC002",
    safety=Safety.SAFE,
    since="0.1.0",
    mends=((SAMPLE.encode("gb18030"), SAMPLE), (SAMPLE.encode("utf-16"), SAMPLE)),
    leaves=(b"plain ASCII\n", "近日，他到了廈門。\n".encode()),
)
def legacy_encoding(decoding: Decoding) -> Iterator[Finding]:
    """The file is not UTF-8; it was read as the named encoding and is written as UTF-8."""
    if decoding.encoding != "utf-8":
        yield Finding(Span(0, 0), None, f"read as {decoding.encoding}, written as UTF-8")
