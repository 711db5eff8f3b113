"""How well documents were left out of a corpus whose truth is known.

A document was left out rightly if it tells the same as a document that stays, and is similar to
it: the Indel similarity of their bodies is at least .85, or the Jaccard similarity of their
5-grams at least .7. The one that stays is the copy that was named; where none is named, any.

A document was missed if it stays although one that stays too, tells the same, comes before it in
the order of survival and was not itself missed, is at least .85 similar. In the order of survival
the longest body comes first, then the first of the corpus. So each group of copies must lose all
but one, and of a chain only those must go that are like one that stays. Recall is what was left
out, for a similar one that stays, in what was and what was missed. It is counted by each of the
two measures of similarity, for these disagree: of two texts that differ in 3 % of their
characters, evenly spread, the Indel similarity is .97 and the Jaccard similarity .75.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from benchmarks.similarity import grams, normal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from benchmarks.duplicate_kinds import Generated

LEAST = 0.85
LEAST_JACCARD = 0.7  # of 5-grams, where Indel says less than LEAST
BUCKETS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
LOOKED_AT = 30  # of the copies that stay, that a document is compared to for its bucket
MEASURES = ("Indel", "Jaccard")


@dataclass
class Judgement:
    """What became of the documents, counted."""

    documents: int = 0
    removed: int = 0
    right: int = 0
    by_indel: int = 0  # of the right ones, those that are similar by this measure
    by_jaccard: int = 0
    wrong: Counter[str] = field(default_factory=Counter)  # by kind
    lost: int = 0  # sources of which nothing stays
    found: Counter[tuple[str, str]] = field(default_factory=Counter)  # by measure and kind
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    buckets: Counter[tuple[int, bool]] = field(default_factory=Counter)  # left out or not

    @property
    def precision(self) -> float:
        """The share of those that were left out, that were so rightly."""
        return self.right / max(1, self.removed)

    def precision_without(self, kind: str) -> float:
        """The same, the documents of a kind apart; none of these is left out rightly."""
        return self.right / max(1, self.removed - self.wrong[kind])

    def recall(self, measure: str, kind: str | None = None, without: str = "") -> float:
        """The share of those to leave out that were, of a kind or of all; 1 if there are none."""
        found, missed = (
            sum(
                number
                for (by, of), number in some.items()
                if by == measure and kind in (None, of) and of != without
            )
            for some in (self.found, self.missed)
        )
        return found / (found + missed) if found + missed else 1.0


class Bodies:
    """The bodies of a corpus, as similarity is measured on them, and how similar they are."""

    def __init__(self, documents: Sequence[Generated]) -> None:
        """Work nothing out yet."""
        self._documents = documents
        self.normal = lru_cache(maxsize=4096)(self._normal)
        self._grams = lru_cache(maxsize=1024)(lambda at: grams(self.normal(at)))

    def _normal(self, at: int) -> str:
        return normal(self._documents[at].body)

    def indel(self, one: int, other: int) -> float:
        """Their Indel similarity."""
        first, second = self.normal(one), self.normal(other)
        return 1.0 if first == second else fuzz.ratio(first, second) / 100

    def jaccard(self, one: int, other: int) -> float:
        """The Jaccard similarity of their 5-grams."""
        if self.normal(one) == self.normal(other):
            return 1.0
        common = len(self._grams(one) & self._grams(other))
        return common / (len(self._grams(one)) + len(self._grams(other)) - common)


def judged(documents: Sequence[Generated], left_out: Mapping[int, int | None]) -> Judgement:
    """Judge what was left out, and for which copy; documents go by their place in the corpus."""
    bodies = Bodies(documents)
    sources: defaultdict[str, list[int]] = defaultdict(list)
    for at, document in enumerate(documents):
        sources[document.source].append(at)
    result = Judgement(len(documents), len(left_out))
    for copies in sources.values():
        copies.sort(key=lambda at: (-len(bodies.normal(at)), at))
        kept = [at for at in copies if at not in left_out]
        result.lost += not kept
        gone = [at for at in copies if at in left_out]
        _judge_removed(result, documents, bodies, {at: left_out[at] for at in gone}, kept)
        if len(copies) > 1:
            kind = documents[copies[0]].kind
            _judge_recall(result, bodies, gone, kept, kind)
            _fill_buckets(result, bodies, gone, kept)
    return result


def _judge_removed(
    result: Judgement,
    documents: Sequence[Generated],
    bodies: Bodies,
    gone: Mapping[int, int | None],
    kept: Sequence[int],
) -> None:
    for at, named in gone.items():
        others = kept if named is None else [named] if named in kept else []
        by_indel = _like(bodies.indel, at, others, LEAST)
        by_jaccard = _like(bodies.jaccard, at, others, LEAST_JACCARD)
        result.by_indel += by_indel
        result.by_jaccard += by_jaccard
        result.right += by_indel or by_jaccard
        if not (by_indel or by_jaccard):
            result.wrong[documents[at].kind] += 1


def _judge_recall(
    result: Judgement, bodies: Bodies, gone: Sequence[int], kept: Sequence[int], kind: str
) -> None:
    for measure, similarity in zip(MEASURES, (bodies.indel, bodies.jaccard), strict=True):
        survivors: list[int] = []
        for at in kept:
            if _like(similarity, at, survivors, LEAST):
                result.missed[measure, kind] += 1
            else:
                survivors.append(at)
        found = sum(_like(similarity, at, survivors, LEAST) for at in gone)
        result.found[measure, kind] += found


def _fill_buckets(
    result: Judgement, bodies: Bodies, gone: Sequence[int], kept: Sequence[int]
) -> None:
    """Count each copy by its greatest Jaccard similarity to one that stays, and is before it."""
    stay = [(at, kept[:place], False) for place, at in enumerate(kept) if place]
    for at, others, left_out in stay + [(at, kept, True) for at in gone if kept]:
        most = max(bodies.jaccard(at, other) for other in others[:LOOKED_AT])
        bucket = max(number for number, low in enumerate(BUCKETS) if most >= low)
        result.buckets[bucket, left_out] += 1


def _like(
    similarity: Callable[[int, int], float], at: int, others: Iterable[int], least: float
) -> bool:
    return any(similarity(at, other) >= least for other in others)
