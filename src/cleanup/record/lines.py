"""The lines of a record: one for each edit, and for each document that was left out as a copy.

Here a line is a dictionary, as the log of a run has it and `cleanup log` prints it; pieces hold the
same in columns (see `pieces`). What is empty may be missing.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.model import Edit, Span, Step
from cleanup.record.rewriting import DRESSING, SPELLING
from cleanup.regex import regex
from cleanup.stages.edits import Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cleanup.model import Document

    Line = dict[str, Any]

# `text` became `replacement` at `start`, in code points of the text that the step was given; `line`
# is counted from 1 in the decoded text. Removed texts that touch, for one reason of one rule, are
# one line: `lengths` are theirs. `record` counts from 1 in a file of many, of which `field` holds
# the text; 0 is a file of one. A line with `kept` says that this document stands for another, and
# `differs`, in JSON, where they differ.
COLUMNS: Mapping[str, str] = {
    "doc": "STRING",
    "record": "BIGINT",
    "field": "STRING",
    "run": "BIGINT",
    "step": "BIGINT",
    "stage": "STRING",
    "rule": "STRING",
    "start": "BIGINT",
    "line": "BIGINT",
    "text": "STRING",
    "replacement": "STRING",
    "lengths": "BIGINT[]",
    "reason": "STRING",
    "confidence": "DOUBLE",
    "kept": "STRING",
    "kept_record": "BIGINT",
    "similarity": "DOUBLE",
    "differs": "STRING",
}
EMPTY: Mapping[str, Any] = {"STRING": "", "BIGINT": 0, "DOUBLE": 0.0, "BIGINT[]": ()}
PYTHON = {"STRING": str, "BIGINT": int, "DOUBLE": (int, float), "BIGINT[]": (list, tuple)}
TYPES: Mapping[str, Any] = {column: PYTHON[kind] for column, kind in COLUMNS.items()}
NAMES = ("doc", "kept")  # may have bytes in them that are no Unicode
UNSPELT = regex(r"\\|[\ud800-\udfff]")
SPELT = regex(r"\\(?:\\|u([0-9a-f]{4}))")


class Place(NamedTuple):
    """What a line is about, in the order in which lines lie in a piece."""

    doc: str
    record: int

    @property
    def name(self) -> str:
        """How people see it called."""
        return f"{self.doc}:{self.record}" if self.record else self.doc


def place_of_line(line: Line) -> Place:
    """What a line is about."""
    return Place(line["doc"], line.get("record", 0))


def is_copy(line: Line) -> bool:
    """Whether a line says that a document was left out; else it is an edit."""
    return bool(line.get("kept"))


def is_edit(line: Line) -> bool:
    """Whether a line says what was done to a text."""
    return not is_copy(line) and line.get("stage") not in (SPELLING, DRESSING)


def lines_of(doc: str, run: int, decoded: str, document: Document) -> Iterator[Line]:
    """A line for each edit, or for several that touch."""
    places = Places(decoded, document.history)
    for number, step in enumerate(document.history):
        for edits in _touching(step.edits):
            first = edits[0]
            line = {
                "doc": doc,
                "run": run,
                "step": number,
                "stage": step.stage,
                "rule": first.code,
                "start": first.span.start,
                "line": places.line(places.origin(first.span.start, number)),
                "text": "".join(edit.before for edit in edits),
                "replacement": first.after,
                "reason": first.note,
                "confidence": min(edit.confidence for edit in edits),
            }
            if len(edits) > 1:
                line["lengths"] = [len(edit.before) for edit in edits]
            yield line


def _touching(edits: Iterable[Edit]) -> Iterator[list[Edit]]:
    """Removed texts that touch together, if rule and reason are the same; else each by itself."""
    together: list[Edit] = []
    for edit in edits:
        last = together[-1] if together else edit
        same = (last.span.end, last.code, last.note) == (edit.span.start, edit.code, edit.note)
        if together and not (same and not last.after and not edit.after):
            yield together
            together = []
        together.append(edit)
    if together:
        yield together


def steps_of(lines: Iterable[Line]) -> list[Step]:
    """The steps that lines of one text tell of, in their order.

    Raises LookupError, TypeError or ValueError for lines that nobody has written so.
    """
    ordered = sorted(lines, key=_order)
    steps = groupby(ordered, lambda line: (line["run"], line.get("step", 0)))
    groups = [list(lines) for _, lines in steps]
    return [
        Step(group[0].get("stage", ""), tuple(edit for line in group for edit in _edits(line)))
        for group in groups
    ]


def numbers_of(lines: Iterable[Line]) -> list[int]:
    """The line, from 1, of the decoded text at which each edit begins, in the order of the steps.

    Raises LookupError or TypeError for lines that nobody has written so.
    """
    found = []
    for line in sorted(lines, key=_order):
        number: int = line.get("line", 0)
        for edit in _edits(line):
            found.append(number)
            number += edit.before.count("\n")
    return found


def _order(line: Line) -> tuple[int, int, int]:
    return line["run"], line.get("step", 0), line["start"]


def edits_in(line: Line) -> Iterator[Edit]:
    """The edits of a text of which a line tells."""
    if is_edit(line):
        yield from _edits(line)


def _edits(line: Line) -> Iterator[Edit]:
    text, start, done = line.get("text", ""), line["start"], 0
    for length in line.get("lengths") or (len(text),):
        before = text[done : done + length]
        yield Edit(
            span=Span(start + done, start + done + length),
            before=before,
            after=line.get("replacement", ""),
            code=line["rule"],
            note=line.get("reason", ""),
            confidence=line.get("confidence", 0.0),
        )
        done += length


def checked(line: Line) -> Line:
    """A line of a log, if each value is what its column holds.

    Raises LookupError, OverflowError, TypeError, ValueError.
    """
    for column, value in line.items():
        if column not in TYPES:
            continue
        if not isinstance(value, TYPES[column]) or isinstance(value, bool):
            raise TypeError(f"its {column} is {value!r}")
        if isinstance(value, str):
            if column not in NAMES and not value.isascii():
                value.encode()
        elif isinstance(value, int):
            value.to_bytes(8, signed=True)
    lengths = line.get("lengths", ())
    if lengths and (min(lengths) < 0 or sum(lengths) != len(line.get("text", ""))):
        raise ValueError(f"its lengths are {lengths}")
    if not line["doc"] or (not is_copy(line) and line["start"] < 0) or not line["run"]:
        raise ValueError("nothing was edited")
    return line


def spelt_name(name: str) -> str:
    r"""A name as a column holds it: what is no Unicode as \udcff, a backslash as two."""
    return UNSPELT.sub(lambda m: "\\\\" if m[0] == "\\" else f"\\u{ord(m[0]):04x}", name)


def plain_name(spelt: str) -> str:
    """The name that a column holds."""
    return SPELT.sub(lambda m: chr(int(m[1], 16)) if m[1] else "\\", spelt)


def repairs_of(document: Document) -> int:
    """How many places of a text had to be mended."""
    return sum(len(step.edits) for step in document.history if step.stage == "repair")
