"""Shards of invented records, and what other libraries read in them. A name says the format."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys

import pyarrow as pa
import pyarrow.parquet
import zstandard
from warcio.archiveiterator import ArchiveIterator

from cleanup.rules.examples import SITE
from tests.support.articles import article, dirty

csv.field_size_limit(sys.maxsize)
NAMES = ("a.jsonl", "a.csv", "a.tsv", "a.wet", "a.parquet")
PACKED = tuple(f"{name}{ending}" for name in NAMES[:4] for ending in (".gz", ".zst"))
FORMS = tuple(name.partition(".")[2] for name in NAMES[:4])  # those of streams
HOST = "https://{}.example/{}"


def pages(first, count, sentences=6):
    """Texts with frames of a site and something to mend, without a last line end."""
    numbers = range(first, first + count)
    return [SITE + dirty(article(number, sentences)).rstrip("\n") for number in numbers]


def plain(first, count, sentences=6):
    """Texts in which nothing is to be mended."""
    numbers = range(first, first + count)
    return [article(number, sentences).rstrip("\n") for number in numbers]


def made(name, texts, hosts=None):
    """The bytes of a shard; with `hosts`, one for each text, its records have addresses."""
    rows = [
        {"id": f"r{n}", "text": text, "n": n, "url": HOST.format(hosts[n] if hosts else "a", n)}
        for n, text in enumerate(texts)
    ]
    if hosts is None and form_of(name) != "wet":
        rows = [{key: row[key] for key in ("id", "text", "n")} for row in rows]
    return packed(name, MAKERS[form_of(name)](rows))


def form_of(name):
    """The extension that tells the format."""
    return name.removesuffix(".gz").removesuffix(".zst").rpartition(".")[2]


def packed(name, data):
    """The bytes compressed, if the name says so."""
    if name.endswith(".gz"):
        return gzip.compress(data, mtime=0)
    return zstandard.compress(data) if name.endswith(".zst") else data


def unpacked(name, data):
    """The bytes decompressed, if the name says so."""
    if name.endswith(".gz"):
        return gzip.decompress(data)
    if name.endswith(".zst"):
        reader = zstandard.ZstdDecompressor().stream_reader(data, read_across_frames=True)
        return reader.read()
    return data


def texts_in(name, data):
    """The texts of a shard, as another library reads them."""
    return [row["text"] for row in rows_in(name, data)]


def others_in(name, data):
    """All that its records have besides, but for the lengths of texts."""
    return [{key: row[key] for key in row if key != "text"} for row in rows_in(name, data)]


def rows_in(name, data):
    """The records of a shard as dictionaries."""
    return READERS[form_of(name)](unpacked(name, data))


def _jsonl(rows):
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def _csv(rows, dialect="excel"):
    table = io.StringIO()
    writer = csv.DictWriter(table, [*rows[0]], dialect=dialect, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return table.getvalue().encode()


def _wet(rows):
    head = "WARC/1.0\r\nWARC-Type: {}\r\nWARC-Record-ID: <urn:uuid:{}>\r\n"
    info = b"robots: classic\r\n"
    records = [(head.format("warcinfo", "info"), info)]
    for row in rows:
        url = f"WARC-Target-URI: {row['url']}\r\nContent-Type: text/plain\r\n"
        records.append((head.format("conversion", row["id"]) + url, row["text"].encode()))
    return b"".join(
        f"{top}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n"
        for top, body in records
    )


def _parquet(rows):
    file = io.BytesIO()
    columns = {key: [row[key] for row in rows] for key in rows[0]}
    pa.parquet.write_table(pa.table(columns), file, row_group_size=3, compression="zstd")
    return file.getvalue()


def _rows_of_wet(data):
    found = []
    for record in ArchiveIterator(io.BytesIO(data)):
        if record.rec_type == "conversion":
            headers = dict(record.rec_headers.headers)
            del headers["Content-Length"]
            found.append({**headers, "text": record.content_stream().read().decode()})
    return found


MAKERS = {
    "jsonl": _jsonl,
    "csv": _csv,
    "tsv": lambda rows: _csv(rows, "excel-tab"),
    "wet": _wet,
    "parquet": _parquet,
}
READERS = {
    "jsonl": lambda data: [json.loads(line) for line in data.splitlines() if line.strip()],
    "csv": lambda data: list(csv.DictReader(io.StringIO(data.decode(), newline=""))),
    "tsv": lambda data: list(
        csv.DictReader(io.StringIO(data.decode(), newline=""), dialect="excel-tab")
    ),
    "wet": _rows_of_wet,
    "parquet": lambda data: pa.parquet.read_table(io.BytesIO(data)).to_pylist(),
}
