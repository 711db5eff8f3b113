"""The formats of many documents, by their names in the settings, and how a file's is known."""

from __future__ import annotations

import re
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from cleanup.formats.csv import Csv
from cleanup.formats.csv_head import table_of
from cleanup.formats.jsonl import JsonLines
from cleanup.formats.recognition import recognise
from cleanup.formats.recognition.kinds import Kind
from cleanup.formats.warc import Wet
from cleanup.formats.warc_pages import Warc

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cleanup.formats.record import Format

# A format may have to be told from the head of a file. Parquet is JSON Lines of its columns.
FORMS: Mapping[str, Callable[[str], Format]] = {
    "jsonl": lambda _head: JsonLines(),
    "csv": table_of,
    "tsv": table_of,
    "wet": lambda _head: Wet(),
    "warc": lambda _head: Warc(),
    "parquet": lambda _head: JsonLines(),
}
KINDS = {
    Kind.JSON_LINES: "jsonl",
    Kind.CSV: "csv",
    Kind.TSV: "tsv",
    Kind.WARC: "wet",
    Kind.PARQUET: "parquet",
}
MADE: Mapping[str, Callable[..., Format]] = {
    "jsonl": JsonLines,
    "csv": Csv,
    "tsv": Csv,
    "wet": Wet,
    "parquet": JsonLines,
}
RESULTS = {"warc": "wet"}  # what a result is, if not the same
PAGES = re.compile(rb"^WARC-Type: *(?:response|resource|revisit)\\s", re.MULTILINE | re.IGNORECASE)
EXTENSIONS = {  # that name a format of many documents, whatever comes first in the file
    *(".jsonl", ".ndjson", ".jsonlines", ".ldjson", ".csv", ".tsv", ".tab", ".parquet"),
    *(".warc", ".wet"),
}


def form_told(head: bytes, name: str, *, whole: bool) -> str:
    """The name of the format of a file of many documents, by its head; '' for any other file."""
    form = KINDS.get(recognise(head, name, whole=whole), "")
    return "warc" if form == "wet" and PAGES.search(head) else form


def stated(name: str, form: Format) -> dict[str, Any]:
    """A format as a record keeps it."""
    return {"name": RESULTS.get(name, name), **(asdict(form) if is_dataclass(form) else {})}


def form_stated(known: Mapping[str, Any]) -> Format:
    """The format that a record keeps. Raises LookupError or TypeError for what is none."""
    values = {key: tuple(v) if isinstance(v, list) else v for key, v in known.items()}
    return MADE[str(values.pop("name"))](**values)
