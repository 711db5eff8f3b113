"""What is compared of a document: its letters, marks and figures, in one script and one case."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from cleanup.corpus.beside import without_beside
from cleanup.text.codes import CODE_POINTS, codes_of, text_of
from cleanup.text.folding import folding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleanup.text.codes import Codes

DROPPED = 0xFFFFFFFF
ASSIGNED = 0x32400  # above are no letters
KEPT = ("L", "M", "N")  # the categories of Unicode that a body is made of
CHECK_MARKS = "☐☑☒✓✔✗✘√×"  # what a form is filled in with
POINT, FULL_POINT, ZERO, NINE = map(ord, ".\uff0e09")


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
    folded = _folding()[codes_of(text)]
    kept = folded != DROPPED
    points = np.flatnonzero(folded == POINT)
    kept[points] = False
    inner = points[(points > 0) & (points < len(folded) - 1)]
    kept[inner] = _is_figure(folded[inner - 1]) & _is_figure(folded[inner + 1])
    return folded, kept


def _is_figure(codes: Codes) -> NDArray[np.bool_]:
    return (codes >= ZERO) & (codes <= NINE)


@cache
def _folding() -> Codes:
    """For each code point what it counts as, or DROPPED."""
    simple = folding()
    table = np.full(CODE_POINTS, DROPPED, dtype=np.uint32)
    for code in range(ASSIGNED):
        character = chr(code)
        if unicodedata.category(character)[0] in KEPT:
            folded = simple.get(code, character).lower()
            table[code] = ord(folded) if len(folded) == 1 else code
    signs = [*map(ord, CHECK_MARKS), POINT]
    table[signs] = signs
    table[FULL_POINT] = POINT
    return table
