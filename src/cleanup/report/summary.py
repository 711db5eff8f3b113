"""What a run did, in figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cleanup.model import Outcome, Step

MOST_EXAMPLES = 5


@dataclass(slots=True)
class Summary:
    """Counts over a run. `removed` and `characters` are in code points."""

    documents: int = 0
    changed: int = 0
    failed: int = 0
    earlier: int = 0  # cleaned by an earlier run
    passed_over: Counter[str] = field(default_factory=Counter)  # files of other kinds
    left_out: int = 0  # copies of documents that are kept
    examples: list[tuple[str, str]] = field(default_factory=list)  # of those: name and reason
    orphans: int = 0  # results that are kept although their inputs are gone
    pruned: int = 0  # such that were removed
    links: list[Path] = field(default_factory=list)  # that lead out of a folder: not followed
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
        reported = Counter(report.code for report in outcome.reports)
        self.reported += reported
        self.in_documents.update(self._edits(outcome.document.history) | reported.keys())

    def leave_out(self, name: str, rule: str, reason: str) -> None:
        """Count one document that is a copy of another one, by which rule."""
        self.left_out += 1
        self.hits[rule] += 1
        self.in_documents[rule] += 1
        if len(self.examples) < MOST_EXAMPLES:
            self.examples.append((name, reason))

    def amend(self, history: Sequence[Step]) -> None:
        """Count what was done to one document besides, after it was counted."""
        self.removed += sum(
            len(edit.before) - len(edit.after) for step in history for edit in step.edits
        )
        self.in_documents.update(self._edits(history))

    def report(self, rules: Sequence[str]) -> None:
        """Count what rules saw in one document beside others."""
        self.reported.update(rules)
        self.in_documents.update(set(rules))

    def _edits(self, history: Sequence[Step]) -> set[str]:
        """Count the edits of one document; the codes of their rules."""
        edits = [edit for step in history for edit in step.edits]
        for edit in edits:
            self.hits[edit.code] += 1
            self.taken[edit.code] += len(edit.before) - len(edit.after)
        return {edit.code for edit in edits}

    def counts(self) -> dict[str, object]:
        """The counts for the manifest."""
        return {
            "documents": self.documents,
            "changed": self.changed,
            "failed": self.failed,
            "earlier": self.earlier,
            "left_out": self.left_out,
            "passed_over": dict(sorted(self.passed_over.items())),
            "orphans": self.orphans,
            "characters": self.characters,
            "characters_removed": self.removed,
            "edits_by_rule": dict(sorted(self.hits.items())),
            "reports_by_rule": dict(sorted(self.reported.items())),
        }
