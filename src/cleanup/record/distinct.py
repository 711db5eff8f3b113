"""What was removed from a folder, each text of a rule once, the least certain first."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cleanup.record.doubt import Removal, doubt, key_of, likeness_of, removals
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

    @property
    def key(self) -> int:
        """What stands for the rule and the text."""
        return key_of(self.edit)


@dataclass(slots=True)
class _Counts:
    """In how many documents, or records, a text went, and one like it."""

    places: int = 0
    exact: Counter[int] = field(default_factory=Counter)
    alike: Counter[int] = field(default_factory=Counter)

    def add(self, edits: Iterable[Edit]) -> None:
        """Count what was done to one document."""
        found = list(edits)
        self.places += 1
        self.exact.update({key_of(edit) for edit in found})
        self.alike.update({likeness_of(edit) for edit in found})
        for counter in (self.exact, self.alike):
            if len(counter) > MAX_COUNTED:
                for key in [key for key, times in counter.items() if times == 1]:
                    del counter[key]

    def doubt(self, removal: Removal) -> float:
        """How doubtful it is."""
        alike = self.alike[likeness_of(removal.edit)]
        return doubt(removal, alike, max(self.places, alike))


class _Best:
    """The most doubtful removals of each rule, each text once."""

    def __init__(self, most: int) -> None:
        self._most = most  # of a rule
        self._kept: defaultdict[str, dict[int, Distinct]] = defaultdict(dict)
        self._least: defaultdict[str, float] = defaultdict(float)

    def admits(self, code: str, value: float) -> bool:
        """Whether a removal by a rule that is so doubtful has a place among them."""
        return value > self._least[code]

    def offer(self, found: Distinct) -> None:
        """Keep it, unless the same was met where it is more doubtful."""
        code, key = found.edit.code, found.key
        kept = self._kept[code]
        if key not in kept or kept[key].doubt < found.doubt:
            kept[key] = found
        if len(kept) > 2 * self._most:
            best = sorted(kept.values(), key=_order)[: self._most]
            self._kept[code] = {one.key: one for one in best}
            self._least[code] = best[-1].doubt

    def varied(self) -> list[Distinct]:
        """All in their order, in which no rule with many of them stands before all others."""
        weighed = [
            one._replace(doubt=one.doubt * AGAIN**met)
            for kept in self._kept.values()
            for met, one in enumerate(sorted(kept.values(), key=_order))
        ]
        return sorted(weighed, key=_order)


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

    def is_asked(edit: Edit) -> bool:
        return bool(edit.before.strip()) and wanted(edit)

    if not most:
        return []
    counts = _Counts()
    for _, lines in _places(folder, manifest):
        counts.add(filter(is_asked, _edits(lines)))
    counts.places = max(counts.places, len(manifest.documents))
    best = _Best(most)
    texts = CleanTexts(folder, manifest)
    for place, lines in _places(folder, manifest):
        candidates = map(_at_worst, filter(is_asked, _edits(lines)))
        if any(best.admits(one.edit.code, counts.doubt(one)) for one in candidates):
            for text in texts.of(place, lines):
                _offer(text, counts, best, is_asked)
    return best.varied()[:most]


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
        if best.admits(removal.edit.code, value) and wanted(removal.edit):
            documents = counts.exact[key_of(removal.edit)] or 1
            best.offer(Distinct(removal, text.place, text.field, line, documents, value))
