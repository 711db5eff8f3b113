"""What is shown of all that was removed: some of it, and the lines around it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.errors import CleanupError
from cleanup.formats import text as files
from cleanup.record.history import History
from cleanup.record.manifest import found_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cleanup.record.lines import Line
    from cleanup.record.manifest import Manifest

AROUND = 2  # lines of the decoded text to either side of what is shown
LONGEST = 2000  # code points of a text that is shown


class Around(NamedTuple):
    """A line of the decoded text, from 1; `gone` if it is what was taken out, or holds it."""

    number: int
    text: str
    gone: bool


class Sample(NamedTuple):
    """An edit that is shown, and the lines around it if they can be had."""

    doc: str
    record: int
    line: int
    rule: str
    reason: str
    confidence: float
    text: str
    replacement: str
    times: int  # how often this rule took out this text, or in how many documents
    around: tuple[Around, ...] = ()


class Kept:
    """The lines with the smallest orders, each text of a rule once, and how often it was met."""

    def __init__(self, most: int) -> None:
        """Begin with none of `most`."""
        self._most = most
        self._kept: dict[tuple[str, str], tuple[Any, Line, int]] = {}

    def offer(self, order: Any, line: Line) -> None:
        """Keep a line, unless others come before it."""
        key = line["rule"], line["text"].strip()
        first, kept, times = self._kept.get(key, (order, line, 0))
        self._kept[key] = (first, kept, times + 1) if first <= order else (order, line, times + 1)
        if len(self._kept) > 4 * self._most:
            self._kept = dict(self._ordered())

    def _ordered(self) -> list[tuple[tuple[str, str], tuple[Any, Line, int]]]:
        return sorted(self._kept.items(), key=lambda item: item[1][0])[: self._most]

    def samples(self) -> list[Sample]:
        """What was kept, in its order."""
        return [_sample(line, times) for _, (_, line, times) in self._ordered()]


def removed(line: Line) -> int:
    """How many characters went."""
    return max(0, len(line["text"]) - len(line["replacement"]))


def _sample(line: Line, times: int) -> Sample:
    return Sample(
        line["doc"],
        line["record"],
        line["line"],
        line["rule"],
        line["reason"],
        line["confidence"],
        line["text"][:LONGEST],
        line["replacement"][:LONGEST],
        times,
    )


def with_lines(folder: Path, manifest: Manifest, samples: Sequence[Sample]) -> list[Sample]:
    """The samples with the lines around them, of documents whose text can be restored."""
    texts: dict[str, list[str]] = {}
    with closing(History(folder, manifest)) as history:
        for doc in sorted({one.doc for one in samples if not one.record}):
            try:
                entry = manifest.documents[doc]
                data = files.read(found_at(folder, doc, entry))
                texts[doc] = history.restore(doc, entry, data).split("\n")
            except (CleanupError, OSError, KeyError):
                continue  # what was taken out is shown without what stood around it
    return [one._replace(around=_around(one, texts.get(one.doc, []))) for one in samples]


def _around(sample: Sample, lines: Sequence[str]) -> tuple[Around, ...]:
    """The lines of a decoded text around an edit, and those that it touches."""
    first = sample.line
    last = first + sample.text.rstrip("\n").count("\n")
    shown = range(max(1, first - AROUND), min(len(lines), last + AROUND) + 1)
    return tuple(
        Around(number, lines[number - 1][:LONGEST], first <= number <= last) for number in shown
    )
