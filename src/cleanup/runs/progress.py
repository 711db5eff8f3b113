"""How far a phase of a run is, told as it goes on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cleanup.events import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup.events import Phase, Tell
    from cleanup.runs.inputs import Item


class Phased:
    """A phase of the work on some files, which have so many bytes; 0 if that is not known."""

    def __init__(self, phase: Phase, files: int, size: int, tell: Tell) -> None:
        """Tell that it begins."""
        self._phase, self._files, self._size, self._tell = phase, files, size, tell
        self._done = self._taken = 0
        self.advance()

    def advance(self, files: int = 0, taken: int = 0) -> None:
        """Tell that more files are done, and more bytes taken."""
        self._done += files
        self._taken += taken
        self._tell(Progress(self._phase, self._done, self._files, self._taken, self._size))


def size_of(item: Item) -> int:
    """How many bytes a file has; 0 of what is none, or cannot be reached."""
    try:
        return os.path.getsize(item.name) if item.is_file else 0  # noqa: PTH202  # as in inputs.py
    except OSError:  # reading it says why
        return 0


def size_of_all(items: Iterable[Item]) -> int:
    """How many bytes files have together; 0 if some of them are none."""
    size = 0
    for item in items:
        if not item.is_file:
            return 0
        size += size_of(item)
    return size
