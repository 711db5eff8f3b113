"""A record with other texts: only their spellings change, and what has to follow from it.

What cannot be worked out from the new record is put down in lines of the record of the run: how a
text was spelt, where it was spelt oddly, and what else was changed. Taking back starts from them.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.errors import RestoreError
from cleanup.model import Span
from cleanup.stages.edits import restore

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleanup.formats.record import Fields, Format, Record
    from cleanup.model import Step

    Line = dict[str, Any]

SPELLING, DRESSING = "spelling", "dressing"  # stages of lines that are about no text


class Rewritten(NamedTuple):
    """The characters of a record with other texts, and the lines that lead back, without a name."""

    raw: str
    lines: tuple[Line, ...]


def rewritten(
    form: Format,
    record: Record,
    texts: Sequence[str],
    layout: Fields,
    metadata: Mapping[str, str],
) -> Rewritten:
    """The record with these texts in place of its own."""
    changes: list[tuple[Span, str, Line | None]] = []
    for field, text in zip(record.fields, texts, strict=True):
        if text == field.text:
            continue
        was = record.raw[slice(*field.span)]
        spelt = form.spelt(text, was)
        odd = form.spelt(field.text, spelt) != was
        line = {"field": field.path, "stage": SPELLING, "text": was, "start": 0} if odd else None
        changes.append((field.span, spelt, line))
    for span, after in form.dressed(record, texts, layout, metadata):
        before = record.raw[slice(*span)]
        changes.append((span, after, {"stage": DRESSING, "text": before, "replacement": after}))
    changes.sort(key=itemgetter(0))
    moved = 0
    for (start, end), after, line in changes:
        if line is not None and line["stage"] == DRESSING:
            line["start"] = start + moved
        moved += len(after) - (end - start)
    lines = tuple(line for _, _, line in changes if line is not None)
    return Rewritten(_replaced(record.raw, [change[:2] for change in changes]), lines)


def restored(
    form: Format, record: Record, lines: Sequence[Line], histories: Mapping[str, Sequence[Step]]
) -> str:
    """The characters of the record that was rewritten to this one.

    `lines` are those of its rewriting, `histories` the steps that led to each text, by its path.
    Raises RestoreError, and ValueError or LookupError for lines that nobody has written so.
    """
    spelt = {line["field"]: line["text"] for line in lines if line["stage"] == SPELLING}
    changes = [(_place(line), line["text"]) for line in lines if line["stage"] == DRESSING]
    for field in record.fields:
        steps = histories.get(field.path, ())
        if steps:
            text = restored_text(field.text, steps)
            like = record.raw[slice(*field.span)]
            changes.append((field.span, spelt.get(field.path) or form.spelt(text, like)))
    if missing := histories.keys() - {field.path for field in record.fields}:
        raise RestoreError(f"has no field {min(missing)!r} any more")
    return _replaced(record.raw, sorted(changes))


def lent(text: str) -> str:
    """A text as it is cleaned: with a line end, which it gets for the time being if it has none."""
    return text if text.endswith("\n") else f"{text}\n"


def returned(text: str, original: str) -> str:
    """A text after that, without the line end that the original was lent."""
    return text if original.endswith("\n") else text[:-1]


def restored_text(text: str, steps: Sequence[Step]) -> str:
    """The text of a field before its cleaning, which may have lent it a line end.

    Raises RestoreError.
    """
    before = restore(f"{text}\n", steps)
    if before.endswith("\n") and not before.endswith("\n\n"):
        return before[:-1]
    return restore(text, steps)


def _place(line: Line) -> Span:
    start: int = line["start"]
    return Span(start, start + len(line.get("replacement", "")))


def _replaced(raw: str, changes: Sequence[tuple[Span, str]]) -> str:
    """Text after changes that are in order and do not overlap."""
    parts: list[str] = []
    end = 0
    for span, after in changes:
        parts += raw[end : span.start], after
        end = span.end
    return "".join((*parts, raw[end:]))
