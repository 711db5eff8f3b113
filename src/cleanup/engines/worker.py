"""A worker process: it takes batches of rows from its standard input and answers on its output.

Every message is a pickle behind its length. A task comes first and holds until the next one. A
worker ends when its input ends, even in the middle of a batch: it does not outlive the engine.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import struct
import sys
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from time import perf_counter
from traceback import format_exc
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from cleanup.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleanup.engines.table import Batch, Function, Row, Schema

    Columns = Mapping[str, Sequence[Any]]

PR_SET_PDEATHSIG = 1  # of prctl: the signal that comes when the parent dies
LENGTH = struct.Struct("<Q")


class Task(NamedTuple):
    """A function, the names of the columns that it is given, and those that it gives back."""

    function: Function
    columns: tuple[str, ...]
    schema: Schema

    @property
    def name(self) -> str:
        """The name of the function, for a person."""
        if isinstance(self.function, Chained):
            return self.function.then.name
        function = getattr(self.function, "func", self.function)  # of a partial one
        return f"{function.__module__}.{getattr(function, '__qualname__', function)}"


@dataclass(frozen=True, slots=True)
class Chained:
    """A function and another one on what it gives back, in one go: nothing lies between them."""

    first: Task
    then: Task

    def __call__(self, batch: Batch) -> Batch:
        """What the second makes of what the first makes of a batch."""
        found = self.first.function(batch)
        given = {name: found[name] for name in self.then.columns}
        if not any(map(len, given.values())):
            return {name: [] for name in self.then.schema}
        return self.then.function(given)


class Answer(NamedTuple):
    """What became of a batch, or why the function failed, and where."""

    columns: Columns
    seconds: float = 0.0
    failure: str = ""
    traceback: str = ""


def answer(task: Task, rows: Sequence[Row]) -> Answer:
    """Let the function work on some rows; there is at least one."""
    began = perf_counter()
    try:
        batch = dict(zip(task.columns, map(list, zip(*rows, strict=True)), strict=True))
        result = task.function(batch)
        if set(result) != set(task.schema) or len(set(map(len, result.values()))) != 1:
            shape = {name: len(values) for name, values in result.items()}
            raise EngineError(f"columns of other names or unequal length: {shape}")  # noqa: TRY301
        columns = {name: result[name] for name in task.schema}
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the engine tells it
        return Answer({}, failure=repr(error), traceback=format_exc())
    return Answer(columns, perf_counter() - began)


def main() -> None:
    """Work until the input ends. An interrupt is the engine's matter."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":  # where the function lets no other thread run, the system ends it
        import ctypes  # noqa: PLC0415  # for workers alone

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    source = os.fdopen(os.dup(0), "rb")
    target = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # what a function prints must not get among the answers
    inbox: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_receive, args=(source, inbox), daemon=True).start()
    try:
        send(target, b"")  # ready
        _work(inbox, target)
    except (MemoryError, BrokenPipeError):
        os._exit(1)


def send(target: IO[bytes], message: bytes) -> None:
    """Write one message. Raises OSError where nobody reads any more."""
    target.write(LENGTH.pack(len(message)))
    target.write(message)
    target.flush()


def receive(source: IO[bytes]) -> bytes:
    """Read one message. Raises EOFError where nobody writes any more."""
    head = source.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    (length,) = LENGTH.unpack(head)
    message = source.read(length)
    if len(message) < length:
        raise EOFError
    return message


def _receive(source: IO[bytes], inbox: SimpleQueue[bytes]) -> None:
    while True:
        try:
            inbox.put(receive(source))
        except EOFError:
            os._exit(1)


def _work(inbox: SimpleQueue[bytes], target: IO[bytes]) -> None:
    task: Any = None
    while True:
        new = None
        try:
            new, rows = pickle.loads(inbox.get())  # noqa: S301 - from the engine itself
            task = new or task
            message = pickle.dumps(answer(task, rows), pickle.HIGHEST_PROTOCOL)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - a function that cannot be imported
            failed = Answer({}, failure=repr(error), traceback=format_exc())
            message = pickle.dumps(failed)
        send(target, message)
        if new:
            gc.freeze()  # its tables are loaded by now: there is no need to look through them again
