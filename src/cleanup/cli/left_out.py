"""What becomes of copies: they are moved aside in a folder of results, and else only reported."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cleanup.cli.copies import Clean, copies
from cleanup.manifest import FOLDER, place_of
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
        Clean(doc, path, entry.repairs)
        for doc, entry in ledger.documents.items()
        if (path := _lies(target, doc, ledger)).exists()
    ]
    work = target / FOLDER / WORK
    found = {}
    if plan.compares(len(texts)):
        found = {left.copy.name: left for left in copies(texts, plan, work)}
    for doc, path, _ in sorted(texts):
        entry, left = ledger.documents[doc], found.get(doc)
        if left is None and entry.copy_of:
            ledger.take_back(doc)
        elif left is not None:
            if (entry.copy_of, entry.similarity) != (left.kept.name, left.similarity):
                ledger.leave_out(doc, left.kept.name, left.similarity, left.reason)
            summary.leave_out(doc, left.rule, str(left))
        _move(path, place_of(target, doc, ledger.documents[doc]), summary)
    shutil.rmtree(work, ignore_errors=True)


def report(texts: Sequence[Clean], plan: Plan, summary: Summary) -> None:
    """Say which documents are copies of others; all stay. Raises EngineError."""
    if plan.compares(len(texts)):
        with TemporaryDirectory(prefix="cleanup-") as folder:
            for left in copies(texts, plan, Path(folder)):
                complain(left.copy.name, f"{left} (stays)")
                summary.reported[left.rule] += 1


def _lies(target: Path, doc: str, ledger: Ledger) -> Path:
    """Where the text of a document is: a run that died may have recorded a move and not made it."""
    entry = ledger.documents[doc]
    path = place_of(target, doc, entry)
    return path if path.exists() or not entry.copy_of else target / doc


def _move(path: Path, place: Path, summary: Summary) -> None:
    if path == place:
        return
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
    except OSError as error:
        complain(str(path), f"cannot be moved to {place}: {(error.strerror or str(error)).lower()}")
        summary.failed += 1
