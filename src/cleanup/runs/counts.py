"""What a run did, in figures: those that its record keeps."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleanup.events import (
    Amended,
    Cleaned,
    CleanedRecords,
    CopyFound,
    Damaged,
    Failed,
    Orphaned,
    PassagesFound,
    PassedOver,
    Reported,
    UpToDate,
)
from cleanup.model import Tally
from cleanup.record.lines import repairs_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup.events import Event
    from cleanup.model import Outcome, Step

PASSAGE = "DUP003"  # the rule that reports passages


@dataclass(slots=True)
class Counts(Tally):
    """What was counted in all documents of a run, and the events beside; a copy is an edit, too."""

    failed: int = 0
    earlier: int = 0  # cleaned by an earlier run
    removed_copies: int = 0  # of documents that are kept
    passed_over: Counter[str] = field(default_factory=Counter)  # files of other kinds
    orphans: int = 0  # results that are kept although their inputs are gone

    @property
    def unprocessed(self) -> int:
        """How many files and records were not processed."""
        return self.failed + self.odd

    def add(self, event: Event) -> None:
        """Count what an event tells."""
        match event:
            case Cleaned(tally=tally) | CleanedRecords(tally=tally):
                self.join(tally)
            case UpToDate():
                self.earlier += 1
            case Failed() | Damaged():
                self.failed += 1
            case PassedOver(kind=kind):
                self.passed_over[kind] += 1
            case Orphaned():
                self.orphans += 1
            case _:
                self._add_finding(event)

    def _add_finding(self, event: Event) -> None:
        """Count what was found in a document that is clean."""
        match event:
            case CopyFound(code=code, removed=True):
                self.removed_copies += 1
                self.edits[code] += 1
                self.touched[code] += 1
            case CopyFound(code=code):
                self.reported[code] += 1
                self.touched[code] += 1
            case PassagesFound(passages=passages):
                self.reported[PASSAGE] += len(passages)
                self.touched[PASSAGE] += 1
            case Reported(codes=codes):
                self.reported.update(codes)
                self.touched.update({*codes})
            case Amended(steps=steps):
                taken = taken_by(steps)
                self.edits.update(edit.code for step in steps for edit in step.edits)
                self.taken.update(taken)
                self.touched.update(taken.keys())
                self.removed += taken.total()

    def recorded(self) -> dict[str, object]:
        """The counts as the manifest keeps them; its names stay as they are."""
        return {
            "documents": self.documents,
            "changed": self.changed,
            "failed": self.failed,
            "odd": self.odd,
            "earlier": self.earlier,
            "left_out": self.removed_copies,
            "passed_over": dict(sorted(self.passed_over.items())),
            "orphans": self.orphans,
            "characters": self.characters,
            "characters_removed": self.removed,
            "edits_by_rule": dict(sorted(self.edits.items())),
            "reports_by_rule": dict(sorted(self.reported.items())),
        }


def count(tally: Tally, outcomes: Iterable[Outcome], *, changed: bool, lent: int = 0) -> None:
    """Count a document, of which each text is an outcome with as many code points `lent` to it."""
    tally.documents += 1
    tally.changed += changed
    touched: set[str] = set()
    for outcome in outcomes:
        document = outcome.document
        if document is None:
            continue
        edits = [edit.code for step in document.history for edit in step.edits if edit.code]
        reported = [finding.code for finding in outcome.reports]
        tally.characters += len(outcome.decoded) - lent
        tally.removed += len(outcome.decoded) - len(document.text)
        tally.repairs += repairs_of(document)
        tally.edits.update(edits)
        tally.taken.update(taken_by(document.history))
        tally.reported.update(reported)
        touched |= {*edits, *reported}
    tally.touched.update(touched)


def taken_by(steps: Iterable[Step]) -> Counter[str]:
    """By how many code points the edits of each rule made a text shorter; below 0: longer."""
    taken: Counter[str] = Counter()
    for step in steps:
        for edit in step.edits:
            taken[edit.code] += len(edit.before) - len(edit.after)
    return taken
