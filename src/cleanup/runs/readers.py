"""Who may read what: nobody may read a result who may not read its input."""

from __future__ import annotations

import os
import stat
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from cleanup.formats import text as files

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

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


def make_folder(place: Path, item: Item, named: Collection[str]) -> None:
    """Make the folder of a result, and those above it, as far as they are not there.

    They get no permissions that those of the input have not: names tell something, too. Raises
    OSError.
    """
    if place.parent.is_dir():
        return
    inner, folders = os.path.dirname(item.name), {}  # noqa: PTH120  # as in inputs.py
    above = place.parent
    for _ in item.relative.split("/")[:-1]:
        folders[above] = _mode(inner or ".") if item.is_file and item.name not in named else 0o777
        inner, above = os.path.dirname(inner), above.parent  # noqa: PTH120  # as above
    above.mkdir(parents=True, exist_ok=True)
    for folder, mode in reversed(folders.items()):
        if not folder.is_dir():
            folder.mkdir(exist_ok=True)
            folder.chmod(folder.stat().st_mode & (mode | 0o7700))


def folder_mode(paths: Collection[str]) -> int:
    """The permissions that a folder may have with the names of what is in those that are named."""
    modes = [_mode(path) | 0o7700 for path in paths if os.path.isdir(path)]  # noqa: PTH112  # as in inputs.py
    return reduce(and_, modes, 0o7777)


def _mode(path: str) -> int:
    try:
        return stat.S_IMODE(os.stat(path).st_mode)  # noqa: PTH116  # as in inputs.py
    except OSError:  # it is gone by now
        return 0o700
