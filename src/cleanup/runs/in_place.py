"""Mending documents where they are."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.errors import InputError, OutputError, reason_of
from cleanup.events import Cleaned, Damaged, Failed
from cleanup.formats import inside
from cleanup.formats import text as files
from cleanup.record.history import original_bytes
from cleanup.record.ledger import Ledger, leads_on, repairs_of
from cleanup.record.manifest import digest, fingerprint, load
from cleanup.runs.cleaning import documents
from cleanup.runs.copies import Clean
from cleanup.runs.move_aside import tell_copies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.record.manifest import Entry, Manifest
    from cleanup.runs.cleaning import Done
    from cleanup.runs.inputs import Inputs, Item
    from cleanup.runs.run import Run


def in_place(root: Path, inputs: Inputs, run: Run, *, suffix: str) -> None:
    """Replace the files that change, after their originals are kept if there is a suffix.

    A file to which a link leads is replaced, and the link stays, if it lies below `root` too.
    Copies of one another are only reported. Raises EngineError, OutputError.
    """
    ledger = Ledger(root, "in place", inputs.paths, fingerprint(run.settings))
    complete = False
    clean: list[Clean] = []
    try:
        known = load(root)
        if known is not None and not known.complete:
            ledger.open()  # a run was killed, and may have left something
        items = _without_originals(known, inputs.items, suffix)
        for done in documents(items, run):
            name = done.item.name
            try:
                _mend(root, ledger, done, suffix)
            except _RefusedError as refusal:
                run.tell(Failed(name, str(refusal)))
            else:
                run.tell(Cleaned(name, done.outcome, done.changed, str(root)))
                clean.append(Clean(name, str(done.item.path), repairs_of(done.document)))
        complete = True
    finally:
        ledger.finish(run.settings, run.counts.recorded(), complete=complete)
        if ledger.damaged:
            run.tell(Damaged(str(root), tuple(ledger.damaged)))
    tell_copies(root, clean, run)


class _RefusedError(Exception):
    """A document is left as it is."""


def _without_originals(manifest: Manifest | None, items: Sequence[Item], suffix: str) -> list[Item]:
    """The documents but for the originals that this or an earlier run keeps beside them."""
    entries = manifest.documents.values() if manifest else ()
    kept = {name for entry in entries for name in entry.originals}
    names = {item.relative for item in items}
    ending = re.compile(f"(.+){re.escape(suffix)}(\\.[0-9]+)?", re.DOTALL)

    def is_original(name: str) -> bool:
        named = ending.fullmatch(name) if suffix else None
        return name in kept or (named is not None and named[1] in names)

    return [item for item in items if not is_original(item.relative)]


def _mend(root: Path, ledger: Ledger, done: Done, suffix: str) -> None:
    """Make the file of a document clean, if it is not.

    Raises _RefusedError, and OutputError if the record fails.
    """
    item = done.item
    if done.compressed:
        raise _RefusedError("is compressed; clean it into a folder with -o OUT")
    if not done.changed:
        return
    ledger.open()
    past = ledger.documents.get(item.relative)
    try:
        place = _place(root, item)
        kept = _kept_at(place, done, past, suffix)
        if not suffix:
            _refuse_irrevocable(done, ledger)
        ledger.narrow(place.stat().st_mode)
    except (OSError, OutputError) as error:
        raise _RefusedError(reason_of(error)) from None
    original = Path(item.relative).with_name(kept.name).as_posix() if kept else ""
    ledger.record(item.relative, done.data, done.outcome.decoded, done.document, original)
    try:
        if kept and not os.path.lexists(kept):
            files.copy(kept, done.data, place)
        files.write(place, done.output)
    except OutputError as error:
        ledger.revert(item.relative, past)
        raise _RefusedError(str(error)) from None


def _place(root: Path, item: Item) -> Path:
    """The file of a document, as no link. Raises OutputError if it lies outside of the root."""
    try:
        same = inside.inner_name(root, Path(item.name)) == inside.checked_name(item.relative)
    except ValueError:
        same = False
    if not same:
        raise OutputError("leads out of the folder that is mended; name the file itself")
    return Path(os.path.realpath(root), item.relative)


def _kept_at(place: Path, done: Done, past: Entry | None, suffix: str) -> Path | None:
    """Where the original of a document is or will be kept; None if it need not be.

    What we have mended before is no original once there is one. Of a file that somebody has
    written anew since there are several: FILE.orig, FILE.orig.1 and so on. Raises OutputError.
    """
    if not suffix:
        return None
    first = place.with_name(f"{place.name}{suffix}")
    for name in chain((first,), (first.with_name(f"{first.name}.{n}") for n in count(1))):
        if not os.path.lexists(name):
            return name
        if past and leads_on(past, done.data, done.outcome.decoded):
            return None
        if _holds(name, done.data):
            return name
        if past is None:
            raise OutputError(f"its original cannot be kept, {name.name} exists")
    raise AssertionError  # there is no end of names


def _holds(path: Path, data: bytes) -> bool:
    """Whether there is a file, and no link to one, with just these bytes."""
    with suppress(InputError):
        return not path.is_symlink() and files.read(path) == data
    return False


def _refuse_irrevocable(done: Done, ledger: Ledger) -> None:
    """Raise OutputError for a document of which undo could not give back the bytes."""
    encoding = "utf-8" if ledger.kind == "results" else done.document.encoding
    if original_bytes(done.outcome.decoded, encoding, digest(done.data)) is None:
        raise OutputError(f"has bytes that are no {encoding}; keep them with --in-place=SUFFIX")
