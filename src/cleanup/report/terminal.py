"""What is printed for people. Text from a corpus is hostile: it is escaped before it is shown."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

from cleanup.report.escape import shown
from cleanup.rules import RULES
from cleanup.stages.edits import Places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cleanup.model import Document, Outcome
    from cleanup.report.summary import Summary

EXCERPT = 40  # code points of a finding's text that are shown


def complain(name: str, reason: str) -> None:
    """One line on stderr about one input."""
    sys.stderr.write(f"cleanup: {shown(name)}: {shown(reason)}\n")


def report_damage(folder: Path, damaged: Sequence[str]) -> None:
    """One line on stderr about what of a folder's record could not be read, if anything."""
    if damaged:
        rest = f" and {len(damaged) - 1:,} more" if len(damaged) > 1 else ""
        complain(str(folder), f"its record is damaged: {damaged[0]}{rest}; the others are used")


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
    earlier = f"{summary.earlier:,} cleaned before, " if summary.earlier else ""
    console.print(
        f"{several(summary.documents, 'document')}, {summary.changed:,} changed, "
        f"{earlier}"
        f"{summary.failed:,} not processed; {summary.characters:,} characters, "
        f"{summary.removed:,} fewer after{links_left(summary)}."
    )
    for hint in hints:
        console.print(hint, soft_wrap=True)


def mended_line(document: Document, root: Path) -> str:
    """What was done to one file in place, and how to see and undo it."""
    edits = Counter(edit.code for step in document.history for edit in step.edits)
    codes = ", ".join(f"{code} {count:,}" for code, count in sorted(edits.items()))
    return f"mended ({codes or 'encoding'}); see: git diff; undo: cleanup undo {root}"


def passed_over_line(summary: Summary) -> str:
    """Which files were left alone because they are no text: by kind, with their number."""
    kinds = sorted(summary.passed_over.items())
    return f"Left alone, no plain text: {', '.join(f'{kind} {count:,}' for kind, count in kinds)}"


def summary_line(summary: Summary) -> str:
    """The whole run in one line."""
    edits = sum(summary.hits.values())
    links = links_left(summary)
    if not edits:
        return f"no edits{links}"
    rules = ", ".join(f"{code} {count}" for code, count in summary.hits.most_common(6))
    return f"{several(edits, 'edit')} by {several(len(summary.hits), 'rule')} ({rules}){links}"


def links_left(summary: Summary) -> str:
    """How many links were not followed, as the end of a sentence; '' if there are none."""
    if not summary.links:
        return ""
    return f"; {several(len(summary.links), 'link')} out of the folder not followed"


def several(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun: 1 edit, 2 edits."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {nouns or noun + 's'}"
