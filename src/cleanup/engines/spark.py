"""The engine for a cluster: Spark does the SQL and runs the functions in its Python workers.

Functions run in `mapInArrow`, which needs pyarrow alone. A row that kills its worker fails the
task, and Spark starts the task again; from its second attempt on, functions run in processes of
their own, so that the row is found and comes out with its error. Nothing of pyspark is imported
before an engine is made.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cleanup.engines import spark_worker
from cleanup.engines.spark_session import start
from cleanup.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

    from cleanup.engines.table import Engine, Function, Row, Schema, Table

PART_ROWS = 10_000  # the rows of from_rows that make one task, at most
PART_SIZE = 1 << 21  # and the characters and bytes in them, about
NARROW = {"tinyint": "BIGINT", "smallint": "BIGINT", "int": "BIGINT", "float": "DOUBLE"}
LONGEST = 300  # characters of a reason
RAISED = re.compile(r"Traceback .*\n(?:[ \t].*\n)+(\S.*)")
CAUSED = re.compile(r"^(?:Caused by)?: [\w.$]+: (.+?)(?:\. |$)", re.MULTILINE)


class SparkEngine:
    """Seven ways to work on tables, done by Spark. A context manager.

    The folder holds what is saved and, while the engine runs, the rows that were given to it;
    every machine of the cluster must see it under the same path. `memory` is that of the one
    process of a local master, or of each executor, in bytes; 0 leaves it to Spark. A session that
    the program has already started is used, whatever its master, and not stopped. Raises
    EngineError where pyspark or Java is missing.
    """

    def __init__(
        self, folder: Path, *, master: str = "local[*]", memory: int = 0, fingerprint: str = ""
    ) -> None:
        """Start Spark, or take the session that the program has started."""
        self._folder = folder.resolve()
        self._folder.mkdir(parents=True, exist_ok=True)
        self._fingerprint = fingerprint
        self._scratch = TemporaryDirectory(prefix=".spark-", dir=self._folder)
        self._parts = 0
        try:
            self._session, self._stop = start(Path(self._scratch.name), master, memory)
        except BaseException:
            self._scratch.cleanup()
            raise

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._stop()
        self._scratch.cleanup()

    def from_rows(self, rows: Iterable[Row], schema: Schema) -> Table:
        """A table of the rows, which are written to the disk and read where they are worked on."""
        folder, first = Path(self._scratch.name), self._parts
        with _engine_errors():
            for part in parts(rows):
                spark_worker.write_part(folder / f"{self._parts}.parquet", part, schema)
                self._parts += 1
            # One task for each part: Spark itself would read them by size, not in their order.
            numbers = self._session.range(first, self._parts, 1, self._parts - first)
            read = partial(spark_worker.read_parts, folder=folder)
            return numbers.mapInArrow(read, _ddl(schema))

    def read(self, path: Path) -> Table:
        """The table that lies in a folder of Parquet files."""
        with _engine_errors():
            reader = self._session.read.option("__globPaths__", "false")  # [ and * are names too
            return reader.parquet(f"file://{path.resolve()}")

    def map(
        self, table: Table, function: Function, schema: Schema, columns: Sequence[str]
    ) -> Table:
        """What a function makes of each batch of the columns."""
        work = partial(
            spark_worker.map_batches, function=function, schema=schema, columns=tuple(columns)
        )
        with _engine_errors():
            return table.select(*columns).mapInArrow(work, _ddl(schema))

    def sql(self, query: str, **tables: Table) -> Table:
        """What a query gives; whole numbers are BIGINT, of whatever width Spark makes them."""
        with _engine_errors():
            for name, table in tables.items():
                table.createOrReplaceTempView(name)
            found = self._session.sql(query)
            for name in tables:
                self._session.catalog.dropTempView(name)
            wide = {name: NARROW[kind] for name, kind in found.dtypes if kind in NARROW}
            return found.withColumns({name: found[name].cast(wide[name]) for name in wide})

    def save(self, table: Table, name: str) -> Table:
        """Work a table out into a folder, unless the same run has done so before.

        What comes after reads the folder, so Spark does not have to know how it came about.
        """
        home = self._folder / f"{name}-{self._fingerprint}"
        if not (home / "_SUCCESS").exists():
            with _engine_errors():
                table.write.mode("overwrite").parquet(f"file://{home}")
        return self.read(home)

    def count(self, table: Table) -> int:
        """The number of rows."""
        with _engine_errors():
            return int(table.count())

    def rows(self, table: Table) -> Iterator[Row]:
        """All rows, one partition after the other; no more than one is in memory."""
        with _engine_errors():
            yield from map(tuple, table.toLocalIterator())


def parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Rows in lists that one task can take; at least one list."""
    part: list[Row] = []
    size = 0
    made = False
    for row in rows:
        part.append(row)
        size += sum(len(value) for value in row if isinstance(value, str | bytes))
        if len(part) >= PART_ROWS or size >= PART_SIZE:
            yield part
            part, size, made = [], 0, True
    if part or not made:
        yield part


def _ddl(schema: Schema) -> str:
    return ", ".join(f"`{name}` {kind}" for name, kind in schema.items())


@contextmanager
def _engine_errors() -> Iterator[None]:
    """Whatever Spark says, in one line."""
    from py4j.protocol import Py4JError  # noqa: PLC0415  # an extra
    from pyspark.errors import PySparkException  # noqa: PLC0415  # as above

    try:
        yield
    except (PySparkException, Py4JError, OSError) as error:
        raise EngineError(f"Spark cannot go on: {reason(str(error))}") from error


def reason(message: str) -> str:
    """The line of an error that says why: the end of a Python traceback, or Java's last cause."""
    found = RAISED.findall(message) or CAUSED.findall(message) or [message.partition("\n")[0]]
    return str(found[-1]).strip()[:LONGEST]
