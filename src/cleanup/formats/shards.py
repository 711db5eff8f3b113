"""The formats of many documents, by their names in the settings, and how a file's is known."""

from __future__ import annotations

import re
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any

from cleanup.formats.recognition import recognise
from cleanup.formats.recognition.kinds import Kind
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleanup.formats.record import Format

KINDS = {
    Kind.JSON_LINES: "jsonl",
    Kind.CSV: "csv",
    Kind.TSV: "tsv",
    Kind.PARQUET: "parquet",
    Kind.WARC: "wet",
}
KIND_OF = {**{name: kind for kind, name in KINDS.items()}, "warc": Kind.WARC}
NAMES = {*KIND_OF}
EXTENSIONS = {  # that name a format of many documents, whatever comes first in the file
    *(".jsonl", ".ndjson", ".jsonlines", ".ldjson", ".csv", ".tsv", ".tab", ".parquet"),
    *(".warc", ".wet"),
}
TYPE = regex(rb"^WARC-Type:[ \t]*(\w+)", re.IGNORECASE | re.MULTILINE)
PAGES = {b"response", b"resource", b"request", b"revisit"}


def name_of(kind: Kind | None, head: bytes) -> str:
    """The name of the format of a file of some kind that begins so; '' for one document."""
    name = KINDS.get(kind, "") if kind else ""
    if name == "wet":
        types = {found.lower() for found in TYPE.findall(head)}
        return "warc" if types & PAGES and b"conversion" not in types else "wet"
    return name


def name_told(head: bytes, name: str, *, whole: bool) -> str:
    """The same of a file that goes by `name`; `whole` is whether `head` is all of it."""
    return name_of(recognise(head, name, whole=whole), head)


def format_named(name: str, head: bytes, *, main: bool = False) -> Format:
    """The format of a shard that begins with `head`.

    `main` is whether only the main content of an archived page is its text. Parquet has no format
    of its own: its rows are read as JSON Lines (`parquet.as_lines`).
    """
    match name:
        case "csv" | "tsv":
            from cleanup.formats.csv_head import table_of  # noqa: PLC0415  # each when it is used
            from cleanup.formats.slices import decoded  # noqa: PLC0415  # as above

            lines = head[: head.rfind(b"\n") + 1] or head
            return table_of(decoded(lines), *["\t"] * (name == "tsv"))
        case "wet":
            from cleanup.formats.warc import Wet  # noqa: PLC0415  # as above

            return Wet()
        case "warc":
            from cleanup.formats.warc_pages import Warc  # noqa: PLC0415  # as above

            return Warc(main=main)
        case _:
            from cleanup.formats.jsonl import JsonLines  # noqa: PLC0415  # as above

            return JsonLines()


def stated(name: str, form: Format) -> dict[str, Any]:
    """The format of a result as a record keeps it: an archive of pages becomes one of texts."""
    if name == "warc":
        return {"name": "wet"}
    return {"name": name, **(asdict(form) if is_dataclass(form) else {})}


KINDS_STATED: Mapping[str, type] = {
    **dict.fromkeys(("name", "delimiter", "id", "url", "metadata"), str),
    **dict.fromkeys(("first", "text"), list),
    **dict.fromkeys(("quoting", "named"), bool),
    "width": int,
}


def check_stated(form: Mapping[str, Any], layout: Mapping[str, Any]) -> None:
    """Raise TypeError or ValueError for what no record says of a format."""
    for name, value in (*form.items(), *layout.items()):
        if not isinstance(value, KINDS_STATED.get(name, type(None))):
            raise TypeError(f"its {name} is {value!r}")
        if isinstance(value, list) and not all(isinstance(word, str) for word in value):
            raise TypeError(f"its {name} is {value!r}")
    if form.get("name") not in NAMES or not form.get("delimiter", ","):
        raise ValueError(f"its format is {form!r}")
    format_stated(form)


def format_stated(known: Mapping[str, Any]) -> Format:
    """The format that a record keeps. Raises LookupError or TypeError for what is none."""
    if known["name"] in ("csv", "tsv"):
        from cleanup.formats.csv import Csv  # noqa: PLC0415  # as above

        values: dict[str, Any] = {
            key: tuple(v) if isinstance(v, list) else v for key, v in known.items()
        }
        del values["name"]
        return Csv(**values)
    return format_named(known["name"], b"")
