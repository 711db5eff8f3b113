"""What becomes of copies: they are moved aside in a folder of results, and else only reported."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager, suppress
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cleanup.errors import OutputError, reason_of
from cleanup.formats import text as files
from cleanup.model import Document
from cleanup.pipeline import chosen
from cleanup.record.manifest import FOLDER, WORK, found_at, place_of
from cleanup.report.terminal import complain
from cleanup.rules.duplicates import Passage, Shared
from cleanup.runs.copies import Clean, Compared, compared
from cleanup.stages.edits import advance
from cleanup.stages.front import reattach, split_front_matter
from cleanup.stages.repair import repair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.record.ledger import Ledger
    from cleanup.report.summary import Summary
    from cleanup.runs.copies import SharedPassage
    from cleanup.runs.plan import Plan


def leave_out(target: Path, ledger: Ledger, plan: Plan, summary: Summary) -> None:
    """Move aside the results of which a copy is kept, and back what is no copy any more.

    A result whose input is gone takes no part: nothing is a copy of it, and it stays where it is.
    Raises EngineError, OutputError.
    """
    texts = list(_living(target, ledger))
    copies, passages = Compared([], [])
    if plan.compares(len(texts)):
        with _work(target, ledger) as work:
            copies, passages = compared(texts, plan, work)
    found = {left.copy.name: left for left in copies}
    for doc, name, *_ in sorted(texts):
        path = Path(name)
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
        _move(path, target, doc, ledger, summary)
    for document, shared in groupby(passages, lambda passage: passage.document):
        path = place_of(target, document.name, ledger.documents[document.name])
        _take_out(path, list(shared), ledger, plan, summary)
    shutil.rmtree(target / FOLDER / WORK, ignore_errors=True)


def work_of(target: Path) -> Path | None:
    """The folder of an engine's tables; None where the name of the results is no Unicode.

    What engines cannot name has to be elsewhere.
    """
    try:
        str(target).encode()
    except UnicodeEncodeError:
        return None
    return target / FOLDER / WORK


@contextmanager
def _work(target: Path, ledger: Ledger) -> Iterator[Path]:
    """The folder of an engine's tables, which have all the texts in them."""
    work = work_of(target)
    if work is None:
        with TemporaryDirectory(prefix="cleanup-") as folder:
            yield Path(folder)
        return
    if ledger.is_private:
        work.mkdir(mode=0o700, exist_ok=True)
        work.chmod(0o700)
    yield work


def _living(target: Path, ledger: Ledger) -> Iterator[Clean]:
    """The results whose inputs are there, as far as they can be reached."""
    for doc, entry in ledger.documents.items():
        with suppress(OSError, OutputError):  # behind a link, or a name that is too long
            path = found_at(target, doc, entry)
            if not entry.orphan and path.is_file():
                yield Clean(doc, str(path), entry.repairs, entry.outputs[-1])


def _move(path: Path, target: Path, doc: str, ledger: Ledger, summary: Summary) -> None:
    """Move a text to where it belongs. If that fails, say so and count it."""
    try:
        move(path, place_of(target, doc, ledger.documents[doc]))
    except OutputError as error:
        complain(str(path), str(error))
        summary.failed += 1


def report(texts: Sequence[Clean], plan: Plan, summary: Summary) -> None:
    """Say which documents are copies of others; all stay. Raises EngineError."""
    if plan.compares(len(texts)):
        with TemporaryDirectory(prefix="cleanup-") as folder:
            copies, passages = compared(texts, plan, Path(folder))
            for left in copies:
                complain(left.copy.name, f"{left} (stays)")
                summary.report([left.rule])
            for _, shared in groupby(passages, lambda passage: passage.document):
                summary.report(["DUP003" for _ in shared])


def _take_out(
    path: Path, shared: Sequence[SharedPassage], ledger: Ledger, plan: Plan, summary: Summary
) -> None:
    """Report the passages of one document, or take out those that an earlier one has."""
    clean, text = shared[0].document, files.read(path).decode()
    passages = (Passage(one.line, one.documents, one.first == clean) for one in shared)
    front, document = split_front_matter(Document(clean.name, text, "utf-8"))
    subject, rules = Shared(document.text, tuple(passages)), chosen(plan.settings)
    found = [finding for rule in rules.passages for finding in rule.find(subject)]
    summary.report([finding.code for finding in found if finding.replacement is None])
    document, _ = repair(advance(document, "passages", found), rules.compose, stage="compose")
    document = reattach(front, document, 0)
    if document.text != text:
        summary.amend(document.history)
        past = ledger.documents[clean.name]
        ledger.amend(clean.name, text, document)
        try:
            files.write(path, document.text.encode())
        except OutputError as error:
            ledger.revert(clean.name, past)
            complain(str(path), str(error))
            summary.failed += 1


def move(path: Path, place: Path) -> None:
    """Move a text, if need be. Raises OutputError."""
    if path == place:
        return
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
    except OSError as error:
        raise OutputError(f"cannot be moved to {place}: {reason_of(error)}") from None
