"""How rows are cut into batches: by number, by size and by the time that they take.

The cut changes with the machine and its load. What comes out does not: a function treats each row
by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.engines.table import Row

FEW_ROWS = 16  # and no more are worked on by the calling process
FIRST_ROWS = 4  # of a batch, until it is known how long a row takes
MOST_ROWS = 4096  # of a batch
BATCH_SIZE = 1 << 20  # characters and bytes of a batch, and of its result, that are aimed at
BATCH_SECONDS = 0.2  # of work that are aimed at: much more than it costs to send a batch


class Batch(NamedTuple):
    """Some rows, and how large they are."""

    rows: list[Row]
    size: int


class Pace:
    """How many rows make a batch: as many as keep a process busy for a moment."""

    def __init__(self, rows: int = FIRST_ROWS) -> None:
        """Begin with a few."""
        self._rows = rows

    def cut(self, rows: Iterable[Row]) -> Iterator[Batch]:
        """The rows in batches, none of them empty."""
        batch: list[Row] = []
        total = 0
        for row in rows:
            size = size_of(row)
            if batch and (len(batch) >= self._rows or total + size > BATCH_SIZE):
                yield Batch(batch, total)
                batch, total = [], 0
            batch.append(row)
            total += size
        if batch:
            yield Batch(batch, total)

    def adapt(self, rows: int, seconds: float, size: int) -> None:
        """Learn from a batch how long it took and how large the answer is."""
        factor = min(BATCH_SECONDS / max(seconds, 1e-6), BATCH_SIZE / max(size, 1), 2.0)
        self._rows = max(1, min(MOST_ROWS, int(rows * factor)))


def few_of(rows: Iterable[Row], few: int) -> Iterator[Row]:
    """One row more than fit in the calling process, if there are as many."""
    head: list[Row] = []
    for row in rows:
        head.append(row)
        yield row
        if not fits(head, few):
            return


def fits(head: Sequence[Row], few: int) -> bool:
    """Whether these rows are best worked on by the calling process: `few`, of no great size."""
    return len(head) <= few and sum(map(size_of, head)) <= BATCH_SIZE


def size_of(row: Sequence[Any]) -> int:
    """About as many characters and bytes as a row or a column has; other values count eight."""
    if hasattr(row, "nbytes"):  # an array of numbers
        return int(row.nbytes)
    return sum(len(value) if isinstance(value, (str, bytes)) else 8 for value in row)
