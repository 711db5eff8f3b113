"""What is printed for people. Text from a corpus is hostile: it is escaped before it is shown."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleanup.rules import RULES
from cleanup.stages.edits import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.model import Outcome

EXCERPT = 40  # code points of a finding's text that are shown


def shown(text: str, most: int | None = None) -> str:
    """The text with everything escaped that could steer a terminal or hide, and cut at `most`."""
    cut = text if most is None or len(text) <= most else text[: most - 1] + "…"
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "replace").decode() for c in cut
    )


def complain(name: str, reason: str) -> None:
    """One line on stderr about one input."""
    sys.stderr.write(f"cleanup: {shown(name)}: {shown(reason)}\n")


def finding_lines(outcome: Outcome) -> Iterator[str]:
    """path:line:column: CODE reason «text», for every edit and every report, in their order."""
    document = outcome.document
    history = document.history if document else ()
    places = Places(outcome.decoded, history)
    found = [
        (places.origin(edit.span.start, number), edit.code, edit.note, edit.before)
        for number, step in enumerate(history)
        for edit in step.edits
    ]
    found += [
        (report.span.start, report.code, report.note, outcome.decoded[slice(*report.span)])
        for report in outcome.reports
    ]
    for position, code, note, text in sorted(found):
        excerpt = f" «{shown(text.strip(), EXCERPT)}»" if text.strip() else ""
        place = f"{shown(outcome.id)}:{places.line(position)}:{places.column(position)}"
        yield f"{place}: {code} {shown(note)}{excerpt}"


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

    def line(self) -> str:
        """The whole run in one line."""
        edits = sum(self.hits.values())
        rules = ", ".join(f"{code} {count}" for code, count in self.hits.most_common(6))
        return (
            f"{_several(edits, 'edit')} by {len(self.hits)} rules ({rules})"
            if edits
            else "no edits"
        )


def print_summary(summary: Summary, hints: list[str]) -> None:
    """A table of the rules that found something, and what to look at next, on stderr."""
    from rich.console import Console  # noqa: PLC0415  # 0.2 s that only those pay who see it
    from rich.table import Table  # noqa: PLC0415  # as above

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    if summary.hits or summary.reported:
        table = Table(box=None, pad_edge=False)
        table.add_column("rule")
        table.add_column("what", overflow="ellipsis", no_wrap=True)
        for heading in ("hits", "docs", "chars"):
            table.add_column(heading, justify="right")
        for rule in RULES:
            hits = summary.hits[rule.code] or summary.reported[rule.code]
            if hits:
                documents, taken = summary.in_documents[rule.code], summary.taken[rule.code]
                removed = f"-{taken:,}" if taken > 0 else f"+{-taken:,}" if taken else "0"
                row = (rule.code, rule.name, f"{hits:,}", f"{documents:,}", removed)
                table.add_row(*row)
        console.print(table)
    console.print(
        f"{_several(summary.documents, 'document')}, {summary.changed:,} changed, "
        f"{summary.failed:,} not processed; {summary.characters:,} characters, "
        f"{summary.removed:,} fewer after."
    )
    for hint in hints:
        console.print(hint, soft_wrap=True)


def _several(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
