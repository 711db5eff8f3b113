"""The features of the blocks of pages: small whole numbers, a column for each feature.

Shape and neighbours as in Kohlschütter, Fankhauser and Nejdl (2010); none depends on markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cleanup.page.classifier.characters import KINDS, Kind, member
from cleanup.page.classifier.columns import (
    Column,
    Columns,
    Sums,
    beside,
    binned,
    capped,
    crossed,
    distances,
    of_pages,
)
from cleanup.page.classifier.vocabulary import SUBJECTS, TENTHS

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleanup.page.classifier.measures import Measures


SIZES = (1, 2, 3, 4, 6, 8, 11, 16, 22, 32, 45, 64, 90, 128, 180, 256, 362, 512, 1024)
MASSES = (1, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096)
SHARES = (0.0001, 0.02, 0.05, 0.1, 0.2, 0.5, 0.8, 0.9, 0.95, 0.98, 0.9999)
PLACES = (1, 2, 3, 5, 8, 13, 21, 34, 60, 120, 300)
FEW_BLOCKS = (0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.3)  # shares of the blocks of a page
MARKS = {  # subjects whose words in a short block mark the blocks above and below it
    "above": ("related", "comments", "byline", "legal", "share", "action", "months", "ago"),
    "below": ("related", "comments", "legal", "share", "action", "forum"),
}
ENDS = (Kind.STOP, Kind.EXCLAMATION, Kind.DOT, Kind.SEMICOLON, Kind.ELLIPSIS)  # of sentences


def shape(m: Measures) -> Columns:
    """Of the block by itself: its size, its first and last characters, its punctuation."""
    last = _without_function(m.lines.kind[m.lines.end - 1])
    before = m.lines.kind[np.maximum(m.lines.start, m.lines.end - 2)]
    quoted = (last == Kind.QUOTE) & member(before, ENDS)
    return {
        "size": binned(m.size, SIZES),
        "last": Column(np.where(quoted, Kind.STOP, last), KINDS),
        "first": Column(_without_function(m.lines.kind[m.lines.start]), KINDS),
        "commas": capped(m.kind(Kind.COMMA), 5),
        "function words": binned(
            m.functions / np.maximum(1, m.length), (0.001, 0.04, 0.08, 0.12, 0.18, 0.25, 0.33, 0.42)
        ),
        "function words, number": binned(m.functions, (1, 2, 3, 4, 6, 8, 12, 20)),
        "capitals": binned(
            m.kind(Kind.UPPER) / np.maximum(1, m.letter_words),
            (0.01, 0.1, 0.2, 0.35, 0.5, 0.75, 1.01),
        ),
        "digits": binned(
            m.kind(Kind.DIGIT) / np.maximum(1, m.size), (0.001, 0.03, 0.08, 0.15, 0.25, 0.4, 0.6)
        ),
        "separators": capped(m.kind(Kind.SEPARATOR), 4),
        "quotes": capped(m.kind(Kind.QUOTE), 3),
        "symbols": capped(m.kind(Kind.SYMBOL), 3),
        "blank lines": _gaps(m),
        "repeats": capped(m.repeats - 1, 3),
    }


def wording(m: Measures) -> Columns:
    """Of the block's words: their learnt weights, their subjects, what the page says elsewhere."""
    most, least = np.zeros(m.count, np.int64), np.zeros(m.count, np.int64)
    np.maximum.at(most, m.words.block, m.weights)
    np.minimum.at(least, m.words.block, m.weights)
    mean = m.weight / (TENTHS * np.maximum(1, m.per_block(m.words.block)))
    known = np.where(m.vocabulary_size == 0, 10, binned(m.relevance, RELEVANCES).value)
    found = {
        "words": binned(
            m.weight / TENTHS, (-16, -8, -5, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 5, 8, 16)
        ),
        "words, mean": binned(
            mean, (-1, -0.6, -0.3, -0.15, -0.05, 0, 0.05, 0.15, 0.3, 0.6, 1, 1.6)
        ),
        "word most like chrome": binned(most / TENTHS, (0.3, 0.7, 1.1, 1.5, 2, 2.5, 3.2)),
        "word most like text": binned(least / TENTHS, (-2.5, -2, -1.5, -1, -0.6, -0.3)),
        "whole line": binned(
            m.vocabulary.lines.of(m.lines.hashes, 0), (-1.5, -0.5, -0.01, 0.01, 0.5, 1, 2, 3)
        ),
        "date": crossed(
            capped(m.dated, 1), capped(m.clocked, 1), capped((m.about("ago") > 0) & _digits(m), 1)
        ),
        "known words": crossed(Column(known, 11), capped(m.prose, 1)),
        "labels": crossed(binned(m.labelled, (0.01, 0.34, 0.67, ALL)), capped(m.labels, 4)),
        "like the first line": binned(m.likeness, (0.01, 0.2, 0.4, 0.6, 0.8, 0.99)),
    }
    for subject in ("related", "comments", "legal", "action"):
        found[f"about {subject}"] = capped(m.about(subject), 2)
    return found


RELEVANCES = (0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 0.9)


