"""Everything that was found, as values: which file, where in it, by which rule, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.events import Cleaned, CleanedRecords, CopyFound, PassagesFound
from cleanup.runs.counts import PASSAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.events import Event


class Shown(NamedTuple):
    """Something that a rule found in the file `name`, at a line and a column from 1.

    Of a file of many, line and column are those in the `field` of a `record`, which is counted
    from 1. Nothing is escaped.
    """

    name: str
    line: int
    column: int
    code: str
    note: str
    text: str = ""
    record: int = 0
    field: str = ""


def found_in(event: Event) -> Iterator[Shown]:
    """Every edit and every report that an event tells, copies and shared passages too."""
    match event:
        case Cleaned(name=name, found=found) | CleanedRecords(name=name, found=found):
            yield from (Shown(name, *one) for one in found)
        case CopyFound():
            yield Shown(event.name, 1, 1, event.code, copy_note(event))
        case PassagesFound(name=name, passages=passages):
            for line, documents, first in passages:
                where = f"stands in {documents:,} documents, first in {first}"
                yield Shown(name, 1, 1, PASSAGE, f"line {line + 1} of the clean text {where}")


def copy_note(copy: CopyFound) -> str:
    """Of what a document is a copy, and why; the names are not escaped."""
    return f"copy of {copy.kept}: {copy.note}"
