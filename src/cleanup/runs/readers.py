"""Who may read what: nobody may read a result who may not read its input."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from cleanup.formats import text as files

if TYPE_CHECKING:
    from collections.abc import Collection

    from cleanup.runs.inputs import Item


def readers_of(item: Item, named: Collection[str], folders: dict[str, int]) -> int:
    """The mode that says who may read a document: by its own, and by those of the folders it is in.

    That goes up to the folder that was named; of a file that was named itself only its own counts.
    The modes of `folders` are asked for once, and kept there.
    """
    if not item.is_file:
        return files.ANYBODY
    readers = _mode(item.name)
    if item.name not in named:
        folder = item.name
        for _ in item.relative.split("/"):
            folder = os.path.dirname(folder) or "."  # noqa: PTH120  # as in inputs.py
            if folder not in folders:
                folders[folder] = _mode(folder)
            readers &= (folders[folder] & 0o111) << 2 | 0o333  # who may not enter may not read
    return readers


def _mode(path: str) -> int:
    try:
        return stat.S_IMODE(os.stat(path).st_mode)  # noqa: PTH116  # as in inputs.py
    except OSError:  # it is gone by now
        return 0o700
