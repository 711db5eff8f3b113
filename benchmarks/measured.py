"""A command with its CPU time, its time by the clock, and the memory of all its processes."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INTERVAL = 0.2  # seconds between samples of the memory, at most: a short run has more


class Measured(NamedTuple):
    """Seconds, and the most bytes that were in use at once; `status` 0: it ended well."""

    status: int
    cpu: float
    wall: float
    peak: int


def measured(command: Sequence[str], timeout: float = float("inf")) -> Measured:
    """Run a command, and end it after `timeout` seconds.

    The memory is the sum of the proportional set sizes of the process and all that descend from
    it: a page that several share is counted once. CPU time is that of all that were waited for.
    """
    start, peak = time.monotonic(), 0
    process = subprocess.Popen(command)
    with open(os.pidfd_open(process.pid), "rb", buffering=0) as end:  # noqa: PTH123  # no path
        while True:
            pid, status, used = os.wait4(process.pid, os.WNOHANG)
            wall = time.monotonic() - start
            if pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                return Measured(process.returncode, used.ru_utime + used.ru_stime, wall, peak)
            family = list(_family(process.pid))
            peak = max(peak, sum(map(_size, family)))
            if wall > timeout:
                for one in reversed(family):
                    with suppress(ProcessLookupError):
                        os.kill(one, signal.SIGKILL)
            select.select([end], [], [], min(INTERVAL, 0.01 + wall / 5))


def _family(pid: int) -> Iterator[int]:
    """A process and all that descend from it."""
    yield pid
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = thread.read_text().split()
        except OSError:
            continue  # it has ended
        for child in map(int, children):
            yield from _family(child)


def _size(pid: int) -> int:
    """The proportional set size of a process in bytes; 0 if it has ended."""
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().split("\n")
    except OSError:
        return 0
    return sum(int(row.split()[1]) * 1024 for row in rows if row.startswith("Pss:"))
