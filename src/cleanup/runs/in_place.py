"""Mending documents where they are."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.errors import OutputError, reason_of
from cleanup.events import Cleaned, Damaged, Failed
from cleanup.formats import text as files
from cleanup.record.history import original_bytes
from cleanup.record.ledger import Ledger
from cleanup.record.lines import repairs_of
from cleanup.record.manifest import digest, fingerprint, leads_on, load
from cleanup.runs.cleaning import documents
from cleanup.runs.copies import Clean
from cleanup.runs.cutting import sort_out
from cleanup.runs.move_aside import tell_copies
from cleanup.runs.originals import RefusedError, kept_at, place_in
from cleanup.runs.shards_in_place import mend_shards

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.record.manifest import Manifest
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
        texts, shards = sort_out(items, run.settings)
        for done in documents(texts, run, shards=shards, reads_html=False):
            name = done.item.name
            try:
                _mend(root, ledger, done, suffix)
            except RefusedError as refusal:
                run.tell(Failed(name, str(refusal)))
            else:
                run.tell(Cleaned(name, done.outcome, done.changed, str(root)))
                clean.append(Clean(name, str(done.item.path), repairs_of(done.document)))
        mend_shards(root, ledger, shards, run, suffix)
        complete = True
    finally:
        ledger.finish(run.settings, run.counts.recorded(), complete=complete)
        if ledger.damaged:
            run.tell(Damaged(str(root), tuple(ledger.damaged)))
    tell_copies(root, clean, run)


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

    Raises RefusedError, and OutputError if the record fails.
    """
    item = done.item
    if done.compressed:
        raise RefusedError("is compressed; clean it into a folder with -o OUT")
    if not done.changed:
        return
    ledger.open()
    past = ledger.documents.get(item.relative)
    try:
        place = place_in(root, item)
        leads = past is not None and leads_on(past, done.data, done.outcome.decoded)
        kept = kept_at(place, suffix, digest(done.data), past, leads=leads)
        if not suffix:
            _refuse_irrevocable(done, ledger)
        ledger.narrow(place.stat().st_mode)
    except (OSError, OutputError) as error:
        raise RefusedError(reason_of(error)) from None
    original = Path(item.relative).with_name(kept.name).as_posix() if kept else ""
    ledger.record(item.relative, done.data, done.outcome.decoded, done.document, original)
    try:
        if kept and not os.path.lexists(kept):
            files.copy(kept, done.data, place)
        files.write(place, done.output)
    except OutputError as error:
        ledger.revert(item.relative, past)
        raise RefusedError(str(error)) from None


def _refuse_irrevocable(done: Done, ledger: Ledger) -> None:
    """Raise OutputError for a document of which undo could not give back the bytes."""
    encoding = "utf-8" if ledger.kind == "results" else done.document.encoding
    if original_bytes(done.outcome.decoded, encoding, digest(done.data)) is None:
        raise OutputError(f"has bytes that are no {encoding}; keep them with --in-place=SUFFIX")
