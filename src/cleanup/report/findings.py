"""One line for each thing that was found, for people and their editors; all of it is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.events import Cleaned, CopyFound, PassagesFound
from cleanup.report.escape import shown
from cleanup.runs.counts import PASSAGE
from cleanup.stages.edits import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.events import Event
    from cleanup.model import Outcome

EXCERPT = 40  # code points of a finding's text that are shown


def event_lines(event: Event) -> Iterator[str]:
    """path:line:column: CODE reason «text», for everything that was found by an event's telling."""
    match event:
        case Cleaned(outcome=outcome):
            yield from finding_lines(outcome)
        case CopyFound():
            yield f"{shown(event.name)}:1:1: {shown(copy_line(event))}"
        case PassagesFound(name=name, passages=passages):
            for line, documents, first in passages:
                where = f"stands in {documents:,} documents, first in {first}"
                passage = f"{PASSAGE} line {line + 1} of the clean text {where}"
                yield f"{shown(name)}:1:1: {shown(passage)}"


def finding_lines(outcome: Outcome) -> Iterator[str]:
    """A line for every edit and every report of a document, in their order."""
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


def copy_line(copy: CopyFound) -> str:
    """Of what a document is a copy, and why; the names are not escaped."""
    return f"{copy.code} copy of {copy.kept}: {copy.note}"
