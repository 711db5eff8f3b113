"""The engine for a cluster: Spark does the SQL and runs the functions in its Python workers.

Functions run in `mapInArrow`, the way that costs least. A row that kills its worker fails the
task, and Spark starts the task again; from its second attempt on, functions run in processes of
their own, so that the row is found and comes out with its error. Nothing of pyspark is imported
before an engine is made.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self

from cleanup.engines import spark_worker
from cleanup.engines.batch import size_of
from cleanup.engines.spark_session import start
from cleanup.engines.worker import Task
from cleanup.errors import EngineError
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cleanup.engines.spark_worker import Step
    from cleanup.engines.table import Function, Row, Schema

FEW_ROWS = 250  # of from_rows make its first tasks, as each costs about 50 ms, ...
SHARE = 50  # ... later ones have one row for each so many before them, ...
MOST_ROWS = 10_000  # ... at most so many,
PART_SIZE = 1 << 21  # and about so many characters and bytes
TYPES = {"tinyint": "bigint", "smallint": "bigint", "int": "bigint", "float": "double"}
MAX_REASON = 300  # characters
RAISED = regex(r"Traceback .*\n(?:[ \t].*\n)+(?:cleanup\.errors\.EngineError: )?(\S.*)")
CAUSED = regex(r"^(?:Caused by)?: [\w.$]+: (.+?)(?:\. |$)", re.MULTILINE)


@dataclass(frozen=True, eq=False)
class Frame:
    """A table of Spark, which it works out where it is used."""

    data: Any  # pyspark.sql.DataFrame
    lineage: str  # what it depends on but for the rows that were given
    folder: Path | None = None  # where it lies if it was saved
    source: Any = None  # the frame that it is made from by functions alone, one after the other
    steps: tuple[Step, ...] = ()


class SparkEngine:
    """An engine on a Spark cluster; `with` gives everything back that was not saved.

    The folder holds the saved tables and, while the engine runs, the rows that were given to it;
    every machine of the cluster must see it under the same path. `fingerprint` and the names of
    saved tables mean what they mean to the local engine. `memory`, in bytes, is that of the one
    process of a local master, or of each executor; 0 leaves it to Spark.

    A session that the program has already started is used, whatever its master, and not stopped.
    Raises EngineError where pyspark or Java is missing.
    """

    def __init__(
        self, folder: Path, *, master: str = "local[*]", memory: int = 0, fingerprint: str = ""
    ) -> None:
        """Start Spark, or take the session that the program has started."""
        self.folder = folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self._fingerprint = fingerprint
        self._scratch = TemporaryDirectory(prefix=".spark-", dir=self.folder)
        self._parts = 0
        try:
            self._session, self._stop = start(Path(self._scratch.name), master, memory)
        except BaseException:
            self._scratch.cleanup()
            raise

    def __enter__(self) -> Self:
        """The engine itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """As `close`."""
        self.close()

    def close(self) -> None:
        """End the session if it is the engine's own, and remove what was not saved."""
        self._stop()
        self._scratch.cleanup()

    def from_rows(
        self, rows: Iterable[Row], schema: Schema, weigh: Callable[[Row], int] = size_of
    ) -> Frame:
        """A table of the rows, which are written to the disk and read where they are worked on."""
        folder, first = Path(self._scratch.name), self._parts
        with _as_engine_error():
            for part in parts(rows, weigh):
                spark_worker.write_part(folder / f"{self._parts}.parquet", part, schema)
                self._parts += 1
            # One task for each part: Spark itself would read them by size, not in their order.
            numbers = self._session.range(first, self._parts, 1, self._parts - first)
            step = partial(spark_worker.read_parts, folder=folder)
            return _made(numbers, (step,), schema, "rows")

    def read(self, path: Path) -> Frame:
        """The table that lies in a folder of Parquet files."""
        with _as_engine_error():
            reader = self._session.read.option("__globPaths__", "false")  # [ and * are names too
            return Frame(_cast(reader.parquet(f"file://{path.resolve()}")), f"read {path.name}")

    def map(
        self, table: Frame, function: Function, schema: Schema, columns: Sequence[str]
    ) -> Frame:
        """What `function` makes of each batch, worked out each time unless it is saved."""
        task = Task(function, tuple(columns), dict(schema))
        lineage = f"{task.name}({', '.join(columns)}) -> {task.schema} of {table.lineage}"
        step = partial(spark_worker.map_batches, task=task)
        with _as_engine_error():
            source = table.data.select(*columns) if table.source is None else table.source
            return _made(source, (*table.steps, step), schema, lineage)

    def sql(self, query: str, **tables: Frame) -> Frame:
        """What a query gives, worked out each time unless it is saved."""
        with _as_engine_error():
            for name, table in tables.items():
                table.data.createOrReplaceTempView(name)
            found = _cast(self._session.sql(query))
            for name in tables:
                self._session.catalog.dropTempView(name)
        sources = (f"{name} = {table.lineage}" for name, table in tables.items())
        return Frame(found, f"{query} where {', '.join(sources)}")

    def save(self, table: Frame, name: str) -> Frame:
        """Work a table out into a folder, unless the same run has done so before.

        What comes after reads the folder, so Spark need not remember how it came about.
        """
        key = sha256(f"{self._fingerprint}\0{name}\0{table.lineage}".encode()).hexdigest()
        folder = self.folder / f"{name}-{key[:16]}"
        if not (folder / "_SUCCESS").exists():
            _write(table, folder)
        return Frame(self.read(folder).data, f"saved {folder.name}", folder)

    def count(self, table: Frame) -> int:
        """The number of rows."""
        with _as_engine_error():
            return int(table.data.count())

    def rows(self, table: Frame) -> Iterator[Row]:
        """All rows, read from files: Spark itself gives rows in order from one task at a time."""
        if table.folder is not None:
            with _as_engine_error():
                yield from spark_worker.rows_in(table.folder)
            return
        with TemporaryDirectory(dir=self._scratch.name) as folder:
            _write(table, Path(folder))
            with _as_engine_error():
                yield from spark_worker.rows_in(Path(folder))


