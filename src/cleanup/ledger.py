"""The provenance log of a folder: what was done to each document, and how to take it back.

`.cleanup/` in the folder of the results holds
    manifest.json   the run: version, settings, counts; of each document its hashes and metadata
    ledger.jsonl    one line for each edit: doc, rule, span, line, text, reason, confidence
    journal.jsonl   only while a run goes on: the documents done so far, should the run die
A document's edits are recorded before its file is replaced. Documents that are mended in place
again and again keep all their edits, so that undo goes back to the first text.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO, Self

from cleanup import __version__
from cleanup.errors import OutputError, RestoreError
from cleanup.formats import text as files
from cleanup.model import Edit, Span, Step
from cleanup.stages.edits import Places, restore

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cleanup.model import Outcome
    from cleanup.report.terminal import Summary
    from cleanup.settings import Settings

FOLDER = ".cleanup"


@dataclass(slots=True)
class Entry:
    """What the manifest says of one document. Hashes are SHA-256 in hexadecimal."""

    input: str  # of the bytes that were read
    decoded: str  # of the decoded text in UTF-8: what undo gives back
    output: str  # of the clean text in UTF-8
    encoding: str
    edits: int
    runs: list[int]  # whose ledger lines lead from the decoded text to the clean one
    metadata: dict[str, str] = field(default_factory=dict)


def digest(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def is_ours(folder: Path) -> bool:
    """Whether cleanup wrote into this folder before."""
    return (folder / FOLDER / "manifest.json").is_file()


class Ledger:
    """The log of one folder, open for one run. Use as a context manager."""

    def __init__(self, folder: Path, settings: Settings, summary: Summary, *, fresh: bool) -> None:
        """`fresh` begins anew, for a folder of results; else documents keep their past edits."""
        self.folder = folder / FOLDER
        self.previous = entries(folder)
        self.entries: dict[str, Entry] = {} if fresh else dict(self.previous)
        self._settings = settings
        self._summary = summary
        self._fresh = fresh
        self._run = 1 + max((run for e in self.entries.values() for run in e.runs), default=0)
        self._name = "ledger.jsonl.new" if fresh else "ledger.jsonl"

    def __enter__(self) -> Self:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            files.write(self.folder / ".gitignore", b"*\n")
            if not (self.folder / "manifest.json").exists():
                _write_manifest(self.folder, {"complete": False}, {})
            self._edits = (self.folder / self._name).open("wb" if self._fresh else "ab")
            self._journal = (self.folder / "journal.jsonl").open("ab")
        except OSError as error:
            raise OutputError(f"cannot write the ledger: {error.strerror}") from None
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write the manifest of what was done, also where the run was interrupted."""
        self._edits.close()
        self._journal.close()
        if self._fresh:
            (self.folder / self._name).replace(self.folder / "ledger.jsonl")
        run = {
            "complete": kind is None,
            "settings": asdict(self._settings),
            "counts": self._summary.counts(),
        }
        _write_manifest(self.folder, run, self.entries)
        (self.folder / "journal.jsonl").unlink()

    def record(self, doc: str, data: bytes, output: bytes, outcome: Outcome) -> None:
        """Log one cleaned document durably. Call before its file is written.

        The journal goes first: an entry without its edits has an output that no file has.
        """
        document = outcome.document
        if document is None:
            raise ValueError(doc)
        past = self.entries.get(doc)
        if past is not None and past.output != digest(data):
            past = None  # somebody else changed the file since; its old edits lead nowhere
        entry = Entry(
            input=past.input if past else digest(data),
            decoded=past.decoded if past else digest(outcome.decoded.encode()),
            output=digest(output),
            encoding=past.encoding if past else document.encoding,
            edits=(past.edits if past else 0) + sum(len(step.edits) for step in document.history),
            runs=[*(past.runs if past else ()), self._run],
            metadata={**document.metadata, **(past.metadata if past else {})},
        )
        self.entries[doc] = entry
        self._journal.write(_json({"doc": doc, **asdict(entry)}))
        self._sync(self._journal)
        self._edits.writelines(_lines(doc, self._run, outcome))
        self._sync(self._edits)

    def _sync(self, file: BinaryIO) -> None:
        file.flush()
        if not self._fresh:  # what is mended in place has no other copy
            os.fsync(file.fileno())


