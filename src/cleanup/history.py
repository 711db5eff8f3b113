"""Taking back what the ledger of a folder records."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from cleanup.errors import RestoreError
from cleanup.formats import text as files
from cleanup.ledger import keep_lines
from cleanup.manifest import FOLDER, Entry, Manifest, digest, kept_again, parsed, whole_lines
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
        self._offsets: dict[str, list[int]] = {}
        offset = 0
        for line in whole_lines(self._path):
            self._offsets.setdefault(parsed(line)["doc"], []).append(offset)
            offset += len(line)

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
        offsets = self._offsets.get(doc)
        if not offsets:
            return []
        steps: dict[tuple[int, int], list[Edit]] = {}
        with self._path.open("rb") as ledger:
            for offset in offsets:
                ledger.seek(offset)
                line = parsed(ledger.readline())
                if "kept" not in line and line["run"] in runs:
                    edit = Edit(
                        span=Span(*line["span"]),
                        before=line["text"],
                        after=line["replacement"],
                        code=line["rule"],
                        note=line["reason"],
                        confidence=line["confidence"],
                    )
                    steps.setdefault((line["run"], line["step"]), []).append(edit)
        return [Step("", tuple(steps[key])) for key in sorted(steps)]


def forget(folder: Path, manifest: Manifest, docs: Iterable[str]) -> None:
    """Forget the edits of documents that were restored: their files are the decoded texts now."""
    for doc in docs:
        entry = kept_again(manifest.documents[doc])
        manifest.documents[doc] = replace(entry, outputs=[entry.decoded], runs=[], edits=0, made="")
    path = folder / FOLDER / "manifest.json"
    content = json.loads(path.read_bytes())
    content["documents"] = {doc: asdict(e) for doc, e in sorted(manifest.documents.items())}
    keep_lines(folder / FOLDER / "ledger.jsonl", manifest.documents)
    files.write(path, json.dumps(content, indent=1).encode() + b"\n")
    (folder / FOLDER / "journal.jsonl").unlink(missing_ok=True)
