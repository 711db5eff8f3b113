"""The words of the spam trade, and the lines of a page that hold some."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.data import frequency_rank, lines
from cleanup.regex import regex
from cleanup.rules.spam.masking import LOOK_ALIKES, MARKS, deobfuscate
from cleanup.text.codes import codes_of
from cleanup.text.folding import fold
from cleanup.text.learnt import learnt
from cleanup.text.pairs import Pairs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.page.page import Block, Page
    from cleanup.rules.spam.masking import Plain

UNRANKED = 4000  # the rank of what is no Han character
# In English and Vietnamese nearly every line of the trade holds one of these; each costs 3 µs a
# page of 4 KB, so there are few.
STEMS = ("casino", "viagra", "porn", "slot", "payday", "kèo", "cá c")
STEM = regex("|".join(STEMS))
HONEST = "honest"  # what an honest word overlaps is none of the trade
OFFERS = ("medical", "reading", "offer")  # words of advertisements, not of lists
REACHED = regex(
    r"https?:|www\.|m\.[a-z]|[0-9\u2460-\u24ff](?:[ .\-_*]?[a-z0-9\u2460-\u24ff]){4}|"
    r"[a-z_]\d{3}|@ ?[a-z]{3}"
)
BETWEEN = f"{MARKS}-_| "  # one of these may stand in a pair of characters
SENTENCE = regex(r"[。!?;:“”‘’「」『』《》\"…]|[.](?=\s|$)|'[,\])}]")


class Word(NamedTuple):
    """An entry of the table, which says what the strengths mean."""

    text: str
    strength: str
    family: str

    @property
    def own(self) -> bool:
        """Whether it tells a trade by itself."""
        return self.strength not in ("weak", "field", "door")


class Hit(NamedTuple):
    """A word of the trade in a line without its masks."""

    start: int
    end: int
    word: Word


class Gated(NamedTuple):
    """Where a word goes on beside its rarest pair, and whether it is a word of lists."""

    beside: int  # code points from the start of the pair
    character: str  # '' in a word of two
    of_lists: int


class Candidate(NamedTuple):
    """A block with words of the trade, its text without masks, and where the words stand in it."""

    block: Block
    plain: Plain
    hits: list[Hit]

    def place(self, at: int) -> int:
        """The place in the page's text of a place in `plain`."""
        places = self.plain.places
        return self.block.start + (places[at] if at < len(places) else len(self.block.text))


@learnt
def candidates(page: Page) -> tuple[Candidate, ...]:
    """The lines with several words of the trade, or with one where nothing makes a sentence."""
    found: list[Candidate] = []
    known: dict[str, Candidate] = {}  # many lines may be the same
    for index, count in sorted(speaking(page).items()):
        block = page.blocks[index]
        if count > 1 or (count and not SENTENCE.search(block.folded)):
            if block.folded not in known:
                plain = deobfuscate(block.folded)
                hits = [hit for hit in hits_in(plain.text) if hit.word.family not in OFFERS]
                known[block.folded] = Candidate(block, plain, hits)
            found.append(known[block.folded]._replace(block=block))
    return tuple(found)


@learnt
def solicitations(page: Page) -> tuple[Candidate, ...]:
    """The lines with a word of the trade and something like an address or a number."""
    found = []
    for index in speaking(page):
        block = page.blocks[index]
        if REACHED.search(block.folded):
            plain = deobfuscate(block.folded)
            found.append(Candidate(block, plain, hits_in(plain.text)))
    return tuple(found)


@learnt
def speaking(page: Page) -> dict[int, int]:
    """The blocks, by index, in which words of the trade may stand: how many words of lists.

    Weak words do not count, but some doors do. A page without any costs one search for pairs of
    characters.
    """
    counts: defaultdict[int, int] = defaultdict(int)
    places = _places(page)
    if places:
        starts = [block.start for block in page.blocks]
        for place, of_lists in places:
            counts[bisect_right(starts, place) - 1] += of_lists
    return dict(counts)


def hits_in(text: str) -> list[Hit]:
    """The words of the trade in a text without masks, the longest first at every place."""
    table = _by_start()
    found: list[Hit] = []
    end = 0
    for at in _beginnings().starts(codes_of(text)):
        for word in table.get(text[at : at + 2], ()):
            stop = at + len(word.text)
            honest = word.strength == HONEST
            if at < end and not (honest and stop > end):
                continue
            if text.startswith(word.text, at) and _bounded(text, at, stop):
                if honest and at < end:
                    found.pop()
                if not honest:
                    found.append(Hit(at, stop, word))
                end = stop
                break
    return found


