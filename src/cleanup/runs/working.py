"""Pieces of work, handed out in their order: to this process, to others, or to a cluster.

A piece is a slice of a shard, or a handful of small files. Who works on it reads it and writes what
became of it; only the piece goes there, and only what went wrong comes back.
"""

from __future__ import annotations

import pickle
from collections import deque
from itertools import chain
from typing import TYPE_CHECKING, Protocol, TypeVar

from cleanup.engines.choice import engine_in
from cleanup.errors import InputError, reason_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from cleanup.engines.pool import Pool
    from cleanup.engines.table import Batch
    from cleanup.engines.worker import Task
    from cleanup.runs.run import Run

    Again = Callable[["PieceT"], bool]

PIECES = {"piece": "BINARY"}
DONE = {"piece": "BINARY", "error": "STRING"}
MUCH = 2 * 10**6  # bytes of pieces, about, that are worth other processes: seconds of work
MOST_TIMES = 20  # that a piece is tried again


class Piece(Protocol):
    """What can be sent to a worker."""

    @property
    def weight(self) -> int:
        """How many bytes it has, about."""


PieceT = TypeVar("PieceT", bound=Piece)


def each(batch: Batch, work: Callable[[PieceT], None]) -> Batch:
    """What an engine runs: work on each of the pickled pieces; `error` says what went wrong."""
    errors: list[str | None] = []
    for row in batch["piece"]:
        try:
            work(pickle.loads(row))  # noqa: S301  # made by the run that is at work
            errors.append(None)
        except (InputError, OSError) as error:
            errors.append(reason_of(error))
    return {"piece": batch["piece"], "error": errors}


def worked(  # noqa: PLR0913  # what is given to the workers, and what comes back
    pieces: Iterator[PieceT],
    work: Callable[[Batch], Batch],
    run: Run,
    folder: Path,
    *,
    skip: Callable[[PieceT], bool] = lambda _: False,
    again: Again[PieceT] = lambda _: False,
    here: bool | None = None,
) -> Iterator[tuple[PieceT, str]]:
    """Each piece after the work on it, in their order, with what went wrong, if anything did.

    What is done already, `skip` says; whether a piece that a process died of is to be tried
    `again`, another function does. This process does the work if it is `here`; without a word on
    that, if it is little. `folder` is for the tables of an engine. Raises EngineError.
    """
    head: list[PieceT] = []
    weight = 0
    while here is None and weight < MUCH and (piece := next(pieces, None)):
        head.append(piece)
        weight += piece.weight
    if here or (here is None and weight < MUCH and run.plan.engine == "local"):
        for piece in chain(head, pieces):
            error = None if skip(piece) else work({"piece": [pickle.dumps(piece)]})["error"][0]
            yield piece, error or ""
        return
    waiting: deque[tuple[PieceT, bool]] = deque()

    def rows() -> Iterator[tuple[bytes]]:
        for piece in chain(head, pieces):
            waiting.append((piece, skip(piece)))
            if not waiting[-1][1]:
                yield (pickle.dumps(piece),)

    for error in _errors(rows(), work, run, folder, again):
        while waiting[0][1]:
            yield waiting.popleft()[0], ""
        yield waiting.popleft()[0], error
    yield from ((piece, "") for piece, _ in waiting)


def _errors(
    rows: Iterator[tuple[bytes]],
    work: Callable[[Batch], Batch],
    run: Run,
    folder: Path,
    again: Again[PieceT],
) -> Iterator[str]:
    """What went wrong with each row, in their order; '' if nothing did."""
    if run.plan.engine == "local":  # row by row, as they come: there may be no end of them
        from cleanup.engines.worker import Task  # noqa: PLC0415  # for much work alone

        task = Task(work, tuple(PIECES), DONE)
        with run.processes.pool(run.plan.jobs) as pool:
            for _, columns in pool.results(rows, task, few=0):
                for row, error in zip(columns["piece"], columns["error"], strict=True):
                    yield _tried_again(row, error or "", task, pool, again)
        return
    with engine_in(folder / "engine", run.plan) as engine:
        pieces = engine.from_rows(rows, PIECES, _weight_of)
        table = engine.map(pieces, work, DONE, tuple(PIECES))
        yield from (error or "" for _, error in engine.rows(table))


def _weight_of(row: tuple[bytes]) -> int:
    piece: Piece = pickle.loads(row[0])  # noqa: S301  # made above
    return piece.weight


def _tried_again(row: bytes, error: str, task: Task, pool: Pool, again: Again[PieceT]) -> str:
    """What went wrong with a piece in the end."""
    piece: PieceT = pickle.loads(row)  # noqa: S301  # made above
    for _ in range(MOST_TIMES):
        if not error or not again(piece):
            break
        ((_, columns),) = pool.results([(row,)], task, few=0)
        error = columns["error"][0] or ""
    return error
