"""What a run did, in figures, for people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleanup.events import (
    Amended,
    Cleaned,
    CleanedRecords,
    CopyFound,
    Ignored,
    LinkPassedOver,
    PassagesFound,
    Pruned,
    Recorded,
    Reported,
)
from cleanup.runs.counts import PASSAGE, Counts, taken_by

if TYPE_CHECKING:
    from cleanup.events import Event

MOST_EXAMPLES = 5


@dataclass(slots=True)
class Summary(Counts):
    """The counts of a run, and what is shown besides. `taken` is in code points, by rule."""

    examples: list[CopyFound] = field(default_factory=list)  # of removed copies
    folders: list[str] = field(default_factory=list)  # that hold a record now
    links: int = 0  # that lead out of a folder: not followed
    ignored: int = 0  # paths, by a .gitignore
    pruned: int = 0  # results that were removed
    in_documents: Counter[str] = field(default_factory=Counter)  # documents, by rule
    taken: Counter[str] = field(default_factory=Counter)
    shortest: tuple[float, str] = (1.0, "")  # the share that is left, and of which document

    def add(self, event: Event) -> None:
        """Count what an event tells."""
        Counts.add(self, event)
        match event:
            case Cleaned():
                self._note_document(event)
            case CleanedRecords(tally=tally):
                self.taken.update(tally.taken)
                self.in_documents.update(tally.touched)
            case Amended(steps=steps):
                taken = taken_by(steps)
                self.taken.update(taken)
                self.in_documents.update(taken.keys())
            case CopyFound(code=code, removed=removed):
                self.in_documents[code] += 1
                if removed and len(self.examples) < MOST_EXAMPLES:
                    self.examples.append(event)
            case PassagesFound():
                self.in_documents[PASSAGE] += 1
            case Reported(codes=codes):
                self.in_documents.update({*codes})
            case _:
                self._note_folder(event)

    def _note_folder(self, event: Event) -> None:
        """Count what an event tells of a folder."""
        match event:
            case LinkPassedOver():
                self.links += 1
            case Ignored(paths=paths):
                self.ignored += paths
            case Pruned():
                self.pruned += 1
            case Recorded(folder=folder):
                self.folders.append(folder)

    def _note_document(self, event: Cleaned) -> None:
        outcome = event.outcome
        if outcome.document is None:
            return
        if outcome.decoded:
            share = len(outcome.document.text) / len(outcome.decoded)
            self.shortest = min(self.shortest, (share, outcome.id))
        taken = taken_by(outcome.document.history)
        self.taken.update(taken)
        self.in_documents.update({*taken, *(finding.code for finding in outcome.reports)})
