"""In what two copies differ: the spans of the one beside those of the other."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from cleanup.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    Part = tuple[int, int, int, int]

MAX_PARTS = 50  # parts that are told one by one; what is behind them is one part
MOST_ALIGNED = 20_000  # lines, or code points of a part, that are aligned one by one


def differences(text: str, other: str) -> list[Part]:
    """(start, end, start in `other`, end there) of each part of `text` that is another one there.

    Code points of another script or width are the same. Lines are aligned first, and then the code
    points of those that differ. Where only the other text has something the span is empty.
    """
    one, two = fold(text), fold(other)
    lines, others = one.splitlines(keepends=True), two.splitlines(keepends=True)
    starts, firsts = ([0, *accumulate(map(len, part))] for part in (lines, others))
    found: list[Part] = []
    for at, to, first, last in unlike(lines, others):
        start, begin = starts[at], firsts[first]
        finer = unlike(one[start : starts[to]], two[begin : firsts[last]])
        found += ((start + a, start + b, begin + c, begin + d) for a, b, c, d in finer)
    if len(found) > MAX_PARTS:
        (start, _, begin, _), (_, end, _, last) = found[MAX_PARTS - 1], found[-1]
        found[MAX_PARTS - 1 :] = [(start, end, begin, last)]
    return found


def unlike(one: Sequence[Hashable], other: Sequence[Hashable]) -> Iterator[Part]:
    """The parts of two sequences that are in no longest common subsequence of them."""
    if max(len(one), len(other)) > MOST_ALIGNED:
        yield 0, len(one), 0, len(other)
        return
    from rapidfuzz.distance import Indel  # noqa: PLC0415  # 70 ms for those who compare

    part: Part | None = None
    for operation in Indel.opcodes(one, other):
        if operation.tag == "equal":
            if part:
                yield part
            part = None
        else:
            start, first = (
                (part[0], part[2]) if part else (operation.src_start, operation.dest_start)
            )
            part = (start, operation.src_end, first, operation.dest_end)
    if part:
        yield part
