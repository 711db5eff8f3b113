"""Pages as arrays: their lines, the characters of each, and their words as hashes.

A word is a run of letters, or a pair of neighbouring East Asian characters, which need no
segmenter (character bigrams: Nie, Gao, Zhang and Zhou 2000). Words are compared by a polynomial
hash of their folded code points, so that pages are taken apart without a loop.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from cleanup.page.classifier.borders import Borders
from cleanup.page.classifier.characters import (
    EAST_ASIAN,
    KINDS,
    LETTERS,
    Kind,
    folded,
    kinds,
    member,
)
from cleanup.text.codes import codes_of, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.page.page import Page

LINE_END = np.array([ord("\n")], np.uint32)
BASE = 0x9E3779B97F4A7C15
MASK = (1 << 64) - 1


@dataclass(frozen=True, eq=False)
class Lines:
    """The blocks of pages as arrays; `start` and `end` are their spans in `kind` and `code`."""

    start: np.ndarray
    end: np.ndarray
    number: np.ndarray  # of the line of each block, from 1
    kind: np.ndarray  # of each character of the text
    code: np.ndarray  # folded, of each character of the text
    borders: Borders

    def __len__(self) -> int:
        return len(self.start)

    def of_page(self, number: int) -> Lines:
        """The blocks of one page alone."""
        first, stop = self.borders.first[number : number + 2]
        start, end = self.start[first:stop], self.end[first:stop]
        low, high = (int(start[0]), int(end[-1])) if len(start) else (0, 0)
        kind, code = self.kind[low:high], self.code[low:high]
        borders = Borders(np.array([0, len(start)]))
        return Lines(start - low, end - low, self.number[first:stop], kind, code, borders)

    @cached_property
    def owner(self) -> np.ndarray:
        """For each character of the text the block that holds it, -1 for none."""
        edges = np.zeros(2 * len(self) + 2, np.int64)
        edges[1:-1:2], edges[2:-1:2], edges[-1] = self.start, self.end, len(self.kind)
        owners = np.full(len(edges) - 1, -1, np.int64)  # before, in and between the blocks
        owners[1::2] = np.arange(len(self))
        return np.repeat(owners, edges[1:] - edges[:-1])

    @cached_property
    def counts(self) -> np.ndarray:
        """How many characters of each kind a block has: a row for a kind, a column for a block."""
        owners = len(self) + 1  # the first of them stands for no block
        cells = self.kind * np.int64(owners) + self.owner
        return np.bincount(cells + 1, minlength=KINDS * owners).reshape(KINDS, owners)[:, 1:]

    @cached_property
    def letters(self) -> np.ndarray:
        """For each character of the text whether it is a letter of an alphabet."""
        return member(self.kind, LETTERS)

    @cached_property
    def east_asian(self) -> np.ndarray:
        """For each character of the text whether it is an East Asian one."""
        return member(self.kind, EAST_ASIAN)

    @cached_property
    def folded(self) -> str:
        """The folded text, in which every digit is 0."""
        return text_of(self.code)

    @cached_property
    def hashes(self) -> np.ndarray:
        """A hash of each block as a whole."""
        return self.hashes_of(self.start, self.end)

    def hashes_of(self, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """A hash of the characters from each start to its end."""
        return _hashes(self._sums, start, end)

    @cached_property
    def _sums(self) -> np.ndarray:
        return _sums(self.code)


@dataclass(frozen=True, eq=False)
class Words:
    """Words in their order: where each starts and ends, whether it is of letters, its block."""

    lines: Lines
    start: np.ndarray
    end: np.ndarray
    letters: np.ndarray
    block: np.ndarray

    @cached_property
    def hash(self) -> np.ndarray:
        """A hash of each word."""
        return self.lines.hashes_of(self.start, self.end)

    def in_blocks(self, chosen: np.ndarray) -> Words:
        """The words of chosen blocks alone."""
        kept = np.flatnonzero(chosen[self.block])
        start, end = self.start[kept], self.end[kept]
        return Words(self.lines, start, end, self.letters[kept], self.block[kept])

    def among(self, first: int, stop: int) -> Words:
        """The words of these blocks, of which the first counts as block 0."""
        low, high = self.block.searchsorted([first, stop])
        start, end = self.start[low:high], self.end[low:high]
        return Words(self.lines, start, end, self.letters[low:high], self.block[low:high] - first)


def lines_of(pages: Sequence[Page]) -> Lines:
    """The blocks of pages as arrays."""
    codes: list[np.ndarray] = []
    spans, behind = [], 0
    for page in pages:
        codes += (page.codes, LINE_END)
        spans.append(page.spans + behind)
        behind += len(page.codes) + 1
    text = np.concatenate(codes)[:-1]
    start, end = np.concatenate(spans).T.copy()
    number = np.array([block.number for page in pages for block in page.blocks], np.int64)
    borders = Borders(np.cumsum([0, *(len(page.blocks) for page in pages)]))
    return Lines(start, end, number, kinds().take(text), folded().take(text), borders)


def words_of(lines: Lines) -> Words:
    """The words of pages."""
    start, end = _runs(lines.letters)
    pair = np.flatnonzero(lines.east_asian[:-1] & lines.east_asian[1:])
    start, end = np.append(start, pair), np.append(end, pair + 2)
    order = np.argsort(start, kind="stable")
    start, end, letters = start[order], end[order], order < len(start) - len(pair)
    return Words(lines, start, end, letters, lines.owner[start])


def segments_of(lines: Lines) -> Words:
    """The parts of the blocks between separators, figures and brackets, as menus have them.

    A blank parts them too, but for one between words of letters.
    """
    letters = lines.letters
    parts = letters | lines.east_asian
    blank = (lines.kind[1:-1] == Kind.SPACE) & (lines.owner[1:-1] >= 0)
    parts[1:-1] |= blank & letters[:-2] & letters[2:]
    start, end = _runs(parts)
    return Words(lines, start, end, letters[start], lines.owner[start])


def hashes_of(texts: Sequence[str]) -> np.ndarray:
    """The hashes by which words or whole lines are found, in the order of `texts`."""
    code = folded()[codes_of("".join(texts))]
    length = np.array([len(text) for text in texts], np.int64)
    end = np.cumsum(length)
    return _hashes(_sums(code), end - length, end)


def numbered(hashes: np.ndarray, page: np.ndarray) -> np.ndarray:
    """The number of each hash among all that differ; `page` is that of each: pages share none."""
    hashes = hashes ^ page.astype(np.uint64) * np.uint64(BASE)
    order = np.argsort(hashes)
    ordered, differs = hashes[order], np.zeros(len(hashes), np.intp)
    differs[1:] = ordered[1:] != ordered[:-1]
    number = np.empty(len(hashes), np.intp)
    number[order] = np.cumsum(differs)
    return number


def _runs(chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where runs of chosen elements start and end."""
    padded = np.zeros(len(chosen) + 2, bool)
    padded[1:-1] = chosen
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return edges[::2], edges[1::2]


def _sums(code: np.ndarray) -> np.ndarray:
    """A polynomial of the code points before each place."""
    power, _ = _powers(len(code))
    sums = np.zeros(len(code) + 1, np.uint64)
    np.cumsum((code + np.uint64(7)) * power[: len(code)], out=sums[1:])
    return sums


def _hashes(sums: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """A 64-bit hash of the code points from each start to its end, by differences of sums."""
    _, inverse = _powers(len(sums) - 1)
    length = (end - start).astype(np.uint64)
    mixed = (sums[end] - sums[start]) * inverse[start] + length
    mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    return mixed ^ (mixed >> np.uint64(29))


def _powers(length: int) -> tuple[np.ndarray, np.ndarray]:
    """The powers of an odd base modulo 2**64, and those of its inverse, for so long a text."""
    return _tables(1 << max(12, length.bit_length()))


@cache
def _tables(size: int) -> tuple[np.ndarray, np.ndarray]:
    power = np.full(size, BASE, np.uint64)
    inverse = np.full(size, pow(BASE, -1, MASK + 1), np.uint64)
    power[0] = inverse[0] = 1
    return np.multiply.accumulate(power), np.multiply.accumulate(inverse)
