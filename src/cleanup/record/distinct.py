"""What was removed from a folder, each text of a rule once, the least certain first."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cleanup.record.doubt import Removal, doubt, removals
from cleanup.record.history import History
from cleanup.record.lines import edits_in, place_of_line
from cleanup.record.texts import CleanTexts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from cleanup.model import Edit
    from cleanup.record.lines import Line, Place
    from cleanup.record.manifest import Manifest
    from cleanup.record.texts import CleanText

    Wanted = Callable[[Edit], bool]

AGAIN = 0.9  # how much less is to be learnt from one more removal by the same rule
MORE = 8  # so many times as many are kept until that is weighed
MAX_COUNTED = 2_000_000  # texts that are counted; beyond, those met once are forgotten


class Distinct(NamedTuple):
    """A text that a rule removed, where it is seen best, and in how many documents it went."""

    removal: Removal
    place: Place
    field: str
    line: int  # of the decoded text, from 1
    documents: int
    doubt: float

    @property
    def edit(self) -> Edit:
        return self.removal.edit


@dataclass(slots=True)
class _Counts:
    """In how many documents, or records, a text went, and one like it."""

    places: int = 0
    exact: Counter[int] = field(default_factory=Counter)
    alike: Counter[int] = field(default_factory=Counter)

    def add(self, edits: Iterable[Edit]) -> None:
        """Count what was done to one document."""
        found = [Removal(edit, "", "", 0) for edit in edits if edit.before.strip()]
        self.places += 1
        self.exact.update({one.key for one in found})
        self.alike.update({one.likeness for one in found})
        for counter in (self.exact, self.alike):
            if len(counter) > MAX_COUNTED:
                for key in [key for key, times in counter.items() if times == 1]:
                    del counter[key]

    def doubt(self, removal: Removal) -> float:
        """How doubtful it is."""
        alike = self.alike[removal.likeness]
        return doubt(removal, alike, max(self.places, alike))


class _Best:
    """The most doubtful removals, each text of a rule once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[int, Distinct] = {}
        self.least = 0.0  # what is no more doubtful has no place any more

    def offer(self, found: Distinct) -> None:
        key = found.removal.key
        if key not in self._kept or self._kept[key].doubt < found.doubt:
            self._kept[key] = found
        if len(self._kept) > 2 * self._most:
            self._kept = {one.removal.key: one for one in self.ordered()[: self._most]}
            self.least = min(one.doubt for one in self._kept.values())

    def ordered(self) -> list[Distinct]:
        return sorted(self._kept.values(), key=_order)


def _order(found: Distinct) -> tuple[float, int, str, str]:
    return -found.doubt, -found.documents, found.edit.code, found.edit.before


def least_certain(
    folder: Path,
    manifest: Manifest,
    most: int,
    wanted: Wanted,
) -> list[Distinct]:
    """The most doubtful removals of a folder that are wanted, the least certain first.

    Raises OSError, OutputError.
    """
    counts = _Counts()
    for _, lines in _places(folder, manifest):
        counts.add(edit for edit in _edits(lines) if wanted(edit))
    counts.places = max(counts.places, len(manifest.documents))
    best = _Best(MORE * most)
    texts = CleanTexts(folder, manifest)
    for place, lines in _places(folder, manifest):
        candidates = (one for one in _edits(lines) if wanted(one))
        most_doubtful = max(map(counts.doubt, map(_at_worst, candidates)), default=0.0)
        if most_doubtful > best.least:
            for text in texts.of(place, lines):
                _offer(text, counts, best, wanted)
    return _varied(best.ordered())[:most]


def _places(folder: Path, manifest: Manifest) -> Iterator[tuple[Place, list[Line]]]:
    """What was done to each document, or record."""
    with closing(History(folder, manifest)) as history:
        for place, lines in groupby(history.all_lines(), key=place_of_line):
            yield place, list(lines)


def _edits(lines: Iterable[Line]) -> Iterator[Edit]:
    for line in lines:
        yield from edits_in(line)


def _at_worst(edit: Edit) -> Removal:
    """The removal, as if it stood amid a sentence."""
    return Removal(edit, WORST, WORST, 2)


WORST = "今年前三季度，東嶺市規模以上工業增加值同比增長百分之八，增速居全省首位。"


def _offer(text: CleanText, counts: _Counts, best: _Best, wanted: Wanted) -> None:
    found = zip(removals(text.text, text.steps), text.lines, strict=True)
    for removal, line in found:
        value = counts.doubt(removal)
        if value > best.least and removal.edit.before.strip() and wanted(removal.edit):
            documents = counts.exact[removal.key] or 1
            best.offer(Distinct(removal, text.place, text.field, line, documents, value))


def _varied(found: list[Distinct]) -> list[Distinct]:
    """The same, so that one rule with many doubtful removals does not stand before all others."""
    met: defaultdict[str, int] = defaultdict(int)
    weighed = []
    for one in found:
        weighed.append(one._replace(doubt=one.doubt * AGAIN ** met[one.edit.code]))
        met[one.edit.code] += 1
    return sorted(weighed, key=_order)
