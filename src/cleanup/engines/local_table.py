"""What a table of the local engine is: rows, files, or how to make them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cleanup.engines.table import Row, Schema
    from cleanup.engines.worker import Task


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows in memory."""

    schema: Schema
    rows: Sequence[Row]
    lineage: str = "rows"


@dataclass(frozen=True, eq=False)
class Stored:
    """A folder of Parquet files."""

    schema: Schema
    folder: Path
    lineage: str


@dataclass(frozen=True, eq=False)
class Query:
    """A query that is worked out where it is used."""

    text: str
    tables: Mapping[str, Table]

    @property
    def lineage(self) -> str:
        """What the answer depends on, but for the rows that were given."""
        tables = (f"{key} = {table.lineage}" for key, table in self.tables.items())
        return f"{self.text} where {', '.join(tables)}"


@dataclass(frozen=True, eq=False)
class Mapped:
    """A function on the rows of a table, worked out where it is used."""

    source: Table
    task: Task

    @property
    def schema(self) -> Schema:
        """The columns that the function gives back."""
        return self.task.schema

    @property
    def lineage(self) -> str:
        """What the answer depends on, but for the rows that were given."""
        columns = ", ".join(self.task.columns)
        return f"{self.task.name}({columns}) -> {dict(self.task.schema)} of {self.source.lineage}"


Table = Rows | Stored | Query | Mapped
