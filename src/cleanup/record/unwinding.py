"""A record of a shard as it was before it was cleaned, by the lines that tell of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cleanup.errors import RestoreError
from cleanup.formats.rewriting import DRESSING, SPELLING, restored
from cleanup.record.lines import steps_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup.formats.record import Format, Record
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
