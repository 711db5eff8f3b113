"""How likely a stretch of text is, in bits, by pairs of neighbouring characters.

A bigram model with absolute discounting (Ney, Essen and Kneser, 1994), its costs rounded to whole
bits. It knows Chinese, classical too, Japanese and Korean; Chinese characters are folded to
Simplified ones before they are looked up, so that one table serves both scripts. Ordinary prose
costs 5 to 9 bits a character, text that was decoded wrongly 15 and more.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain
from operator import getitem
from typing import TYPE_CHECKING

from cleanup.data import bigrams, simplified, words

if TYPE_CHECKING:
    from collections.abc import Iterator

BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
COMMON = 16.0  # bits: characters that cost more are rare
LONGEST_WORD = 4  # characters
BY_ITSELF = 2.0  # more bits for a character that is a word by itself
BASIC = "\uffff"  # the last character of the Basic Multilingual Plane
RAREST = 19.0  # bits: a character that no text of the sources has


class Alone(dict[str, float]):
    """The cost of each character by itself."""

    def __missing__(self, _character: str) -> float:
        return RAREST


class Followers(dict[str, float]):
    """The cost of each character after a given one; for those not listed, by themselves."""

    def __init__(self, costs: dict[str, float], backoff: float, alone: Alone) -> None:
        """Back off, at that cost, to the costs of characters by themselves."""
        super().__init__(costs)
        self.backoff = backoff
        self.alone = alone

    def __missing__(self, character: str) -> float:
        return self.backoff + self.alone[character]


class Rows(dict[str, Followers | Alone]):
    """The followers of every character, made when they are first asked for.

    Bytes that were decoded wrongly are full of characters that none are known of.
    """

    def __init__(self) -> None:
        """Read the row of characters by themselves."""
        super().__init__()
        self.alone = Alone(_costs(bigrams()[""][1]))

    def __missing__(self, character: str) -> Followers | Alone:
        found = bigrams().get(character)
        row = Followers(_costs(found[1]), found[0], self.alone) if found else self.alone
        if found or character <= BASIC:  # there are too many others to keep
            self[character] = row
        return row


def bits(text: str) -> float:
    """The cost of `text` in bits, each character given the one before; the first is free."""
    return sum(_costs_in(text.translate(simplified())))


def bits_of_words(text: str) -> float:
    """The cost of the runs of characters beyond ASCII, each run for itself."""
    runs = BEYOND_ASCII.findall(text.translate(simplified()))
    alone = _rows().alone
    first = sum(alone[run[0]] for run in runs)
    return first + sum(chain.from_iterable(map(_costs_in, runs)))


def _costs_in(folded: str) -> Iterator[float]:
    """The cost of each character of a folded text after the one before it."""
    return map(getitem, map(_rows().__getitem__, folded[:-1]), folded[1:])


@lru_cache(maxsize=1 << 15)
def bits_after(first: str, second: str) -> float:
    """The cost of one character after another."""
    fold = simplified()
    return _rows()[fold.get(ord(first), first)][fold.get(ord(second), second)]


def bits_alone(character: str) -> float:
    """The cost of a character by itself."""
    return _rows().alone[character]


def word_bits(text: str) -> float:
    """The cost of the cheapest way to cut `text` into words, in bits.

    It tells apart what pairs of characters cannot: a character that ends one word may begin
    another, but a word that stands by itself is dear.
    """
    return _cheapest(text)[-1][0]


def words_of(text: str) -> list[str]:
    """The words of `text`, cut in the cheapest way."""
    ways = _cheapest(text)
    found: list[str] = []
    end = len(text)
    while end:
        size = ways[end][1]
        found.append(text[end - size : end])
        end -= size
    return found[::-1]


def _cheapest(text: str) -> list[tuple[float, int]]:
    """For each place the cost of the text before it, and how long the last word of that is."""
    folded = text.translate(simplified())
    known, alone = words(), _rows().alone
    ways = [(0.0, 0)]
    for end in range(1, len(folded) + 1):
        best = (ways[end - 1][0] + alone[folded[end - 1]] + BY_ITSELF, 1)
        for size in range(2, min(end, LONGEST_WORD) + 1):
            word = folded[end - size : end]
            if word in known:
                best = min(best, (ways[end - size][0] + known[word], size))
        ways.append(best)
    return ways


@cache
def common_characters() -> str:
    """The characters beyond ASCII that ordinary text is made of, in both Chinese scripts."""
    common = {one for one, cost in _rows().alone.items() if cost <= COMMON and one > "\x7f"}
    both = common | {chr(one) for one, other in simplified().items() if other in common}
    return "".join(sorted(both))


@cache
def _rows() -> Rows:
    return Rows()


def _costs(columns: list[str]) -> dict[str, float]:
    return {character: float(cost) for cost, column in enumerate(columns) for character in column}
