"""Mending documents where they are."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.errors import InputError, OutputError, reason_of
from cleanup.formats import inside
from cleanup.formats import text as files
from cleanup.record.history import original_bytes
from cleanup.record.ledger import Ledger, leads_on, repairs_of
from cleanup.record.manifest import digest, fingerprint, load
from cleanup.report.terminal import complain, mended_line, report_damage
from cleanup.runs.cleaning import documents
from cleanup.runs.copies import Clean
from cleanup.runs.move_aside import report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.record.manifest import Entry, Manifest
    from cleanup.report.summary import Summary
    from cleanup.runs.cleaning import Done
    from cleanup.runs.inputs import Batch, Item
    from cleanup.runs.plan import Plan


def in_place(root: Path, batch: Batch, plan: Plan, summary: Summary, *, suffix: str) -> None:
    """Replace the files that change, after their originals are kept if there is a suffix.

    A file to which a link leads is replaced, and the link stays, if it lies below `root` too.
    Copies of one another are only reported. Raises EngineError, OutputError.
    """
    ledger = Ledger(root, "in place", batch.paths, fingerprint(plan.settings))
    complete = False
    clean: list[Clean] = []
    try:
        known = load(root)
        if known is not None and not known.complete:
            ledger.open()  # a run was killed, and may have left something
        items = _without_originals(known, batch.items, suffix)
        for done in documents(items, plan, summary):
            if not _mended(root, ledger, done, suffix, summary):
                continue
            clean.append(Clean(done.item.name, str(done.item.path), repairs_of(done.document)))
            if plan.tell_mended and done.changed:
                complain(done.item.name, mended_line(done.document, root))
        complete = True
    finally:
        ledger.finish(plan.settings, summary.counts(), complete=complete)
        report_damage(root, ledger.damaged)
        summary.failed += bool(ledger.damaged)
    report(clean, plan, summary)


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


def _mended(root: Path, ledger: Ledger, done: Done, suffix: str, summary: Summary) -> bool:
    """Whether the file of a document is clean now. Raises OutputError if the record fails."""
    item = done.item
    if done.compressed:
        return _refused(item, "is compressed; clean it into a folder with -o OUT", summary)
    if done.changed:
        ledger.open()
        past = ledger.documents.get(item.relative)
        try:
            place = _place(root, item)
            kept = _kept_at(place, done, past, suffix)
            if not suffix:
                _refuse_irrevocable(done, ledger)
            ledger.narrow(place.stat().st_mode)
        except (OSError, OutputError) as error:
            return _refused(item, reason_of(error), summary)
        original = Path(item.relative).with_name(kept.name).as_posix() if kept else ""
        ledger.record(item.relative, done.data, done.outcome.decoded, done.document, original)
        try:
            if kept and not os.path.lexists(kept):
                files.copy(kept, done.data, place)
            files.write(place, done.output)
        except OutputError as error:
            ledger.revert(item.relative, past)
            return _refused(item, str(error), summary)
    summary.add(done.outcome, changed=done.changed)
    return True


def _refused(item: Item, reason: str, summary: Summary) -> bool:
    """Say why a document is left as it is, and count it; False."""
    complain(item.name, reason)
    summary.failed += 1
    return False


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
