"""Where a converter of scripts takes the end of one word and the beginning of another for a phrase.

OpenCC matches the longest phrase from the left: in 被发明 it finds 被发, which is 被髮, and in
少数组织 the 数组 of programmers. The boundaries of the likeliest words show which of its phrases
are none: those that have a part of a word.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from cleanup.regex import regex
from cleanup.text.words import word_bits, words_of

if TYPE_CHECKING:
    from collections.abc import Callable

LIKELIER = 4.0  # bits
HAN = regex("[\u3400-\u9fff]{2,}")
REMEMBERED = 1 << 16  # words, and pairs of them


def converted(line: str, convert: Callable[[str], str]) -> str:
    """The line as `convert` has it, but for phrases that end within a word."""
    whole, remembered = convert(line), _remembering(convert)
    if whole == "".join(map(remembered, words_of(line))):
        return whole  # no phrase lies across words
    return "".join(map(convert, cut_at_boundaries(line, remembered)))


@cache
def _remembering(convert: Callable[[str], str]) -> Callable[[str], str]:
    return lru_cache(maxsize=REMEMBERED)(convert)


def cut_at_boundaries(line: str, convert: Callable[[str], str]) -> list[str]:
    """The line in pieces that are to be converted one by one.

    It is cut between two words where `convert` makes something else of both than of each, because
    of a phrase that ends within one of them.
    """
    cuts = [0]
    for run in HAN.finditer(line):
        words, place = words_of(run.group()), run.start()
        if convert(run.group()) == "".join(map(convert, words)):
            continue  # no phrase lies across words
        for one, other in pairwise(words):
            place += len(one)
            if _is_crossed(one, other, convert):
                cuts.append(place)
    return [line[start:end] for start, end in pairwise([*cuts, len(line)])]


def _is_crossed(one: str, other: str, convert: Callable[[str], str]) -> bool:
    """Whether a phrase of the converter lies across the boundary of two words, and fills neither.

    The words have to be likelier than that phrase, and each that becomes something else longer
    than one character: alone a character says too little of what it should become.
    """
    both = one + other
    converted = convert(both)
    first, second = convert(one), convert(other)
    if converted == first + second:
        return False
    if (len(one) == 1 and not converted.startswith(first)) or (
        len(other) == 1 and not converted.endswith(second)
    ):
        return False
    phrases = (
        word_bits(both[:at]) + word_bits(both[at:])
        for at in range(1, len(both))
        if at != len(one) and convert(both[:at]) + convert(both[at:]) == converted
    )
    return min(phrases, default=0.0) >= word_bits(one) + word_bits(other) + LIKELIER
