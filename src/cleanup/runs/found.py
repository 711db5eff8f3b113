"""What was found in a document, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.model import Found
from cleanup.stages.edits import Places

if TYPE_CHECKING:
    from cleanup.model import Outcome


def found_in(outcome: Outcome) -> list[Found]:
    """Every edit and every report of a document, in their order."""
    history = outcome.document.history if outcome.document else ()
    places = Places(outcome.decoded, history)
    found = [
        (places.origin(edit.span.start, number), edit.code, edit.note, edit.before)
        for number, step in enumerate(history)
        for edit in step.edits
        if edit.code
    ]
    found += [
        (report.span.start, report.code, report.note, outcome.decoded[slice(*report.span)])
        for report in outcome.reports
    ]
    return [
        Found(places.line(position), places.column(position), code, note, text)
        for position, code, note, text in sorted(found)
    ]
