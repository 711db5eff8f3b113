"""What is compared of a document: its letters, marks and figures, in one script and one case."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from cleanup.page import folding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]

DROPPED = 0xFFFFFFFF
CODE_POINTS = 0x110000
ASSIGNED = 0x32400  # above are no letters
KEPT = ("L", "M", "N")  # the categories of Unicode that a body is made of


def bodies_of(texts: Sequence[str]) -> list[str]:
    """The texts in Simplified characters, half width and lower case, without anything but letters.

    Space, punctuation and symbols go. So copies of an article come out alike, whatever site printed
    them. All texts are folded at once, as numbers of code points.
    """
    folded = _folding()[codes_of("".join(texts))]
    kept = folded != DROPPED
    before = np.concatenate(([0], np.cumsum(kept)))
    ends = before[np.cumsum([len(text) for text in texts], dtype=np.int64)]
    letters = folded[kept].tobytes().decode("utf-32-le", "surrogatepass")
    return [letters[start:end] for start, end in zip((0, *ends), ends, strict=False)]


def codes_of(text: str) -> Codes:
    """The code points of a text as numbers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


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
    return table
