"""A pool of worker processes that loses no row when one of them is killed.

Each thread of the pool has one process of its own and asks it one batch at a time. So it is known
which batch a process died of: the batch is halved until a row alone is left, and a row that
kills twice becomes an error. (`multiprocessing.Pool` hangs where a process is killed;
`ProcessPoolExecutor` does not tell which task was at fault.) The processes are started afresh and
import only what the functions need; a script without `if __name__ == "__main__"` is safe.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from cleanup.engines.batch import FEW_ROWS, Pace, few_of, fits
from cleanup.engines.table import ERROR
from cleanup.engines.worker import Answer, Task, answer, receive, send
from cleanup.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future

    from cleanup.engines.batch import Batch
    from cleanup.engines.table import Row
    from cleanup.engines.worker import Columns

AHEAD = 8  # batches in flight for each process: as much as one slow row may hold up
HELD = 1 << 24  # characters and bytes in flight for each process, unless one batch has more
GRACE = 1.0  # seconds that a process gets to die by itself
STARTS = 3  # attempts to start a process
START = "import sys; sys.path[:] = sys.argv[1:]; from cleanup.engines.worker import main; main()"


class WorkerDied(Exception):  # noqa: N818 - no error: it is dealt with
    """The process that worked on a batch is gone."""


class Worker:
    """One process, started when it is made."""

    def __init__(self) -> None:
        """Start it and wait until it is ready. Raises WorkerDied."""
        path = map(os.fspath, sys.path)
        self._process = subprocess.Popen(  # noqa: S603 - this very Python
            [sys.executable, "-c", START, *path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._task: Task | None = None
        self._exchange(None)

    def ask(self, task: Task, rows: Sequence[Row]) -> bytes:
        """The pickled answer to a batch. Raises WorkerDied."""
        new = None if task is self._task else task
        try:
            message = pickle.dumps((new, rows), pickle.HIGHEST_PROTOCOL)
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise EngineError(f"{task.name} cannot be sent to a process: {error}") from error
        self._task = task
        return self._exchange(message)

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def reap(self) -> str:
        """What it died of, when all that it held is given back."""
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):  # what it did not take is not missed
                    stream.close()
        code = self._process.wait()
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"

    def _exchange(self, message: bytes | None) -> bytes:
        source, target = self._process.stdout, self._process.stdin
        if source is None or target is None:
            raise WorkerDied
        try:
            if message is not None:
                send(target, message)
            return receive(source)
        except (OSError, EOFError):
            raise WorkerDied(self.reap()) from None


class Pool:
    """As many processes as jobs, started when there is work for them."""

    def __init__(self, jobs: int) -> None:
        """Start nothing yet; 0 jobs: as many as there are cores."""
        self._jobs = jobs or cores()
        self._threads: ThreadPoolExecutor | None = None
        self._own = threading.local()
        self._workers: set[Worker] = set()
        self._lock = threading.Lock()
        self._closed = False

    def results(
        self, rows: Iterable[Row], task: Task, *, few: int = FEW_ROWS
    ) -> Iterator[tuple[int, Columns]]:
        """How many rows were worked on, and what became of them, in the order of the rows.

        Where there are no more than a `few` in all, the calling process does the work. With 0 a row
        is taken to be much work, and is waited for by nobody. Raises EngineError where the function
        fails.
        """
        rows = iter(rows)
        head = list(few_of(rows, few)) if few else []
        if head and fits(head, few):
            yield len(head), checked(answer(task, head), task).columns
            return
        pace = Pace() if few else Pace(1)
        batches = pace.cut(chain(head, rows))
        waiting: deque[Sent] = deque()
        try:
            while self._send(task, batches, waiting):
                for count, message in waiting.popleft().answers.result():
                    done = checked(pickle.loads(message), task)  # noqa: S301 - from our worker
                    pace.adapt(count, done.seconds, len(message))
                    yield count, done.columns
        finally:
            for sent in waiting:
                sent.answers.cancel()

    def close(self) -> None:
        """End all processes, whatever they are at."""
        with self._lock:
            self._closed = True
            for worker in self._workers:
                worker.kill()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.reap()
        self._workers.clear()

    def _send(self, task: Task, batches: Iterator[Batch], waiting: deque[Sent]) -> bool:
        """Send as much as may be in flight, at least one batch; false if there is none left."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._jobs, initializer=block_interrupts)
        while not waiting or (
            len(waiting) < AHEAD * self._jobs
            and sum(sent.held() for sent in waiting) < HELD * self._jobs
        ):
            batch = next(batches, None)
            if batch is None:
                break
            answers = self._threads.submit(self._worked, task, batch.rows)
            waiting.append(Sent(batch.size, answers))
        return bool(waiting)

    def _worked(self, task: Task, rows: Sequence[Row], deaths: int = 0) -> list[tuple[int, bytes]]:
        """The answers to the parts of a batch, of which there are several where a process died."""
        try:
            return [(len(rows), self._worker().ask(task, rows))]
        except WorkerDied as death:
            self._forget_worker()
            if len(rows) > 1:
                half = len(rows) // 2
                return self._worked(task, rows[:half]) + self._worked(task, rows[half:])
            if deaths == 0:
                return self._worked(task, rows, 1)
            lost = Answer(without_result(rows[0], task, str(death)))
            return [(1, pickle.dumps(lost))]

    def _worker(self) -> Worker:
        """The process of this thread."""
        if not hasattr(self._own, "worker"):
            self._own.worker = self._started()
        return self._own.worker  # type: ignore[no-any-return]

    def _started(self) -> Worker:
        why: Exception | None = None
        for _ in range(STARTS):
            if self._closed:
                raise EngineError("the engine was closed")
            try:
                worker = Worker()
            except (WorkerDied, OSError) as error:
                why = error
                continue
            with self._lock:
                self._workers.add(worker)
                if self._closed:
                    worker.kill()
            return worker
        raise EngineError(f"a worker process cannot start: {why}") from why

    def _forget_worker(self) -> None:
        if hasattr(self._own, "worker"):
            with self._lock:
                self._workers.discard(self._own.worker)
            del self._own.worker


class Sent(NamedTuple):
    """A batch that a process works on or has answered."""

    size: int
    answers: Future[list[tuple[int, bytes]]]

    def held(self) -> int:
        """How much memory it takes, about: that of its rows, or of its answers."""
        if not self.answers.done() or self.answers.exception():
            return self.size
        return sum(len(message) for _, message in self.answers.result())


def cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def block_interrupts() -> None:
    """Leave interrupts to the main thread: processes that this thread starts inherit it."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def checked(done: Answer, task: Task) -> Answer:
    """The answer, if it is one. Raises EngineError where the function failed: that is a defect."""
    if done.failure:
        error = EngineError(f"{task.name} failed: {done.failure}")
        error.add_note(done.traceback)
        raise error
    return done


def without_result(row: Row, task: Task, death: str) -> Columns:
    """The row that says that a row killed its process. Raises EngineError if it has no place."""
    if ERROR not in task.schema:
        raise EngineError(f"{task.name} killed its process twice with the same row ({death})")
    known = dict(zip(task.columns, row, strict=True))
    known[ERROR] = f"the process that worked on it died twice ({death})"
    return {name: [known.get(name)] for name in task.schema}
