"""The provenance log of a folder: what was done to each document, and how to take it back.

`.cleanup/` in the folder of the results, or of what was mended in place, holds
    manifest.json   the last run: version, settings, counts; of each document hashes and metadata
    ledger.jsonl    one line for each edit: doc, rule, span, line, text, reason, confidence; and
                    one for each document left out: doc, rule, kept, similarity, differs, reason
    left-out/       the clean texts of the documents of which a copy is kept
    lock            held by the run that is at work
    journal.jsonl   only while a run goes on, or after it died: the documents done so far
A document's edits are recorded before its file is replaced, and every line names its run, so that a
run which dies loses nothing and spoils nothing. Documents that are mended in place again and again
keep all their edits: undo goes back to the first text.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, BinaryIO

from cleanup import __version__
from cleanup.errors import OutputError
from cleanup.formats import text as files
from cleanup.manifest import (
    FOLDER,
    Documents,
    Entry,
    Kind,
    digest,
    kept_again,
    load,
    parsed,
    whole_lines,
    write,
)
from cleanup.stages.edits import Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from cleanup.model import Document
    from cleanup.settings import Settings


class Ledger:
    """The log of one folder during one run: `open` it, `record` each document, `finish`."""

    def __init__(self, folder: Path, kind: Kind, inputs: Iterable[str], made: str = "") -> None:
        """Nothing is read or written before the ledger is opened.

        `made` is the fingerprint of what cleans the documents.
        """
        self.documents = Documents()
        self.same_inputs = False  # whether the last run was given the same paths
        self._kind: Kind = kind
        self._continues = kind == "in place"  # else every result begins with its input
        self._inputs = sorted(inputs)
        self.made = made
        self._folder = folder / FOLDER
        self._run = 1
        self._lock: BinaryIO | None = None

    def open(self) -> None:
        """Lock the folder's record and take up what is known. Raises OutputError.

        A second run in the same folder waits here until the first has finished.
        """
        if self._lock is not None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._lock = lock(self._folder.parent)
            for name in ("ledger.jsonl", "journal.jsonl"):
                _cut_torn_line(self._folder / name)
        except OSError as error:
            raise OutputError(f"cannot write its record: {error.strerror}") from None
        remove_temporary(self._folder.parent)
        files.write(self._folder / ".gitignore", b"*\n")
        previous = load(self._folder.parent)
        if previous is None:
            self._write_manifest({"complete": False})
            return
        self._kind = previous.kind
        self.same_inputs = previous.inputs == self._inputs
        self.documents = previous.documents
        runs = (run for entry in self.documents.values() for run in entry.runs)
        self._run = 1 + max(runs, default=0)
        if previous.complete:
            self._write_manifest({"complete": False})
            return
        self._settle({"complete": False})
        if not self._continues:  # the results go on where they were broken off
            self._run = max(1, self._run - 1)
            remove_temporary(self._folder.parent, self.documents)

    def record(self, doc: str, data: bytes, decoded: str, document: Document) -> None:
        """Log one cleaned document durably. Call before its file is written.

        `data` are the bytes that were read, `decoded` their text. The edits go first: without an
        entry in the journal they are nobody's, and the next run drops them.
        """
        output = document.text.encode()
        past = self.documents.get(doc)
        if past is not None and self._run in past.runs:
            self._run += 1  # it was broken off, and the document is another one now
        if not self._continues:
            past = None
        if past is not None and past.outputs[-1] != digest(data):
            past = None  # somebody else changed the file since; its old edits lead nowhere
        entry = Entry(
            input=past.input if past else digest(data),
            decoded=past.decoded if past else digest(decoded.encode()),
            outputs=[*(past.outputs if past else ()), digest(output)],
            encoding=past.encoding if past else document.encoding,
            edits=(past.edits if past else 0) + sum(len(step.edits) for step in document.history),
            runs=[*(past.runs if past else ()), self._run],
            metadata={**document.metadata, **(past.metadata if past else {})},
            repairs=(past.repairs if past else 0) + repairs_of(document),
            made=self.made,
        )
        self._append("ledger.jsonl", _lines(doc, self._run, decoded, document))
        self._enter(doc, entry)

    def amend(self, doc: str, text: str, document: Document) -> None:
        """Log durably what was done to a clean text, besides. Call before its file is written."""
        past = self.documents[doc]
        run = 1 + max(self._run, *past.runs)
        self._append("ledger.jsonl", _lines(doc, run, text, document))
        entry = replace(
            past,
            outputs=[*past.outputs, digest(document.text.encode())],
            edits=past.edits + sum(len(step.edits) for step in document.history),
            runs=[*past.runs, run],
        )
        self._enter(doc, entry)

    def leave_out(self, doc: str, kept: str, similarity: float, reason: dict[str, Any]) -> None:
        """Log durably that `kept` stands for a document, whose file is then to be moved."""
        past, beside = self.documents[doc], self.documents[kept].outputs[-1]
        entry = replace(past, copy_of=kept, similarity=similarity, beside=beside)
        if entry == past:
            return
        line = {"doc": doc, **reason, "kept": kept, "similarity": similarity, "run": self._run}
        self._append("ledger.jsonl", [line])
        self._enter(doc, entry)

    def take_back(self, doc: str) -> None:
        """Log durably that a document is no copy any more; its file is to be moved back."""
        self._enter(doc, kept_again(self.documents[doc]))

    def _enter(self, doc: str, entry: Entry) -> None:
        self._append("journal.jsonl", [{"doc": doc, **asdict(entry)}])
        self.documents[doc] = entry

    def revert(self, doc: str, past: Entry | None) -> None:
        """Take a record back: the document's file could not be written."""
        if past is None:
            del self.documents[doc]
        else:
            self._enter(doc, past)

    def finish(self, settings: Settings, counts: dict[str, Any], *, complete: bool) -> None:
        """Write the manifest of a run that came to its end, or was interrupted."""
        if self._lock is None:
            return
        with self._lock:
            self._settle({"complete": complete, "settings": asdict(settings), "counts": counts})

    def _settle(self, run: dict[str, Any]) -> None:
        """Take the journal into the manifest, and drop the edits that nobody needs any more."""
        keep_lines(self._folder / "ledger.jsonl", self.documents)
        self._write_manifest(run)
        (self._folder / "journal.jsonl").unlink(missing_ok=True)

    def _append(self, name: str, records: Iterable[dict[str, Any]]) -> None:
        try:
            with (self._folder / name).open("ab") as file:
                file.writelines(map(_json, records))
                file.flush()
                if self._kind == "in place":  # what is mended in place has no other copy
                    os.fsync(file.fileno())
        except OSError as error:
            raise OutputError(f"cannot write its record: {error.strerror}") from None

    def _write_manifest(self, run: dict[str, Any]) -> None:
        head = {"version": __version__, "kind": self._kind, "inputs": self._inputs, **run}
        write(self._folder.parent, head, self.documents)


