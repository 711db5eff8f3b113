"""The likeliest way to read a line: some stretches as they stand, others decoded anew.

A Viterbi search over the bytes of the line, one codec pair at a time, weighed by the model of
character pairs. It finds where damage begins and ends, so that a whole line and a run inside one
are the same case.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleanup.rules.mojibake.codec_pairs import BYTE_ORDER_MARK, LOST
from cleanup.text.likelihood import bits, bits_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.rules.mojibake.codec_pairs import CodecPair, Step

ENTRY = 30.0  # bits against decoding a stretch anew: most of any text is as it should be
EXIT = 12.0  # bits against ending one before the end of what the reader knows
EDGE = 6.0  # bits by which the edges of a stretch must beat their neighbours
BEYOND_ASCII = re.compile("[^\x00-\x7f]")
LOSS = 22.0  # bits for a character that lost a byte: as much as for one that never occurs


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


class Node(NamedTuple):
    """A way to read the bytes up to some place; `text` is what was decoded anew to get there."""

    cost: float
    last: str
    back: Node | None
    at: int
    text: str


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
    for first, last, text in _anew(_best(line[start:end], codes, pair)):
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


def _best(text: str, codes: list[bytes], pair: CodecPair) -> Node | None:
    """The cheapest way through: at every byte the best that was decoded, and the best as it is."""
    data = b"".join(codes)
    cost, last, back = 0.0, "\n", None  # of what is kept as it is; the node before that
    anew: dict[int, Node] = {}
    at = 0
    for character, code in zip(text, codes, strict=True):
        left = anew.get(at)
        entry = cost + (ENTRY if at else ENTRY / 2)
        if left and left.cost + EXIT < cost:
            cost, last, back = left.cost + EXIT, left.last, left
        elif left is None or entry < left.cost:
            anew[at] = Node(entry, last, back, at, "")
        for place in range(at, at + len(code)):
            if (node := anew.pop(place, None)) is not None:
                _go_on(node, data, pair.step, anew)
        at += len(code)
        cost += bits_after(last, character)
        last = character
    left = anew.get(at)
    return left if left and left.cost < cost else back


def _go_on(node: Node, data: bytes, step: Step, anew: dict[int, Node]) -> None:
    """Decode what may begin where a way has come to; the cheapest way to each place is kept."""
    place = node.at
    for read, width in step(data, place):
        cost = node.cost + _cost(node.last, read)
        other = anew.get(place + width)
        if other is None or cost < other.cost:
            anew[place + width] = Node(cost, read[-1], node, place + width, read)


def _cost(last: str, read: str) -> float:
    if read == BYTE_ORDER_MARK:
        return 0.0
    return len(read) * LOSS if LOST in read else bits_after(last, read)


def _anew(node: Node | None) -> list[tuple[int, int, str]]:
    """The stretches of bytes on the way to `node` that were decoded anew, and their text."""
    found: list[tuple[int, int, list[str]]] = []  # from the last on, and each from its end
    while node is not None:
        if node.back and node.text:
            texts: list[str] = []
            end = node.at
            if found and found[-1][0] == end:
                _, end, texts = found.pop()
            texts.append(node.text)
            found.append((node.back.at, end, texts))
        node = node.back
    return [(start, end, "".join(reversed(texts))) for start, end, texts in reversed(found)]
