"""How much two documents have in common: what sketches suggest is verified on the texts."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from cleanup.corpus.body import codes_of
from cleanup.corpus.sketch import shingles

if TYPE_CHECKING:
    from cleanup.engines.table import Batch

SIMILARITY = 0.85
SHORT = 200  # code points: shorter bodies must agree in more, for few differences make another text
LONG = 100_000  # code points: of longer bodies shingles are compared; to align them takes too long
FIGURES = bytes(code if chr(code) in "0123456789" else ord(" ") for code in range(256))
DIGITS = re.compile("[0-9]+")
MIN_FIGURES = 3
CLOSE = 0.01  # by which the similarity of low bytes is hardly ever more than that of the texts
COMPARED = ("body", "length", "repairs", "id")
PAIRS = {
    "better": "BIGINT",
    "worse": "BIGINT",
    "similarity": "DOUBLE",
    "length": "BIGINT",  # of the better one, and its repairs
    "repairs": "BIGINT",
}


def verified(batch: Batch, least: float) -> Batch:
    """Those of the pairs of bodies that are near-duplicates, the better copy first.

    The columns of the two begin with `a_` and `b_`.
    """
    pairs = []
    sides = [zip(*(batch[side + name] for name in COMPARED), strict=True) for side in ("a_", "b_")]
    for a, b in zip(*sides, strict=True):
        similarity = similarity_of(a[0], b[0], least)
        if similarity:
            (_, length, repairs, better), (*_, worse) = sorted((a, b), key=survival)
            pairs.append((better, worse, similarity, length, repairs))
    return {name: [pair[at] for pair in pairs] for at, name in enumerate(PAIRS)}


def survival(document: tuple[str, int, int, int]) -> tuple[int, int, int]:
    """The order in which copies are kept: the most complete, the fewest repairs, the first."""
    _, length, repairs, number = document
    return -length, repairs, number


def similarity_of(one: str, other: str, least: float = SIMILARITY) -> float:
    """The share of two bodies that they have in common, in the same order; 0 if below `least`.

    It is twice the length of their longest common subsequence by the sum of their lengths (the
    normalised Indel similarity of rapidfuzz). `least` is what bodies of SHORT code points need; a
    shorter one may differ in proportionally less. Two reports of one form are not similar: where
    most figures differ, and little else does, the figures are the text.
    """
    if one == other:
        return 1.0
    shorter, longer = sorted((len(one), len(other)))
    needed = 1 - (1 - least) * min(1, shorter / SHORT)
    if 2 * shorter < needed * (shorter + longer):
        return 0.0
    if longer > LONG:
        similarity = _in_common(one, other)
        return similarity if similarity >= needed else 0.0
    similarity = _aligned(one, other, needed)
    distance = round((1 - similarity) * (shorter + longer))
    return 0.0 if not similarity or is_of_one_form(one, other, distance) else similarity


def is_of_one_form(one: str, other: str, distance: int) -> bool:
    """Whether two similar bodies differ in most of their figures, and in little else.

    `distance` is the number of code points that only one of them has.
    """
    texts = [body.encode("ascii", "replace") for body in (one, other)]
    figures, others = (text.translate(FIGURES).split() for text in texts)
    fewer = min(len(figures), len(others))
    if fewer < MIN_FIGURES:
        return False
    if 2 * (Counter(figures) & Counter(others)).total() >= fewer:
        return False
    from rapidfuzz.distance import Indel  # noqa: PLC0415  # 70 ms for those who compare

    rest = (DIGITS.sub("", body) for body in (one, other))
    less_than_half = (distance - 1) // 2
    return Indel.distance(*rest, score_cutoff=less_than_half) <= less_than_half


def _aligned(one: str, other: str, needed: float) -> float:
    """The normalised Indel similarity, or 0 if it is less than `needed`.

    Of bytes it is worked out eight times as fast as of Chinese characters, and the low bytes of
    two texts have as much in common as the texts, or more: so most that differ need no more. Of
    others this says nearly how much it is, and the closer that is known, the less is to be done.
    """
    from rapidfuzz.distance import Indel  # noqa: PLC0415  # as above

    low, others = (text.encode("utf-32-le")[::4] for text in (one, other))
    most = Indel.normalized_similarity(low, others, score_cutoff=needed)
    if not most:
        return 0.0
    closely = Indel.normalized_similarity(one, other, score_cutoff=max(needed, most - CLOSE))
    return closely or Indel.normalized_similarity(one, other, score_cutoff=needed)


def _in_common(one: str, other: str) -> float:
    """The share of their shingles that two bodies have in common: less than that of the text."""
    codes, lengths = codes_of(one + other), np.array([len(one), len(other)])
    hashes, documents = shingles(codes, lengths)
    first, second = (np.unique(hashes[documents == which]) for which in (0, 1))
    common = len(np.intersect1d(first, second, assume_unique=True))
    return 2 * common / max(1, len(first) + len(second))
