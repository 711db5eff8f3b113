"""Taking back what the ledger of a folder records."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from cleanup.charset.wide import MARKS
from cleanup.errors import InputError, OutputError, RestoreError
from cleanup.formats import inside
from cleanup.formats import text as files
from cleanup.record.lines import Place, is_copy, steps_of
from cleanup.record.logs import lines_in_order
from cleanup.record.manifest import (
    FOLDER,
    LEDGER,
    MANIFEST,
    Entry,
    Manifest,
    digest,
    kept_again,
    write,
)
from cleanup.record.pieces import Pieces, together
from cleanup.record.shards import INCOMPLETE, unsettled_lines
from cleanup.record.unwinding import DAMAGED
from cleanup.record.upkeep import remove_settled, settle
from cleanup.stages.edits import restore, without

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from cleanup.model import Document, Edit, Step
    from cleanup.record.lines import Line

    Dropped = Callable[[Edit], bool]  # which edits are taken back


class History:
    """The recorded edits of a folder's documents, read in the order of their names."""

    def __init__(self, folder: Path, manifest: Manifest, *, at_random: bool = False) -> None:
        """Read nothing yet; or all at once, so that texts may be asked for in any order."""
        self._folder, self._manifest = folder, manifest
        self._pieces = Pieces(folder)
        streams = [self._pieces.lines(name) for name in manifest.pieces]
        log = folder / FOLDER / LEDGER
        known = manifest.settled, self._pieces.damaged
        streams.append(lines_in_order(log, *known))
        streams.append(unsettled_lines(folder, manifest.documents, *known))
        self._groups = together(streams)
        self._next: tuple[Place, list[Line]] | None = None
        self._known = dict(self._groups) if at_random else {}

    @property
    def damaged(self) -> list[str]:
        """What could not be read so far, for people."""
        return self._pieces.damaged

    def close(self) -> None:
        """Give everything back."""
        self._pieces.close()

    def all_lines(self) -> Iterator[Line]:
        """All that was done, edits first, document by document. Raises OSError."""
        for _, lines in self._groups:
            yield from lines

    def lines(self, place: Place) -> list[Line]:
        """What was done to a text; of one that comes before an earlier one it is not found.

        Raises OSError.
        """
        if place in self._known:
            return self._known[place]
        while self._next is None or self._next[0] < place:
            self._next = next(self._groups, None)
            if self._next is None:
                return []
        if self._next[0] != place:
            return []
        return self._next[1]

    def records_aside(self, doc: str, marked: int) -> list[int]:
        """The numbers of the records of a shard that lie aside since the run `marked`.

        Raises OSError.
        """
        lines = (line for name in self._manifest.pieces for line in self._pieces.copies(name))
        log = self._folder / FOLDER / LEDGER
        logged = lines_in_order(log, self._manifest.settled, self._pieces.damaged)
        both = chain(lines, filter(is_copy, logged))
        wanted = (line for line in both if (line["doc"], line["run"]) == (doc, marked))
        return sorted({line["record"] for line in wanted})

    def restore(self, doc: str, entry: Entry, data: bytes) -> str:
        """The decoded text of `doc` before all edits. Raises RestoreError."""
        if digest(data) == entry.decoded:
            return data.decode("utf-8")  # an earlier undo was broken off behind it
        return self._restored(doc, entry, data)[0]

    def without(self, doc: str, entry: Entry, data: bytes, dropped: Dropped) -> Document:
        """A clean text without some edits, and what is still done. Raises RestoreError."""
        decoded, steps = self._restored(doc, entry, data)
        return without(decoded, steps, dropped)

    def _restored(self, doc: str, entry: Entry, data: bytes) -> tuple[str, list[Step]]:
        """The decoded text, and the steps that led from it. Raises RestoreError."""
        if digest(data) not in entry.outputs:
            raise RestoreError("changed since it was cleaned; left as it is")
        done = entry.outputs.index(digest(data)) + 1  # a later run may have died before it wrote
        runs = entry.runs[:done]
        try:
            lines = [line for line in self.lines(Place(doc, 0)) if not is_copy(line)]
            steps = steps_of(line for line in lines if line["run"] in runs)
            text = restore(data.decode("utf-8"), steps)
            found = digest(text.encode())
        except DAMAGED as error:
            raise RestoreError(f"its record is damaged ({error!r}); left as it is") from None
        if found != entry.decoded:
            raise RestoreError(INCOMPLETE)
        return text, steps


def original_bytes(text: str, encoding: str, hashed: str) -> bytes | None:
    """The bytes with this hash that were decoded to a text, with their mark if they had one.

    None if the text in its encoding is not what they were: bytes that fit no character, several
    encodings in one file, an encoding of which there is only a reader.
    """
    try:
        plain = text.encode(encoding)
    except (LookupError, ValueError):
        return None
    marks = (b"", *(mark for mark, name in MARKS if name == encoding))
    return next((data for mark in marks if digest(data := mark + plain) == hashed), None)


def kept_original(folder: Path, entry: Entry) -> bytes | None:
    """The bytes that --in-place=SUFFIX has kept of a document, if they are still there."""
    for name in entry.originals:
        try:
            data = files.read(inside.place(folder, name))
        except (InputError, OutputError):
            continue
        if digest(data) == entry.input:
            return data
    return None


def forget(folder: Path, manifest: Manifest, restored: Mapping[str, str]) -> None:
    """Forget the edits of documents that were restored: their files are the inputs now.

    Of each the digest of its file is told. Raises OSError, OutputError.
    """
    for doc, now in restored.items():
        entry = kept_again(manifest.documents[doc])
        given_back = now if entry.form else entry.decoded
        manifest.documents[doc] = replace(entry, outputs=[given_back], runs=[], edits=0, made="")
    mode = (folder / FOLDER / MANIFEST).stat().st_mode
    settle(folder, manifest, mode)
    write(folder, manifest)
    remove_settled(folder, manifest)
