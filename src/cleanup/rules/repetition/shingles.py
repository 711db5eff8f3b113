"""Where letters of a page stand a second time: a sample of its shingles, chained on diagonals.

The letters of all blocks are one stream. Of each run of SHINGLE of them a hash is taken, and half
of the hashes are looked at, chosen by their value (Broder 1997; sampling modulo, Manber
1994), so that the same letters are sampled wherever they stand. Each occurrence points to the one
before it. What lies on one diagonal, or near it, is a stretch; the rest is left to the comparison
of letters. All is sorting and scanning, so time grows with the length of the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHINGLE = 12  # letters
SAMPLED = 1  # bits of a hash that are zero in the sample
LOW_BITS = 0xFFFF  # of a hash
BASE, MIX = 0x9E3779B97F4A7C15, np.uint64(0xBF58476D1CE4E5B9)
POWERS = {power: np.uint64(pow(BASE, power, 1 << 64)) for power in (1, 2, 4, 8)}
LEAST_SHIFT = 30  # letters between an occurrence and the one before: less is a pattern, no copy
DRIFT_LETTERS = 64  # letters by which edits shift the rest of a paragraph
MAX_AMID_LETTERS = 1500  # letters of other lines that may stand amid one copy
SOLID = 36  # letters of a stretch that may lie so far off
OPEN_STRETCHES = 10  # stretches that are still open: a page of many edited copies has as many


class Piece(NamedTuple):
    """Letters [`start`, `stop`) that stand `shift` letters before too, but for single ones."""

    start: int
    stop: int
    shift: int


@dataclass(slots=True, eq=False)
class Stretch:
    """Pieces in order in both copies."""

    pieces: list[Piece] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Letters in its pieces."""
        return sum(map(_size, self.pieces))

    @property
    def first(self) -> range:
        """The letters of the earlier copy."""
        return range(
            self.pieces[0].start - self.pieces[0].shift,
            self.pieces[-1].stop - self.pieces[-1].shift,
        )

    @property
    def second(self) -> range:
        """The letters of the later copy."""
        return range(self.pieces[0].start, self.pieces[-1].stop)


def stretches(codes: np.ndarray) -> list[Stretch]:
    """The stretches of a stream of code points that stand before too, in the order of the later."""
    if len(codes) < SHINGLE + LEAST_SHIFT:
        return []
    near = _chained(([piece] for piece in _pieces(codes)), DRIFT_LETTERS)
    solid = (one.pieces for one in near if one.size >= SOLID)
    return sorted(_chained(solid, MAX_AMID_LETTERS), key=lambda one: one.second.start)


def _pieces(codes: np.ndarray) -> list[Piece]:
    """Sampled shingles whose letters stand before, joined where they lie on one diagonal."""
    later, earlier = _occurrences(codes)
    shift = later - earlier
    far = shift >= LEAST_SHIFT
    later, shift = later[far], shift[far]
    if not len(later):
        return []
    apart = (np.diff(shift) != 0) | (np.diff(later) > DRIFT_LETTERS)
    first = np.concatenate(([0], np.flatnonzero(apart) + 1))
    last = np.concatenate((first[1:] - 1, [len(later) - 1]))
    stop = later[last] + SHINGLE
    rows = zip(later[first].tolist(), stop.tolist(), shift[first].tolist(), strict=True)
    pieces: list[Piece] = []
    for start, end, by in rows:
        if end - start <= by:
            pieces.append(Piece(start, end, by))
        else:
            pieces += _apart(start, end, by)
    return pieces


def _apart(start: int, stop: int, shift: int) -> Iterator[Piece]:
    """Parts no longer than their shift: what overlaps itself is several copies in a row."""
    for begin in range(start, stop, shift):
        yield Piece(begin, min(stop, begin + shift), shift)


