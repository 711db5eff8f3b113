"""Who may read what: nobody may read a result who may not read its input."""

from __future__ import annotations

import stat
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cleanup.formats import text as files

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from cleanup.runs.inputs import Item


def readers_of(item: Item, named: Collection[str]) -> int:
    """The mode that says who may read a document: by its own, and by those of the folders it is in.

    That goes up to the folder that was named; of a file that was named itself only its own counts.
    """
    if item.path is None:
        return files.ANYBODY
    readers = _mode(item.path)
    if item.name not in named:
        for folder in [*item.path.parents][: len(PurePosixPath(item.relative).parts)]:
            readers &= (_mode(folder) & 0o111) << 2 | 0o333  # who may not enter may not read
    return readers


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:  # it is gone by now
        return 0o700
