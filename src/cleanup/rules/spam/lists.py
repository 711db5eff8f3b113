"""Lists of keywords: as a line, or as a run in one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cleanup.regex import regex
from cleanup.rules.spam.lexicon import SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.rules.spam.lexicon import Candidate, Hit

# Separators that no sentence uses, then others too. The space before one is looked at once, from
# its first character.
HARD = regex(r"(?:(?<!\s)\s+)?[-_|#/~]+\s*")
SOFT = regex(r"(?:(?<!\s)\s+)?[-_|#/~,、]+\s*")
SPACE = regex(r"\s+")
FEW_MARKS = regex(rf"{HARD.pattern}|{SPACE.pattern}")  # in lines with one separator at most
LETTERS = regex(r"[^\W_]")
LISTED, LISTED_HARD = 0.5, 0.3  # share of a line that is words of the trade, at the least
MAX_BETWEEN_CHARS, MAX_BETWEEN_HARD_CHARS = 24, 60  # code points between two such words in a line
MIN_WORDS, MIN_OWN = 3, 2  # of the trade in a run, all different; of these not weak
GAP_CHARS = 12  # code points between two words of one run
REST, AROUND = 6, 60  # letters, in so many code points, of the good line that a run is glued to
BREAK = regex(r"[。!?;:“”‘’「」『』《》()\[\]【】\"…]|[.](?=\s|$)")
# Words of sentences, never of keywords.
FUNCTION = regex(
    r"[的了是在和与及或被为把对从让这那而也就都等]|[はがをにもで]|"
    r"\b(?:the|and|or|of|in|to|is|are|was|with|for|và|của)\b"
)


@lru_cache(maxsize=16)  # a line with thousands of offers asks as often
def lettered(text: str) -> tuple[int, int]:
    """Where the first letter of a text begins, and where its last one ends."""
    first, last = LETTERS.search(text), LETTERS.search(text[::-1])
    return (first.start(), len(text) - last.start()) if first and last else (len(text), 0)


def segments_of(text: str) -> list[tuple[int, int]]:
    """Where the segments of a list stand. Space separates only where hardly anything else does."""
    pattern = SOFT if len(SOFT.findall(text)) > 1 else FEW_MARKS
    found = []
    start = 0
    for match in pattern.finditer(text):
        found.append((start, match.start()))
        start = match.end()
    return [(start, end) for start, end in [*found, (start, len(text))] if start < end]


def listed(text: str, hits: Sequence[Hit]) -> float:
    """The share of the segments that hold a word of the trade, or of the letters if it is less."""
    parts = segments_of(text)
    holding = at = 0
    for start, end in parts:
        while at < len(hits) and hits[at].end <= start:
            at += 1
        holding += at < len(hits) and hits[at].start < end
    covered = sum([hit.end - hit.start for hit in hits]) / max(1, len(LETTERS.findall(text)))
    return min(holding / max(1, len(parts)), covered + 0.3)


def is_list(candidate: Candidate) -> bool:
    """Whether a line has the shape of a list and is mostly words of the trade."""
    text, hits = candidate.plain.text, candidate.hits
    if not hits or SENTENCE.search(text) or len(segments_of(text)) <= MIN_OWN:
        return False
    ends = [0, *(hit.end for hit in hits)]
    starts = [*(hit.start for hit in hits), len(text)]
    longest = max(start - end for start, end in zip(starts, ends, strict=True))
    share = listed(text, hits)
    if len(HARD.findall(text)) > MIN_WORDS:
        return longest <= MAX_BETWEEN_HARD_CHARS and share >= LISTED_HARD
    return longest <= MAX_BETWEEN_CHARS and share >= LISTED


def runs_of(candidate: Candidate) -> list[list[Hit]]:
    """The runs of keywords that are glued to something else: their words, in order."""
    return list(_runs(candidate))


def _runs(candidate: Candidate) -> Iterator[list[Hit]]:
    """Words of the trade one after the other, with nothing of a sentence between them."""
    text = candidate.plain.text
    run: list[Hit] = []
    for hit in candidate.hits:
        between = text[run[-1].end : hit.start] if run else ""
        if len(between) > GAP_CHARS or BREAK.search(between) or FUNCTION.search(between):
            yield from _enough(text, run)
            run = []
        run.append(hit)
    yield from _enough(text, run)


def _enough(text: str, run: list[Hit]) -> Iterator[list[Hit]]:
    """The run, if it is a list and the rest of the line more than nothing."""
    run = _firm(text, run)
    own = {hit.word for hit in run if hit.word.own}
    if len(own) < MIN_OWN or len({hit.word for hit in run}) < MIN_WORDS:
        return
    inside = text[run[0].start : run[-1].end]
    separators = max(len(SOFT.findall(inside)), len(SPACE.findall(inside)))
    around = (
        text[max(0, run[0].start - AROUND) : run[0].start]
        + text[run[-1].end : run[-1].end + AROUND]
    )
    if len(LETTERS.findall(around)) >= REST and separators > 1:
        yield run


def _firm(text: str, run: list[Hit]) -> list[Hit]:
    """The run without weak words at its ends that other words part from it."""
    first, last = 0, len(run)
    while last - first > 1 and _loose(text, run[last - 2], run[last - 1], run[last - 1]):
        last -= 1
    while last - first > 1 and _loose(text, run[first], run[first + 1], run[first]):
        first += 1
    return run[first:last]


def _loose(text: str, before: Hit, after: Hit, outer: Hit) -> bool:
    return not outer.word.own and bool(LETTERS.search(text, before.end, after.start))
