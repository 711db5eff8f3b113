"""What runs in the Python workers of Spark: functions on batches, and the reading of given rows."""

from __future__ import annotations

from multiprocessing import get_context
from typing import TYPE_CHECKING

from cleanup.engines.table import ERROR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.connection import Connection
    from pathlib import Path

    from pyarrow import RecordBatch

    from cleanup.engines.table import Batch, Function, Row, Schema

BATCH = 1000  # rows that a function is given at once, at most
KILLED = "killed the process that worked on it"


def write_part(path: Path, rows: Sequence[Row], schema: Schema) -> None:
    """Rows as a Parquet file, from which the workers take them."""
    import pyarrow as pa  # noqa: PLC0415  # an extra
    from pyarrow import parquet  # noqa: PLC0415  # as above

    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    batch = record_batch(dict(zip(schema, columns, strict=True)), schema)
    parquet.write_table(pa.Table.from_batches([batch]), path)


def read_parts(numbers: Iterator[RecordBatch], folder: Path) -> Iterator[RecordBatch]:
    """The rows of the parts that are named by a batch of numbers."""
    from pyarrow import parquet  # noqa: PLC0415  # an extra

    for batch in numbers:
        for number in batch.column(0).to_pylist():
            yield from parquet.ParquetFile(folder / f"{number}.parquet").iter_batches(BATCH)


def map_batches(
    batches: Iterator[RecordBatch], function: Function, schema: Schema, columns: Sequence[str]
) -> Iterator[RecordBatch]:
    """What a function makes of each batch; from the second attempt on carefully, see `isolated`."""
    from pyspark import TaskContext  # noqa: PLC0415  # an extra

    context = TaskContext.get()
    again = context is not None and context.attemptNumber() > 0 and ERROR in schema
    for batch in batches:
        if batch.num_rows:
            rows = {name: batch.column(name).to_pylist() for name in columns}
            done = isolated(function, rows, schema) if again else function(rows)
            yield record_batch(done, schema)


def record_batch(columns: Batch, schema: Schema) -> RecordBatch:
    """Columns as Arrow has them."""
    import pyarrow as pa  # noqa: PLC0415  # an extra

    types = {
        "BIGINT": pa.int64(),
        "DOUBLE": pa.float64(),
        "STRING": pa.string(),
        "BINARY": pa.binary(),
        "BOOLEAN": pa.bool_(),
    }
    arrays = [pa.array(columns[name], types[kind]) for name, kind in schema.items()]
    return pa.record_batch(arrays, names=list(schema))


def isolated(function: Function, batch: Batch, schema: Schema) -> Batch:
    """What a function makes of a batch in a process of its own.

    Where that dies, each half of the batch is tried again, down to the one row that kills it. That
    row comes out with the columns that it had and the error.
    """
    done = _in_child(function, batch)
    if done is not None:
        return done
    size = len(next(iter(batch.values())))
    if size == 1:
        known = {**batch, ERROR: [KILLED]}
        return {name: known.get(name, [None]) for name in schema}
    cut = size // 2
    halves = (
        isolated(function, {name: rows[part] for name, rows in batch.items()}, schema)
        for part in (slice(cut), slice(cut, None))
    )
    first, second = halves
    return {name: [*first[name], *second[name]] for name in schema}


def _in_child(function: Function, batch: Batch) -> Batch | None:
    """What a function makes of a batch in a forked process; None if that dies."""
    forked = get_context("fork")
    receiver, sender = forked.Pipe(duplex=False)
    with receiver:
        child = forked.Process(target=_send, args=(sender, function, batch))
        child.start()
        sender.close()
        try:
            raised, done = receiver.recv()
        except EOFError:
            raised, done = False, None
        child.join()
    return function(batch) if raised else done  # a mistake is raised where it is seen


def _send(sender: Connection, function: Function, batch: Batch) -> None:
    try:
        done = (False, function(batch))
    except Exception:  # noqa: BLE001  # raised again by who receives this
        done = (True, {})
    sender.send(done)
