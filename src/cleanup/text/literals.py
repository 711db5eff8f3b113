"""Given texts found in a text: in time that grows with the text, however many are looked for."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from cleanup.model import Span
from cleanup.text.codes import codes_of

if TYPE_CHECKING:
    from collections.abc import Iterable

HEAD = 2  # code points by which texts are told apart at first
BITS = 32  # of a code point, in the number that stands for a pair


class Literals:
    """Texts that are looked for together; of two at one place the longer is found."""

    def __init__(self, texts: Iterable[str]) -> None:
        """None of the texts may be empty."""
        wanted = {*texts}
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for text in wanted:
            lengths[text[:HEAD]].add(len(text))
        self._wanted = frozenset(wanted)
        self._lengths = {head: sorted(known, reverse=True) for head, known in lengths.items()}
        pairs = [(ord(head[0]) << BITS) + ord(head[1]) for head in lengths if len(head) == HEAD]
        self._pairs = np.array(sorted(pairs), np.uint64)
        self._singles = np.array(sorted(ord(h) for h in lengths if len(h) < HEAD), np.uint64)

    def spans(self, text: str) -> list[Span]:
        """Where they stand, in the order of the text and without overlap."""
        found: list[Span] = []
        end = 0
        for start in self._starts(text):
            length = self._length(text, start) if start >= end else 0
            if length:
                end = start + length
                found.append(Span(start, end))
        return found

    def _starts(self, text: str) -> list[int]:
        """Where one of them may begin: at its first two characters."""
        codes = codes_of(f"{text}\n").astype(np.uint64)
        pairs = (codes[:-1] << np.uint64(BITS)) + codes[1:]
        begins = np.isin(pairs, self._pairs) | np.isin(codes[:-1], self._singles)
        return [int(at) for at in np.flatnonzero(begins)]

    def _length(self, text: str, start: int) -> int:
        """The length of the longest of them that stands there; 0 for none."""
        heads = (text[start : start + HEAD], text[start])
        lengths = (length for head in heads for length in self._lengths.get(head, ()))
        ends = ((n, start + n) for n in lengths if start + n <= len(text))
        fitting = (n for n, end in ends if text[start:end] in self._wanted)
        return next(fitting, 0)
