"""Web archives of pages: the WET records that are made of their responses."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from cleanup.charset.decoding import decoding_of
from cleanup.errors import InputError
from cleanup.formats import html
from cleanup.formats.size import CHUNK, shown
from cleanup.formats.warc import Wet, headers_of, ranges
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from warcio.recordloader import ArcWarcRecord

    from cleanup.formats.record import Fields, Record
    from cleanup.model import Origin

MOST = 64 * 10**6  # bytes of one page, decompressed
PAGES = ("response", "resource")
CHARSET = regex(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
TAGS = regex(rb"\s*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
BROTLI_STEP = 1024  # bytes that are decompressed at a time
UNKNOWN = ("", "application/octet-stream", "unknown/unknown")


class Conversion(NamedTuple):
    """The WET text of a slice, and how many records of which sort have none there.

    `origins` tells of the lines of each text that was HTML where they stood, by the record's ID.
    """

    text: str
    left_out: Counter[str]
    origins: dict[str, tuple[Origin, ...]]

    def with_origins(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records of the text, each with where its lines stood."""
        for record in records:
            origins = self.origins.get(headers_of(record.raw).get("warc-record-id", ""), ())
            fields = (field._replace(origins=origins) for field in record.fields)
            yield record._replace(fields=(*fields,)) if origins else record


@dataclass(frozen=True, slots=True)
class Warc(Wet):
    """The format of archived pages, read as the WET file made of them; a `Format`.

    `main` is whether only the main content of a page is its text.
    """

    main: bool = False

    def decoded(self, data: bytes) -> str:
        """The WET text of a slice. Raises InputError if the readers are not installed."""
        return self.converted(data).text

    def converted(self, data: bytes) -> Conversion:
        """The WET text of a slice, and what is not in it. Raises as `decoded`."""
        _check_readers()
        texts: list[str] = []
        left_out: Counter[str] = Counter()
        origins: dict[str, tuple[Origin, ...]] = {}
        for start, end in ranges(data):
            raw = data[start:end]
            head = raw[: raw.find(b"\r\n\r\n") + 4].decode(errors="replace")
            kind = headers_of(head).get("warc-type", "").lower()
            if kind in ("warcinfo", "conversion"):
                texts.append(Wet.decoded(self, raw))
            elif kind in PAGES:
                try:
                    name, text, around = self._conversion(raw)
                    texts.append(text)
                    origins[name] = around
                except NotAPageError as error:
                    left_out[str(error)] += 1
            elif raw.strip():
                left_out[kind or "damaged"] += 1
        return Conversion("".join(texts), left_out, origins)

    def layout(self, head: str, fields: Fields) -> Fields:
        """The fields, with the usual headers for names. Raises InputError."""
        del head  # there may be no page in it
        return self.named(fields)

    def _conversion(self, raw: bytes) -> tuple[str, str, tuple[Origin, ...]]:
        """The ID of the record of a page's text, that record, and where the text's lines stood.

        Raises NotAPageError with the sort of what is none.
        """
        try:
            record = _loaded(raw)
            text, origins = self._text(*_body(record))
        except NotAPageError:
            raise
        except Exception:  # noqa: BLE001  # damage makes the reader raise whatever comes
            raise NotAPageError("damaged") from None
        return *_record(record, text.rstrip("\n") + "\n"), origins

    def _text(self, body: bytes, kind: str, charset: str) -> tuple[str, tuple[Origin, ...]]:
        """The text of a body of some type, and where its lines stood."""
        if "html" in kind or (kind in UNKNOWN and TAGS.match(body)):
            source = html.decoded(body, charset)
            return (html.main_content(source), ()) if self.main else html.visible(source)
        if kind != "text/plain":
            raise NotAPageError(kind or "unknown type")
        return decoding_of(body).text, ()


class NotAPageError(ValueError):
    """A record of which no text is made; the message is the sort of it."""


def _check_readers() -> None:
    """Raise InputError if one of the libraries that read pages in archives is not installed."""
    try:
        import brotli  # noqa: F401, PLC0415  # an extra
        import resiliparse.parse.html  # noqa: F401, PLC0415  # an extra
        import warcio  # noqa: F401, PLC0415  # an extra
    except ImportError:
        raise InputError("WARC; to read it, install corpus-cleanup[warc]") from None


def _loaded(raw: bytes) -> ArcWarcRecord:
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415  # an extra

    record = next(iter(ArchiveIterator(BytesIO(raw))), None)
    if record is None:
        raise NotAPageError("damaged")
    return record


def _body(record: ArcWarcRecord) -> tuple[bytes, str, str]:
    """The body of a response without chunks and compression, its type and its charset."""
    http = record.http_headers
    if record.rec_type == "response" and http is None:
        raise NotAPageError("response without HTTP")
    if http is not None and not http.get_statuscode().startswith("2"):
        raise NotAPageError(f"status {http.get_statuscode()}")
    headers = http or record.rec_headers
    stated = headers.get_header("Content-Type") or ""
    charset = CHARSET.search(stated)
    coding = http.get_header("Content-Encoding", "").lower() if http else ""
    stream = record.content_stream() if coding != "br" else None
    body, size = BytesIO(), 0
    for part in iter(partial(stream.read, CHUNK), b"") if stream else _from_brotli(record):
        size += body.write(part)
        if size > MOST:
            raise NotAPageError(f"larger than {shown(MOST)}")
    kind = stated.partition(";")[0].strip().lower()
    return body.getvalue(), kind, charset[1] if charset else ""


def _from_brotli(record: ArcWarcRecord) -> Iterator[bytes]:
    """The body of a response that is Brotli data; warcio reads these with an old library alone."""
    import brotli  # noqa: PLC0415  # an extra
    from warcio.bufferedreaders import ChunkedDataReader  # noqa: PLC0415  # an extra

    decompressor = brotli.Decompressor()
    stream = ChunkedDataReader(record.raw_stream)  # which reads what is not in chunks, too
    try:
        for data in iter(partial(stream.read, BROTLI_STEP), b""):
            yield decompressor.process(data)
    except brotli.error as error:
        raise ValueError(str(error)) from None


def _record(record: ArcWarcRecord, text: str) -> tuple[str, str]:
    """The ID of the record of a text, which follows from that of the page's record, and it."""
    headers = record.rec_headers
    uri, date, own = (
        (headers.get_header(name) or "").replace("\n", " ")
        for name in ("WARC-Target-URI", "WARC-Date", "WARC-Record-ID")
    )
    name = f"<urn:uuid:{uuid5(NAMESPACE_URL, own or uri)}>"
    lines = (
        headers.protocol,
        "WARC-Type: conversion",
        f"WARC-Target-URI: {uri}",
        f"WARC-Date: {date}",
        f"WARC-Record-ID: {name}",
        f"WARC-Refers-To: {own}",
        "Content-Type: text/plain",
        f"Content-Length: {len(text.encode())}",
    )
    return name, "".join(f"{line}\r\n" for line in lines) + f"\r\n{text}\r\n\r\n"
