"""How doubtful a removal is, so that people see first what may be wrong.

A removal is doubtful if it reads like the author's sentences, stands amid text that stays, is rare,
and was none too sure. What recurs on many pages, stands at the edge and reads like labels seldom is
anything but the site's. What a rule of the user's own claims to be sure of proves nothing, for
nobody has measured it.
"""

from __future__ import annotations

from bisect import bisect_right
from hashlib import blake2b
from itertools import accumulate
from math import log
from typing import TYPE_CHECKING, NamedTuple

from cleanup.regex import regex
from cleanup.rules import RULES
from cleanup.text.folding import fold
from cleanup.text.scripts import CJK_RUN
from cleanup.text.sentences import SENTENCE_MARKS, is_prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.model import Edit, Step

MEASURED = {rule.code for rule in RULES if not rule.origin}  # whose confidence means something
UNMEASURED = 0.3  # the most that the confidence of another rule counts for
WORD = regex(r"[^\W\d_]+")
SHORT_SENTENCE = 6  # CJK characters: with a full stop they may be one
FULL_STOP = regex("[。！？!?.…；;][”’」』）)\"']*\\s*$")
HEADLINES = 0.85  # how much sentences without a full stop at the end read like a text
LABELS = 0.02  # how much what is no sentence reads like one
PART = 4  # of CJK characters, or 2 words: a part of a sentence
NEAR = 600  # code points to either side in which the lines around are looked for
SPACE, NOT_COMPARED = regex(r"\s+"), regex(r"[\W\d_]+")


class Removal(NamedTuple):
    """A text that a rule took out or replaced, and the text that stays before and behind it.

    That is what stays of the same line, or else the nearest line that is not blank.
    """

    edit: Edit
    before: str
    after: str
    sides: int  # on how many sides, 0 to 2, something stays of the same line


def key_of(edit: Edit) -> int:
    """What stands for the rule and the text, however that is spelt."""
    return _hash(edit.code, SPACE.sub("", fold(edit.before)))


def likeness_of(edit: Edit) -> int:
    """What stands for the rule and the letters of the text, so that dates are no matter."""
    return _hash(edit.code, NOT_COMPARED.sub("", fold(edit.before)))


def _hash(code: str, text: str) -> int:
    data = f"{code} {text}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big")


def removals(text: str, steps: Sequence[Step]) -> Iterator[Removal]:
    """All edits that led to a clean text, each with what stays around it."""
    later = [_Later(step) for step in steps]
    for number, step in enumerate(steps):
        moved = 0  # of the step's output against its input
        for edit in step.edits:
            start = edit.span.start + moved
            end = start + len(edit.after)
            moved += len(edit.after) - len(edit.before)
            for following in later[number + 1 :]:
                start, end = following.place(start), following.place(end)
            yield _around(edit, text, start, end)


class _Later:
    """Finds for a place before a step the place after it; in what went it is where that was."""

    def __init__(self, step: Step) -> None:
        self._starts = [edit.span.start for edit in step.edits]
        self._ends = [edit.span.end for edit in step.edits]
        grown = (len(edit.after) - len(edit.before) for edit in step.edits)
        self._moved = [*accumulate(grown, initial=0)]

    def place(self, position: int) -> int:
        """Where a place of the step's input is in its output."""
        passed = bisect_right(self._ends, position)
        if passed < len(self._starts):
            position = min(position, self._starts[passed])  # it may lie in what goes there
        return position + self._moved[passed]


def _around(edit: Edit, text: str, start: int, end: int) -> Removal:
    above = text[max(0, start - NEAR) : start].split("\n")[::-1]  # the nearest line first
    below = text[end : end + NEAR].split("\n")
    sides = bool(above[0].strip()) + bool(below[0].strip())
    return Removal(edit, _filled(above), _filled(below), sides)


def _filled(lines: Sequence[str]) -> str:
    """The first line that is not blank."""
    return next(filter(str.strip, lines), "")


def doubt(removal: Removal, documents: int, of: int) -> float:
    """How doubtful a removal is, 0 to 1, that was made in so many `documents` of all there are."""
    prose = max(LABELS, _prose(removal))
    rare = 1 - log(max(1, documents)) / log(max(3, of))
    unsure = 1 - removal.edit.confidence
    if removal.edit.code not in MEASURED:
        unsure = max(unsure, 1 - UNMEASURED)
    return prose * (0.2 + 0.8 * _amid(removal)) * (0.2 + 0.8 * rare) * (0.15 + 0.85 * unsure)


def _prose(removal: Removal) -> float:
    """How much what went reads like the author's sentences, 0 to 1."""
    text, left = removal.edit.before.strip(), removal.edit.after.strip()
    letters = sum(map(len, CJK_RUN.findall(text))) - sum(map(len, CJK_RUN.findall(left)))
    words = len(WORD.findall(text)) - len(WORD.findall(left))
    if letters < PART and (words < PART or not text.isascii()):
        return 0.0
    sentences = [line for line in text.split("\n") if is_prose(line)]
    if sentences:
        return 1.0 if any(map(FULL_STOP.search, sentences)) else HEADLINES
    if letters >= SHORT_SENTENCE and SENTENCE_MARKS.search(text):
        return 0.9
    return 0.8 if removal.sides == 2 else 0.2  # noqa: PLR2004  # both


def _amid(removal: Removal) -> float:
    """How much it stands amid sentences that stay, 0 to 1."""
    prose = [is_prose(side.strip()) for side in (removal.before, removal.after)]
    if removal.sides:
        amid = any(prose) or is_prose(removal.before + removal.after)
        return (0.4 + 0.3 * removal.sides) if amid else 0.25 * removal.sides
    return 0.9 if all(prose) else 0.4 if any(prose) else 0.1
