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

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup.events import Event
    from cleanup.model import Step, Tally

PASSAGE = "DUP003"  # the rule that reports passages


@dataclass(slots=True)
class Counts:
    """Counts of the events of a run. `removed` and `characters` are in code points."""

    documents: int = 0
    changed: int = 0
    failed: int = 0
    odd: int = 0  # records that stay as they are
    earlier: int = 0  # cleaned by an earlier run
    removed_copies: int = 0  # of documents that are kept
    passed_over: Counter[str] = field(default_factory=Counter)  # files of other kinds
    orphans: int = 0  # results that are kept although their inputs are gone
    characters: int = 0
    removed: int = 0
    hits: Counter[str] = field(default_factory=Counter)  # edits, and removed copies, by rule
    reported: Counter[str] = field(default_factory=Counter)  # by rule

    @property
    def unprocessed(self) -> int:
        """How many files and records were not processed."""
        return self.failed + self.odd

    def add(self, event: Event) -> None:
        """Count what an event tells."""
        match event:
            case Cleaned():
                self._add_document(event)
            case CleanedRecords(tally=tally):
                self._add_records(tally)
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
                self.hits[code] += 1
            case CopyFound(code=code):
                self.reported[code] += 1
            case PassagesFound(passages=passages):
                self.reported[PASSAGE] += len(passages)
            case Reported(codes=codes):
                self.reported.update(codes)
            case Amended(steps=steps):
                self._add_edits(steps)
                self.removed += taken_by(steps).total()

    def _add_document(self, event: Cleaned) -> None:
        self.documents += 1
        self.changed += event.changed
        document = event.outcome.document
        if document is None:
            return
        self.characters += len(event.outcome.decoded)
        self.removed += len(event.outcome.decoded) - len(document.text)
        self.reported.update(finding.code for finding in event.outcome.reports)
        self._add_edits(document.history)

    def _add_records(self, tally: Tally) -> None:
        self.documents += tally.documents
        self.odd += tally.odd
        self.changed += tally.changed
        self.characters += tally.characters
        self.removed += tally.removed
        self.hits.update(tally.edits)
        self.reported.update(tally.reported)

    def _add_edits(self, steps: Iterable[Step]) -> None:
        self.hits.update(edit.code for step in steps for edit in step.edits)

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
            "edits_by_rule": dict(sorted(self.hits.items())),
            "reports_by_rule": dict(sorted(self.reported.items())),
        }


def taken_by(steps: Iterable[Step]) -> Counter[str]:
    """By how many code points the edits of each rule made a text shorter; below 0: longer."""
    taken: Counter[str] = Counter()
    for step in steps:
        for edit in step.edits:
            taken[edit.code] += len(edit.before) - len(edit.after)
    return taken
