"""What runs in the Python workers of Spark, and how rows come to them and back in files."""

from __future__ import annotations

from contextlib import chdir, closing, nullcontext
from typing import TYPE_CHECKING

from cleanup.engines.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pyarrow import RecordBatch

    from cleanup.engines.table import Batch, Row, Schema
    from cleanup.engines.worker import Task

    Step = Callable[[Iterator[RecordBatch]], Iterator[RecordBatch]]

BATCH_ROWS = 1000  # rows that a function is given at once, at most


def write_part(path: Path, rows: Sequence[Row], schema: Schema) -> None:
    """Rows as a Parquet file, from which the workers take them."""
    import pyarrow as pa  # noqa: PLC0415  # an extra
    from pyarrow import parquet  # noqa: PLC0415  # as above

    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    batch = record_batch(dict(zip(schema, columns, strict=True)), schema)
    parquet.write_table(pa.Table.from_batches([batch]), path)


def in_turn(
    batches: Iterator[RecordBatch], steps: Sequence[Step], folder: Path
) -> Iterator[RecordBatch]:
    """What several steps make of batches, one after the other.

    They work in `folder`, if there is such a one on this machine, so that relative paths mean what
    they meant to the program; a worker of Spark is started in a folder of its own.
    """
    with chdir(folder) if folder.is_dir() else nullcontext():
        for step in steps:
            batches = step(batches)
        yield from batches


def read_parts(numbers: Iterator[RecordBatch], folder: Path) -> Iterator[RecordBatch]:
    """The rows of the parts that are named by batches of numbers."""
    for batch in numbers:
        for number in batch.column(0).to_pylist():
            yield from _batches(folder / f"{number}.parquet")


def rows_in(folder: Path) -> Iterator[Row]:
    """The rows of a table that Spark has written, in their order."""
    # The name begins with the number of the task, in five digits or more, and is as long else.
    for path in sorted(folder.glob("*.parquet"), key=lambda path: (len(path.name), path.name)):
        for batch in _batches(path):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _batches(path: Path) -> Iterator[RecordBatch]:
    from pyarrow import parquet  # noqa: PLC0415  # an extra

    with parquet.ParquetFile(path) as file:
        if file.num_row_groups:  # pyarrow 18 cannot go through none
            yield from file.iter_batches(BATCH_ROWS)


def map_batches(batches: Iterator[RecordBatch], task: Task) -> Iterator[RecordBatch]:
    """What a function makes of each batch.

    Where an attempt failed before, a row may have killed it; then the function runs in a process
    of its own, in the pool of the local engine, which finds that row.
    """
    from pyspark import TaskContext  # noqa: PLC0415  # an extra

    lists = (
        {name: batch.column(name).to_pylist() for name in task.columns}
        for batch in batches
        if batch.num_rows
    )
    context = TaskContext.get()
    if context is None or context.attemptNumber() == 0:
        for columns in lists:
            yield record_batch(task.function(columns), task.schema)
        return
    rows = (row for columns in lists for row in zip(*columns.values(), strict=True))
    with closing(Pool(1)) as pool:
        for _, results in pool.results(rows, task, few=0):
            yield record_batch(results, task.schema)


def record_batch(columns: Batch, schema: Schema) -> RecordBatch:
    """Columns as Arrow has them; NaN counts as NULL, as in the local engine."""
    import pyarrow as pa  # noqa: PLC0415  # an extra

    types = {
        "BIGINT": pa.int64(),
        "DOUBLE": pa.float64(),
        "STRING": pa.string(),
        "BINARY": pa.binary(),
        "BOOLEAN": pa.bool_(),
    }
    arrays = [
        pa.array(columns[name], types[kind], from_pandas=True) for name, kind in schema.items()
    ]
    return pa.record_batch(arrays, names=list(schema))
