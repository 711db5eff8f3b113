"""Two copies aligned, letter by letter, and what this says of their blocks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleanup.corpus.substance import Difference, changed
from cleanup.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.rules.repetition.letters import Letters
    from cleanup.rules.repetition.shingles import Stretch

LEAST_EQUAL = 2  # letters in a row: single ones are the same by chance
MIN_SHARE = 0.85  # of a block's letters that the other copy has
SHORT_LINE_LETTERS = 12  # letters: a shorter line must be the same
DENSE = 0.75  # share of what the other copy has there that is the same
PART_OF_LINE = 0.5  # a line of which less is the same stands amid the other copy
LOOKAHEAD = 4  # lines that one copy may have more than the other, beside a run
MAX_GAP_LETTERS = 4000  # letters of a gap: longer ones are not compared
MOST_BESIDE = 50  # short lines that begin or end a copy
MOST_EDITED = 3  # lines beside a stretch that are compared without an equal piece
AROUND = 6  # letters of a difference's neighbourhood
FORM = 1 / 3  # share of the differences that change what is said, above which it is another text


class Twin(NamedTuple):
    """A block of one copy, its like in the other, and the letters of both that differ."""

    block: int
    like: int
    size: int
    edited: int
    low: int  # its pairs among those of the run
    high: int

    @property
    def similarity(self) -> float:
        """The share, 0 to 1, of the letters of both that are the same."""
        same = 2 * max(0, self.size - self.edited)
        return same / max(1, same + self.edited)


@dataclass(frozen=True)
class Run:
    """Places of the stream paired in order: those of the earlier copy, those of the later."""

    letters: Letters
    first_places: np.ndarray
    second_places: np.ndarray

    @cached_property
    def first(self) -> range:
        """The blocks of the earlier copy."""
        return _between_ends(self.in_first)

    @cached_property
    def second(self) -> range:
        """The blocks of the later copy."""
        return _between_ends(self.in_second)

    @cached_property
    def in_second(self) -> tuple[Twin, ...]:
        """The blocks of the later copy that have their like in the earlier one."""
        return tuple(self._twins(self.second_places, self.first_places))

    @cached_property
    def in_first(self) -> tuple[Twin, ...]:
        """The blocks of the earlier copy that have their like in the later one."""
        return tuple(self._twins(self.first_places, self.second_places))

    @cached_property
    def edited(self) -> int:
        """How many letters of both copies differ in the blocks that are paired."""
        return sum(twin.edited for twin in self.in_second)

    def is_form(self, twins: Iterable[Twin]) -> bool:
        """Whether blocks of the later copy differ in what a form is filled with, not in wording."""
        found = [
            difference
            for twin in twins
            if twin.edited
            for difference in self._differences(twin, in_second=True)
        ]
        return sum(changed(found)) > FORM * len(found)

    def is_sound(self, twin: Twin, *, in_second: bool) -> bool:
        """Whether the like of a block of that copy says the same, so that the block can go."""
        return not twin.edited or not any(changed(self._differences(twin, in_second=in_second)))

    def _groups(self, places: np.ndarray) -> Iterator[tuple[int, int, int]]:
        """Each block with the pairs, [low, high), that it has a part in."""
        if not len(places):
            return
        blocks = self.letters.blocks(places)
        ends = np.flatnonzero(np.diff(blocks)) + 1
        lows = np.concatenate(([0], ends)).tolist()
        highs = np.concatenate((ends, [len(places)])).tolist()
        yield from zip(blocks[lows].tolist(), lows, highs, strict=True)

    def _twins(self, mine: np.ndarray, theirs: np.ndarray) -> Iterator[Twin]:
        """The blocks of mine that have their like among the blocks of theirs."""
        keys = self.letters.keys
        shares = {at: (high - low) / len(keys[at]) for at, low, high in self._groups(theirs)}
        groups = list(self._groups(mine))
        if not groups:
            return
        lows = np.array([low for _, low, _ in groups])
        highs = np.array([high for _, _, high in groups])
        spans = (theirs[highs - 1] - theirs[lows] + 1).tolist()
        likes = self.letters.blocks(theirs[np.stack([lows, (lows + highs - 1) // 2, highs - 1])])
        for (block, low, high), reach, like in zip(groups, spans, likes.T.tolist(), strict=True):
            size, paired = len(keys[block]), high - low
            if paired == size == reach:
                yield Twin(block, like[1], size, 0, low, high)
                continue
            amid = (at for at in range(like[0] + 1, like[2]) if shares.get(at, 0) < PART_OF_LINE)
            span = reach - sum(len(keys[at]) for at in amid)
            if paired < max(MIN_SHARE * size, min(size, SHORT_LINE_LETTERS), DENSE * span):
                continue
            edited = size - paired + max(span - paired, 0)
            yield Twin(block, like[1], size, edited, low, high)

    def _differences(self, twin: Twin, *, in_second: bool) -> list[Difference]:
        """What differs in a block, with what stands there in the other copy."""
        places = self.first_places, self.second_places
        (theirs, mine), low, high = places if in_second else places[::-1], twin.low, twin.high
        plain, starts = self.letters.plain, self.letters.starts
        begin, end = int(starts[twin.block]), int(starts[twin.block + 1])
        steps = (np.diff(mine[low:high]) > 1) | (np.diff(theirs[low:high]) > 1)
        cuts = (np.flatnonzero(steps) + low).tolist()
        gaps = [
            (int(mine[at]) + 1, int(mine[at + 1]), int(theirs[at]) + 1, int(theirs[at + 1]))
            for at in cuts
        ]
        if mine[low] > begin:  # what the other copy has more at the ends, it may have
            gaps.append((begin, int(mine[low]), *self._ahead(theirs, low)))
        if mine[high - 1] + 1 < end:
            gaps.append((int(mine[high - 1]) + 1, end, *self._behind(theirs, high - 1)))
        return [
            _difference(
                plain[a:b], self._own(c, d), plain[max(0, a - AROUND) : a], plain[b : b + AROUND]
            )
            for a, b, c, d in gaps
        ]

    def _ahead(self, theirs: np.ndarray, at: int) -> tuple[int, int]:
        place = int(theirs[at])
        floor = int(self.letters.starts[self.letters.block(place)])
        return max(floor, int(theirs[at - 1]) + 1 if at else 0), place

    def _behind(self, theirs: np.ndarray, at: int) -> tuple[int, int]:
        place = int(theirs[at])
        stop = int(self.letters.starts[self.letters.block(place) + 1])
        return place + 1, min(stop, int(theirs[at + 1]) if at + 1 < len(theirs) else stop)

    def _own(self, start: int, stop: int) -> str:
        """Letters of the stream, without whole lines that stand between two others."""
        if start >= stop:
            return ""
        starts, plain = self.letters.starts, self.letters.plain
        first, last = self.letters.block(start), self.letters.block(stop - 1)
        if first == last:
            whole = start == starts[first] and stop == starts[first + 1]
            return "" if whole else plain[start:stop]
        head = plain[start : int(starts[first + 1])] if start > starts[first] else ""
        tail = plain[int(starts[last]) : stop] if stop < starts[last + 1] else ""
        return head + tail


def _difference(one: str, other: str, before: str, after: str) -> Difference:
    """A difference between letters that have their capitals still."""
    named = any(map(str.isupper, one + other))
    return Difference(fold(one), fold(other), fold(before), fold(after), named=named)


def _between_ends(twins: tuple[Twin, ...]) -> range:
    return range(twins[0].block, twins[-1].block + 1) if twins else range(0)


def aligned(letters: Letters, stretch: Stretch) -> Run:
    """The run of a stretch: its pieces, what lies between them, the like lines beside it."""
    starts, (p, q) = letters.starts, (stretch.first, stretch.second)
    above, below = _beside(letters, stretch, -1), _beside(letters, stretch, 1)
    first, second = _lines(letters, above[::-1])
    at = int(starts[letters.block(p.start)]), int(starts[letters.block(q.start)])
    apart = at[1]  # the earlier copy ends where the later one begins
    for start, stop, shift in stretch.pieces:
        _compare(letters, (at[0], start - shift), (at[1], start), first, second)
        mine = np.arange(start, stop)
        same = letters.codes[mine] == letters.codes[mine - shift]
        mine = mine[same & (mine - shift < apart)]
        first.append(mine - shift)
        second.append(mine)
        at = stop - shift, stop
    p_end, q_end = (int(starts[letters.block(end - 1) + 1]) for end in at)
    _compare(letters, (at[0], min(p_end, apart)), (at[1], q_end), first, second)
    ends = _lines(letters, below)
    return Run(letters, np.concatenate(first + ends[0]), np.concatenate(second + ends[1]))


def _lines(
    letters: Letters, pairs: list[tuple[int, int]]
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """The places of paired lines, in the earlier copy and in the later."""
    starts = letters.starts
    first: list[np.ndarray] = []
    second: list[np.ndarray] = []
    for left, right in pairs:
        one = int(starts[left]), int(starts[left + 1])
        other = int(starts[right]), int(starts[right + 1])
        _compare(letters, one, other, first, second)
    return first, second


def _compare(
    letters: Letters,
    one: tuple[int, int],
    other: tuple[int, int],
    first: list[np.ndarray],
    second: list[np.ndarray],
) -> None:
    """Pair the letters that two gaps share in order, where several in a row are the same."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415  # for pages that repeat something

    (p, p_end), (q, q_end) = one, other
    if p >= p_end or q >= q_end or max(p_end - p, q_end - q) > MAX_GAP_LETTERS:
        return
    width, height = p_end - p, q_end - q
    for step in Indel.opcodes(letters.stream[p:p_end], letters.stream[q:q_end]):
        a, b, c, d = step.src_start, step.src_end, step.dest_start, step.dest_end
        at_edge = (a == 0 and c == 0) or (b == width and d == height)
        if step.tag == "equal" and (at_edge or b - a >= LEAST_EQUAL):
            first.append(np.arange(p + a, p + b))
            second.append(np.arange(q + c, q + d))


