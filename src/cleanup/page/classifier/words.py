"""A page as arrays: its lines, the characters of each, and its words as hashes.

A word is a run of letters, or a pair of neighbouring East Asian characters, which need no
segmenter (character bigrams: Nie, Gao, Zhang and Zhou 2000). Words are compared by a polynomial
hash of their folded code points, so that a whole page is taken apart without a loop.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

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

BASE = 0x9E3779B97F4A7C15
MASK = (1 << 64) - 1


@dataclass(frozen=True)
class Lines:
    """The blocks of a page as arrays; `start` and `end` are their spans in `kind` and `code`."""

    start: np.ndarray
    end: np.ndarray
    number: np.ndarray  # of the line of each block, from 1
    kind: np.ndarray  # of each character of the text
    code: np.ndarray  # folded, of each character of the text

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def owner(self) -> np.ndarray:
        """For each character of the text the block that holds it, -1 for none."""
        owner = np.full(len(self.kind) + 1, -1, np.int64)
        inside = np.zeros(len(self.kind) + 1, np.int64)
        np.add.at(inside, self.start, 1)
        np.add.at(inside, self.end, -1)
        within = np.cumsum(inside) > 0
        begun = np.cumsum(np.bincount(self.start, minlength=len(owner)))
        owner[within] = begun[within] - 1
        return owner[:-1]

    @cached_property
    def counts(self) -> np.ndarray:
        """How many characters of each kind a block has: a row for a block, a column for a kind."""
        inside = self.owner >= 0
        cells = self.owner[inside] * KINDS + self.kind[inside]
        return np.bincount(cells, minlength=len(self) * KINDS).reshape(len(self), KINDS)

    @cached_property
    def folded(self) -> str:
        """The folded text, in which every digit is 0."""
        return text_of(self.code)

    @cached_property
    def hashes(self) -> np.ndarray:
        """A hash of each block as a whole."""
        return _hashes(self.code, self.start, self.end)


@dataclass(frozen=True)
class Words:
    """The words of a page: their hashes, the blocks they stand in, whether they are of letters."""

    hash: np.ndarray
    block: np.ndarray
    letters: np.ndarray


def lines_of(page: Page) -> Lines:
    """The blocks of a page as arrays."""
    start, end = page.spans.T
    number = np.array([block.number for block in page.blocks], np.int64)
    return Lines(start, end, number, kinds()[page.codes], folded()[page.codes])


def words_of(lines: Lines) -> Words:
    """The words of a page."""
    start, end = _runs(member(lines.kind, LETTERS))
    east_asian = member(lines.kind, EAST_ASIAN)
    pair = np.flatnonzero(east_asian[:-1] & east_asian[1:])
    return Words(
        hash=_hashes(lines.code, np.append(start, pair), np.append(end, pair + 2)),
        block=lines.owner[np.append(start, pair)],
        letters=np.arange(len(start) + len(pair)) < len(start),
    )


def segments_of(lines: Lines) -> Words:
    """The parts of the blocks between separators, figures and brackets, as menus have them.

    A blank parts them too, but for one between words of letters.
    """
    letters = member(lines.kind, LETTERS)
    blank = (lines.kind == Kind.SPACE) & (lines.owner >= 0)
    joining = blank & np.append(False, letters[:-1]) & np.append(letters[1:], False)
    start, end = _runs(letters | joining | member(lines.kind, EAST_ASIAN))
    return Words(_hashes(lines.code, start, end), lines.owner[start], letters[start])


def hashes_of(texts: Sequence[str]) -> np.ndarray:
    """The hashes by which words or whole lines are found, in the order of `texts`."""
    code = folded()[codes_of("".join(texts))]
    end = np.cumsum([len(text) for text in texts], dtype=np.int64)
    return _hashes(code, end - [len(text) for text in texts], end)


def _runs(chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where runs of chosen elements start and end."""
    edges = np.diff(np.concatenate([[False], chosen, [False]]).astype(np.int8))
    return np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)


def _hashes(code: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """A 64-bit hash of each code[start:end], by differences of one running sum."""
    if not len(start):
        return np.zeros(0, np.uint64)
    power, inverse = _powers(1 << max(12, len(code).bit_length()))
    total = np.zeros(len(code) + 1, np.uint64)
    np.cumsum((code + np.uint64(7)) * power[: len(code)], out=total[1:])
    length = (end - start).astype(np.uint64)
    mixed = (total[end] - total[start]) * inverse[start] + length
    mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    return mixed ^ (mixed >> np.uint64(29))


@cache
def _powers(size: int) -> tuple[np.ndarray, np.ndarray]:
    """The powers of an odd base modulo 2**64, and those of its inverse."""
    power = np.full(size, BASE, np.uint64)
    inverse = np.full(size, pow(BASE, -1, MASK + 1), np.uint64)
    power[0] = inverse[0] = 1
    return np.multiply.accumulate(power), np.multiply.accumulate(inverse)
