"""cleanup undo: give back the texts as they were before cleaning."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleanup.cli.arguments import PATH
from cleanup.errors import CleanupError, InputError, OutputError, reason_of
from cleanup.formats import inside
from cleanup.formats import text as files
from cleanup.record.history import History, forget, original_bytes
from cleanup.record.manifest import Manifest, digest, found_at, load
from cleanup.record.upkeep import keep_damaged, lock, remove_temporary
from cleanup.report.terminal import complain, report_damage

if TYPE_CHECKING:
    from cleanup.record.manifest import Entry


@click.command(name="undo")
@click.argument("folder", metavar="OUT", type=PATH)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=PATH,
    help="Write the texts there and leave OUT alone.",
)
def command(*, folder: str, output: str | None) -> int:
    """Undo every edit in OUT: a folder of results, or one that was mended in place.

    A file that was mended in place gets back the bytes that it had. A result becomes exactly the
    decoded input, decompressed and in UTF-8. A file that was changed since it was cleaned is left
    alone and named.
    """
    root = Path(folder)
    target = Path(output) if output and Path(output).resolve() != root.resolve() else root
    try:
        if load(root) is None:
            raise OutputError("no record of cleanup in this folder")  # noqa: TRY301  # named below
        with lock(root):
            undone = _Undone(root, target)
            undone.restore()
    except OSError as error:
        raise OutputError(f"{folder}: cannot read its record: {error.strerror}") from None
    except OutputError as error:
        raise OutputError(f"{folder}: {error}") from None
    sys.stderr.write(f"cleanup: {undone}\n")
    return 2 if undone.failed or undone.damaged else 0


class _Undone:
    """What undo does with a folder, and how much of it."""

    def __init__(self, root: Path, target: Path) -> None:
        """Read the record. Raises OutputError."""
        self._root, self._target = root, target
        self._manifest, self._history = load(root) or Manifest("results"), History(root)
        self.damaged = [*self._manifest.damaged, *self._history.damaged]
        self.restored: list[str] = []
        self.decoded = 0  # those that are not the bytes of their inputs, but their texts
        self.failed = 0

    def __str__(self) -> str:
        """One line for people."""
        decoded = f" ({self.decoded:,} as decoded text in UTF-8)" if self.decoded else ""
        return f"{len(self.restored):,} restored{decoded}, {self.failed:,} left as they are"

    def restore(self) -> None:
        """Write what can be restored, and forget it if that is where it lay. Raises OutputError."""
        here = self._target == self._root
        report_damage(self._root, self.damaged)
        for doc, entry in self._manifest.documents.items():
            try:
                self._give_back(doc, entry)
                self.restored.append(doc)
            except (CleanupError, OSError) as error:
                complain(str(self._target / doc), reason_of(error))
                self.failed += 1
        if here:
            keep_damaged(self._root, self._manifest.damaged)
            forget(self._root, self._manifest, self.restored)
            remove_temporary(self._root, self._manifest.documents)

    def _give_back(self, doc: str, entry: Entry) -> None:
        """Restore one document. Raises CleanupError, OSError."""
        place, lies = inside.place(self._target, doc), found_at(self._root, doc, entry)
        data = files.read(lies)
        output = self._input(doc, entry, data)
        if place != lies and os.path.lexists(place) and files.read(place) != output:
            raise OutputError("exists already")
        if lies != place and self._target == self._root:
            place.parent.mkdir(parents=True, exist_ok=True)
            lies.replace(place)
        if place != lies or output != data:
            files.write(place, output, lies.stat().st_mode if lies.exists() else files.ANYBODY)
        self.decoded += digest(output) != entry.input

    def _input(self, doc: str, entry: Entry, data: bytes) -> bytes:
        """What a document was: the bytes, if it was mended in place, else the decoded text."""
        in_place = self._manifest.kind == "in place"
        if in_place and digest(data) == entry.input:
            return data  # an earlier undo has given it back
        text = self._history.restore(doc, entry, data)
        if not in_place:
            return text.encode()
        found = original_bytes(text, entry.encoding, entry.input)
        if found is None:
            found = self._kept(entry)
        return text.encode() if found is None else found

    def _kept(self, entry: Entry) -> bytes | None:
        """The bytes that --in-place=SUFFIX has kept of a document, if they are still there."""
        for name in entry.originals:
            try:
                data = files.read(inside.place(self._root, name))
            except (InputError, OutputError):
                continue
            if digest(data) == entry.input:
                return data
        return None
