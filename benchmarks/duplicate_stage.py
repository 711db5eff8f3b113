"""The comparing of bodies alone, in one process: no pool, no files, all in memory.

usage: python -m benchmarks.duplicate_stage BODIES FOUND

BODIES holds a JSON string a line. FOUND gets the CPU seconds from the bodies in memory to what is
left out, and then an array (id, kept, similarity) a line, like that of duplicate_runs.py. It is
the work of `cleanup.corpus.duplicates` as it is, with its folding, which bodies need no more, and
its verification; only the engine is another one: a DuckDB in memory with one thread.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np

from benchmarks.duplicate_peers import cpu
from cleanup.corpus.duplicates import removed_copies
from cleanup.engines.database import array, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.engines.table import Function, Row, Schema

ROWS = 2048  # that a function is given at once


class InMemory:
    """An engine for a benchmark: tables lie in memory, and this process does all."""

    def __init__(self) -> None:
        """Start with no table."""
        self._database = duckdb.connect(config={"threads": 1})
        self._tables = 0

    def from_rows(self, rows: Iterable[Row], schema: Schema) -> str:
        """A table of the rows."""
        columns = zip(*rows, strict=True)
        return self._made([dict(zip(schema, columns, strict=True))], schema)

    def map(self, table: str, function: Function, schema: Schema, columns: Sequence[str]) -> str:
        """What the function makes of the rows."""
        cursor = self._database.execute(f"SELECT {', '.join(columns)} FROM {table}")  # noqa: S608
        found = []
        while rows := cursor.fetchmany(ROWS):
            batch = zip(columns, map(list, zip(*rows, strict=True)), strict=True)
            found.append(function(dict(batch)))
        return self._made(found, schema)

    def sql(self, query: str, **tables: str) -> str:
        """What a query gives."""
        names = ", ".join(f"{name} AS (FROM {table})" for name, table in tables.items())
        return self._new(f"WITH {names} {query}")

    def save(self, table: str, name: str) -> str:  # noqa: ARG002  # nothing is kept
        """The table, which is worked out already."""
        return table

    def count(self, table: str) -> int:
        """The number of rows."""
        return len(self._database.table(table))

    def rows(self, table: str) -> Iterator[Row]:
        """All rows."""
        yield from self._database.execute(f"FROM {table}").fetchall()

    def _made(self, batches: Sequence[Any], schema: Schema) -> str:
        arrays = {
            name: np.concatenate([array([], kind), *(array(one[name], kind) for one in batches)])
            for name, kind in schema.items()
        }
        self._database.register("arrays", arrays)
        return self._new(cast("arrays", schema))

    def _new(self, query: str) -> str:
        self._tables += 1
        self._database.execute(f"CREATE TABLE made_{self._tables} AS {query}")
        return f"made_{self._tables}"


def main() -> None:
    """Run the search once."""
    texts, found = sys.argv[1:]
    with Path(texts).open("rb") as file:
        loaded = [json.loads(line) for line in file]
    start = cpu()
    engine: Any = InMemory()
    schema = {"id": "BIGINT", "text": "STRING", "repairs": "BIGINT"}
    documents = engine.from_rows(((at, text, 0) for at, text in enumerate(loaded)), schema)
    gone = list(engine.rows(removed_copies(engine, documents)))
    seconds = cpu() - start
    with Path(found).open("w") as file:
        file.writelines(json.dumps(row) + "\n" for row in (seconds, *sorted(gone)))


if __name__ == "__main__":
    main()
