"""Which format a shard has, by the kind that its head shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.formats.recognition.kinds import Kind

if TYPE_CHECKING:
    from cleanup.formats.record import Format

TYPE = re.compile(rb"^WARC-Type:[ \t]*(\w+)", re.IGNORECASE | re.MULTILINE)
PAGES = {b"response", b"resource", b"request", b"revisit"}


def format_of(kind: Kind, head: bytes, *, main: bool = False) -> Format | None:
    """The format of a shard of some kind that begins with `head`; None for other kinds.

    `main` is whether only the main content of an archived page is its text. Parquet has no
    format of its own: its rows are read as JSON Lines (`parquet.as_lines`).
    """
    match kind:
        case Kind.JSON_LINES | Kind.PARQUET:
            from cleanup.formats.jsonl import JsonLines  # noqa: PLC0415  # each when it is used

            return JsonLines()
        case Kind.CSV | Kind.TSV:
            from cleanup.formats.csv_head import table_of  # noqa: PLC0415  # as above
            from cleanup.formats.slices import decoded  # noqa: PLC0415  # as above

            lines = head[: head.rfind(b"\n") + 1] or head
            return table_of(decoded(lines), *["\t"] * (kind is Kind.TSV))
        case Kind.WARC:
            return _archive(head, main=main)
        case _:
            return None


def _archive(head: bytes, *, main: bool) -> Format:
    from cleanup.formats.warc import Wet  # noqa: PLC0415  # as above
    from cleanup.formats.warc_pages import Warc  # noqa: PLC0415  # as above

    types = {found.lower() for found in TYPE.findall(head)}
    return Warc(main=main) if types & PAGES and b"conversion" not in types else Wet()
