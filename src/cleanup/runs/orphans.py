"""Results whose inputs are gone: they stay until it is asked that they go."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cleanup.errors import OutputError, reason_of
from cleanup.events import Failed, NotPruned, Pruned
from cleanup.formats import text as files
from cleanup.formats.compressed import unpacked_name
from cleanup.record.manifest import found_at
from cleanup.record.shards import left_out_at
from cleanup.runs.cleaning import OF_HTML

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from cleanup.record.ledger import Ledger
    from cleanup.runs.inputs import Item
    from cleanup.runs.run import Run


def find_orphans(
    target: Path, ledger: Ledger, items: Iterable[Item], seen: Collection[str], *, known: bool
) -> None:
    """Mark in the record the results whose inputs are gone, and those whose inputs came back.

    Without the same paths as in the last run, or if not all inputs are `known`, none is gone that
    was not gone before. Of a result that somebody has deleted, too, the record is dropped. Raises
    OutputError.
    """
    there = {*seen}
    for item in items:
        bare = unpacked_name(item.relative)
        names = {item.relative, bare, f"{bare}{OF_HTML}"}
        if names.isdisjoint(seen):
            there |= names
    gone = {*ledger.documents.orphans()}
    for doc in gone & there:
        ledger.orphan(doc, orphan=False)
    if known and ledger.same_inputs:
        gone |= {*ledger.documents}
    for doc in sorted(gone - there):
        if _is_deleted(target, doc, ledger):
            if ledger.documents[doc].form:
                left_out_at(target, doc).unlink(missing_ok=True)
            del ledger.documents[doc]
        else:
            ledger.orphan(doc, orphan=True)


def _is_deleted(target: Path, doc: str, ledger: Ledger) -> bool:
    try:
        return not os.path.lexists(found_at(target, doc, ledger.documents[doc]))
    except OutputError:  # behind a link
        return False


def prune(target: Path, ledger: Ledger, run: Run, *, known: bool) -> None:
    """Remove the results whose inputs are gone, unless somebody has changed them, and their record.

    What undo has given back is no result any more: it stays, and only its record goes. Nothing
    goes unless all inputs are `known`.
    """
    if not known:
        run.tell(NotPruned(str(target)))
        return
    for doc in ledger.documents.orphans():
        entry = ledger.documents[doc]
        try:
            path = found_at(target, doc, entry)
            if entry.runs and files.digest_of(path) not in entry.outputs:
                raise OutputError("was changed since; left as it is")  # noqa: TRY301  # said below
            if entry.runs:
                path.unlink()
            if entry.form:
                left_out_at(target, doc).unlink(missing_ok=True)
        except (OSError, OutputError) as error:
            run.tell(Failed(str(target / doc), reason_of(error)))
            continue
        if entry.runs:
            run.tell(Pruned(doc))
        del ledger.documents[doc]
