"""How similar two texts truly are, by two measures, each over the characters that carry meaning."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from cleanup.text.folding import fold

UNLIKE = re.compile(r"[\W_]+")


def normal(text: str) -> str:
    """What similarity is measured on: Simplified, lower case, letters and digits alone."""
    return UNLIKE.sub("", fold(text))


def grams(text: str, size: int = 5) -> set[str]:
    """The runs of `size` characters of a normal text; of a shorter one the text itself."""
    return {text[at : at + size] for at in range(max(1, len(text) - size + 1))}


def jaccard(first: str, second: str, size: int = 5) -> float:
    """The share of the character n-grams of two texts that both have."""
    one_of, other = grams(normal(first), size), grams(normal(second), size)
    common = len(one_of & other)
    return common / (len(one_of) + len(other) - common)


def indel(first: str, second: str) -> float:
    """The share of two texts that is their longest common subsequence, 0 to 1."""
    return fuzz.ratio(normal(first), normal(second)) / 100
