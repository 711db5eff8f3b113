"""How likely a stretch of Chinese text is, in bits, by pairs of neighbouring characters.

A bigram model, interpolated with unigrams under Zipf's law (Jelinek and Mercer, 1980). It knows
Simplified characters only: text is folded before it is looked up, so that one table serves both
scripts. Ordinary prose costs 7 to 9 bits a character, text that was decoded wrongly 15 and more.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from itertools import pairwise

from cleanup.data import frequency_rank, pairs, simplified

TRUST = 0.8  # the weight of the pair model against that of single characters
PUNCTUATION = 0.012  # the probability of one common mark
OTHER = 2.0**-17  # of a character that modern prose hardly has
COMMON_MARKS = "，。、；：？！“”（）《》「」『』…—,.:;?!()\"' 0123456789\n"


def bits(text: str) -> float:
    """The cost of `text` in bits, each character given the one before; the first is free."""
    folded = text.translate(simplified())
    return sum(_pair_bits(first, second) for first, second in pairwise(folded))


@lru_cache(maxsize=65536)
def _pair_bits(first: str, second: str) -> float:
    alone = _probability(second)
    counted = _counts(first)
    if not counted:
        return -math.log2(alone)
    count = next((size for followers, size in counted if second in followers), 0.0)
    total = sum(len(followers) * size for followers, size in counted)
    return -math.log2(TRUST * count / total + (1 - TRUST) * alone)


@cache
def _counts(first: str) -> tuple[tuple[str, float], ...]:
    """The followers of a character by class, with the count that the class stands for."""
    classes = pairs().get(first, ())
    return tuple((one, 0.75 * 2.0**size) for size, one in enumerate(classes) if one)


@cache
def _probability(character: str) -> float:
    """Zipf: the character of rank r, from 1, has about the probability 1 / (9 r)."""
    rank = frequency_rank().get(character)
    if rank is not None:
        return 1 / (9 * (rank + 9))
    return PUNCTUATION if character in COMMON_MARKS else OTHER
