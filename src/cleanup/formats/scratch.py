"""Temporary folders; those of runs that were killed are removed by the next one."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.formats.text import is_locked
from cleanup.regex import regex

if TYPE_CHECKING:
    from types import TracebackType

PREFIX, SUFFIX = "corpus-cleanup-", ".scratch"
LOCKS = hasattr(os, "O_DIRECTORY")  # else (Windows) what was left stays
SCRATCH = regex(rf"{PREFIX}[a-z0-9_]{{8}}{re.escape(SUFFIX)}")


class Scratch(tempfile.TemporaryDirectory[str]):
    """A temporary folder that nobody else may look into, locked as long as it is used."""

    def __init__(self) -> None:
        """Make it, after what killed runs have left of such folders is removed. Raises OSError."""
        self._lock: int | None = None
        if LOCKS:
            _remove_abandoned(tempfile.gettempdir())
        super().__init__(prefix=PREFIX, suffix=SUFFIX)
        while LOCKS and (lock := _locked(self.name)) is None:
            super().cleanup()  # another process has taken it for one that was left
            super().__init__(prefix=PREFIX, suffix=SUFFIX)
        self._lock = lock if LOCKS else None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Remove it; an error of a file in it, which has no name, is that of the folder."""
        if isinstance(error, OSError) and error.errno and error.filename is None:
            error.filename = self.name
        super().__exit__(kind, error, trace)

    def cleanup(self) -> None:
        """Remove it."""
        super().cleanup()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


@cache
def _remove_abandoned(parent: str) -> None:
    """Remove, once in a process, our folders that no process has locked."""
    with suppress(OSError):
        for name in filter(SCRATCH.fullmatch, os.listdir(parent)):  # noqa: PTH208  # names are enough
            path = Path(parent, name)
            with suppress(OSError):
                own = path.lstat().st_uid == os.geteuid()
                lock = _locked(str(path)) if own else None
                if lock is not None:
                    shutil.rmtree(path, ignore_errors=True)
                    os.close(lock)


def _locked(path: str) -> int | None:
    """The handle that keeps a folder locked; None if another process has it, or it is gone."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except FileNotFoundError:
        return None
    if is_locked(handle) and os.path.isdir(path):  # noqa: PTH112  # it may be gone by now
        return handle
    os.close(handle)
    return None
