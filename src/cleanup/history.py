"""Taking back what the ledger of a folder records."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from cleanup.errors import RestoreError
from cleanup.ledger import keep_lines
from cleanup.manifest import FOLDER, Entry, Manifest, digest, kept_again, parsed, whole_lines, write
from cleanup.model import Edit, Span, Step
from cleanup.stages.edits import restore

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class History:
    """The recorded edits of a folder's documents, read one document at a time."""

    def __init__(self, folder: Path) -> None:
        """Note where in the ledger the lines of each document are. Raises OutputError."""
        self._path = folder / FOLDER / "ledger.jsonl"
        self._ranges: dict[str, list[tuple[int, int]]] = {}  # of lines that follow one another
        start = 0
        lines = ((parsed(line)["doc"], len(line)) for line in whole_lines(self._path))
        for doc, together in groupby(lines, itemgetter(0)):
            end = start + sum(length for _, length in together)
            self._ranges.setdefault(doc, []).append((start, end))
            start = end

    def restore(self, doc: str, entry: Entry, data: bytes) -> str:
        """The decoded text of `doc` before all edits. Raises RestoreError."""
        if digest(data) == entry.decoded:
            return data.decode("utf-8")  # an earlier undo was broken off behind it
        if digest(data) not in entry.outputs:
            raise RestoreError("changed since it was cleaned; left as it is")
        done = entry.outputs.index(digest(data)) + 1  # a later run may have died before it wrote
        try:
            steps = self._steps(doc, entry.runs[:done])
        except (KeyError, TypeError) as error:
            raise RestoreError(f"its record is damaged ({error!r}); left as it is") from None
        text = restore(data.decode("utf-8"), steps)
        if digest(text.encode()) != entry.decoded:
            raise RestoreError("its record is not complete; left as it is")
        return text

    def _steps(self, doc: str, runs: list[int]) -> list[Step]:
        steps: dict[tuple[int, int], list[Edit]] = {}
        with self._path.open("rb") as ledger:
            for start, end in self._ranges.get(doc, ()):
                ledger.seek(start)
                for line in map(parsed, ledger.read(end - start).splitlines()):
                    if "kept" not in line and line["run"] in runs:
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


def forget(folder: Path, manifest: Manifest, docs: Iterable[str]) -> None:
    """Forget the edits of documents that were restored: their files are the decoded texts now."""
    for doc in docs:
        entry = kept_again(manifest.documents[doc])
        manifest.documents[doc] = replace(entry, outputs=[entry.decoded], runs=[], edits=0, made="")
    keep_lines(folder / FOLDER / "ledger.jsonl", manifest.documents)
    write(folder, manifest.head, manifest.documents)
    (folder / FOLDER / "journal.jsonl").unlink(missing_ok=True)