def _beside(letters: Letters, stretch: Stretch, way: int) -> list[tuple[int, int]]:
    """Like lines above or below a stretch, the nearest first; each step may skip a few."""
    end = 0 if way < 0 else -1
    first_end, second_start = stretch.first.stop - 1, stretch.second.start
    left, right = letters.block(stretch.first[end]), letters.block(stretch.second[end])
    firsts = range(letters.block(second_start)) if way > 0 else range(left)
    seconds = range(letters.block(first_end) + 1, len(letters.keys))
    pairs: list[tuple[int, int]] = []
    edited = 0
    while len(pairs) < MOST_BESIDE:
        steps = [(left + way * a, right + way * b) for a, b in STEPS]
        found = [step for step in steps if step[0] in firsts and step[1] in seconds]
        pair = next((one for one in found if letters.keys[one[0]] == letters.keys[one[1]]), None)
        if pair is None and edited < MOST_EDITED:
            edited += 1
            pair = next((one for one in found if _alike(letters, *one)), None)
        if pair is None:
            break
        pairs.append(pair)
        left, right = pair
    return pairs


def _alike(letters: Letters, left: int, right: int) -> bool:
    """Whether two long lines are nearly the same."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    one, other = letters.keys[left], letters.keys[right]
    if min(len(one), len(other)) < SHORT_LINE_LETTERS:
        return False
    return Indel.normalized_similarity(one, other, score_cutoff=MIN_SHARE) >= MIN_SHARE


# How far to step in either copy, the nearest first.
STEPS = sorted(
    ((a, b) for a in range(1, LOOKAHEAD + 1) for b in range(1, LOOKAHEAD + 1)),
    key=lambda step: (sum(step), abs(step[0] - step[1])),
)