def _occurrences(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Places of sampled shingles, in order, and for each the place where it stood last."""
    hashes = _hashes(codes)
    places = np.flatnonzero(hashes < np.uint64(1 << 64 - SAMPLED))
    places = places[_shared(hashes[places])]
    hashes = hashes[places]
    order = np.argsort(hashes, kind="stable")
    again = np.flatnonzero(hashes[order[1:]] == hashes[order[:-1]])
    later, earlier = places[order[again + 1]], places[order[again]]
    order = np.argsort(later, kind="stable")
    return later[order], earlier[order]


def _shared(hashes: np.ndarray) -> np.ndarray:
    """For each hash whether it is there twice, or has the low bits of one that is."""
    ordered = np.sort(hashes)
    found = np.zeros(LOW_BITS + 1, bool)
    found[_low_bits(ordered[1:][ordered[1:] == ordered[:-1]])] = True
    return np.asarray(found[_low_bits(hashes)])


def _low_bits(hashes: np.ndarray) -> np.ndarray:
    return hashes.view(np.int64) & LOW_BITS


def _hashes(codes: np.ndarray) -> np.ndarray:
    """A polynomial hash of each run of SHINGLE letters, made of those of three runs of four."""
    four = codes
    for power in (1, 2):
        four = four[:-power] * POWERS[power] + four[power:]
    hashes = four[:-8] * POWERS[8] + four[4:-4] * POWERS[4] + four[8:]
    hashes ^= hashes >> np.uint64(29)
    return np.asarray(hashes * MIX)


def _chained(parts: Iterable[list[Piece]], drift: int) -> list[Stretch]:
    """Parts that go on where a recent stretch ends, up to `drift` letters off its diagonal.

    What goes on beyond the place where the later copy began is a copy of that one.
    """
    found: list[Stretch] = []
    recent: list[Stretch] = []  # the one that grew last stands last
    for part in parts:
        rest = part
        while rest:
            at, beyond = _grown(recent, rest, drift)
            if at < 0:
                grown = Stretch(rest)
                found.append(grown)
            else:
                grown = recent.pop(at)
            recent = [*recent[-OPEN_STRETCHES:], grown]
            rest = beyond
    return found


def _grown(recent: list[Stretch], part: list[Piece], drift: int) -> tuple[int, list[Piece]]:
    """Which stretch on the nearest diagonal a part went on, -1 for none; and what is left of it."""
    start, shift = part[0].start, part[0].shift
    near = [
        (off, at)
        for at, one in enumerate(recent)
        if (off := abs(one.pieces[-1].shift - shift)) <= drift
        and start - one.pieces[-1].stop <= MAX_AMID_LETTERS
    ]
    for _, at in sorted(near):
        one = recent[at]
        pieces, beyond = _cut(part, one.pieces[0].start)
        if pieces and _goes_on(one, pieces, drift):
            return at, beyond
    return -1, []


def _cut(pieces: list[Piece], end: int) -> tuple[list[Piece], list[Piece]]:
    """The pieces whose earlier letters lie before `end`, and what is left of them behind it."""
    if pieces[-1].stop - pieces[-1].shift <= end:
        return list(pieces), []
    before, beyond = [], []
    for start, stop, shift in pieces:
        middle = min(max(start, end + shift), stop)
        before += [Piece(start, middle, shift)] if start < middle else []
        beyond += [Piece(middle, stop, shift)] if middle < stop else []
    return before, beyond


def _goes_on(stretch: Stretch, pieces: list[Piece], drift: int) -> bool:
    """Whether pieces follow a stretch in both copies, and if so take them in.

    A shorter piece in their way is dropped: it was a phrase that stands elsewhere too.
    """
    head, last = pieces[0], stretch.pieces[-1]
    in_way = len(stretch.pieces) > 1 and _overlap(head, last) and _size(head) > _size(last)
    if in_way:
        last = stretch.pieces[-2]
    if _overlap(head, last):
        head = _clipped(head, last)
        if _size(head) < SHINGLE // 2:
            return False
    gaps = head.start - last.stop, head.start - head.shift - last.stop + last.shift
    if max(gaps) > MAX_AMID_LETTERS or abs(gaps[0] - gaps[1]) > drift:
        return False
    if in_way:
        stretch.pieces.pop()
    pieces[0] = head
    stretch.pieces += pieces
    return True


def _overlap(piece: Piece, last: Piece) -> bool:
    """Whether a piece begins before an earlier one ends, in either copy."""
    return piece.start < max(last.stop, last.stop - last.shift + piece.shift)


def _size(piece: Piece) -> int:
    return piece.stop - piece.start


def _clipped(piece: Piece, last: Piece) -> Piece:
    """A piece without what an earlier one has, in either copy."""
    start = max(piece.start, last.stop, last.stop - last.shift + piece.shift)
    return Piece(start, max(start, piece.stop), piece.shift)
