"""A record of a shard as it was before it was cleaned, by the lines that tell of it."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from cleanup.errors import RestoreError
from cleanup.record.lines import steps_of
from cleanup.record.rewriting import DRESSING, SPELLING, restored

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup.formats.record import Fields, Format, Record
    from cleanup.record.lines import Line

# What a record that somebody has tampered with may raise.
DAMAGED = (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError)


def unwound(form: Format, record: Record, lines: Iterable[Line]) -> str:
    """The characters of a record before its cleaning. Raises RestoreError."""
    aside: list[Line] = []
    by_field: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.get("stage") in (SPELLING, DRESSING):
            aside.append(line)
        else:
            by_field[line.get("field", "")].append(line)
    try:
        histories = {path: steps_of(edits) for path, edits in by_field.items()}
        return restored(form, record, aside, histories)
    except DAMAGED as error:
        raise RestoreError(f"its record is damaged ({error!r})") from None


def unwound_runs(
    form: Format, layout: Fields, record: Record, lines: Iterable[Line], *, first: bool
) -> str:
    """The characters of a record before all runs that cleaned it. Raises RestoreError.

    `first` is whether it is the first of its shard.
    """
    raw = record.raw
    by_run = sorted(lines, key=lambda line: -line["run"])
    for number, (_, of_run) in enumerate(groupby(by_run, lambda line: line["run"])):
        if number:
            (record,) = form.records(raw, layout, first=first)
        raw = unwound(form, record, of_run)
    return raw
