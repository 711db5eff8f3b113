"""Rules find, `decide` judges, `apply` edits, `restore` takes back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from cleanup.errors import RestoreError
from cleanup.model import Document, Edit, Finding, Span, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cleanup.model import Origin


def decide(text: str, findings: Iterable[Finding]) -> tuple[Edit, ...]:
    """The findings that hold, as edits in the order of the text.

    Of two that overlap the one that starts first holds, then the longer, then the one whose rule
    stands first. Reports (without a replacement) are no edits.
    """
    wanted = [finding for finding in findings if finding.replacement is not None]
    wanted.sort(key=_precedence)
    edits: list[Edit] = []
    end = 0
    for span, replacement, note, confidence, _, code in wanted:
        start, stop = span
        if start < end or replacement is None or (before := text[start:stop]) == replacement:
            continue
        edits.append(Edit(span, before, replacement, code, note, confidence))
        end = stop
    return tuple(edits)


def _precedence(finding: Finding) -> tuple[int, int]:
    """What sorts findings: the first in the text, then the longest."""
    start, end = finding.span
    return start, -end


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text after `edits`, which are in order and do not overlap."""
    pieces: list[str] = []
    end = 0
    for edit in edits:
        pieces += text[end : edit.span.start], edit.after
        end = edit.span.end
    pieces.append(text[end:])
    return "".join(pieces)


def restore(text: str, history: Sequence[Step]) -> str:
    """The text before `history`; raises RestoreError if `text` is not what came out of it."""
    for step in reversed(history):
        pieces: list[str] = []
        end = 0  # in the output of the step
        shift = 0  # of the output against the input
        for edit in step.edits:
            start = edit.span.start + shift
            stop = start + len(edit.after)
            if start < end or stop > len(text) or text[start:stop] != edit.after:
                raise RestoreError(f"{edit.code} at {edit.span.start}: the text was changed since")
            pieces += text[end:start], edit.before
            end = stop
            shift += len(edit.after) - len(edit.before)
        pieces.append(text[end:])
        text = "".join(pieces)
    return text


def advance(document: Document, stage: str, findings: Sequence[Finding]) -> Document:
    """The document after the decided findings; the same object if nothing was decided."""
    return edited(document, stage, decide(document.text, findings))


def edited(document: Document, stage: str, edits: tuple[Edit, ...]) -> Document:
    """The document after edits that were decided; the same object if there are none."""
    if not edits:
        return document
    return Document(
        id=document.id,
        text=apply(document.text, edits),
        encoding=document.encoding,
        metadata=document.metadata,
        history=(*document.history, Step(stage, edits)),
        origins=document.origins,
    )


class Patch(NamedTuple):
    """A range of a text that is otherwise in another text, where it has this length."""

    start: int
    end: int
    length: int

    @property
    def more(self) -> int:
        """By how much the other text is longer."""
        return self.length - (self.end - self.start)


def without(text: str, history: Sequence[Step], dropped: Callable[[Edit], bool]) -> Document:
    """The text after a history but for some edits, with the history that leads there.

    An edit of a later step that overlaps what then stays cannot be made, and is left out too.
    """
    steps = list[Step]()
    patches: list[Patch] = []
    for step in history:
        kept: list[Edit] = []
        left: list[Patch] = []
        moved = longer = 0  # of the step's output against its input; of the new input against that
        for group in _overlapping([*patches, *step.edits]):
            edits = [one for one in group if isinstance(one, Edit)]
            grown = sum(len(edit.after) - len(edit.before) for edit in edits)
            more = sum(one.more for one in group if isinstance(one, Patch))
            if len(group) == len(edits) == 1 and not dropped(edits[0]):
                start, end = edits[0].span
                kept.append(edits[0]._replace(span=Span(start + longer, end + longer)))
            else:
                start, end = min(map(_start, group)), max(map(_end, group))
                patch = Patch(start + moved, end + moved + grown, end - start + more)
                left.append(patch)
            moved += grown
            longer += more
        patches = left
        if kept:
            steps.append(Step(step.stage, tuple(kept)))
            text = apply(text, kept)
    return Document("", text, "utf-8", history=tuple(steps))


