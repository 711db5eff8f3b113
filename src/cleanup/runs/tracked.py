"""What git tracks beside the files that were named: it is counted for what recurs, and no more.

A hook is handed the files that a commit changes, one or hundreds. What it does to one of them must
not depend on the others. So all files of their folders that git tracks are counted, and those that
were mended in place before as they were then, as long as the record has it.
"""

from __future__ import annotations

import os
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.errors import OutputError, RestoreError
from cleanup.formats.gitignore import repository_of
from cleanup.record.history import History
from cleanup.record.manifest import digest, load
from cleanup.runs.inputs import record_root

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.record.manifest import Manifest
    from cleanup.runs.inputs import Item

# A repository may name a program of its own as fsmonitor, which is none of ours to start.
LIST = ("git", "-c", "core.fsmonitor=false", "ls-files", "-z")


class Tracked:
    """The files that git tracks in the folders of those that were named, but for links.

    None where there is no git, or where a folder is in no repository.
    """

    def __init__(self, items: Iterable[Item]) -> None:
        """Ask git once for each repository."""
        self._names: dict[Path, dict[str, list[str]]] = {}  # by repository and folder
        self._records: dict[Path, tuple[Manifest, History] | None] = {}
        folders = {Path(item.name).parent for item in items if item.is_file and item.named}
        self.paths = [path for folder in sorted(folders) for path in self._paths_in(folder)]

    def _paths_in(self, folder: Path) -> Iterator[Path]:
        place = Path(os.path.realpath(folder))
        root = repository_of(place)
        if root is None:
            return
        if root not in self._names:
            self._names[root] = _tracked(root)
        for name in self._names[root].get(str(place), ()):
            if not (folder / name).is_symlink():
                yield folder / name

    def as_it_was(self, path: Path, data: bytes) -> bytes:
        """What a file with these bytes was before it was mended in place: its text, in UTF-8.

        The bytes themselves if it was not, or if there is no record of it.
        """
        root = record_root(path)
        if root not in self._records:
            self._records[root] = _record(root)
        manifest, history = self._records[root] or (None, None)
        if manifest is None or history is None:
            return data
        name = Path(os.path.realpath(path)).relative_to(os.path.realpath(root)).as_posix()
        entry = manifest.documents.get(name)
        if entry is None or digest(data) not in entry.outputs:
            return data
        try:
            return history.restore(name, entry, data).encode()
        except RestoreError:
            return data

    def close(self) -> None:
        """Forget the records that were read, and remove what reading them took."""
        for record in filter(None, self._records.values()):
            record[1].close()
        self._records.clear()


def _tracked(root: Path) -> dict[str, list[str]]:
    """The names of the files that git tracks in a repository, by folder."""
    try:
        done = subprocess.run(LIST, cwd=root, capture_output=True, check=True)  # noqa: S603  # ours
    except (OSError, subprocess.CalledProcessError):
        return {}
    names: defaultdict[str, list[str]] = defaultdict(list)
    for path in filter(None, os.fsdecode(done.stdout).split("\0")):
        folder, _, name = path.rpartition("/")
        names[str(root / folder)].append(name)
    return names


def _record(root: Path) -> tuple[Manifest, History] | None:
    """What the record of a folder knows that was mended in place. A damaged one knows nothing."""
    try:
        manifest = load(root)
        mended = manifest is not None and manifest.kind == "in place"
        return (manifest, History(root, manifest, at_random=True)) if manifest and mended else None
    except OutputError:
        return None
