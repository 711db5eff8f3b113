"""The likeliest way to read a line: some stretches as they stand, others decoded anew.

A Viterbi search over the bytes of the line (kernels/redecoding.py), one codec pair at a time,
weighed by the model of character pairs. It finds where damage begins and ends, so that a whole line
and a run inside one are the same case.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleanup.kernels import load, redecoding
from cleanup.regex import regex
from cleanup.rules.mojibake.codec_pairs import LOST
from cleanup.text.codes import handed
from cleanup.text.likelihood import bits
from cleanup.text.pair_costs import TENTHS, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.rules.mojibake.codec_pairs import CodecPair

EDGE = 6.0  # bits by which the edges of a stretch must beat their neighbours
BEYOND_ASCII = regex("[^\x00-\x7f]")
LOSS = redecoding.LOSS / TENTHS


class Stretch(NamedTuple):
    """A stretch of the line, what it was before it was read wrongly, and what both cost."""

    start: int
    end: int
    text: str
    before: float
    after: float
    lost: int = 0  # characters that were lost before
    clear: bool = True  # whether it is certain where the stretch begins and ends

    @property
    def gain(self) -> float:
        """The bits by which the line becomes likelier.

        That a lost character goes is no gain, and that it stays lost is no loss.
        """
        return self.before - self.after - LOSS * max(0, self.text.count(LOST) - self.lost)


def redecode(line: str, pair: CodecPair) -> list[Stretch]:
    """The stretches of `line` that are likelier when the codec pair is undone."""
    found: list[Stretch] = []
    start = 0
    for end in range(len(line) + 1):
        # What the reader could not have written parts the line.
        if end == len(line) or not pair.codes[line[end]]:
            if end - start > 1:
                found += _stretches(line, start, end, pair)
            start = end + 1
    return found


def _stretches(line: str, start: int, end: int, pair: CodecPair) -> Iterator[Stretch]:
    codes = [pair.codes[character] for character in line[start:end]]
    places = {0: start}
    at = 0
    for place, code in enumerate(codes, start + 1):
        at += len(code)
        places[at] = place
    for first, last, text in _anew(line[start:end], codes, pair):
        found = weigh(line, places[first], places[last], text)
        yield found._replace(clear=_is_clear(line, found, pair))


def _is_clear(line: str, found: Stretch, pair: CodecPair) -> bool:
    """Whether no stretch that begins or ends one character elsewhere is as good."""
    if pair.alphabetic:  # no character of it could pass for one of the text around
        return True
    start, end = found.start, found.end
    moved = [(start - 1, end), (start + 1, end)] if BEYOND_ASCII.search(line, 0, start) else []
    moved += [(start, end - 1), (start, end + 1)] if BEYOND_ASCII.search(line, end) else []
    for first, last in moved:
        text = next(pair.decode(line[first:last]))
        other = weigh(line, first, last, text)
        same = other[:2] == (start, end)
        if text and LOST not in text and not same and found.gain - other.gain < EDGE:
            return False
    return True


def weigh(line: str, start: int, end: int, text: str) -> Stretch:
    """The stretch without what is the same before and after, and its cost amid its neighbours."""
    head, tail = shared(line[start:end], text)
    start, end, text = start + head, end - tail, text[head : len(text) - tail]
    before, after = line[start - 1 : start] or "\n", line[end : end + 1] or "\n"
    return Stretch(
        start,
        end,
        text,
        bits(*(before + line[start:end] + after).split(LOST)),
        bits(*(before + text + after).split(LOST)),
        line.count(LOST, start, end),
    )


def shared(before: str, after: str) -> tuple[int, int]:
    """How many characters two texts have in common at their heads, and at their tails."""
    size = min(len(before), len(after))
    head = next((n for n in range(size) if before[n] != after[n]), size)
    size -= head
    return head, next((n for n in range(size) if before[-1 - n] != after[-1 - n]), size)


def _anew(text: str, codes: list[bytes], pair: CodecPair) -> list[tuple[int, int, str]]:
    """The stretches of bytes that are decoded anew on the cheapest way through, and their text."""
    data = b"".join(codes)
    steps = pair.steps(data)
    sizes = array("i", map(len, codes))
    ways = np.empty((4, len(data) + 1), np.int32)
    path = np.empty(2 * len(data), np.int32).data
    count = load("redecoding").search(
        *tables(), handed(text), sizes, *steps, *(row.data for row in ways), path
    )
    found: list[tuple[int, int, str]] = []
    for at in range(2 * count - 2, -1, -2):
        start, row = path[at : at + 2]
        end, read = start + steps.widths[row], steps.text(row)
        if found and found[-1][1] == start:
            start, _, before = found.pop()
            read = before + read
        found.append((start, end, read))
    return found
