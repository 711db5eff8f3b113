"""Web archives (ISO 28500): the texts of a WET file, each with the header of its record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.charset.decoding import decoding_of
from cleanup.errors import InputError
from cleanup.formats import slices
from cleanup.formats.record import Field, Fields, Record, missing
from cleanup.model import Span
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

TEXT = "text"  # what the payload is called where fields are named
HEADER = regex(rb"WARC/\d\.\d++[^\n]*+\n(?:[^\r\n][^\n]*+\n)*+\r?\n")
LENGTH = regex(rb"^Content-Length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
NEXT = regex(rb"\n(?=WARC/\d\.\d+\s)")
ENDS = regex(rb"[\r\n]*+")
DEPENDENT = regex(
    r"^(?:Content-Length:[ \t]*(?P<length>\d+)|"
    r"WARC-(?:Block|Payload)-Digest:[^\n]*\n(?:[ \t][^\n]*\n)*)",
    re.IGNORECASE | re.MULTILINE,
)
AHEAD = 64  # bytes that are seen behind a slice: line ends, and the next record's version
BROKEN = "surrogatepass"  # so that whatever is in a str has bytes


class Wet:
    """The format of the texts that were made of a web archive's pages; a `Format`."""

    def cut(self, chunks: Iterable[bytes], size: int, most: int = slices.MOST) -> Iterator[bytes]:
        """Slices that end with records. Raises InputError for larger records."""
        return slices.cut_at(chunks, size, _last_end, most)

    def decoded(self, data: bytes) -> str:
        """The text of a slice. Records in other encodings than UTF-8 get the length in UTF-8."""
        try:
            return data.decode()
        except UnicodeDecodeError:
            return "".join(_as_utf8(data[start:end]) for start, end in ranges(data))

    def layout(self, head: str, fields: Fields) -> Fields:
        """The fields, with the usual headers for names. Raises InputError."""
        records = list(self.records(head, Fields((TEXT,)), first=True))
        if not any(record.fields for record in records):
            types = (headers_of(record.raw).get("warc-type", "no header") for record in records)
            raise missing("", dict.fromkeys(types))
        return self.named(fields)

    def named(self, fields: Fields) -> Fields:
        """As `layout`, whatever the records are."""
        other = next((path for path in fields.text if path != TEXT), "")
        if other:
            raise missing(other, [TEXT])
        if fields.metadata:
            raise InputError("a web archive has no place for metadata")
        return Fields((TEXT,), fields.id or "WARC-Record-ID", fields.url or "WARC-Target-URI")

    def records(self, text: str, layout: Fields, *, first: bool) -> Iterator[Record]:
        """The records of a slice; those of type conversion have a text."""
        del first
        data = text.encode(errors=BROKEN)
        for start, end in ranges(data):
            raw = data[start:end]
            head = HEADER.match(raw)
            if head is None:
                is_blank = not raw.strip()
                yield Record(raw.decode(errors=BROKEN), error="" if is_blank else "no WARC record")
                continue
            length = length_of(head[0])
            if (
                length is None
                or not 0 <= length <= len(raw) - head.end()
                or raw[head.end() + length :].strip(b"\r\n")
            ):
                yield Record(raw.decode(errors=BROKEN), error="its Content-Length is wrong")
                continue
            headers = headers_of(head[0].decode(errors=BROKEN))
            fields: tuple[Field, ...] = ()
            if is_text(headers):
                payload = raw[head.end() : head.end() + length].decode(errors=BROKEN)
                at = len(head[0].decode(errors=BROKEN))
                fields = (Field(TEXT, payload, Span(at, at + len(payload))),)
            name, url = (headers.get(path.lower(), "") for path in (layout.id, layout.url))
            yield Record(raw.decode(errors=BROKEN), fields, name, url)

    def spelt(self, text: str, like: str) -> str:
        """The text itself: its length is all that is said of it."""
        del like
        return text

    def dressed(
        self, record: Record, texts: Sequence[str], layout: Fields, metadata: Mapping[str, str]
    ) -> Sequence[tuple[Span, str]]:
        """The new length in bytes; digests of a text that has changed go."""
        del layout, metadata
        if not record.fields or texts[0] == record.fields[0].text:
            return []
        length = str(len(texts[0].encode()))
        found = DEPENDENT.finditer(record.raw, 0, record.fields[0].span.start)
        return [
            (Span(*match.span("length")), length) if match["length"] else (Span(*match.span()), "")
            for match in found
        ]


def ranges(data: bytes) -> Iterator[tuple[int, int]]:
    """Where the records of a slice begin and end; what is none goes on to the next one."""
    start = 0
    while start < len(data):
        end = _end(data, start)
        if not end:
            match = NEXT.search(data, start + 1)
            end = match.end() if match else len(data)
        yield start, end
        start = end


def length_of(head: bytes) -> int | None:
    """The length that a header states."""
    match = LENGTH.search(head)
    return int(match[1]) if match else None


def headers_of(head: str) -> dict[str, str]:
    """The fields of a header, by their names in small letters; the first of each name."""
    found: dict[str, str] = {}
    for line in head.partition("\r\n\r\n")[0].split("\n")[1:]:
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def is_text(headers: Mapping[str, str]) -> bool:
    """Whether a record is the text that was made of another one."""
    kind = headers.get("content-type", "text/plain").lower()
    return headers.get("warc-type", "").lower() == "conversion" and kind.startswith("text/plain")


def _end(data: bytes | bytearray, start: int) -> int:
    """The end of the record at `start`, if its length leads to a blank line, or to the end."""
    head = HEADER.match(data, start)
    length = length_of(head[0]) if head else None
    if head is None or length is None or head.end() + length > len(data):
        return 0
    match = ENDS.match(data, head.end() + length)
    end = match.end() if match else 0
    is_ended = match is not None and match[0].count(b"\n") > 1
    return end if is_ended or end == len(data) or data.startswith(b"WARC/", end) else 0


def _last_end(held: bytearray, size: int) -> int:
    """The end of the last record within `size` bytes, or of the one that goes on there."""
    last = 0
    while last < size <= len(held) - AHEAD:
        end = _end(held, last)
        if end == len(held):
            return last  # its line ends may go on
        if not end and not _is_cut(held, last):
            match = NEXT.search(held, last + 1)
            end = match.end() if match else 0
        if not end or (end > size and last):
            return last
        last = end
    return last


def _is_cut(held: bytearray, start: int) -> bool:
    """Whether a record, or its header, goes on behind what is held."""
    head = HEADER.match(held, start)
    length = length_of(head[0]) if head else None
    if head is None or length is None:
        return (
            held.startswith(b"WARC/", start) and head is None and not NEXT.search(held, start + 1)
        )
    return head.end() + length > len(held)


def _as_utf8(raw: bytes) -> str:
    """A record of a slice in any encoding, with the length that it has in UTF-8."""
    head = HEADER.match(raw)
    length = length_of(head[0]) if head else None
    if head is None or length is None:
        return decoding_of(raw).text
    payload = raw[head.end() : head.end() + length]
    text = slices.decoded(payload)
    stated = LENGTH.search(head[0])
    top = head[0]
    if stated:
        size = str(len(text.encode())).encode()
        top = top[: stated.start(1)] + size + top[stated.end(1) :]
    return slices.decoded(top) + text + raw[head.end() + length :].decode(errors="replace")
