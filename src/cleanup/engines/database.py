"""DuckDB as the local engine uses it: Parquet in, Parquet out, within bounds of memory.

It is imported when it is first asked. pyarrow and pandas are not needed: columns go in as numpy
arrays, rows come out as tuples. Nothing is downloaded: extensions are neither installed nor loaded.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from cleanup.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import duckdb
    import numpy as np

    from cleanup.engines.table import Row, Schema

LEAST_MEMORY = 15 * 10**7  # bytes: with less a join of texts fails
THREAD_MEMORY = 10**8  # bytes that a thread needs to join texts
FULL = ("No space left on device", "offload data block")  # in what DuckDB says of a full disk
INTERRUPTED = "Query interrupted"  # what DuckDB raises in place of what a signal did
UNITS = ("bytes", "KiB", "MiB", "GiB", "TiB", "PiB")  # in which DuckDB tells its limit
TYPES = {  # of the columns that a query gives, and the seam's name for them
    **dict.fromkeys(("BIGINT", "INTEGER", "SMALLINT", "TINYINT", "HUGEINT"), "BIGINT"),
    **dict.fromkeys(("UBIGINT", "UINTEGER", "USMALLINT", "UTINYINT"), "BIGINT"),
    **dict.fromkeys(("DOUBLE", "FLOAT", "DECIMAL"), "DOUBLE"),
    "VARCHAR": "STRING",
    "BLOB": "BINARY",
    "BOOLEAN": "BOOLEAN",
}
NUMBERS = {"BIGINT": "int64", "DOUBLE": "float64", "BOOLEAN": "bool"}
FORMAT = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1"
MEMORY = 10**9  # bytes, unless it is said
MOST_ROWS = 10**9  # of a table that is written at once: no piece has more
ROW_GROUP = "8MB"  # of what a query gives: one is held in memory per thread to write or read it


class Database:
    """A DuckDB in memory that spills into a folder."""

    def __init__(self, spill: Path, *, jobs: int, memory: int) -> None:
        """Start nothing yet. DuckDB takes half of `memory`, in bytes; 0: of MEMORY."""
        self._spill = spill
        self._jobs = jobs
        self._memory = memory
        self._settings: dict[str, str | bool | int | float | list[str]] = {
            "allow_community_extensions": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "enable_external_file_cache": "false",  # the system has a cache of files
            "temp_directory": str(spill),
        }
        self._connection: duckdb.DuckDBPyConnection | None = None

    def schema(self, query: str) -> dict[str, str]:
        """The columns of a query and their types. Raises EngineError for types of no table."""
        found = {}
        for name, kind, *_ in self.rows(f"DESCRIBE {query}"):
            if kind.partition("(")[0] not in TYPES:
                raise EngineError(f"column {name} is {kind}, which no table can hold")
            found[name] = TYPES[kind.partition("(")[0]]
        return found

    def rows(self, query: str) -> Iterator[Row]:
        """What a query gives, row by row, in the order of the file that it reads."""
        with as_engine_error():
            cursor = self._cursor(ordered=True)
            try:
                cursor.execute(query)
                yield from iter(cursor.fetchone, None)
            finally:
                cursor.close()

    def copy(self, query: str, path: Path) -> None:
        """Write what a query gives as one Parquet file, in no order."""
        with as_engine_error():
            cursor = self._cursor(ordered=False)
            try:
                cursor.execute(
                    f"COPY ({query}) TO {text(path)} ({FORMAT}, ROW_GROUP_SIZE_BYTES '{ROW_GROUP}')"
                )
            finally:
                cursor.close()

    def write(self, batches: Sequence[Mapping[str, Any]], schema: Schema, path: Path) -> None:
        """Write rows, given as columns, as one Parquet file, in their order."""
        import numpy as np  # noqa: PLC0415  # only for tables that are written

        with as_engine_error():
            arrays = {
                name: np.concatenate(
                    [array([], kind), *(array(batch[name], kind) for batch in batches)]
                )
                for name, kind in schema.items()
            }
            cursor = self._cursor(ordered=True)
            try:
                cursor.register("piece", arrays)
                cursor.execute(f"COPY ({cast('piece', schema)}) TO {text(path)} ({FORMAT})")
                cursor.unregister("piece")
            finally:
                cursor.close()

    def close(self) -> None:
        """Give everything back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            shutil.rmtree(self._spill, ignore_errors=True)

    def _cursor(self, *, ordered: bool) -> duckdb.DuckDBPyConnection:
        if self._connection is None:
            import duckdb  # noqa: PLC0415  # only for tables in files

            shutil.rmtree(self._spill, ignore_errors=True)  # left by a run that was killed
            self._spill.mkdir(parents=True)
            self._connection = duckdb.connect(":memory:", config=self._settings)
            half = max((self._memory or MEMORY) // 2, LEAST_MEMORY)
            threads = max(1, min(self._jobs, half // THREAD_MEMORY))
            self._connection.execute(f"SET memory_limit = '{half // 1000}KB'")
            self._connection.execute(f"SET threads = {threads}")
            # Else a column of lists is of no type where those in a sample of it are empty.
            self._connection.execute(f"SET GLOBAL pandas_analyze_sample = {MOST_ROWS}")
        cursor = self._connection.cursor()
        cursor.execute(f"SET preserve_insertion_order = {str(ordered).lower()}")
        return cursor


def array(values: Sequence[Any], kind: str) -> np.ndarray[Any, Any]:
    """A column as DuckDB takes it in: plain numbers where none is missing."""
    import numpy as np  # noqa: PLC0415  # only for tables that are written

    if kind in NUMBERS and (isinstance(values, np.ndarray) or None not in values):
        return np.asarray(values, NUMBERS[kind])
    column = np.empty(len(values), dtype=object)
    column[:] = values
    return column


def quoted(column: str) -> str:
    """The name of a column as SQL writes it."""
    return '"' + column.replace('"', '""') + '"'


def text(value: object) -> str:
    """A text as SQL writes it."""
    return "'" + str(value).replace("'", "''") + "'"


def cast(source: str, schema: Schema) -> str:
    """A query on something else whose columns have just the types of a table."""
    columns = (
        f"CAST({quoted(column)} AS {kind}) AS {quoted(column)}" for column, kind in schema.items()
    )
    return f"FROM {source} SELECT {', '.join(columns)}"


def parquet(path: Path) -> str:
    """The table function that reads a Parquet file, or all that lie in a folder."""
    plain = "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path))
    files = plain if path.is_file() else f"{plain}/*.parquet"
    return f"read_parquet({text(files)}, hive_partitioning = false)"


@contextmanager
def as_engine_error() -> Iterator[None]:
    """Turn what DuckDB and the disk complain of into one line for a person."""
    import duckdb  # noqa: PLC0415  # only for tables in files

    try:
        yield
    except (duckdb.Error, OSError, OverflowError, TypeError, ValueError) as error:
        complaint = str(error)
        line = complaint.partition("\n")[0]
        if any(sign in complaint for sign in FULL):
            line = "no space is left on the disk of its folder"
        elif isinstance(error, duckdb.OutOfMemoryException):
            line = f"it needs more memory ({line})"
        raise EngineError(f"the engine cannot go on: {line}") from error
    except RuntimeError as error:
        if str(error) != INTERRUPTED:
            raise
        raise KeyboardInterrupt from error
