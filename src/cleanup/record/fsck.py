"""Whether a record holds: whether undo could take back just now all that it tells of."""

from __future__ import annotations

import os
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleanup.errors import CleanupError, OutputError, reason_of
from cleanup.formats import inside
from cleanup.formats import text as files
from cleanup.formats.text import TEMPORARY
from cleanup.record.history import History, kept_original, original_bytes
from cleanup.record.manifest import FOLDER, LEFT_OUT, MANIFEST, WORK, found_at
from cleanup.record.names import record_of
from cleanup.record.shards import is_given_back, shard_before
from cleanup.record.unwinding import DAMAGED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.record.manifest import Entry, Manifest

AGAIN = "the same run makes it again"
NONE = "it cannot be mended"
COPY = "bring back a copy"


class Fault(NamedTuple):
    """What is wrong with a record, or with one of its documents, and what can be done."""

    name: str  # of the document, or of a file below OUT
    what: str
    cure: str


def faults(folder: Path) -> Iterator[Fault]:
    """What is wrong with the record of a folder, documents in the order of their names.

    Nothing is written. Raises OutputError for a folder without a record, for one that cannot be
    read as a whole, and while a run is at work on it.
    """
    manifest = record_of(folder)
    with _held(folder):
        record = f"{FOLDER}/{MANIFEST}"
        if not manifest.complete:
            yield Fault(record, "the last run was broken off", "the same run goes on")
        for part in manifest.damaged:
            yield Fault(FOLDER, f"{part}, is damaged", f"{COPY}; else {AGAIN}")
        with closing(History(folder, manifest)) as history:
            for doc in sorted(manifest.documents):
                fault = _fault_of(folder, manifest, history, doc)
                if fault:
                    yield fault
            for _ in history.all_lines():
                pass  # to the end, so that all damage is met
            for part in history.damaged:
                yield Fault(FOLDER, f"{part}, is damaged or gone", COPY)
        yield from _strangers(folder, manifest)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Keep runs out; the lock is not made where there is none. Raises OutputError."""
    try:
        with inside.opened(folder / FOLDER / "lock", "rb") as lock:
            if not files.is_locked(lock):
                raise OutputError("another run is at work on it")
            yield
    except FileNotFoundError:
        yield
    except OSError as error:
        raise OutputError(f"cannot read its record: {reason_of(error)}") from None


def _fault_of(folder: Path, manifest: Manifest, history: History, doc: str) -> Fault | None:
    """What is wrong with one document; None if undo can give it back."""
    entry = manifest.documents[doc]
    try:
        path = found_at(folder, doc, entry)
        now = files.digest_of(path)
        if now in (entry.decoded, entry.input) or _is_back(entry, path):
            return None
    except FileNotFoundError:
        return Fault(
            doc, "is gone", COPY if manifest.kind == "in place" else f"{COPY}; else {AGAIN}"
        )
    except (OSError, OutputError) as error:
        return Fault(doc, f"cannot be read: {reason_of(error)}", NONE)
    if now not in entry.outputs:
        what = "was changed since; undo leaves it as it is"
        return Fault(doc, what, f"{COPY}; else run with --force")
    return _fault_of_undo(folder, manifest, history, doc, now)


def _is_back(entry: Entry, path: Path) -> bool:
    """Whether undo has given a file of many back. Raises OSError."""
    return bool(entry.form) and not entry.runs and is_given_back(entry, path)


def _fault_of_undo(
    folder: Path, manifest: Manifest, history: History, doc: str, now: str
) -> Fault | None:
    """Why undo cannot give back a document whose bytes have the hash `now`; None if it can."""
    entry = manifest.documents[doc]
    restores = _restores_shard if entry.form else _restores
    try:
        exact = restores(folder, history, doc, entry, now)
    except (CleanupError, *DAMAGED) as error:
        return Fault(doc, f"cannot be given back: {_bare(error)}", f"{COPY} of {FOLDER}/")
    if manifest.kind == "in place" and not exact:
        return Fault(doc, "undo gives back its text, and not its bytes", f"{COPY} of its original")
    if now != entry.outputs[-1]:
        return Fault(doc, "is what an earlier run made", AGAIN)
    return None


def _bare(error: Exception) -> str:
    return reason_of(error).removesuffix("; left as it is")


def _restores(folder: Path, history: History, doc: str, entry: Entry, _: str) -> bool:
    """Whether a text can be given back to the byte. Raises RestoreError where it cannot at all."""
    data = files.read(found_at(folder, doc, entry))
    text = history.restore(doc, entry, data)
    exact = original_bytes(text, entry.encoding, entry.input) is not None
    return exact or kept_original(folder, entry) is not None


def _restores_shard(folder: Path, history: History, doc: str, entry: Entry, now: str) -> bool:
    """The same of a file of many, whose bytes have the hash `now`. Raises as `shard_before`."""
    if not entry.encoding and kept_original(folder, entry) is not None:
        return True
    for _ in shard_before(folder, doc, entry, now, history).texts:
        pass
    return bool(entry.encoding)


def _strangers(folder: Path, manifest: Manifest) -> Iterator[Fault]:
    """What lies in the record and belongs to nothing."""
    known = {f"{LEFT_OUT}/{doc}" for doc in manifest.documents} | {*manifest.pieces}
    for parent, folders, names in os.walk(folder / FOLDER):
        inner = Path(parent).relative_to(folder / FOLDER)
        if not inner.parts:
            folders[:] = sorted(name for name in folders if name != WORK)
        for name in sorted(names):
            path = inner / name
            if TEMPORARY.fullmatch(name):
                what, cure = "was left by a run that was killed", "the next run removes it"
            elif inner.parts and path.as_posix() not in known:
                what, cure = "is not in the record", "no run needs it"
            else:
                continue
            yield Fault((FOLDER / path).as_posix(), what, cure)
