"""The pieces of a record: its lines in columns, in Parquet, in the order of their documents.

DuckDB reads all of them at once:
    SELECT rule, count(*) FROM 'OUT/.cleanup/edits/*.parquet' GROUP BY rule
Which of them count, the manifest says; what a run does is written to a log first, see `ledger`.
"""

from __future__ import annotations

import shutil
from collections import deque
from heapq import merge
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleanup.engines.database import Database, parquet
from cleanup.errors import EngineError, OutputError, reason_of
from cleanup.formats import text as files
from cleanup.formats.inside import opened
from cleanup.formats.scratch import Scratch
from cleanup.record.lines import COLUMNS, EMPTY, NAMES, place_of_line, plain_name, spelt_name
from cleanup.record.logs import chunks
from cleanup.record.manifest import FOLDER, PIECES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cleanup.engines.table import Row
    from cleanup.record.lines import Line, Place

PIECE_SIZE = 1 << 25  # characters of a piece
FEW_LINES = 1024  # that are put into columns at once
MAX_PIECES = 32  # more are made one
MEMORY = 3 * 10**8  # bytes for DuckDB


class Pieces:
    """The pieces of one folder. What cannot be read is noted in `damaged`, and passed over."""

    def __init__(self, folder: Path) -> None:
        """Read nothing yet; `folder` is that of the results."""
        self._folder = folder / FOLDER
        self._work = Scratch()  # its name is one that DuckDB can take
        self._database = Database(Path(self._work.name, "spill"), jobs=1, memory=MEMORY)
        self.damaged: list[str] = []  # for people

    def close(self) -> None:
        """Give everything back."""
        self._database.close()
        self._work.cleanup()

    def lines(self, name: str, columns: Sequence[str] = ()) -> Iterator[Line]:
        """The lines of a piece; with `columns` only these of them, and each such line once.

        Raises OutputError for one that may not be read.
        """
        names = columns or tuple(COLUMNS)
        return self._lines(name, names, f"{'DISTINCT' if columns else ''} {', '.join(names)}")

    def copies(self, name: str) -> Iterator[Line]:
        """The lines of a piece that say what was left out, without the reasons."""
        names = ("doc", "record", "run", "kept", "kept_record")
        return self._lines(name, names, f"{', '.join(names)} WHERE kept <> ''")

    def _lines(self, name: str, names: Sequence[str], which: str) -> Iterator[Line]:
        try:
            for row in self._rows(name, which):
                line = dict(zip(names, row, strict=True))
                yield line | {key: plain_name(line[key]) for key in NAMES if line.get(key)}
        except (EngineError, OSError) as error:
            if isinstance(error, PermissionError) or self._is_readable(name, which):
                raise OutputError(f"cannot read its record: {reason_of(error)}") from None
            self.damaged.append(name)

    def _rows(self, name: str, which: str) -> Iterator[Row]:
        path = self._readable(self._folder / name)
        return self._database.rows(f"FROM {parquet(path)} SELECT {which}")

    def _is_readable(self, name: str, which: str) -> bool:
        """Whether a piece that could not be read can be now: the disk failed, and it is whole."""
        try:
            deque(self._rows(name, which), maxlen=0)
        except (EngineError, OSError):
            return False
        return True

    def _readable(self, path: Path) -> Path:
        """The path of a piece as DuckDB can take it. Raises OSError, also for a link."""
        with opened(path, "rb") as file:
            try:
                str(path).encode()
            except UnicodeEncodeError:
                copy = Path(self._work.name, path.name)
                with copy.open("wb") as target:
                    shutil.copyfileobj(file, target)
                return copy
        return path

    def write(self, lines: Iterable[Line], first: int, readers: int) -> list[str]:
        """Write lines as pieces, numbered from `first`; their names. Raises OutputError."""
        temporary = Path(self._work.name, "piece.parquet")
        written: list[str] = []
        for batch in _batches(lines):
            name = f"{PIECES}/{first + len(written):06}.parquet"
            try:
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
    few: list[Line] = []  # a column of many is made faster than a row
    size = 0
    for line in lines:
        few.append(line)
        size += len(line.get("text", "")) + len(line.get("replacement", "")) + len(line["doc"])
        if len(few) == FEW_LINES or size > PIECE_SIZE:
            _add(few, batch)
            few = []
        if size > PIECE_SIZE:
            yield batch
            batch, size = {column: [] for column in COLUMNS}, 0
    _add(few, batch)
    if batch["doc"]:
        yield batch


def _add(lines: Sequence[Line], batch: Mapping[str, list[Any]]) -> None:
    """Add lines to the columns of a batch."""
    for column, kind in COLUMNS.items():
        empty = EMPTY[kind]
        values = [line.get(column, empty) for line in lines]
        if column in NAMES:
            spelt = {name: spelt_name(name) for name in {*values}}
            values = [spelt[name] for name in values]
        batch[column] += values
