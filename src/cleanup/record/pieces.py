"""The pieces of a record: its lines in columns, in Parquet, in the order of their documents.

DuckDB reads all of them at once:
    SELECT rule, count(*) FROM 'OUT/.cleanup/edits/*.parquet' GROUP BY rule
Which of them count, the manifest says; what a run does is written to a log first, see `ledger`.
"""

from __future__ import annotations

from contextlib import suppress
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING, Any

from cleanup.engines.batch import size_of
from cleanup.engines.database import Database, parquet
from cleanup.errors import EngineError, OutputError, reason_of
from cleanup.formats import text as files
from cleanup.formats.inside import opened
from cleanup.record.lines import COLUMNS, EMPTY, NAMES, place_of_line, plain_name, spelt_name
from cleanup.record.logs import chunks
from cleanup.record.manifest import FOLDER, PIECES, WORK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from cleanup.record.lines import Line, Place

PIECE_SIZE = 1 << 25  # characters of a piece
MAX_PIECES = 32  # more are made one
MEMORY = 3 * 10**8  # bytes for DuckDB


class Pieces:
    """The pieces of one folder. What cannot be read is noted in `damaged`, and passed over."""

    def __init__(self, folder: Path) -> None:
        """Read nothing yet; `folder` is that of the results."""
        self._folder = folder / FOLDER
        self._database = Database(self._folder / WORK / "spill", jobs=1, memory=MEMORY)
        self.damaged: list[str] = []  # for people

    def close(self) -> None:
        """Give everything back."""
        self._database.close()
        with suppress(OSError):  # what else is in it is an engine's
            (self._folder / WORK).rmdir()

    def lines(self, name: str, columns: Sequence[str] = ()) -> Iterator[Line]:
        """The lines of a piece; with `columns` only these of them, and each such line once."""
        path, names = self._folder / name, columns or tuple(COLUMNS)
        which = f"{'DISTINCT' if columns else ''} {', '.join(names)}"
        try:
            with opened(path, "rb"):  # not through a link
                pass
            for row in self._database.rows(f"FROM {parquet(path)} SELECT {which}"):
                line = dict(zip(names, row, strict=True))
                yield line | {key: plain_name(line[key]) for key in NAMES if line.get(key)}
        except (EngineError, OSError):
            self.damaged.append(name)

    def copies(self, name: str) -> Iterator[Line]:
        """The lines of a piece that say what was left out, without the reasons."""
        path, names = self._folder / name, ("doc", "record", "run", "kept", "kept_record")
        query = f"FROM {parquet(path)} SELECT {', '.join(names)} WHERE kept <> ''"
        try:
            for row in self._database.rows(query):
                line = dict(zip(names, row, strict=True))
                yield line | {key: plain_name(line[key]) for key in NAMES}
        except EngineError:
            self.damaged.append(name)

    def write(self, lines: Iterable[Line], first: int, readers: int) -> list[str]:
        """Write lines as pieces, numbered from `first`; their names. Raises OutputError."""
        temporary = self._folder / WORK / "piece.parquet"
        written: list[str] = []
        for batch in _batches(lines):
            name = f"{PIECES}/{first + len(written):06}.parquet"
            try:
                temporary.parent.mkdir(mode=0o700, exist_ok=True)
                self._database.write([batch], COLUMNS, temporary)
                files.write(self._folder / name, chunks(temporary), readers)
                temporary.unlink()
            except (EngineError, OSError) as error:
                raise OutputError(f"cannot write its record: {reason_of(error)}") from None
            written.append(name)
        return written


def together(streams: Iterable[Iterable[Line]]) -> Iterator[tuple[Place, list[Line]]]:
    """The lines of streams that are in order, all that are about one thing together."""
    for place, lines in groupby(merge(*streams, key=place_of_line), place_of_line):
        yield place, list(lines)


def _batches(lines: Iterable[Line]) -> Iterator[dict[str, list[Any]]]:
    """Lines as columns, as many as make a piece."""
    batch: dict[str, list[Any]] = {column: [] for column in COLUMNS}
    size = 0
    for line in lines:
        for column, kind in COLUMNS.items():
            value = line.get(column, EMPTY[kind])
            batch[column].append(spelt_name(value) if column in NAMES else value)
        size += size_of([line.get("text", ""), line.get("replacement", ""), line["doc"]])
        if size > PIECE_SIZE:
            yield batch
            batch, size = {column: [] for column in COLUMNS}, 0
    if batch["doc"]:
        yield batch