def _overlapping(ranges: Iterable[Patch | Edit]) -> Iterator[list[Patch | Edit]]:
    """Ranges in their order, those together that overlap."""
    group: list[Patch | Edit] = []
    end = 0
    for one in sorted(ranges, key=lambda one: (_start(one), _end(one))):
        if group and _start(one) >= end:
            yield group
            group = []
        group.append(one)
        end = max(end, _end(one)) if len(group) > 1 else _end(one)
    if group:
        yield group


def _start(one: Patch | Edit) -> int:
    return one.start if isinstance(one, Patch) else one.span.start


def _end(one: Patch | Edit) -> int:
    return one.end if isinstance(one, Patch) else one.span.end


def outside(findings: Sequence[Finding], spans: Sequence[Span]) -> list[Finding]:
    """The findings that touch none of the spans, which are in their order."""
    starts = [start for start, _ in spans]
    ends = [0, *accumulate((end for _, end in spans), max)]  # of all up to each
    return [
        finding
        for finding in findings
        if ends[bisect_left(starts, finding.span.end)] <= finding.span.start
    ]


def carry(findings: Sequence[Finding], step: Step) -> list[Finding]:
    """The findings whose text `step` left as it was, at their places in its output."""
    carried: list[Finding] = []
    passed = shift = 0
    edits = step.edits
    for finding in sorted(findings, key=lambda finding: finding.span):
        start, end = finding.span
        while passed < len(edits) and edits[passed].span.end <= start:
            shift += len(edits[passed].after) - len(edits[passed].before)
            passed += 1
        if passed == len(edits) or end <= edits[passed].span.start:
            carried.append(finding.at(Span(start + shift, end + shift)))
    return carried


class Places:
    """Finds for a place in a later text the place in the decoded text it came from."""

    def __init__(self, decoded: str, history: Sequence[Step]) -> None:
        """Find places in the texts after the steps of `history`."""
        self._decoded = decoded
        self._history = history

    @cached_property
    def _shifts(self) -> list[tuple[list[int], list[int]]]:
        """Of each step its shifts; most documents have nothing to place."""
        return [_shifts(step) for step in self._history]

    def origin(self, position: int, steps: int) -> int:
        """Where `position` of the text after the first `steps` steps stood when decoded."""
        for ends, shifts in reversed(self._shifts[:steps]):
            nearest = bisect_right(ends, position)
            position -= shifts[nearest - 1] if nearest else 0
        return max(0, min(position, len(self._decoded)))

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line of the decoded text starts."""
        return [0, *accumulate(len(line) + 1 for line in self._decoded.split("\n"))]

    def line(self, position: int) -> int:
        """The number, from 1, of the line of the decoded text that holds `position`."""
        return bisect_right(self._lines, position)

    def column(self, position: int) -> int:
        """The number, from 1, of the code point within its line."""
        return position - self._lines[self.line(position) - 1] + 1


def origins_of(document: Document) -> tuple[Origin, ...]:
    """Of what was HTML, where each line of the text stood in it; nothing of another text."""
    if not document.origins:
        return ()
    places = Places(restore(document.text, document.history), document.history)
    starts = accumulate((len(line) + 1 for line in document.text.split("\n")[:-1]), initial=0)
    done, last = len(document.history), len(document.origins) - 1  # what is behind it is blank
    lines = (places.line(places.origin(at, done)) - 1 for at in starts)
    return tuple(document.origins[min(line, last)] for line in lines)


def _shifts(step: Step) -> tuple[list[int], list[int]]:
    """Ends of the edits in the step's output, and the shift that holds from there on."""
    ends: list[int] = []
    shifts: list[int] = []
    shift = 0
    for edit in step.edits:
        ends.append(edit.span.start + shift + len(edit.after))
        shift += len(edit.after) - len(edit.before)
        shifts.append(shift)
    return ends, shifts
