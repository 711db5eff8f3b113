"""One line for each thing that was found, for people and their editors; all of it is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.events import Cleaned, CleanedRecords, CopyFound, PassagesFound
from cleanup.report.escape import shown
from cleanup.runs.counts import PASSAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.events import Event
    from cleanup.model import Found

EXCERPT = 40  # code points of a finding's text that are shown


def event_lines(event: Event) -> Iterator[str]:
    """path:line:column: CODE reason «text», for everything that was found by an event's telling."""
    match event:
        case Cleaned(name=name, found=found) | CleanedRecords(name=name, found=found):
            yield from finding_lines(name, found)
        case CopyFound():
            yield f"{shown(event.name)}:1:1: {shown(copy_line(event))}"
        case PassagesFound(name=name, passages=passages):
            for line, documents, first in passages:
                where = f"stands in {documents:,} documents, first in {first}"
                passage = f"{PASSAGE} line {line + 1} of the clean text {where}"
                yield f"{shown(name)}:1:1: {shown(passage)}"


def finding_lines(name: str, found: Iterable[Found]) -> Iterator[str]:
    """A line for every edit and every report of a document, or of the records of a shard."""
    for line, column, code, note, text, record, field in found:
        excerpt = f" «{shown(text.strip(), EXCERPT)}»" if text.strip() else ""
        where = f"{record}:1: {field} {line}:{column}" if record else f"{line}:{column}"
        yield f"{shown(name)}:{shown(where)}: {code} {shown(note)}{excerpt}"


def copy_line(copy: CopyFound) -> str:
    """Of what a document is a copy, and why; the names are not escaped."""
    return f"{copy.code} copy of {copy.kept}: {copy.note}"
