"""The engine of one machine: DuckDB for queries, a pool of processes for functions.

A table is a folder of Parquet files, or rows in memory while they are few, or a query or a map
that is still to be worked out. DuckDB is imported, and the engine's folder made, only when a
table is written, read or queried: what is only mapped and iterated over needs neither.
"""

from __future__ import annotations

import shutil
from hashlib import sha256
from itertools import chain, islice
from time import monotonic
from typing import TYPE_CHECKING, Any, Self

from cleanup.engines import pieces
from cleanup.engines.batch import FEW_ROWS, MOST_ROWS, Pace, size_of
from cleanup.engines.database import Database, as_engine_error, cast, parquet, quoted
from cleanup.engines.local_table import Mapped, Query, Rows, Stored
from cleanup.engines.pool import Pool, cores
from cleanup.engines.worker import Chained, Task
from cleanup.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from cleanup.engines.local_table import Table
    from cleanup.engines.table import Function, Row, Schema
    from cleanup.engines.worker import Columns

PIECE_SIZE = 1 << 22  # characters and bytes of a piece, and of rows that stay in memory
PIECE_SECONDS = 10.0  # of work that a kill may cost, at most
SOURCE = ".source"  # ends the name of what a table is made from, kept until it is made


class LocalEngine:
    """An engine on one machine; `with` gives everything back that was not saved.

    The folder belongs to one engine at a time. Saved tables stay in it and are found again by an
    engine with the same `fingerprint`, which stands for all that the tables depend on: inputs,
    settings, version of the code. Within one fingerprint the name of a saved table is its own.

    `jobs` is the number of processes and of DuckDB's threads; 0: as many as there are cores.
    `memory`, in bytes, is for the engine in all; 0: a gigabyte. DuckDB takes
    half of it, at least 150 MB, and spills into the folder what does not fit. The other half is for
    the processes and the batches in flight; what the functions themselves take is not limited.
    DuckDB sorts and groups numbers within any memory, long texts it does not: join them last. Nor
    does it spill a window without PARTITION BY. A text needs five times its size of DuckDB's half.
    NaN counts as NULL.
    """

    def __init__(  # noqa: PLR0913  # one for each thing that a plan says
        self,
        folder: Path,
        *,
        jobs: int = 0,
        memory: int = 0,
        fingerprint: str = "",
        pool: Pool | None = None,
        few: int = FEW_ROWS,
    ) -> None:
        """Start nothing yet. A `pool` that is given is another's to close; see its `few` rows."""
        jobs = jobs or cores()
        self._folder = folder
        self._scratch = folder / "scratch"
        self._fingerprint = fingerprint
        self._pool = pool or Pool(jobs)
        self._is_own, self._few = pool is None, few
        self._database = Database(folder / "spill", jobs=jobs, memory=memory)
        self._stored: dict[Table, Stored] = {}  # what was worked out
        self._obsolete: list[Path] = []
        self._folders = 0

    def __enter__(self) -> Self:
        """The engine itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """As `close`."""
        self.close()

    def close(self) -> None:
        """End the processes and remove what was not saved."""
        if self._is_own:
            self._pool.close()
        self._database.close()
        for folder in (self._scratch, *self._obsolete):
            shutil.rmtree(folder, ignore_errors=True)

    def from_rows(
        self, rows: Iterable[Row], schema: Schema, weigh: Callable[[Row], int] = size_of
    ) -> Table:
        """A table of the rows: in memory if they are few."""
        rows = iter(rows)
        few, size = [], 0
        for row in rows:
            few.append(row)
            size += weigh(row)
            if size > PIECE_SIZE:
                break
        else:
            return Rows(schema, few)
        folder = self._new_folder()
        pieces.resume(folder)
        self._write(folder, schema, unchanged(chain(few, rows), schema), 0)
        pieces.finish(folder, schema)
        return Stored(schema, folder, "rows")

    def read(self, path: Path) -> Table:
        """The table that lies in a folder of Parquet files."""
        schema = self._database.schema(f"FROM {parquet(path)}")
        return Stored(schema, path, f"read {path.name}")

    def map(
        self, table: Table, function: Function, schema: Schema, columns: Sequence[str]
    ) -> Table:
        """What `function` makes of each batch: streamed by `rows`, else worked out once."""
        known = columns if isinstance(table, Query) else table.schema
        if missing := set(columns) - set(known):
            raise EngineError(f"there are no columns {sorted(missing)} to map")
        return Mapped(table, Task(function, tuple(columns), dict(schema)))

    def sql(self, query: str, **tables: Table) -> Table:
        """What a query gives, worked out each time it is used unless it is saved."""
        return Query(query, tables)

    def save(self, table: Table, name: str) -> Table:
        """Work a table out and keep it, or find it; a map continues where it was broken off."""
        key = sha256(f"{self._fingerprint}\0{name}\0{table.lineage}".encode()).hexdigest()
        return self._worked_out(table, self._folder / f"{name}-{key[:16]}")

    def count(self, table: Table) -> int:
        """The number of rows."""
        if isinstance(table, Rows):
            return len(table.rows)
        query, _ = self._query(table)
        (number,) = self._database.rows(f"FROM ({query}) SELECT count(*)")
        return int(number[0])

    def rows(self, table: Table) -> Iterator[Row]:
        """All rows; of a map, as soon as those before them are done."""
        table = self._stored.get(table, table)
        if not isinstance(table, Mapped):
            yield from self._rows(table)
            return
        source, task = self._chained(table)
        for _, columns in self._results(task, self._settled(source, None), 0):
            yield from zip(*map(plain, columns.values()), strict=True)

    def _chained(self, table: Mapped) -> tuple[Table, Task]:
        """What is worked on, and the functions on it, one after the other: only their end stays."""
        source, task = table.source, table.task
        while isinstance(source, Mapped) and source not in self._stored:
            first = source.task
            task = Task(Chained(first, task), first.columns, task.schema)
            source = source.source
        return source, task

    def _results(
        self, task: Task, source: Rows | Stored, done: int
    ) -> Iterator[tuple[int, Columns]]:
        """What a function makes of all rows but those that are done."""
        rows = islice(self._rows(source, task.columns), done, None)
        return self._pool.results(rows, task, few=0 if done else self._few)

    def _rows(self, table: Table, columns: Sequence[str] = ()) -> Iterator[Row]:
        """The rows; of what is in memory or stored, in an order that is always the same."""
        if isinstance(table, Rows):
            places = [list(table.schema).index(column) for column in columns or table.schema]
            yield from (tuple(row[place] for place in places) for row in table.rows)
        elif isinstance(table, Stored):  # file by file: few rows may be all that memory holds
            names = ", ".join(map(quoted, columns or table.schema))
            for path in sorted(table.folder.glob("*.parquet")):
                source = cast(parquet(path), table.schema)
                yield from self._database.rows(f"FROM ({source}) SELECT {names}")
        else:
            yield from self._database.rows(self._query(table)[0])

    def _query(self, table: Table) -> tuple[str, Schema]:
        """The query that gives a table, and the columns that it gives."""
        if not isinstance(table, Query) or table in self._stored:
            stored = self._settled(table, None)
            if isinstance(stored, Rows):
                stored = self._worked_out(stored, self._new_folder())
            return cast(parquet(stored.folder), stored.schema), stored.schema
        tables = [
            f"{quoted(key)} AS NOT MATERIALIZED ({self._query(of)[0]})"
            for key, of in table.tables.items()
        ]
        names = f"WITH {', '.join(tables)}" if tables else ""
        query = f"{names} FROM (\n{table.text}\n)"
        schema = self._database.schema(query)
        return cast(f"({query})", schema), schema

    def _settled(self, table: Table, folder: Path | None) -> Rows | Stored:
        """A table that can be read in order: worked out, if need be, in a folder of its own."""
        table = self._stored.get(table, table)
        if isinstance(table, (Rows, Stored)):
            return table
        return self._worked_out(table, folder or self._new_folder())

    def _worked_out(self, table: Table, folder: Path) -> Stored:
        """A table in a folder, where it may lie already, as a whole or in part."""
        source = folder.with_name(folder.name + SOURCE)
        schema: Schema | None = pieces.schema_of(folder)
        made = self._stored.get(table, table)
        if schema is None and isinstance(made, Stored) and made.folder.parent == self._scratch:
            with as_engine_error():
                shutil.rmtree(folder, ignore_errors=True)
                made.folder.replace(folder)
            schema = made.schema
        elif schema is None:
            schema = self._work_out(table, folder, source)
            pieces.finish(folder, schema)
        self._obsolete.append(source)
        self._stored[table] = Stored(schema, folder, f"saved {folder.name}")
        return self._stored[table]

    def _work_out(self, table: Table, folder: Path, source: Path) -> Schema:
        if isinstance(table, Query):
            query, schema = self._query(table)
            pieces.resume(folder)
            pieces.add(folder, 0, 0, lambda path: self._database.copy(query, path))
            return schema
        if isinstance(table, Mapped):
            worked_on, task = self._chained(table)
            rows = self._settled(worked_on, source)
            done = pieces.resume(folder)
            self._write(folder, table.schema, self._results(task, rows, done), done)
            return table.schema
        done = pieces.resume(folder)
        rest = islice(self._rows(table), done, None)
        self._write(folder, table.schema, unchanged(rest, table.schema), done)
        return table.schema

    def _write(
        self, folder: Path, schema: Schema, results: Iterable[tuple[int, Columns]], done: int
    ) -> None:
        """Write results as pieces; `done` rows of the source are there already."""
        batches: list[Columns] = []
        size, taken, began = 0, done, monotonic()

        def write() -> None:
            pieces.add(
                folder, done, taken, lambda path: self._database.write(batches, schema, path)
            )

        for count, columns in results:
            batches.append(columns)
            taken += count
            size += sum(map(size_of, columns.values()))
            if size >= PIECE_SIZE or monotonic() > began + PIECE_SECONDS:
                write()
                batches, size, done, began = [], 0, taken, monotonic()
        if batches or taken == 0:  # an empty table has a schema, too
            write()

    def _new_folder(self) -> Path:
        """A folder for what is not saved."""
        if not self._folders:  # a run that was killed may have left some
            shutil.rmtree(self._scratch, ignore_errors=True)
        self._folders += 1
        return self._scratch / str(self._folders)


def unchanged(rows: Iterable[Row], schema: Schema) -> Iterator[tuple[int, Columns]]:
    """Rows as if a function had given them back."""
    for batch in Pace(MOST_ROWS).cut(rows):
        yield len(batch.rows), dict(zip(schema, zip(*batch.rows, strict=True), strict=True))


def plain(values: Sequence[Any]) -> Sequence[Any]:
    """Values of Python, where they came as an array."""
    return values.tolist() if hasattr(values, "tolist") else values
