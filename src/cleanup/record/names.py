"""Folders and documents of a record by their names; beside a wrong one, the nearest right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.errors import OutputError
from cleanup.events import Failed
from cleanup.record.manifest import FOLDER, MANIFEST, load
from cleanup.settings import nearest

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from cleanup.events import Tell
    from cleanup.record.manifest import Manifest


def record_of(folder: Path) -> Manifest:
    """The manifest of a folder. Raises OutputError if it has none, or none that can be read."""
    manifest = load(folder)
    if manifest is None:
        raise OutputError(f"no record of cleanup in this folder{_meant(folder)}")
    return manifest


def tell_unknown(asked: Collection[str], known: Collection[str], tell: Tell) -> None:
    """Tell of each name that is asked for and that no document of a record has."""
    for name in sorted({*asked} - {*known}):
        tell(Failed(name, f"no document of this record{nearest(name, known)}"))


def _meant(folder: Path) -> str:
    """The end of a sentence that names the folder with a record that was likely meant."""
    try:
        beside = [path for path in folder.parent.iterdir() if (path / FOLDER / MANIFEST).is_file()]
    except OSError:
        return ""
    return nearest(folder.name, [path.name for path in beside])
