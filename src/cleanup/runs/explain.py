"""Why a line of a file was kept or removed, judged as its folder would be."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from cleanup.explanation import explain
from cleanup.formats import text as files
from cleanup.formats.compressed import unpacked
from cleanup.formats.folder import walk
from cleanup.formats.recognition import source_of
from cleanup.runs.inputs import Item
from cleanup.runs.sites import Sites

if TYPE_CHECKING:
    from pathlib import Path

    from cleanup.explanation import Explanation
    from cleanup.settings import Settings


def explain_file(path: Path, line: int, settings: Settings) -> Explanation:
    """Explain a line, counted from 1, as a run on the folder of its file would treat it.

    The files of a folder come before those of the folders in it, so only these are listed. Raises
    InputError.
    """
    data = unpacked(files.read(path, settings.max_size), settings.max_size)
    beside = takewhile(lambda file: file.parent == path.parent, walk(path.parent))
    items = {file: Item(str(file), file.name) for file in beside}
    site = Sites([*items.values()], settings).of(items[path]) if path in items else None
    return explain(source_of(str(path), data, settings, path.name), line, settings, site)
