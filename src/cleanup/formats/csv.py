"""Tables of cells: CSV (RFC 4180) with commas, semicolons or bars, TSV with or without quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleanup.errors import InputError
from cleanup.formats import json_spelling, slices
from cleanup.formats.record import IDS, TEXTS, URLS, Field, Fields, Record, missing, usual
from cleanup.model import Span
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MARK = "\ufeff"
QUOTED = regex(r'"([^"]*+(?:""[^"]*+)*+)"')


@dataclass(frozen=True, slots=True)
class Csv:
    """The format of one table; a `Format`. `csv_head.table_of` tells it from the head.

    `quoting` is whether cells may stand in quotes; `first` are the cells of the first row, and
    `named` is whether they look like names of columns; `width` is how many cells a row has.
    """

    delimiter: str = ","
    quoting: bool = True
    first: tuple[str, ...] = ()
    named: bool = True
    width: int = 0

    def cut(self, chunks: Iterable[bytes], size: int, most: int = slices.MOST) -> Iterator[bytes]:
        """Slices that end with rows. Raises InputError for longer rows, and for UTF-16."""
        if not self.quoting:
            return slices.at_lines(chunks, size, most)
        row = re.compile(row_pattern(self.delimiter, quoting=True).encode() + rb"\n")

        def row_end(held: bytearray, size: int) -> int:
            end = 0
            while end < size and (match := row.match(held, end)):
                if match.end() > size and end:
                    break
                end = match.end()
            return end

        return slices.cut_at(slices.narrow(chunks), size, row_end, most)

    def decoded(self, data: bytes) -> str:
        """The text of a slice, UTF-8 or what else it may be. Raises InputError."""
        return slices.decoded(data)

    def layout(self, head: str, fields: Fields) -> Fields:
        """The fields as names or numbers of columns. Raises InputError for one that is missing."""
        del head
        names = {name.casefold(): name for name in reversed(self.first) if name}
        if not self.named:
            numbers = {str(number) for number in range(1, len(self.first) + 1)}
            given = {*fields.text, fields.id, fields.url, fields.metadata} - {""}
            names = {} if given <= numbers else names
        text = fields.text or (names.get(usual(names, TEXTS), ""),)
        for path in (*text, fields.id, fields.url, fields.metadata):
            if (path or path in text) and self._column(path) is None:
                raise missing(path, self.first)
        if fields.metadata in text:
            raise InputError(f"the field {fields.metadata!r} holds a text, and takes no metadata")
        return Fields(
            text,
            fields.id or names.get(usual(names, IDS), ""),
            fields.url or names.get(usual(names, URLS), ""),
            fields.metadata,
        )

    def _column(self, path: str) -> int | None:
        """The column that has a name, or a number from 1; None if there is none."""
        if path and path in self.first:
            return self.first.index(path)
        number = int(path) if path.isascii() and path.isdecimal() and len(path) < 9 else 0  # noqa: PLR2004  # digits
        return number - 1 if 0 < number <= max(self.width, len(self.first)) else None

    def _is_named(self, layout: Fields) -> bool:
        """Whether the first row is none of data: it looks so, or a name was asked for."""
        paths = (*layout.text, layout.id, layout.url, layout.metadata)
        return self.named or any(path in self.first for path in paths if path)

    def records(self, text: str, layout: Fields, *, first: bool) -> Iterator[Record]:
        """The rows of a slice. Those with more or fewer cells than the others are odd."""
        texts = [(path, self._column(path)) for path in layout.text]
        others = [self._column(path) for path in (layout.id, layout.url)]
        header = first and self._is_named(layout)
        for raw, closed in self.rows(text):
            start = len(MARK) if first and raw.startswith(MARK) else 0
            first = False
            if not raw[start:].rstrip("\r\n") or header:
                header = header and not raw[start:].rstrip("\r\n")
                yield Record(raw)
                continue
            cells = self.cells(raw, start)
            if not closed:
                yield Record(raw, error="a quote is never closed")
            elif self.width and len(cells) != self.width:
                yield Record(raw, error=f"{len(cells)} cells, where others have {self.width}")
            else:
                found = [
                    Field(path, self.said(raw[slice(*cells[at])]), cells[at])
                    for at, path in sorted(
                        {at: path for path, at in texts if at is not None}.items()
                    )
                    if at < len(cells)
                ]
                name, url = (
                    self.said(raw[slice(*cells[at])]) if at is not None and at < len(cells) else ""
                    for at in others
                )
                yield Record(raw, tuple(found), name, url)

    def rows(self, text: str) -> Iterator[tuple[str, bool]]:
        """The rows with their ends, and whether their quotes are closed; else it is one line."""
        row = re.compile(row_pattern(self.delimiter, quoting=self.quoting) + r"(?:\n|\Z)")
        at = 0
        while at < len(text):
            mark = text.startswith(MARK, at) and not at
            match = row.match(text, at + len(MARK) if mark else at)
            end = match.end() if match else text.find("\n", at) + 1 or len(text)
            yield text[at:end], match is not None
            at = end

    def cells(self, raw: str, start: int = 0) -> list[Span]:
        """Where the cells of a row stand, with their quotes."""
        end = len(raw) - (2 if raw.endswith("\r\n") else raw.endswith("\n"))
        pattern = re.compile(cell_pattern(self.delimiter, quoting=self.quoting))
        spans = []
        at = start
        while (match := pattern.match(raw, at, end)) is not None:
            spans.append(Span(at, match.end()))
            at = match.end() + 1
            if at > end:
                break
        return spans

    def said(self, cell: str) -> str:
        """What a cell says: without its quotes, if it has some."""
        if not (self.quoting and cell.startswith('"')):
            return cell
        match = QUOTED.match(cell)
        return match[1].replace('""', '"') + cell[match.end() :] if match else cell

    def spelt(self, text: str, like: str) -> str:
        """A cell in quotes, if the other one is or if it must; without any, line ends are spaces.

        In a table without quotes a tab and a line end cannot be written: each becomes a space.
        """
        if not self.quoting:
            return re.sub(rf"\r\n|[\r\n{re.escape(self.delimiter)}]", " ", text)
        must = (
            any(mark in text for mark in (self.delimiter, "\n", "\r"))
            or text.startswith('"')
            or ('"' in text and '"' not in like)
            or (not text and self.width == 1)
        )
        return f'"{text.replace(chr(34), chr(34) * 2)}"' if must or like.startswith('"') else text

    def dressed(
        self, record: Record, texts: Sequence[str], layout: Fields, metadata: Mapping[str, str]
    ) -> Sequence[tuple[Span, str]]:
        """The metadata as JSON in their column, if there are any."""
        column = self._column(layout.metadata) if layout.metadata else None
        if column is None or not metadata or len(texts) == 0:
            return []
        raw = record.raw
        span = self.cells(raw, len(MARK) if raw.startswith(MARK) else 0)[column]
        new = json_spelling.object_of(metadata, json_spelling.PLAIN, ", ", ": ")
        return [(span, self.spelt(new, raw[slice(*span)]))]


def cell_pattern(delimiter: str, *, quoting: bool) -> str:
    """What matches a cell with its quotes, and what stands between these and the delimiter."""
    plain = rf"[^{re.escape(delimiter)}\n]*+"
    return rf'(?:"[^"]*+(?:""[^"]*+)*+"{plain}|(?!"){plain})' if quoting else plain


def row_pattern(delimiter: str, *, quoting: bool) -> str:
    """What matches a row without its end."""
    if not quoting:
        return r"[^\n]*+"
    cell = cell_pattern(delimiter, quoting=True)
    return rf"{cell}(?:{re.escape(delimiter)}{cell})*+"
