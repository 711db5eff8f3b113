"""Which reading of a shifted run is right: few by pairs of characters, of those one by words."""

from __future__ import annotations

from heapq import nsmallest
from typing import NamedTuple

from cleanup.regex import regex
from cleanup.rules.readings.syllables import GLOSS
from cleanup.text.likelihood import bits_after
from cleanup.text.word_pairs import cut

CONTEXT = 8  # characters on either side that are read with a solution
RIVALS = 16  # solutions that are weighed by words too,
HOPELESS = 15.0  # and the bits that these may cost more than the best
# Fitted to torn lines by maximum likelihood, so that costs are those of probabilities: the weights
# of pairs of characters and of words, and the bits against each character of a solution.
PAIRS_WEIGHT, WORDS_WEIGHT, LONGER = 0.64, 0.39, 3.5
SHORT = 4.0  # bits against the end of a sentence of few characters, as counted in running text
FEW_CHARS = 6
CLEAR = 0.85  # probability among its rivals that a solution must have,
CLEAR_LOST = 0.98  # and where no reading tells the first character, nor a byte all of the last
PLAUSIBLE = 13.5  # bits a character that a solution may cost, its edges counted
SENTENCE_END = regex("[。！？；!;]")


class Solution(NamedTuple):
    """The characters, how much of the shifted text they replace, what they cost, how sure."""

    text: str
    length: int
    cost: float
    confidence: float = 0.0


class Rival(NamedTuple):
    """A solution, after what all its characters and those behind it cost."""

    cost: float
    solution: Solution


def clearest(rivals: list[Rival], before: str, rest: str, *, told: bool) -> Solution | None:
    """The one solution that is likely, and clearly likelier than its rivals.

    `before` is the text up to the place, `rest` the shifted text behind it;
    `told` is whether a reading tells the first character.
    """
    if len(rivals) > 1:
        rivals = _by_words(rivals, before, rest)
    least, best = min(rivals)
    likely = 1 / sum(2 ** (least - cost) for cost, _ in rivals)
    edge = bits_after(best.text[-1], rest[best.length : best.length + 1])
    lost = best.length < len(rest) and rest[best.length - 1] in "?\ufffd"
    clear = likely >= (CLEAR_LOST if lost and not told else CLEAR)
    if not clear or best.cost + edge > PLAUSIBLE * (len(best.text) + 1):
        return None
    return best._replace(confidence=round(likely, 3))


def rivals_by_pairs(found: list[Solution], rest: str) -> list[Rival]:
    """The likeliest solutions by pairs of characters, of those of one text the likelier.

    All are weighed over the same stretch of the shifted text.
    """
    reach = min(max(one.length for one in found) + 1, len(rest))
    onwards = [0.0] * (reach + 1)  # the cost of what follows each place
    for at in range(reach - 2, -1, -1):
        onwards[at] = onwards[at + 1] + bits_after(rest[at], rest[at + 1])
    weighed = (
        Rival(PAIRS_WEIGHT * pairs + LONGER * len(one.text), one)
        for one in found
        for edge in (bits_after(one.text[-1], rest[one.length : one.length + 1]),)
        for pairs in (one.cost + edge + onwards[one.length],)
    )
    likeliest = nsmallest(RIVALS, weighed)
    of_text = {rival.solution.text: rival for rival in reversed(likeliest)}
    return [rival for rival in of_text.values() if rival.cost <= likeliest[0].cost + HOPELESS]


def _by_words(rivals: list[Rival], before: str, rest: str) -> list[Rival]:
    """The same solutions, weighed by pairs of words too, with what stands around them."""
    reach = max(solution.length for _, solution in rivals)
    after = GLOSS.sub("", rest[reach : reach + 10 * CONTEXT])[:CONTEXT].partition("?")[0]
    lead = cut(before[-CONTEXT:])
    return [
        Rival(cost + by_words + SHORT * _short_sentences(one.text, before), one)
        for cost, one in rivals
        for tail in (GLOSS.sub("", rest[one.length : reach]),)
        for by_words in (WORDS_WEIGHT * cut(one.text + tail + after, lead).bits,)
    ]


def _short_sentences(text: str, before: str) -> int:
    """How many sentences of few characters a solution ends, that may have begun before it."""
    ends = [len(before) + at for at, mark in enumerate(text) if mark == "。"]
    line = before + text
    return sum(len(SENTENCE_END.split(line[:end])[-1]) < FEW_CHARS for end in ends)