def place(m: Measures) -> Columns:
    """Of where the block stands: in its page, and amid the sentences of that."""
    at, borders = m.borders.at, m.borders
    total = borders.spread(np.maximum(1, borders.totals(m.mass)))
    passed = borders.passed(m.mass)
    return {
        "sentences before": binned((passed - m.mass) / total, SHARES),
        "sentences after": binned((total - passed) / total, SHARES),
        "block": binned(at, PLACES),
        "tenth": Column(at * 10 // borders.spread(borders.sizes), 10),
    }


def surroundings(m: Measures) -> Columns:
    """Of the blocks within 3, 8 and 20 places: sentences, length, learnt weights, bullets."""
    one = np.ones(m.count, np.int64)
    values = np.array([one, m.bounded_weight, m.bulleted, m.mass, m.length])
    sums = Sums(values, m.borders)
    *_, length_below = sums.within(0, 3)
    found = {"length below, 3": binned(length_below - m.length, MASSES)}
    for reach in (3, 8, 20):
        blocks, words, bullets, *_ = sums.within(reach, reach)
        found[f"words around, {reach}"] = binned(
            words / (TENTHS * blocks), (-2, -1, -0.5, -0.2, 0, 0.2, 0.5, 1, 2)
        )
        found[f"bullets around, {reach}"] = binned(bullets / blocks, (0.01, 0.2, 0.5, 0.8, 0.99))
    above, below = sums.within(8, 0) - values, sums.within(0, 8) - values
    found["sentences above, 8"] = binned(above[3], MASSES)
    found["sentences below, 8"] = binned(below[3], MASSES)
    above, below = sums.within(20, 0) - values, sums.within(0, 20) - values
    found["sentences below, 20"] = binned(below[3], MASSES)
    found["length above, 20"] = binned(above[4], MASSES)
    found["length below, 20"] = binned(below[4], MASSES)
    return found


def marks(m: Measures) -> Columns:
    """Of what stands above and below: how far the nearest mark of each kind is."""
    found: Columns = {}
    spoken = (m.subjects > 0) & (m.size < SIZES[9])
    always = {
        "sentences": m.prose,
        "labels": m.labelled >= ALL,
        "a date": m.date_line,
        "a byline": m.byline,
    }
    for side, subjects in MARKS.items():
        marked = [*(spoken[SUBJECTS.index(one)] for one in subjects), *always.values()]
        found |= distances((*subjects, *always), np.array(marked), side, m.borders)
    for name, marked_ in (("date", m.date_line), ("byline", m.byline)):
        first = m.borders.spread(m.borders.first_of(marked_))
        after, values = binned(np.arange(m.count) - first, FROM_FIRST)
        found[f"from the first {name}"] = Column(np.where(first < 0, 0, 1 + after), values + 1)
    return found


ALL = 0.99  # share of the parts of a block that are labels
FROM_FIRST = (-20, -8, -4, -2, -1, 0, 1, 2, 3, 5, 8, 13, 21, 40, 80)


def page(m: Measures) -> Columns:
    """Of the page as a whole: how long it is, how much of it is sentences, what it speaks of."""
    totals, count = m.borders.totals, np.maximum(1, m.borders.sizes)
    mass = totals(m.mass)
    values = {
        "script": (totals(m.east_asian) / np.maximum(1, totals(m.letters)), (0.5,)),
        "blocks": (m.borders.sizes, (5, 10, 20, 40, 80, 160, 320, 640, 1280)),
        "sentences": (mass, MASSES),
        "longest sentences": (m.borders.most(m.mass), MASSES),
        "share of sentences": (
            mass / np.maximum(1, totals(m.length)),
            (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
        ),
        "digits": (totals(_digits(m)) / count, (0.05, 0.1, 0.2, 0.3, 0.5, 0.7)),
        "bullets": (totals(m.bulleted) / count, (0.01, 0.1, 0.3, 0.5, 0.7)),
        "words": (totals(m.bounded_weight) / (TENTHS * count), (-0.5, -0.2, 0, 0.2, 0.5, 1)),
        "labels": (totals(m.labelled >= ALL), (1, 2, 3, 5, 8, 13, 30)),
        "dates": (totals(m.date_line), (1, 2, 3, 5, 10, 20)),
        "bylines": (totals(m.byline), (1, 2, 3, 5, 10, 20)),
    }
    shares = totals(m.subjects > 0) / count
    values |= {name: (share, FEW_BLOCKS) for name, share in zip(SUBJECTS, shares, strict=True)}
    return of_pages(values, m.borders)


# What is said of a block when a family of features decides about it.
FAMILIES: dict[str, Callable[[Measures], Columns]] = {
    "its shape": shape,
    "its words": wording,
    "its place": place,
    "what surrounds it": surroundings,
    "what stands above and below": marks,
    "the page": page,
}
BESIDE = "its neighbours"
NEIGHBOURS = {
    -2: ("size", "last", "first", "words, mean", "whole line"),
    -1: ("size", "first", "whole line", "function words"),
    1: ("size", "last", "first", "words, mean", "whole line"),
    2: ("last", "first", "whole line", "function words"),
}


def features(m: Measures) -> dict[str, Columns]:
    """All features of the blocks of pages, family by family."""
    families = {title: family(m) for title, family in FAMILIES.items()}
    found = {name: column for columns in families.values() for name, column in columns.items()}
    families[BESIDE] = {
        f"{name}, {by:+d}": beside(found[name], by, m.borders)
        for by, names in NEIGHBOURS.items()
        for name in names
    }
    return families


def _digits(m: Measures) -> np.ndarray:
    return m.kind(Kind.DIGIT) > 0


def _without_function(kind: np.ndarray) -> np.ndarray:
    """Function characters count as others of their script, where only the kind of place matters."""
    kind = np.where(kind == Kind.HAN_FUNCTION, Kind.HAN, kind)
    return np.where(kind == Kind.KANA_FUNCTION, Kind.KANA, kind)


def _gaps(m: Measures) -> Column:
    """Whether blank lines stand above and below, where the page has some and not everywhere."""
    borders, number = m.borders, m.lines.number
    blank = number - borders.shifted(number, -1, 0) > 1
    below = borders.shifted(blank, 1, 1)
    gaps = borders.totals(blank & (borders.at > 0))
    told = borders.spread((gaps > 0) & (gaps < borders.sizes - 1))
    return Column(np.where(told, blank * 2 + below, 4), 5)
