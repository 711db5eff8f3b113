"""What a run did, in figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleanup.model import Outcome


@dataclass(slots=True)
class Summary:
    """Counts over a run. `removed` and `characters` are in code points."""

    documents: int = 0
    changed: int = 0
    failed: int = 0
    characters: int = 0
    removed: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    in_documents: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    reported: Counter[str] = field(default_factory=Counter)
    shortest: tuple[float, str] = (1.0, "")

    def add(self, outcome: Outcome, *, changed: bool) -> None:
        """Count one document that was processed."""
        self.documents += 1
        self.changed += changed
        if outcome.document is None:
            return
        before, after = len(outcome.decoded), len(outcome.document.text)
        self.characters += before
        self.removed += before - after
        if before:
            self.shortest = min(self.shortest, (after / before, outcome.id))
        seen: set[str] = set()
        for step in outcome.document.history:
            for edit in step.edits:
                self.hits[edit.code] += 1
                self.taken[edit.code] += len(edit.before) - len(edit.after)
                seen.add(edit.code)
        for report in outcome.reports:
            self.reported[report.code] += 1
            seen.add(report.code)
        self.in_documents.update(seen)

    def counts(self) -> dict[str, object]:
        """The counts for the manifest."""
        return {
            "documents": self.documents,
            "changed": self.changed,
            "failed": self.failed,
            "characters": self.characters,
            "characters_removed": self.removed,
            "edits_by_rule": dict(sorted(self.hits.items())),
            "reports_by_rule": dict(sorted(self.reported.items())),
        }