def _write_manifest(folder: Path, run: dict[str, Any], documents: dict[str, Entry]) -> None:
    listed = {doc: asdict(entry) for doc, entry in sorted(documents.items())}
    manifest = {"version": __version__, **run, "documents": listed}
    files.write(folder / "manifest.json", json.dumps(manifest, indent=1).encode() + b"\n")


def entries(folder: Path) -> dict[str, Entry]:
    """What is known of the documents of a folder, from its manifest and an unfinished journal."""
    found: dict[str, Entry] = {}
    try:
        manifest = json.loads((folder / FOLDER / "manifest.json").read_bytes())
        found = {doc: Entry(**entry) for doc, entry in manifest["documents"].items()}
    except FileNotFoundError:
        return {}
    except (ValueError, KeyError, TypeError) as error:
        raise OutputError(f"its {FOLDER}/manifest.json is damaged ({error})") from None
    journal = folder / FOLDER / "journal.jsonl"
    if journal.exists():
        for line in journal.read_bytes().splitlines():
            if line.endswith(b"}"):
                record = json.loads(line)
                found[record.pop("doc")] = Entry(**record)
    return found


def undone(folder: Path, docs: Iterable[str]) -> None:
    """Forget documents that were restored: their edits no longer stand in their files."""
    gone = set(docs)
    path = folder / FOLDER / "ledger.jsonl"
    kept = [
        line for line in path.read_bytes().splitlines(True) if json.loads(line)["doc"] not in gone
    ]
    files.write(path, b"".join(kept))
    remaining = {doc: entry for doc, entry in entries(folder).items() if doc not in gone}
    _write_manifest(folder / FOLDER, {"complete": False}, remaining)
    (folder / FOLDER / "journal.jsonl").unlink(missing_ok=True)


class History:
    """The recorded edits of a folder's documents, read one document at a time."""

    def __init__(self, folder: Path) -> None:
        """Note where in the ledger the lines of each document are."""
        self._path = folder / FOLDER / "ledger.jsonl"
        self._offsets: dict[str, list[int]] = {}
        offset = 0
        if self._path.exists():
            with self._path.open("rb") as ledger:
                for line in ledger:
                    if line.endswith(b"}\n"):
                        self._offsets.setdefault(json.loads(line)["doc"], []).append(offset)
                    offset += len(line)

    def restore(self, doc: str, entry: Entry, data: bytes) -> str:
        """The decoded text of `doc` before all edits. Raises RestoreError."""
        if digest(data) != entry.output:
            raise RestoreError("changed since it was cleaned; left as it is")
        text = restore(data.decode("utf-8"), self._steps(doc, entry.runs))
        if digest(text.encode()) != entry.decoded:
            raise RestoreError("its ledger is not complete; left as it is")
        return text

    def _steps(self, doc: str, runs: list[int]) -> list[Step]:
        steps: dict[tuple[int, int], list[Edit]] = {}
        with self._path.open("rb") as ledger:
            for offset in self._offsets.get(doc, ()):
                ledger.seek(offset)
                line = json.loads(ledger.readline())
                if line["run"] in runs:
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


def _lines(doc: str, run: int, outcome: Outcome) -> Iterator[bytes]:
    """One JSON line for each edit; `span` refers to the input of its step."""
    history = outcome.document.history if outcome.document else ()
    places = Places(outcome.decoded, history)
    for number, step in enumerate(history):
        for edit in step.edits:
            yield _json(
                {
                    "doc": doc,
                    "rule": edit.code,
                    "span": list(edit.span),
                    "line": places.line(places.origin(edit.span.start, number)),
                    "text": edit.before,
                    "replacement": edit.after,
                    "reason": edit.note,
                    "confidence": edit.confidence,
                    "stage": step.stage,
                    "step": number,
                    "run": run,
                }
            )


def _json(record: dict[str, Any]) -> bytes:
    """One line. Names that are no Unicode (surrogates stand for their bytes) are escaped."""
    try:
        return json.dumps(record, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(record, ensure_ascii=True).encode() + b"\n"
