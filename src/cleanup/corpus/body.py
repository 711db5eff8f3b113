"""What is compared of a document: its letters, marks and figures, in one script and one case."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from cleanup.corpus.beside import without_beside
from cleanup.text.codes import BLOCK, CODE_POINTS, blocks_met, codes_of, text_of
from cleanup.text.folding import folding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleanup.text.codes import Codes

DROPPED = 0xFFFFFFFF
ASSIGNED = "\U00032400"  # from here on are no letters, but marks that nobody sees
KEPT = ("L", "M", "N")  # the categories of Unicode that a body is made of
CHECK_MARKS = "☐☑☒✓✔✗✘√×"  # what a form is filled in with
POINT, FULL_POINT = ".\uff0e"
SIGNS = frozenset(CHECK_MARKS + POINT)
ZERO, NINE = map(ord, "09")


@dataclass(frozen=True)
class Text:
    """A text without what stands beside its body, and the body."""

    text: str
    body: str
    beside: int  # code points that stand beside it
    _places: NDArray[np.int64]  # in all the texts that were read together
    _start: int

    @cached_property
    def places(self) -> list[int]:
        """Where each letter of the body stands in the text."""
        found: list[int] = (self._places - self._start).tolist()
        return found


def bodies_of(documents: Sequence[str]) -> list[str]:
    """The bodies of documents: their letters (see `letters_of`), but for what stands beside them.

    So copies of an article come out alike, whatever site printed them and whoever commented.
    """
    return letters_of([without_beside(document) for document in documents])


def letters_of(texts: Sequence[str]) -> list[str]:
    """The texts in Simplified characters, half width and lower case, without anything but letters.

    Space, punctuation and symbols go, but for decimal points and check marks, which say something.
    """
    letters, _, _ = _letters(texts)
    return letters


def read(documents: Sequence[str]) -> list[Text]:
    """The documents with their bodies."""
    texts = [without_beside(document) for document in documents]
    bodies, places, ends = _letters(texts)
    starts = accumulate((len(text) + 1 for text in texts), initial=0)
    return [
        Text(text, body, len(document) - len(text), places[first:last], start)
        for document, text, body, start, (first, last) in zip(
            documents, texts, bodies, starts, pairwise(ends), strict=False
        )
    ]


def _letters(texts: Sequence[str]) -> tuple[list[str], NDArray[np.int64], list[int]]:
    """The bodies of texts, the places of all their letters, and how many come before each text.

    All are folded at once, as numbers of code points.
    """
    folded, kept = _folded("\n".join(texts))
    places = np.flatnonzero(kept)
    starts = np.cumsum([0, *(len(text) + 1 for text in texts)], dtype=np.int64)
    ends = np.searchsorted(places, starts).tolist()
    letters = text_of(folded[places])
    return [letters[first:last] for first, last in pairwise(ends)], places, ends


def _folded(text: str) -> tuple[Codes, NDArray[np.bool_]]:
    """The code points as they count, and which of them are letters of a body."""
    folded = _counted(codes_of(text))
    kept = folded != DROPPED
    points = np.flatnonzero(folded == ord(POINT))
    kept[points] = False
    inner = points[(points > 0) & (points < len(folded) - 1)]
    kept[inner] = _is_figure(folded[inner - 1]) & _is_figure(folded[inner + 1])
    return folded, kept


def _is_figure(codes: Codes) -> NDArray[np.bool_]:
    return (codes >= ZERO) & (codes <= NINE)


def _counted(codes: Codes) -> Codes:
    """What code points count as, or DROPPED: it is learnt of a block when one of it is met."""
    table, learnt = _table()
    for block in np.flatnonzero(blocks_met(codes) & ~learnt).tolist():
        start = block * BLOCK
        table[start : start + BLOCK] = [
            _counts_as(chr(code)) for code in range(start, start + BLOCK)
        ]
        learnt[block] = True
    return table[codes]


@cache
def _table() -> tuple[Codes, NDArray[np.bool_]]:
    """What each code point counts as, and of which blocks of them that is learnt."""
    return np.empty(CODE_POINTS, np.uint32), np.zeros(CODE_POINTS // BLOCK, np.bool_)


def _counts_as(character: str) -> int:
    if character == FULL_POINT:
        return ord(POINT)
    if character in SIGNS:
        return ord(character)
    if character >= ASSIGNED or unicodedata.category(character)[0] not in KEPT:
        return DROPPED
    folded = folding().get(ord(character), character).lower()
    return ord(folded if len(folded) == 1 else character)