def parts(rows: Iterable[Row], weigh: Callable[[Row], int] = size_of) -> Iterator[list[Row]]:
    """Rows in lists that make one task each: many if the rows are many; at least one list."""
    part: list[Row] = []
    size = done = 0
    for row in rows:
        part.append(row)
        size += weigh(row)
        if len(part) >= min(max(FEW_ROWS, done // SHARE), MOST_ROWS) or size >= PART_SIZE:
            yield part
            done += len(part)
            part, size = [], 0
    if part or not done:
        yield part


def _write(table: Frame, folder: Path) -> None:
    """Work a table out into a folder, in place of whatever is there."""
    with _as_engine_error():
        table.data.write.mode("overwrite").parquet(f"file://{folder}")


def _made(source: Any, steps: tuple[Step, ...], schema: Schema, lineage: str) -> Frame:
    """A table made by functions; Spark's workers take all steps at once."""
    types = ", ".join(f"`{name}` {kind}" for name, kind in schema.items())
    work = partial(spark_worker.in_turn, steps=steps, folder=Path.cwd())
    data = source.mapInArrow(work, types)
    return Frame(data, lineage, source=source, steps=steps)


def _cast(data: Any) -> Any:
    """A table whose columns have the types of the seam, of whatever width Spark makes them."""
    wide = {
        name: "double" if kind.startswith("decimal") else TYPES[kind]
        for name, kind in data.dtypes
        if kind in TYPES or kind.startswith("decimal")
    }
    return data.withColumns({name: data[f"`{name}`"].cast(kind) for name, kind in wide.items()})


@contextmanager
def _as_engine_error() -> Iterator[None]:
    """Turn what Spark and the disk complain of into one line for a person."""
    from py4j.protocol import Py4JError  # noqa: PLC0415  # an extra
    from pyspark.errors import PySparkException  # noqa: PLC0415  # as above

    try:
        yield
    except (PySparkException, Py4JError, OSError, TypeError, ValueError) as error:
        raise EngineError(f"Spark cannot go on: {reason(str(error))}") from error


def reason(message: str) -> str:
    """The line of an error that says why: the end of a Python traceback, or Java's last cause."""
    first = message.strip().partition("\n")[0]
    found = RAISED.findall(message) or CAUSED.findall(message) or [first]
    return str(found[-1]).strip()[:MAX_REASON]
