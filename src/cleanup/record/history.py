"""Taking back what the ledger of a folder records."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from cleanup.charset.wide import MARKS
from cleanup.errors import OutputError, RestoreError
from cleanup.formats.inside import opened
from cleanup.model import Edit, Span, Step
from cleanup.record.logs import parsed, whole_lines
from cleanup.record.manifest import (
    FOLDER,
    JOURNAL,
    LEDGER,
    Entry,
    Manifest,
    digest,
    kept_again,
    write,
)
from cleanup.record.upkeep import keep_lines
from cleanup.stages.edits import restore

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# What a record that somebody has tampered with may raise.
DAMAGED = (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError)


class History:
    """The recorded edits of a folder's documents, read one document at a time."""

    def __init__(self, folder: Path) -> None:
        """Note where in the ledger the lines of each document are. Raises OutputError."""
        self._path = folder / FOLDER / LEDGER
        self._ranges: dict[str, list[tuple[int, int]]] = {}  # of lines that follow one another
        self.damaged: list[str] = []  # lines that are nobody's, for people
        start = 0
        try:
            lines = ((self._doc(line, at), len(line)) for at, line in self._lines())
            for doc, together in groupby(lines, itemgetter(0)):
                end = start + sum(length for _, length in together)
                self._ranges.setdefault(doc, []).append((start, end))
                start = end
        except OSError as error:
            raise OutputError(f"cannot read its record: {error.strerror}") from None

    def _lines(self) -> Iterable[tuple[int, bytes]]:
        return enumerate(whole_lines(self._path), 1)

    def _doc(self, line: bytes, number: int) -> str:
        """The document that a line of the ledger is about; '' for one that is damaged."""
        record = parsed(line)
        if record is None:
            self.damaged.append(f"{LEDGER}, line {number}")
            return ""
        return str(record["doc"])

    def restore(self, doc: str, entry: Entry, data: bytes) -> str:
        """The decoded text of `doc` before all edits. Raises RestoreError."""
        if digest(data) == entry.decoded:
            return data.decode("utf-8")  # an earlier undo was broken off behind it
        if digest(data) not in entry.outputs:
            raise RestoreError("changed since it was cleaned; left as it is")
        done = entry.outputs.index(digest(data)) + 1  # a later run may have died before it wrote
        try:
            steps = self._steps(doc, entry.runs[:done])
            text = restore(data.decode("utf-8"), steps)
            found = digest(text.encode())
        except DAMAGED as error:
            raise RestoreError(f"its record is damaged ({error!r}); left as it is") from None
        if found != entry.decoded:
            raise RestoreError("its record is not complete; left as it is")
        return text

    def _steps(self, doc: str, runs: list[int]) -> list[Step]:
        steps: dict[tuple[int, int], list[Edit]] = {}
        if doc not in self._ranges:
            return []
        with opened(self._path, "rb") as ledger:
            for start, end in self._ranges[doc]:
                ledger.seek(start)
                for line in map(parsed, ledger.read(end - start).splitlines()):
                    if line and "kept" not in line and line["run"] in runs:
                        steps.setdefault((line["run"], line["step"]), []).append(_edit(line))
        return [Step("", tuple(steps[key])) for key in sorted(steps)]


def _edit(line: dict[str, Any]) -> Edit:
    return Edit(
        span=Span(*line["span"]),
        before=line["text"],
        after=line["replacement"],
        code=line["rule"],
        note=line["reason"],
        confidence=line["confidence"],
    )


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


def forget(folder: Path, manifest: Manifest, docs: Iterable[str]) -> None:
    """Forget the edits of documents that were restored: their files are the inputs now.

    Raises OutputError.
    """
    for doc in docs:
        entry = kept_again(manifest.documents[doc])
        manifest.documents[doc] = replace(entry, outputs=[entry.decoded], runs=[], edits=0, made="")
    keep_lines(folder / FOLDER / LEDGER, manifest.documents)
    write(folder, manifest.head, manifest.documents)
    (folder / FOLDER / JOURNAL).unlink(missing_ok=True)
