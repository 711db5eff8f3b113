"""What becomes of copies: they are moved aside in a folder of results, and else only reported."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cleanup.cli.copies import Clean, copies
from cleanup.manifest import FOLDER, found_at, place_of
from cleanup.report.terminal import complain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.cli.plan import Plan
    from cleanup.ledger import Ledger
    from cleanup.report.summary import Summary

WORK = "work"  # the folder of the engine's tables, in FOLDER, until all copies are found


def leave_out(target: Path, ledger: Ledger, plan: Plan, summary: Summary) -> None:
    """Move aside the results of which a copy is kept, and back what is no copy any more.

    Raises EngineError.
    """
    texts = [
        Clean(doc, path, entry.repairs, entry.outputs[-1])
        for doc, entry in ledger.documents.items()
        if (path := found_at(target, doc, entry)).is_file()
    ]
    work = target / FOLDER / WORK
    found = {}
    if plan.compares(len(texts)):
        found = {left.copy.name: left for left in copies(texts, plan, work)}
    for doc, path, *_ in sorted(texts):
        entry, left = ledger.documents[doc], found.get(doc)
        if left is not None:
            ledger.leave_out(doc, left.kept.name, left.similarity, left.reason)
            summary.leave_out(doc, left.rule, str(left))
        elif entry.copy_of:
            if path != target / doc and os.path.lexists(target / doc):
                complain(str(target / doc), "is in the way of a document that is no copy any more")
                summary.failed += 1
                continue
            ledger.take_back(doc)
        move(path, place_of(target, doc, ledger.documents[doc]), summary)
    shutil.rmtree(work, ignore_errors=True)


def report(texts: Sequence[Clean], plan: Plan, summary: Summary) -> None:
    """Say which documents are copies of others; all stay. Raises EngineError."""
    if plan.compares(len(texts)):
        with TemporaryDirectory(prefix="cleanup-") as folder:
            for left in copies(texts, plan, Path(folder)):
                complain(left.copy.name, f"{left} (stays)")
                summary.reported[left.rule] += 1


def move(path: Path, place: Path, summary: Summary) -> bool:
    """Move a text, if need be. If that fails, say so and count it."""
    if path == place:
        return True
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
    except OSError as error:
        complain(str(path), f"cannot be moved to {place}: {(error.strerror or str(error)).lower()}")
        summary.failed += 1
        return False
    return True