def within(hits: Sequence[Hit], start: int, end: int) -> list[Hit]:
    """The words that begin in a stretch of the line."""
    first = bisect_left(hits, start, key=lambda hit: hit.start)
    last = bisect_left(hits, end, key=lambda hit: hit.start)
    return list(hits[first:last])


def rebased(hits: Sequence[Hit], start: int, end: int) -> list[Hit]:
    """The words that begin in a stretch of the line, where they stand in the stretch."""
    inside = within(hits, start, end)
    return [Hit(hit.start - start, hit.end - start, hit.word) for hit in inside]


def without(text: str, hits: Sequence[Hit]) -> str:
    """A text with a space for each word of the trade."""
    starts = [0, *(hit.end for hit in hits)]
    ends = [*(hit.start for hit in hits), len(text)]
    return " ".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _bounded(text: str, start: int, end: int) -> bool:
    """Whether no Latin word and no number is cut in two."""
    return not (_joined(text[start - 1 : start + 1]) or _joined(text[end - 1 : end + 1]))


def _joined(pair: str) -> bool:
    if len(pair) == 1 or not pair or pair[0] >= "\u2e80" or pair[1] >= "\u2e80":
        return False
    return (pair[0].isalpha() and pair[1].isalpha() and pair[0] < "\u0e00") or pair.isdigit()


@cache
def _by_start() -> dict[str, list[Word]]:
    """The table by the first two characters of a word, the longest word first."""
    found: defaultdict[str, list[Word]] = defaultdict(list)
    for line in lines("spam.tsv"):
        strength, family, words = line.split("\t")
        for word in words.split(" "):
            text = fold(word.replace("_", " "))
            found[text[:2]].append(Word(text, strength, family))
    return {
        start: sorted(words, key=lambda word: -len(word.text)) for start, words in found.items()
    }


@cache
def _beginnings() -> Pairs:
    """The first two characters of every word."""
    return Pairs(_by_start())


def _places(page: Page) -> list[tuple[int, int]]:
    """Where words may stand that are not weak ones, and how many words of lists."""
    folded, pairs, places = page.folded, _pairs(), []
    for at in _gate().starts(page.folded_codes):
        second = at + 1 + (folded[at + 1] in BETWEEN)
        words = pairs.get(folded[at] + folded[second : second + 1], ())
        lists = [word.of_lists for word in words if _goes_on(folded, at, second, word)]
        if lists:
            places.append((at, max(lists)))
    if any(stem in folded for stem in STEMS):
        places += [(match.start(), 2) for match in STEM.finditer(folded)]  # the only gate there
    return places


def _goes_on(folded: str, at: int, second: int, word: Gated) -> bool:
    """Whether beside a pair the word's next character stands, or what may be a mask."""
    if not word.character or second > at + 1:
        return True
    beside = at + word.beside
    found = folded[beside : beside + 1] if beside >= 0 else ""
    return found < "\u3040" or LOOK_ALIKES.get(found, found) == word.character


@cache
def _gate() -> Pairs:
    """The rarest pair of characters of every word, with a mark in it too."""
    return Pairs(_pairs(), BETWEEN)


@cache
def _pairs() -> dict[str, set[Gated]]:
    """The words by their rarest pairs of characters."""
    pairs: defaultdict[str, set[Gated]] = defaultdict(set)
    for word in (word for entries in _by_start().values() for word in entries):
        pair = _rarest(word.text)
        if pair and (word.own or word.strength == "door") and word.strength != HONEST:
            beside = 2 if not word.text.endswith(pair) else -1
            at = word.text.index(pair) + beside
            character = word.text[at] if at >= 0 else ""
            pairs[pair].add(Gated(beside, character, int(word.family not in OFFERS)))
    return pairs


def _rarest(word: str) -> str:
    """The pair of a word that is least common in other text, '' for a Latin word."""
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    pairs = [pair for pair in pairs if min(pair) >= "\u0e00"]
    rank = frequency_rank()
    return max(pairs, key=lambda pair: sum(rank.get(one, UNRANKED) for one in pair), default="")
