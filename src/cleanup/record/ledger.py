"""The provenance log of a folder: what was done to each document, and how to take it back.

`.cleanup/` in the folder of the results, or of what was mended in place, holds
    manifest.json   the last run: version, settings, counts; of each document hashes and metadata
    edits/          the edits, and the documents left out, in columns (see `lines`, `pieces`)
    left-out/       the clean texts of the documents of which a copy is kept
    lock            held by the run that is at work
    ledger.jsonl    only while a run goes on, or after it died: its edits so far, one a line
    journal.jsonl   the same of the documents that are done
    NAME.damaged    one of these as it was, when a run or undo came upon a damaged line in it
A document's edits are recorded before its file is replaced, and every line names its run, so that a
run which dies loses nothing and spoils nothing. Documents that are mended in place again and again
keep all their edits: undo goes back to the first text. Nothing here is a link or is reached through
one, and nobody may read it who may not read one of the documents.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, BinaryIO

from cleanup import __version__
from cleanup.errors import OutputError
from cleanup.formats import text as files
from cleanup.record import upkeep
from cleanup.record.facts import edits_of, leads_on
from cleanup.record.lines import lines_of, repairs_of
from cleanup.record.logs import append, line_of, trim
from cleanup.record.manifest import (
    FOLDER,
    JOURNAL,
    LEDGER,
    MANIFEST,
    WORK,
    Documents,
    Entry,
    Kind,
    Manifest,
    check_record,
    digest,
    kept_again,
    load,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from cleanup.model import Document
    from cleanup.record.facts import Facts
    from cleanup.record.lines import Line
    from cleanup.settings import Settings

NONE: Mapping[str, str] = MappingProxyType({})
OTHERS = 0o044  # the right of the group and of all others to read


class Ledger:
    """The log of one folder during one run: `open` it, `record` each document, `finish`."""

    def __init__(
        self, folder: Path, kind: Kind, inputs: Iterable[str], made: str = "", mode: int = 0o777
    ) -> None:
        """Nothing is read or written before the ledger is opened.

        `made` is the fingerprint of what cleans; a folder that is made gets no more than `mode`.
        """
        self._known = Manifest(kind)
        self.same_inputs = False  # whether the last run was given the same paths
        self._continues = kind == "in place"  # else every result begins with its input
        self._inputs = sorted(inputs)
        self.made = made
        self._folder, self._mode = folder / FOLDER, mode
        self.damaged: list[str] = []  # what of the record could not be read, for people
        self._run = 1
        self._readers = files.ANYBODY
        self._lock: BinaryIO | None = None
        self._is_known = False  # else what there is must not be written over
        self._made: list[Path] = []  # the folders that were made for the record

    def open(self) -> None:
        """Lock the folder's record and take up what is known.

        Raises OutputError, also where another run is at work in the folder.
        """
        if self._lock is not None:
            return
        root = self._folder.parent
        check_record(root)
        try:
            self._made = upkeep.make_folders(self._folder, self._mode)
            self._lock = upkeep.lock(root)
            for name in (LEDGER, JOURNAL):
                trim(self._folder / name)
            upkeep.make_own(root)
        except OSError as error:
            raise OutputError(f"cannot write its record: {error.strerror}") from None
        upkeep.remove_temporary(root)
        files.write(self._folder / ".gitignore", b"*\n")
        previous = load(root)
        if previous is None:
            self._is_known = True
            self._begin()
            return
        self._known = previous
        self.same_inputs = previous.inputs == self._inputs
        self.damaged += upkeep.keep_damaged(root, previous.damaged)
        for path in self._own_files():
            self._readers &= path.stat().st_mode | 0o700
        runs = (run for entry in self.documents.values() for run in entry.runs)
        self._run = 1 + max((previous.settled, *runs))
        self._is_known = True
        if previous.complete:
            self._write_manifest({**self._known.head, "complete": False})
            return
        self._settle({**self._known.head, "complete": False})
        self._run = max(self._run, 1 + self._known.settled)
        upkeep.remove_temporary(root, self.documents)

    def _begin(self) -> None:
        """Begin a record. What is there without a manifest is kept aside."""
        self.damaged += upkeep.keep_lost_logs(self._folder)
        self._write_manifest({**self._known.head, "complete": False})

    @property
    def run(self) -> int:
        """The number of this run, once the ledger is open."""
        return self._run

    @property
    def kind(self) -> Kind:
        return self._known.kind

    @property
    def known(self) -> Manifest:
        """What is known of the folder."""
        return self._known

    @property
    def documents(self) -> Documents:
        return self._known.documents

    def _own_files(self) -> Iterator[Path]:
        """The files of the record in which texts of documents stand."""
        names = (MANIFEST, LEDGER, JOURNAL, *self._known.pieces)
        return (path for name in names if (path := self._folder / name).exists())

    @property
    def is_private(self) -> bool:
        """Whether there are documents that not everybody may read."""
        return self._readers & OTHERS != OTHERS

    def narrow(self, readers: int) -> None:
        """Let nobody read the record whom the mode `readers` denies a document of it."""
        narrowed = self._readers & (readers | 0o700)
        if narrowed != self._readers:
            self._readers = narrowed
            upkeep.narrow(self._folder, self._own_files(), narrowed)

    def record(self, texts: Sequence[Facts], originals: Mapping[str, str] = NONE) -> None:
        """Log cleaned documents durably, all at once. Call before their files are written.

        `originals` has the names of the files that keep the bytes of some. The edits go first:
        without an entry in the journal they are nobody's, and the next run drops them.
        """
        pasts = {facts.doc: self.documents.get(facts.doc) for facts in texts}
        while any(past and self._run in past.runs for past in pasts.values()):
            self._run += 1  # it was broken off, and the document is another one now
        self._append(LEDGER, edits_of(texts, self._run), sync=True)
        entries = {}
        for facts in texts:
            past = pasts[facts.doc]
            leads = self._continues and past is not None and leads_on(past, facts)
            kept = (*(past.originals if past else ()), originals.get(facts.doc, ""))
            entries[facts.doc] = facts.entry(self._run, self.made, past if leads else None, kept)
        self._enter(entries)

    def replace(self, doc: str, document: Document, decoded: str) -> None:
        """Log durably that other edits lead to a text. Call before its file is written."""
        past = self.documents[doc]
        self._log(lines_of(doc, self._run, decoded, document))
        entry = replace(
            past,
            outputs=[digest(document.text.encode())],
            edits=sum(len(step.edits) for step in document.history),
            repairs=repairs_of(document),
            runs=[self._run],
        )
        self.enter(doc, entry)

    def amend(self, doc: str, text: str, document: Document) -> None:
        """Log durably what was done to a clean text, besides. Call before its file is written."""
        past = self.documents[doc]
        run = 1 + max(self._run, *past.runs)
        self._log(lines_of(doc, run, text, document))
        entry = replace(
            past,
            outputs=[*past.outputs, digest(document.text.encode())],
            edits=past.edits + sum(len(step.edits) for step in document.history),
            runs=[*past.runs, run],
        )
        self.enter(doc, entry)

    def mark_copy(
        self, doc: str, kept: tuple[str, int], similarity: float, reason: dict[str, Any]
    ) -> None:
        """Log durably that `kept` stands for a document, whose file is then to be moved.

        That is a document, or a record of it.
        """
        name, record = kept
        past, beside = self.documents[doc], self.documents[name].outputs[-1]
        entry = replace(past, copy_of=name, similarity=similarity, beside=beside)
        if entry == past:
            return
        entry.marked = self._run
        said = {**reason, "differs": json.dumps(reason["differs"])}
        line = {"doc": doc, **said, "kept": name, "kept_record": record, "run": self._run}
        line["similarity"] = similarity
        self._log([line])
        self.enter(doc, entry)

    def log(self, doc: str, lines: Iterable[Line]) -> None:
        """Log durably what was done to the records of a shard, or what stands for them."""
        self._log({**line, "doc": doc, "run": self._run} for line in lines)

    def unmark_copy(self, doc: str) -> None:
        """Log durably that a document is no copy any more; its file is to be moved back."""
        self.enter(doc, kept_again(self.documents[doc]))

    def orphan(self, doc: str, *, orphan: bool) -> None:
        """Log durably whether the input of a document is gone."""
        past = self.documents[doc]
        if past.orphan != orphan:
            self.enter(doc, replace(past, orphan=orphan))

    def enter(self, doc: str, entry: Entry) -> None:
        """Log durably that a document is done, after its edits and before its file is written."""
        self._enter({doc: entry})

    def _enter(self, entries: Mapping[str, Entry]) -> None:
        packed = {doc: entry.packed() for doc, entry in entries.items()}
        self._append(JOURNAL, self.documents.journal(packed))
        self.documents.take(packed)

    def revert(self, doc: str, past: Entry | None) -> None:
        """Take a record back: the document's file could not be written."""
        if past is None:
            del self.documents[doc]
        else:
            self.enter(doc, past)

    def finish(
        self,
        settings: Settings | None = None,
        counts: Mapping[str, Any] | None = None,
        *,
        complete: bool = True,
    ) -> None:
        """Write the manifest of a run that came to its end, or was interrupted.

        Without `settings` nothing was cleaned, and of that it says what it said. Raises
        OutputError.
        """
        if self._lock is None:
            return
        run = {"settings": asdict(settings), "counts": counts} if settings else self._known.head
        with self._lock:
            if self._made and not self.documents:
                upkeep.remove_made(self._made)
            elif self._is_known:
                self._settle({**run, "complete": complete})
                if complete:
                    shutil.rmtree(self._folder / WORK, ignore_errors=True)

    def _settle(self, run: dict[str, Any]) -> None:
        """Take the journal into the manifest, and drop the edits that nobody needs any more."""
        try:
            self.damaged += upkeep.settle(self._folder.parent, self._known, self._readers)
            self._write_manifest(run)
            upkeep.remove_settled(self._folder.parent, self._known)
        except OSError as error:
            raise OutputError(f"cannot write its record: {error.strerror}") from None

    def _log(self, lines: Iterable[Line]) -> None:
        self._append(LEDGER, map(line_of, lines))

    def _append(self, name: str, lines: Iterable[bytes], *, sync: bool = False) -> None:
        in_place = self.kind == "in place"  # what is mended there has no other copy
        append(self._folder / name, lines, self._readers, sync=sync or in_place)

    def _write_manifest(self, run: dict[str, Any]) -> None:
        if self._inputs:
            self._known.inputs = self._inputs
        self._known.head = {"version": __version__, **run}
        write(self._folder.parent, self._known, self._readers)
