"""What becomes of copies: they are moved aside in a folder of results, and else only reported."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.errors import OutputError, reason_of
from cleanup.events import Amended, Failed, Reported
from cleanup.formats import text as files
from cleanup.formats.scratch import Scratch
from cleanup.model import Document
from cleanup.pipeline import chosen
from cleanup.record.manifest import FOLDER, WORK, found_at, place_of
from cleanup.rules.duplicates import Passage, Shared
from cleanup.runs.copies import Clean, Compared, compared
from cleanup.runs.counts import PASSAGE
from cleanup.runs.shard_copies import leave_out, left_out_records, living_shards, texts_of
from cleanup.stages.edits import advance
from cleanup.stages.front import reattach, split_front_matter
from cleanup.stages.repair import repair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.events import PassagesFound
    from cleanup.record.ledger import Ledger
    from cleanup.runs.run import Run


def move_aside(target: Path, ledger: Ledger, run: Run) -> None:
    """Move aside the results of which a copy is kept, and back what is no copy any more.

    A result whose input is gone takes no part: nothing is a copy of it, and it stays where it is.
    Raises EngineError, OutputError.
    """
    texts = dict(_living(target, ledger))
    copies, passages = Compared([], [])
    before = left_out_records(target, ledger)
    shards = living_shards(target, ledger)
    number = len(texts) + sum(records for one in shards.values() for records, *_ in one.slices)
    if run.compares(number):
        with _work(target, ledger) as work:
            slices = texts_of(target, shards, before, work)
            copies, passages = compared(texts, run, work, slices)
    copy_of = {copy.copy.name: copy for copy in copies if not copy.copy.record}
    for text in sorted(texts):
        doc, name, copy, was_copy = text.name, text.path, copy_of.get(text.name), texts[text]
        if copy is None and not was_copy and name == os.path.join(target, doc):  # noqa: PTH118  # many are asked for
            continue  # it is where it belongs
        path = Path(name)
        if copy is not None:
            kept = (copy.kept.name, copy.kept.record)
            ledger.mark_copy(doc, kept, copy.similarity, copy.reason)
            run.tell(copy.event(removed=True, folder=target))
        elif was_copy:
            if path != target / doc and os.path.lexists(target / doc):
                reason = "is in the way of a document that is no copy any more"
                run.tell(Failed(str(target / doc), reason))
                continue
            ledger.unmark_copy(doc)
        _move(path, target, doc, ledger, run)
    for shared in passages:
        if shared.name in ledger.documents:
            _take_out(target, shared, ledger, run)
        else:  # a record
            run.tell(Reported(shared.name, (PASSAGE,) * len(shared.passages)))
    leave_out(target, ledger, copies, {doc: before.get(doc, {}) for doc in shards}, run)


@contextmanager
def _work(target: Path, ledger: Ledger) -> Iterator[Path]:
    """The folder of an engine's tables, which have all the texts in them.

    Where the name of the results is no Unicode, which engines cannot take, it is elsewhere. Raises
    OutputError.
    """
    work = target / FOLDER / WORK
    try:
        str(work).encode()
    except UnicodeEncodeError:
        with Scratch() as folder:
            yield Path(folder)
        return
    try:
        work.mkdir(mode=0o700 if ledger.is_private else 0o777, exist_ok=True)
    except FileExistsError:
        raise OutputError(f"its {FOLDER}/{WORK} is no folder") from None
    if ledger.is_private:
        work.chmod(0o700)
    yield work


def _living(target: Path, ledger: Ledger) -> Iterator[tuple[Clean, bool]]:
    """The results whose inputs are there, as far as they can be reached.

    Of each there is said whether the record has it as a copy.
    """
    for doc, entry in ledger.documents.items():
        with suppress(OSError, OutputError):  # behind a link, or a name that is too long
            path = found_at(target, doc, entry)
            if not entry.orphan and not entry.form and path.is_file():
                yield Clean(doc, str(path), entry.repairs, entry.outputs[-1]), bool(entry.copy_of)


def _move(path: Path, target: Path, doc: str, ledger: Ledger, run: Run) -> None:
    """Move a text to where it belongs."""
    try:
        move(path, place_of(target, doc, ledger.documents[doc]))
    except OutputError as error:
        run.tell(Failed(str(path), str(error)))


def tell_copies(root: Path, texts: Sequence[Clean], run: Run) -> None:
    """Tell which documents below a folder are copies of others; all stay. Raises EngineError."""
    if run.compares(len(texts)):
        with Scratch() as folder:
            copies, passages = compared(texts, run, Path(folder))
            for copy in copies:
                run.tell(copy.event(folder=root))
            for shared in passages:
                run.tell(shared)


def _take_out(target: Path, shared: PassagesFound, ledger: Ledger, run: Run) -> None:
    """Report the passages of one document, or take out those that an earlier one has."""
    doc = shared.name
    past = ledger.documents[doc]
    path = place_of(target, doc, past)
    text = files.read(path).decode()
    passages = (Passage(one.line, one.documents, one.first == doc) for one in shared.passages)
    front, document = split_front_matter(Document(doc, text, "utf-8"))
    subject, rules = Shared(document.text, tuple(passages)), chosen(run.settings)
    found = [finding for rule in rules.passages for finding in rule.find(subject)]
    codes = tuple(finding.code for finding in found if finding.replacement is None)
    run.tell(Reported(doc, codes))
    document, _ = repair(advance(document, "passages", found), rules.compose, stage="compose")
    document = reattach(front, document, 0)
    if document.text != text:
        run.tell(Amended(doc, document.history))
        ledger.amend(doc, text, document)
        try:
            files.write(path, document.text.encode())
        except OutputError as error:
            ledger.revert(doc, past)
            run.tell(Failed(str(path), str(error)))


def move(path: Path, place: Path) -> None:
    """Move a text, if need be. Raises OutputError."""
    if path == place:
        return
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
    except OSError as error:
        raise OutputError(f"cannot be moved to {place}: {reason_of(error)}") from None
