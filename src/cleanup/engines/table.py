"""The seam: what the work on many documents asks of the engine that it runs on.

The algorithms of `corpus` are written once, in these seven methods. Tables are opaque to them.
Column types are BIGINT, DOUBLE, STRING, BINARY and BOOLEAN; whole numbers that a query gives are
BIGINT, others DOUBLE. NaN counts as NULL, and a STRING has no lone surrogates.

Their SQL stays in what DuckDB and Spark both run and answer alike: GROUP BY, JOIN, UNION ALL,
DISTINCT, min, max, count, lag and row_number OVER, least, greatest, CASE; no order of rows is
relied on. `tests/engines/test_parity.py` holds the forms that may be used. To be left alone,
because the two differ: ORDER BY a column with NULL without NULLS FIRST or NULLS LAST; a sum, or
any number, beyond BIGINT; division by zero, `//` and `^`; floor, ceil; CAST of DOUBLE to STRING or
BIGINT; concat; backslashes and quotes in a literal; hash functions; SEMI and ANTI JOIN.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from cleanup.engines.batch import size_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    Schema = Mapping[str, str]  # the name of each column, in order, and its type
    Batch = Mapping[str, Any]  # rows as columns of equal length: sequences or arrays
    Function = Callable[[Batch], Batch]
    Row = tuple[Any, ...]

Table = Any  # each engine's own
ERROR = "error"  # the column that says why a row has no result


class Engine(Protocol):
    """Seven ways to work on tables that may be larger than memory.

    Every method raises EngineError where the engine cannot go on: a full disk, a lost cluster.
    """

    def from_rows(
        self, rows: Iterable[Row], schema: Schema, weigh: Callable[[Row], int] = size_of
    ) -> Table:
        """A table of the rows. They are taken up once, at once.

        `weigh` says how many characters and bytes a row has, or stands for: rows that are much
        work lie in many parts, which different machines take.
        """

    def read(self, path: Path) -> Table:
        """The table that lies in a folder of Parquet files."""

    def map(
        self, table: Table, function: Function, schema: Schema, columns: Sequence[str]
    ) -> Table:
        """What `function` makes of each batch of the `columns` of a table.

        A function is importable and free of the engine: it may run in another process, on another
        machine, and twice. It may give back more rows or fewer than it was given, but what it
        makes of a row does not depend on the other rows of the batch. It catches what goes wrong
        with a single row and says so in the column `error`. Where even that fails, because the row
        kills the process that works on it, there comes out one row with the columns that it had
        before and the `error`; without such a column the whole run fails.
        """

    def sql(self, query: str, **tables: Table) -> Table:
        """What a query gives; the tables go by the names of the keywords."""

    def save(self, table: Table, name: str) -> Table:
        """Work a table out and keep it under a name: a checkpoint.

        The same run again finds it there and does not work it out. A table that was not saved
        may be worked out anew each time it is used.
        """

    def count(self, table: Table) -> int:
        """The number of rows."""

    def rows(self, table: Table) -> Iterator[Row]:
        """All rows, in the order of the table if it has one: that of rows that were only mapped."""
