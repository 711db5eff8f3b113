"""How likely a stretch of Chinese is, in bits, by words and pairs of neighbouring words.

It tells apart what pairs of characters (text/likelihood.py) cannot, but is dearer, and takes some
tenths of a second and 60 MB to load: for the few places where these leave several readings. Text
is folded to Simplified characters, so that one table serves both scripts. Punctuation says nothing
of the next word.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from cleanup.data import simplified, word_pairs
from cleanup.kernels.words import LONGEST_WORD
from cleanup.text.likelihood import bits_alone
from cleanup.text.words import BY_ITSELF


class Cut(NamedTuple):
    """A text, and for each place in it the words that may end there, each with the bits of the
    cheapest way to cut the text so far.
    """

    text: str
    ways: list[dict[str, float]]

    @property
    def bits(self) -> float:
        """The cost of the cheapest way to cut the text."""
        return min(self.ways[-1].values())


class Word(NamedTuple):
    """The cost of a word by itself, of words after it that are not listed, and of those listed."""

    cost: float
    backoff: float
    followers: dict[str, float]


START = Cut("", [{"": 0.0}])


def cut(text: str, before: Cut = START) -> Cut:
    """Cut `text` into words in every way, after a text that was cut before.

    A bigram model of words in a Viterbi search. A character that is no word costs what it costs
    by itself.
    """
    known = word_pairs()
    folded = before.text + text.translate(simplified())
    ways = before.ways.copy()
    for end in range(len(ways), len(folded) + 1):
        here = {}
        for size in range(1, min(end, LONGEST_WORD) + 1):
            word = folded[end - size : end]
            if word in known:
                start = ways[end - size].items()
                here[word] = min([cost + _after(last, word) for last, cost in start])
        if not here:
            one = folded[end - 1]
            odd = BY_ITSELF * one.isalpha()
            here[one] = min(ways[end - 1].values()) + bits_alone(one) + odd
        ways.append(here)
    return Cut(folded, ways)


@lru_cache(maxsize=1 << 16)
def _after(last: str, word: str) -> float:
    """The cost of a word after another."""
    before = _word(last)
    found = before.followers.get(word)
    return before.backoff + _word(word).cost if found is None else found


@lru_cache(maxsize=1 << 16)
def _word(word: str) -> Word:
    row = word_pairs().get(word)
    if row is None:
        return Word(0.0, 0.0, {})
    cost, backoff, *columns = row.split("\t")
    followers = {two: float(bits) for bits, column in enumerate(columns) for two in column.split()}
    return Word(float(cost), float(backoff), followers)
