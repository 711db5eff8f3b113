"""Parquet: its texts as JSON Lines, and a file with other texts that is else the same.

One row group at a time is in memory.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.errors import InputError
from cleanup.formats.record import IDS, TEXTS, URLS, Fields, missing, usual
from cleanup.formats.slices import decoded, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from types import ModuleType
    from typing import BinaryIO

SLICE = 8 << 20  # bytes of texts in a slice, if a row group has no more
VERSIONS = ("1.0", "2.4", "2.6")  # of the format that can be written
CODECS = {
    "UNCOMPRESSED": "NONE",
    "LZ4_RAW": "LZ4",
}  # where what is read is not called as is written


class LeftOut(NamedTuple):
    """The numbers of rows, from 0 and sorted, and the file to which they are written, if any."""

    rows: Sequence[int] = ()
    target: BinaryIO | None = None


def _pyarrow() -> ModuleType:
    try:
        import pyarrow as pa  # noqa: PLC0415  # an extra
        import pyarrow.parquet  # noqa: PLC0415  # an extra
    except ImportError:
        raise InputError("Parquet; to read it, install corpus-cleanup[parquet]") from None
    return pa  # type: ignore[no-any-return]  # whatever it is there


@contextmanager
def _opened(source: Path | BinaryIO) -> Iterator[Any]:
    """The Parquet file at a path or in a stream. Raises InputError for damage in it."""
    pa = _pyarrow()
    try:
        with pa.parquet.ParquetFile(source) as file:
            yield file
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"damaged Parquet ({str(error).splitlines()[0]})") from None


def layout(source: Path | BinaryIO, fields: Fields) -> Fields:
    """The fields with all columns told. Raises InputError for those that are not there.

    Texts are columns of strings that are not inside of others.
    """
    with _opened(source) as file:
        schema = file.schema_arrow
    names = list(schema.names)
    strings = [field.name for field in schema if _is_string(field.type)]
    text = fields.text or (usual(strings, TEXTS),)
    for name in text:
        if name not in strings:
            raise missing(name, strings)
    for name in (fields.id, fields.url):
        if name and name not in names:
            raise missing(name, names)
    if fields.metadata:
        raise InputError("a Parquet file has no place for metadata")
    return Fields(text, fields.id or usual(names, IDS), fields.url or usual(names, URLS))


def _is_string(of: Any) -> bool:
    types = _pyarrow().types
    of = of.value_type if types.is_dictionary(of) else of
    return bool(types.is_string(of) or types.is_large_string(of))


def slices(
    source: Path | BinaryIO, columns: Fields, size: int = SLICE
) -> Iterator[tuple[range, int]]:
    """The row groups of each slice, whose texts are about `size` bytes, and its rows."""
    with _opened(source) as file:
        metadata = file.metadata
        first = rows = held = 0
        for number in range(metadata.num_row_groups):
            group = metadata.row_group(number)
            parts = (group.column(at) for at in range(group.num_columns))
            own = sum(
                part.total_uncompressed_size
                for part in parts
                if part.path_in_schema in columns.text
            )
            if held and held + own > size:
                yield range(first, number), rows
                first, rows, held = number, 0, 0
            rows, held = rows + group.num_rows, held + own
        if first < metadata.num_row_groups:
            yield range(first, metadata.num_row_groups), rows


def as_lines(source: Path | BinaryIO, groups: Iterable[int], columns: Fields) -> str:
    """The rows of some row groups as JSON Lines, with the columns of a layout alone."""
    wanted = {*columns.text, columns.id, columns.url}
    lines: list[str] = []
    with _opened(source) as file:
        names = [name for name in file.schema_arrow.names if name in wanted]
        for group in groups:
            table = file.read_row_group(group, columns=names)
            values = [_values(table.column(name)) for name in names]
            rows = (dict(zip(names, row, strict=True)) for row in zip(*values, strict=True))
            lines += (json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
    return "".join(lines)


def _values(column: Any) -> list[Any]:
    """The values of a column; strings that are no UTF-8 are read as what else they may be."""
    try:
        values: list[Any] = column.to_pylist()
    except UnicodeDecodeError:
        plain = column.combine_chunks().cast(_pyarrow().large_binary())
        values = [None if data is None else decoded(data) for data in plain.to_pylist()]
    return values


def write(
    source: Path | BinaryIO,
    target: BinaryIO,
    pieces: Iterable[str],
    columns: Fields,
    left_out: LeftOut = LeftOut(),  # noqa: B008  # immutable
) -> None:
    """Write a Parquet file with the texts of some JSON Lines, which are its rows in their order.

    That of the rows that are left out, if they are kept, and this one have the row groups of the
    source, its schema and its compression. Raises InputError if the lines are not as many as rows.
    """
    lines = chain.from_iterable(map(lines_of, pieces))
    numbers = {*left_out.rows}
    with _opened(source) as file, _writer(file, target) as kept:
        start = 0
        with _writer(file, left_out.target) as other:
            for group in range(file.num_row_groups):
                table = _with_texts(file.read_row_group(group), lines, columns.text)
                stays = [start + row not in numbers for row in range(table.num_rows)]
                _add(kept, table if all(stays) else table.filter(stays))
                if other:
                    _add(other, table.filter([not stay for stay in stays]))
                start += table.num_rows
    if next(lines, None) is not None:
        raise InputError("there are more lines than rows")


def merge(
    kept: Path | BinaryIO, aside: Path | BinaryIO, rows: Sequence[int], target: BinaryIO
) -> None:
    """Write the file of which `write` has made these two; `rows` are those that were left out."""
    pa = _pyarrow()
    numbers = {*rows}
    with _opened(kept) as first, _opened(aside) as second, _writer(first, target) as whole:
        start = 0
        for group in range(first.num_row_groups):
            tables = [file.read_row_group(group) for file in (first, second)]
            total = sum(table.num_rows for table in tables)
            staying, leaving = 0, tables[0].num_rows
            order = []
            for row in range(start, start + total):
                order.append(leaving if row in numbers else staying)
                staying, leaving = staying + (row not in numbers), leaving + (row in numbers)
            _add(whole, pa.concat_tables(tables).take(order))
            start += total


def _with_texts(table: Any, lines: Iterator[str], names: Iterable[str]) -> Any:
    """A table with the texts of as many lines as it has rows."""
    pa = _pyarrow()
    rows = [json.loads(line) for line in islice(lines, table.num_rows)]
    if len(rows) < table.num_rows:
        raise InputError("there are fewer lines than rows")
    for name in names:
        at = table.schema.get_field_index(name)
        field = table.schema.field(at)
        is_dictionary = pa.types.is_dictionary(field.type)
        plain = pa.array(
            [row[name] for row in rows],
            field.type.value_type if is_dictionary else field.type,
        )
        values = plain.dictionary_encode().cast(field.type) if is_dictionary else plain
        table = table.set_column(at, field, values)
    return table


@contextmanager
def _writer(file: Any, target: BinaryIO | None) -> Iterator[Any]:
    """A writer of files that are like another one; None without a target."""
    if target is None:
        yield None
        return
    metadata = file.metadata
    groups = [metadata.row_group(0)] if metadata.num_row_groups else []
    chunks = [group.column(at) for group in groups for at in range(group.num_columns)]
    stored = b"ARROW:schema" in (metadata.metadata or {})
    version = metadata.format_version
    with _pyarrow().parquet.ParquetWriter(
        target,
        file.schema_arrow,
        compression={
            chunk.path_in_schema: CODECS.get(chunk.compression, chunk.compression)
            for chunk in chunks
        },
        use_dictionary=[chunk.path_in_schema for chunk in chunks if chunk.has_dictionary_page],
        use_deprecated_int96_timestamps=any(chunk.physical_type == "INT96" for chunk in chunks),
        version=version if version in VERSIONS else VERSIONS[-1],
        store_schema=stored,
    ) as writer:
        yield writer


def _add(writer: Any, table: Any) -> None:
    """Write a table as one row group, also an empty one."""
    writer.write_table(table, row_group_size=max(1, table.num_rows))
