"""The good parts of a line of keywords: a headline or a site's name to which they were glued."""

from __future__ import annotations

from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING

from cleanup.page import phrases
from cleanup.regex import regex
from cleanup.rules.spam.evidence import lists_on
from cleanup.rules.spam.lexicon import candidates, rebased, within, without
from cleanup.rules.spam.lists import FUNCTION, LETTERS, SPACE, segments_of
from cleanup.text.learnt import learnt
from cleanup.text.scripts import CJK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.page.page import Page
    from cleanup.rules.spam.lexicon import Candidate

REPEATED = 4  # letters of a part that stands elsewhere in the page too
SHARED, FEW = 0.3, 2  # pairs of characters, or words, of a headline that the sentences have too
LONG = 8  # letters of a headline that may hold words of the trade among its own
LONG_RUNS = 10, 5  # East Asian characters in a row, other words: more than a keyword has
CLAUSE = 6  # letters of a part that a word of sentences makes one
WORD = regex(r"[^\W\d_]{2,}")


def outside_of_headline(candidate: Candidate, page: Page) -> list[tuple[int, int]]:
    """What of a line of keywords is glued to a good part, with its marks; [] if there is none.

    A part without a word of the trade is good where it stands elsewhere in the page, where
    sentences speak of the same, or where it is too long for a keyword. Beside such a part the
    name of a site is good too.
    """
    known, index = _known(page), candidate.block.index
    if index not in known:
        known[index] = list(_outside(candidate, page))
    return known[index]


@learnt
def _known(_page: Page) -> dict[int, list[tuple[int, int]]]:
    """What is outside of the headline in each line, which two rules ask."""
    return {}


def _outside(candidate: Candidate, page: Page) -> Iterator[tuple[int, int]]:
    """See outside_of_headline."""
    text = candidate.plain.text
    parts = list(_parts(candidate))
    good = [part for part in parts if _is_headline(part, candidate, page)]
    if not good:
        return
    kept = [part for part in parts if part in good or _is_site(part, candidate)]
    last = {end: before for (_, before), (_, end) in pairwise(parts)}  # the part before each
    ends = [kept[0][0], *(last[end] for _, end in kept[1:]), len(text)]
    starts = [0, *(end for _, end in kept)]
    yield from ((start, end) for start, end in zip(starts, ends, strict=True) if start < end)


def _parts(candidate: Candidate) -> Iterator[tuple[int, int]]:
    """The segments; of those that only space parts, the ones without keywords are together."""
    text, hits = candidate.plain.text, candidate.hits
    start = end = -1
    for segment in segments_of(text):
        plain = not within(hits, *segment)
        if start >= 0 and plain and SPACE.fullmatch(text, end, segment[0]):
            end = segment[1]
            continue
        if start >= 0:
            yield start, end
        start, end = segment if plain else (-1, -1)
        if not plain:
            yield segment
    if start >= 0:
        yield start, end


def _is_site(part: tuple[int, int], candidate: Candidate) -> bool:
    """Whether a part may be the name of a site."""
    named = phrases.PUBLISHER.fullmatch(candidate.plain.text, *part)
    return named is not None and not within(candidate.hits, *part)


def _is_headline(part: tuple[int, int], candidate: Candidate, page: Page) -> bool:
    """Whether a part is good by itself."""
    hits = rebased(candidate.hits, *part)
    text = candidate.plain.text[slice(*part)]
    letters = len(LETTERS.findall(text))
    if hits and letters >= LONG:
        rest = without(text, hits)
        shared = len(spoken_elsewhere(words_of(rest), page, candidate.block.index))
        if shared >= FEW and 2 * len(LETTERS.findall(rest)) > letters:
            return True
    if any(hit.word.own for hit in hits) or letters < REPEATED:
        return False
    own = words_of(text)
    shared = len(spoken_elsewhere(own, page, candidate.block.index))
    if text in _lines(page) or (shared >= FEW and shared >= SHARED * len(own)):
        return True
    longest = max(len(CJK.findall(one)) for one in text.split())
    words_of_letters = sum(not CJK.search(one) for one in own)
    speaks = letters >= CLAUSE and FUNCTION.search(text) is not None
    return not hits and (speaks or longest >= LONG_RUNS[0] or words_of_letters >= LONG_RUNS[1])


@learnt
def _lines(page: Page) -> str:
    """The lines without keywords, folded."""
    listed = {candidate.block.index for candidate in candidates(page)}
    return "\n".join(block.folded for block in page.blocks if block.index not in listed)


def spoken_elsewhere(words: set[str], page: Page, index: int) -> set[str]:
    """Those of some folded words that sentences of other blocks hold too."""
    spoken = _words_of_sentences(page)
    return {word for word in words if spoken.get(word, index) != index}


@learnt
def _words_of_sentences(page: Page) -> dict[str, int]:
    """The words of the page's own sentences, folded: of each its block, -1 for several."""
    listed = lists_on(page)
    spoken: dict[str, int] = {}
    for block in page.prose:
        if block.index not in listed:
            words = words_of(block.folded)
            again = words & spoken.keys()
            spoken |= dict.fromkeys(words - again, block.index) | dict.fromkeys(again, -1)
    return spoken


def words_of(folded: str) -> set[str]:
    """Words of letters, and pairs of East Asian characters."""
    words: set[str] = set()
    for run in WORD.findall(folded):
        if CJK.match(run):
            words.update(map(add, run, run[1:]))
        else:
            words.add(run)
    return words
