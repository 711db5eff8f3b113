"""How much two documents have in common: what sketches suggest is verified on the texts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from cleanup.corpus.alignment import aligned, differ_in_facts
from cleanup.corpus.body import read
from cleanup.corpus.differences import MOST_ALIGNED
from cleanup.corpus.sketch import shingles
from cleanup.corpus.survival import worth_of
from cleanup.settings import SIMILARITY
from cleanup.text.codes import codes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.engines.table import Batch

SHORT_CHARS = 200  # shorter bodies must agree in more, for few differences make another text
LONG_CHARS = 100_000  # of longer bodies shingles are compared; to align them takes too long
PORTION = 256  # pairs whose texts are folded at once
PAIRS = {
    "better": "BIGINT",
    "worse": "BIGINT",
    "similarity": "DOUBLE",
    "said": "BIGINT",  # the worth of the better one, and its repairs
    "listed": "BIGINT",
    "length": "BIGINT",
    "repairs": "BIGINT",
}


def verified(batch: Batch, least: float) -> Batch:
    """Those of the pairs of texts that are near-duplicates, the better copy first.

    The columns of the two begin with `a_` and `b_`.
    """
    pairs: list[tuple[float, ...]] = []
    for start in range(0, len(batch["a_id"]), PORTION):
        part = {name: column[start : start + PORTION] for name, column in batch.items()}
        pairs += _verified(part, least)
    return {name: [pair[at] for pair in pairs] for at, name in enumerate(PAIRS)}


def _verified(batch: Batch, least: float) -> Iterator[tuple[float, ...]]:
    texts: dict[int, str] = {}
    repairs: dict[int, int] = {}
    for side in ("a_", "b_"):
        texts.update(zip(batch[side + "id"], batch[side + "text"], strict=True))
        repairs.update(zip(batch[side + "id"], batch[side + "repairs"], strict=True))
    found = dict(zip(texts, read([*texts.values()]), strict=True))
    worth = cache(lambda number: worth_of(found[number]))
    for pair in zip(batch["a_id"], batch["b_id"], strict=True):
        one, other = pair
        similarity = similarity_of(found[one].body, found[other].body, least)
        if similarity and not differ_in_facts(found[one], found[other]):
            # The order of survival: the better copy, the fewest repairs, the first.
            better, worse = sorted(
                pair, key=lambda at: (*(-value for value in worth(at)), repairs[at], at)
            )
            yield better, worse, similarity, *worth(better), repairs[better]


def similarity_of(one: str, other: str, least: float = SIMILARITY) -> float:
    """The share of two bodies that they have in common, in the same order; 0 if below `least`.

    It is twice the length of their longest common subsequence by the sum of their lengths (the
    normalised Indel similarity of rapidfuzz). `least` is what bodies of SHORT code points need; a
    shorter one may differ in proportionally less.
    """
    if one == other:
        return 1.0
    shorter, longer = sorted((len(one), len(other)))
    needed = 1 - (1 - least) * min(1, shorter / SHORT_CHARS)
    if 2 * shorter < needed * (shorter + longer):
        return 0.0
    if longer > LONG_CHARS:
        similarity = _in_common(one, other)
        return similarity if similarity >= needed else 0.0
    return _aligned(one, other, needed)


def _aligned(one: str, other: str, needed: float) -> float:
    """The normalised Indel similarity, or 0 if it is less than `needed`.

    Of bytes it is worked out eight times as fast as of Chinese characters, and the low bytes of
    two texts have as much in common as the texts, or more: so most that differ need no more. If
    what the bytes have in common is the same in the texts, theirs is the similarity of the texts.
    """
    from rapidfuzz.distance import Indel  # noqa: PLC0415  # 70 ms for those who compare

    low, others = (text.encode("utf-32-le")[::4] for text in (one, other))
    most = Indel.normalized_similarity(low, others, score_cutoff=needed)
    if not most:
        return 0.0
    if max(len(one), len(other)) <= MOST_ALIGNED and all(
        one[a : a + size] == other[b : b + size] for a, b, size in aligned(one, other)
    ):
        return most
    return Indel.normalized_similarity(one, other, score_cutoff=needed)


def _in_common(one: str, other: str) -> float:
    """The share of their shingles that two bodies have in common: less than that of the text."""
    codes, lengths = codes_of(one + other), np.array([len(one), len(other)])
    hashes, documents = shingles(codes, lengths)
    first, second = (np.unique(hashes[documents == which]) for which in (0, 1))
    common = len(np.intersect1d(first, second, assume_unique=True))
    return 2 * common / max(1, len(first) + len(second))
