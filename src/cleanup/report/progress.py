"""How far a run is, as bars on a terminal."""

from __future__ import annotations

from gettext import gettext as _
from time import monotonic
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    ProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Display
from rich.text import Text

if TYPE_CHECKING:
    from rich.progress import Task, TaskID

    from cleanup.events import Phase, Progress

SECONDS = 0.05  # between two changes of a bar that can be seen
MB = 10**6


class Bars:
    """A line for each phase of a run that is going on: its name, n of N files, MB/s, time left."""

    def __init__(self) -> None:
        """Show nothing yet."""
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[files]}", justify="right"),
            _Speed(),
            _Left(),
        )
        self._display = Display(
            *columns, console=Console(stderr=True), transient=True, redirect_stdout=False
        )
        self._tasks: dict[Phase, TaskID] = {}
        self._changed = 0.0

    def show(self, progress: Progress) -> None:
        """Show how far a phase is; one that is done goes."""
        phase, now = progress.phase, monotonic()
        done = progress.done >= progress.total > 0
        begins = not progress.done and not progress.taken
        if phase in self._tasks and (done or begins):
            self._display.remove_task(self._tasks.pop(phase))
        if done:
            return
        if phase not in self._tasks:
            self._display.start()
            if phase != "listing" and "listing" in self._tasks:
                self._display.remove_task(self._tasks.pop("listing"))
            self._tasks[phase] = self._display.add_task(_(phase), total=None, files="")
        elif now - self._changed < SECONDS:
            return
        self._changed = now
        total = progress.size or progress.total or None
        self._display.update(
            self._tasks[phase],
            completed=progress.taken if progress.size else progress.done,
            total=None if begins else total,  # the bar runs to and fro until there is more
            files=_files(progress),
            bytes=bool(progress.size),
        )

    def end(self) -> None:
        """Take them away."""
        self._display.stop()


def _files(progress: Progress) -> str:
    """How many of how many; of one file, how many MB of it."""
    if progress.total == 1 and progress.size:
        taken, size = progress.taken / MB, progress.size / MB
        return _("{taken:.1f} of {size:.1f} MB").format(taken=taken, size=size)
    if progress.total and (progress.done or progress.taken):
        words = _("{done:,} of {total:,} files")
        return words.format(done=progress.done, total=progress.total)
    return _("{number:,} files").format(number=progress.total or progress.done)


class _Speed(ProgressColumn):
    """MB of input a second, once it is known."""

    def render(self, task: Task) -> Text:
        """It, or nothing."""
        known = task.fields.get("bytes") and task.speed
        return Text(f"{(task.speed or 0) / MB:.1f} MB/s" if known else "", justify="right")


class _Left(TimeRemainingColumn):
    """The time left, once it is known; before that the time that is gone."""

    def render(self, task: Task) -> Text:
        """One of the two."""
        if task.total is None or task.time_remaining is None:
            return TimeElapsedColumn().render(task)
        return Text.assemble(super().render(task), _(" left"))
