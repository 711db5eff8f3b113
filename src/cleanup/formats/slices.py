"""Slices of a stream: so many bytes at a time, each of which ends where a record ends."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from cleanup.charset.decoding import decoding_of
from cleanup.errors import InputError, NoTextsError
from cleanup.formats.size import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MOST = 256 * 10**6  # bytes of one record
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)  # UTF-32 LE begins as UTF-16
HEAD = 4  # bytes in which a NUL shows units of more than one byte (RFC 4627)


def cut_at(
    chunks: Iterable[bytes], size: int, end_of: Callable[[bytearray, int], int], most: int = MOST
) -> Iterator[bytes]:
    """The bytes of all chunks in slices of about `size`, whatever the chunks are.

    `end_of(held, size)` is the end of the last record that ends within the first `size` bytes
    that are held, or else of the first one behind them; 0 while there is none. It is asked again
    when twice as much is held. Raises InputError for a record of more than `most` bytes.
    """
    most = max(size, most)
    held, enough = bytearray(), size
    for chunk in chunks:
        held += chunk
        while len(held) >= enough and (end := _checked(end_of(held, size), held, most)):
            enough = size
            yield bytes(held[:end])
            del held[:end]
        if len(held) >= enough:
            enough = min(2 * len(held), most + 1)
    while held:
        end = end_of(held, size) if len(held) >= size else 0
        yield bytes(held[: _checked(end, held, most) or len(held)])
        del held[: end or len(held)]


def _checked(end: int, held: bytearray, most: int) -> int:
    if (end or len(held)) > most:
        raise InputError(f"a record is larger than {shown(most)}")
    return end


def at_lines(chunks: Iterable[bytes], size: int, most: int = MOST) -> Iterator[bytes]:
    """The slices of a stream whose records are lines. Raises InputError, as for UTF-16."""
    return cut_at(narrow(chunks), size, line_end, most)


def line_end(held: bytearray, size: int) -> int:
    """The end of the last line within `size` bytes, or of the one that goes on there; 0 if none."""
    return held.rfind(b"\n", 0, size) + 1 or held.find(b"\n", size) + 1


def narrow(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks. Raises InputError for UTF-16 and UTF-32, in which a line end is no byte."""
    head = b""
    for chunk in chunks:
        if len(head) < HEAD:
            head += chunk[:HEAD]
            if head.startswith(WIDE) or 0 in head:
                raise NoTextsError("UTF-16 or UTF-32, which is not cut into records; make it UTF-8")
        yield chunk


def decoded(data: bytes) -> str:
    """The text of a slice, UTF-8 or what else it may be. Raises InputError."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
        # Behind a line end, a brace is not taken for what is left of HZ's switch to Chinese.
        text = decoding_of(mark + b"\n" + data[len(mark) :]).text
        return mark.decode() + text[1:]


def lines_of(text: str) -> Iterator[str]:
    """The lines with their ends, which are line feeds alone."""
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        yield text[at:end]
        at = end
