"""Undo: a folder as it was before it was cleaned."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.errors import CleanupError, OutputError, reason_of
from cleanup.events import Damaged, Failed, Restored
from cleanup.formats import inside
from cleanup.formats import text as files
from cleanup.record.history import History, forget, kept_original, original_bytes
from cleanup.record.ledger import Ledger
from cleanup.record.logs import chunks
from cleanup.record.manifest import Manifest, digest, found_at, load
from cleanup.record.names import record_of, tell_unknown
from cleanup.record.shard_rules import take_back_of_shard
from cleanup.record.shards import (
    is_given_back,
    left_out_at,
    shard_before,
    written,
)
from cleanup.record.upkeep import keep_damaged, lock, remove_temporary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cleanup.events import Tell
    from cleanup.record.history import Dropped
    from cleanup.record.manifest import Entry


def undo(
    folder: str,
    output: str | None,
    tell: Tell,
    documents: Collection[str] = (),
    rules: tuple[str, ...] = (),
) -> None:
    """Write below `output` what the documents of a folder were; without one, in their place.

    With `documents`, names of results, only these; with `rules`, codes or prefixes of codes, only
    what these did is taken back. Of each document it tells Restored or Failed. Raises OutputError
    where there is no record that can be read or written.
    """
    root = Path(folder)
    target = Path(output) if output and Path(output).resolve() != root.resolve() else root
    try:
        record_of(root)
        if rules and target == root:
            take_back(root, documents, by_rules(rules), tell)
            return
        with lock(root):
            _Undo(root, target, tell, documents, rules).restore()
    except OSError as error:
        raise OutputError(f"{folder}: cannot read its record: {error.strerror}") from None
    except OutputError as error:
        raise OutputError(f"{folder}: {error}") from None


ELSEWHERE = "is a file of many documents: what rules did to it is taken back in its place alone"


class _Undo:
    """What undo does with a folder."""

    def __init__(
        self,
        root: Path,
        target: Path,
        tell: Tell,
        documents: Collection[str],
        rules: tuple[str, ...],
    ) -> None:
        """Read the record. Raises OutputError."""
        self._root, self._target, self._tell = root, target, tell
        self._documents, self._rules = documents, rules
        self._manifest = load(root) or Manifest("results")
        self._history = History(root, self._manifest)

    def restore(self) -> None:
        """Write what can be restored, and forget it if that is where it lay. Raises OutputError."""
        restored: dict[str, str] = {}
        for doc in _wanted(self._manifest.documents, self._documents, self._tell):
            entry = self._manifest.documents[doc]
            try:
                given_back = self._give_back(doc, entry)
            except (CleanupError, OSError) as error:
                self._tell(Failed(str(self._target / doc), reason_of(error)))
            else:
                self._tell(Restored(doc, given_back == entry.input))
                restored[doc] = given_back
        self._history.close()
        damaged = (*self._manifest.damaged, *self._history.damaged)
        if damaged:
            self._tell(Damaged(str(self._root), damaged))
        if self._target == self._root:
            self._remove_aside(restored)
            keep_damaged(self._root, self._manifest.damaged)
            forget(self._root, self._manifest, restored)
            remove_temporary(self._root, self._manifest.documents)

    def _give_back(self, doc: str, entry: Entry) -> str:
        """Restore one document: the digest of its file. Raises CleanupError, OSError."""
        place, present = inside.place(self._target, doc), found_at(self._root, doc, entry)
        if entry.form:
            return self._give_back_shard(doc, entry, place, present)
        data = files.read(present)
        output = (
            self._input(doc, entry, data) if not self._rules else self._without(doc, entry, data)
        )
        if place != present and os.path.lexists(place) and files.read(place) != output:
            raise OutputError("exists already")
        if place != present and self._target == self._root:
            place.parent.mkdir(parents=True, exist_ok=True)
            present.replace(place)
        if place != present or output != data:
            mode = present.stat().st_mode if present.exists() else files.ANYBODY
            past = digest(data) if place == present else ""
            files.write(place, output, mode, instead_of=past)
        return digest(output)

    def _give_back_shard(self, doc: str, entry: Entry, place: Path, present: Path) -> str:
        """Restore a file of many documents: its digest. Raises CleanupError, OSError."""
        if self._rules:
            raise OutputError(ELSEWHERE)
        now, mode = files.digest_of(present), present.stat().st_mode
        if place != present and os.path.lexists(place):
            if is_given_back(entry, place):
                return files.digest_of(place)
            raise OutputError("exists already")
        past = now if place == present else ""
        if now == entry.input or (now not in entry.outputs and is_given_back(entry, present)):
            if place != present:
                files.write(place, chunks(present), mode)
            return now  # nothing was done to it, or an earlier undo gave it back
        if now not in entry.outputs:
            raise OutputError("changed since it was cleaned; left as it is")
        if self._manifest.kind == "in place" and not entry.encoding:
            original = kept_original(self._root, entry)
            if original is not None:
                files.write(place, original, mode, instead_of=past)
                return entry.input
        before = shard_before(self._root, doc, entry, now, self._history)
        data = written(before.texts, before.entry, before.places, before.rows)
        files.write(place, data, mode, instead_of=past)
        return files.digest_of(place)

    def _remove_aside(self, restored: Iterable[str]) -> None:
        """Remove what lay aside of shards that are whole again. Raises OSError, OutputError."""
        for doc in restored:
            if self._manifest.documents[doc].form:
                left_out_at(self._root, doc).unlink(missing_ok=True)

    def _input(self, doc: str, entry: Entry, data: bytes) -> bytes:
        """What a document was: the bytes, if it was mended in place, else the decoded text."""
        in_place = self._manifest.kind == "in place"
        if in_place and digest(data) == entry.input:
            return data  # an earlier undo has given it back
        text = self._history.restore(doc, entry, data)
        if not in_place:
            return text.encode()
        original = original_bytes(text, entry.encoding, entry.input)
        if original is None:
            original = kept_original(self._root, entry)
        return text.encode() if original is None else original

    def _without(self, doc: str, entry: Entry, data: bytes) -> bytes:
        """A text without what the rules did, in UTF-8."""
        document = self._history.without(doc, entry, data, by_rules(self._rules))
        return document.text.encode()


def _wanted(known: Collection[str], asked: Collection[str], tell: Tell) -> list[str]:
    """The documents that are asked for, in the order of the record; what is unknown is told."""
    tell_unknown(asked, known, tell)
    return sorted({*known} & {*asked} if asked else known)


def by_rules(rules: tuple[str, ...]) -> Dropped:
    """The edits of these rules, by their codes or prefixes."""
    return lambda edit: edit.code.startswith(rules)


def take_back(
    root: Path, documents: Collection[str], dropped: Dropped, tell: Tell, *, again: bool = False
) -> None:
    """Take back some edits in their place; the record then says what is still done.

    With `again` a later run cleans the documents anew, even if its settings are those of the last.
    Raises OSError, OutputError.
    """
    ledger = Ledger(root, "results", ())
    ledger.open()
    history = History(root, ledger.known)
    try:
        for doc in _wanted(ledger.documents, documents, tell):
            entry = ledger.documents[doc]
            try:
                if again:
                    ledger.enter(doc, replace(entry, made=""))
                if entry.form:
                    if take_back_of_shard(root, ledger, history, doc, dropped):
                        tell(Restored(doc, exact=True))
                    continue
                path = found_at(root, doc, entry)
                data = files.read(path)
                document = history.without(doc, entry, data, dropped)
                if document.text.encode() != data:
                    ledger.replace(doc, document, history.restore(doc, entry, data))
                    files.write(path, document.text.encode())
                    tell(Restored(doc, exact=True))
            except (CleanupError, OSError) as error:
                tell(Failed(str(root / doc), reason_of(error)))
    finally:
        history.close()
        ledger.finish()