def remove_temporary(folder: Path, documents: Iterable[str] = ()) -> None:
    """Remove what a run that was killed has left of the file that it wrote. Hold the lock."""
    for place in {folder / FOLDER, *((folder / doc).parent for doc in documents)}:
        for left in place.glob(files.TEMPORARY):
            left.unlink(missing_ok=True)


def lock(folder: Path) -> BinaryIO:
    """Hold the record of a folder until the file is closed; waits for another process."""
    file = (folder / FOLDER / "lock").open("ab")
    with suppress(ImportError):  # no such locks on Windows
        import fcntl  # noqa: PLC0415  # as above

        fcntl.flock(file, fcntl.LOCK_EX)
    return file


def _lines(doc: str, run: int, decoded: str, document: Document) -> Iterator[dict[str, Any]]:
    """A record for each edit. `span` is in the input of its step, `line` in the decoded text."""
    places = Places(decoded, document.history)
    for number, step in enumerate(document.history):
        for edit in step.edits:
            yield {
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


def keep_lines(path: Path, documents: Mapping[str, Entry]) -> None:
    """Leave in a ledger only the lines that lead to the present texts of the documents.

    Of a document that is left out, the last line that says so is the one.
    """
    dropped, said = set[int](), dict[str, int]()
    known: tuple[str, Entry | None] = ("", None)
    for number, line in enumerate(whole_lines(path)):
        record = parsed(line)
        doc = record["doc"]
        if known[0] != doc:
            known = (doc, documents.get(doc))
        if not _is_current(record, known[1]):
            dropped.add(number)
        elif "kept" in record:
            dropped |= {said[doc]} if doc in said else set()
            said[doc] = number
    if dropped:
        lines = enumerate(whole_lines(path))
        files.write(path, (line for number, line in lines if number not in dropped))


def _is_current(record: dict[str, Any], entry: Entry | None) -> bool:
    if entry is None:
        return False
    if "kept" in record:
        return (entry.copy_of, entry.similarity) == (record["kept"], record.get("similarity"))
    return record.get("run") in entry.runs


def repairs_of(document: Document) -> int:
    """How many places of a text had to be mended."""
    return sum(len(step.edits) for step in document.history if step.stage == "repair")


def _cut_torn_line(path: Path) -> None:
    """Cut off the end of a log that was torn, so that the next line begins a line."""
    if path.exists():
        whole = sum(map(len, whole_lines(path)))
        if whole < path.stat().st_size:
            os.truncate(path, whole)


def _json(record: dict[str, Any]) -> bytes:
    """One line. Names that are no Unicode (surrogates stand for their bytes) are escaped."""
    try:
        return json.dumps(record, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(record, ensure_ascii=True).encode() + b"\n"
