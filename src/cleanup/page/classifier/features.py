"""The features of the blocks of a page: small whole numbers, a column for each feature.

Shape and neighbours as in Kohlschütter, Fankhauser and Nejdl (2010); none depends on markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cleanup.page.classifier.characters import KINDS, Kind, member
from cleanup.page.classifier.columns import (
    FAR_BLOCKS,
    Column,
    Columns,
    Sums,
    beside,
    binned,
    capped,
    crossed,
    distances,
    everywhere,
)
from cleanup.page.classifier.vocabulary import SUBJECTS

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
    most, least = np.zeros(m.count), np.zeros(m.count)
    np.maximum.at(most, m.words.block, m.weights)
    np.minimum.at(least, m.words.block, m.weights)
    mean = m.weight / np.maximum(1, m.per_block(m.words.block))
    known = np.where(m.vocabulary_size == 0, 10, binned(m.relevance, RELEVANCES).value)
    found = {
        "words": binned(m.weight, (-16, -8, -5, -3, -2, -1, -0.5, 0, 0.5, 1, 2, 3, 5, 8, 16)),
        "words, mean": binned(
            mean, (-1, -0.6, -0.3, -0.15, -0.05, 0, 0.05, 0.15, 0.3, 0.6, 1, 1.6)
        ),
        "word most like chrome": binned(most, (0.3, 0.7, 1.1, 1.5, 2, 2.5, 3.2)),
        "word most like text": binned(least, (-2.5, -2, -1.5, -1, -0.6, -0.3)),
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
    """Of where the block stands: in the page, and amid its sentences."""
    at, total = np.arange(m.count), max(1, m.mass.sum())
    passed = np.cumsum(m.mass)
    return {
        "sentences before": binned((passed - m.mass) / total, SHARES),
        "sentences after": binned((total - passed) / total, SHARES),
        "block": binned(at, PLACES),
        "tenth": Column(at * 10 // max(1, m.count), 10),
    }


def surroundings(m: Measures) -> Columns:
    """Of the blocks within 3, 8 and 20 places: sentences, length, learnt weights, bullets."""
    values = np.array([np.ones(m.count), m.bounded_weight, m.bulleted, m.mass, m.length])
    sums = Sums(values, 20)
    *_, length_below = sums.within(0, 3)
    found = {"length below, 3": binned(length_below - m.length, MASSES)}
    for reach in (3, 8, 20):
        blocks, words, bullets, *_ = sums.within(reach, reach)
        found[f"words around, {reach}"] = binned(
            words / blocks, (-2, -1, -0.5, -0.2, 0, 0.2, 0.5, 1, 2)
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
    spoken = (m.subjects.T > 0) & (m.size < SIZES[9])
    always = {
        "sentences": m.prose,
        "labels": m.labelled >= ALL,
        "a date": m.date_line,
        "a byline": m.byline,
    }
    for side, subjects in MARKS.items():
        marked = [*(spoken[SUBJECTS.index(one)] for one in subjects), *always.values()]
        found |= distances((*subjects, *always), np.array(marked), side)
    for name, marked_ in (("date", m.date_line), ("byline", m.byline)):
        first = int(np.argmax(marked_)) if marked_.any() else FAR_BLOCKS * 1000
        after, values = binned(np.arange(m.count) - first, FROM_FIRST)
        known = 1 + after if marked_.any() else 0
        found[f"from the first {name}"] = Column(known, values + 1)
    return found


ALL = 0.99  # share of the parts of a block that are labels
FROM_FIRST = (-20, -8, -4, -2, -1, 0, 1, 2, 3, 5, 8, 13, 21, 40, 80)


def page(m: Measures) -> Columns:
    """Of the page as a whole: how long it is, how much of it is sentences, what it speaks of."""
    count, mass = max(1, m.count), m.mass.sum()
    found = {
        "page: script": everywhere(m.east_asian.sum() / max(1, m.letters.sum()), (0.5,)),
        "page: blocks": everywhere(m.count, (5, 10, 20, 40, 80, 160, 320, 640, 1280)),
        "page: sentences": everywhere(mass, MASSES),
        "page: longest sentences": everywhere(m.mass.max(initial=0), MASSES),
        "page: share of sentences": everywhere(
            mass / max(1, m.length.sum()), (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
        ),
        "page: digits": everywhere(_digits(m).sum() / count, (0.05, 0.1, 0.2, 0.3, 0.5, 0.7)),
        "page: bullets": everywhere(m.bulleted.sum() / count, (0.01, 0.1, 0.3, 0.5, 0.7)),
        "page: words": everywhere(m.bounded_weight.sum() / count, (-0.5, -0.2, 0, 0.2, 0.5, 1)),
        "page: labels": everywhere((m.labelled >= ALL).sum(), (1, 2, 3, 5, 8, 13, 30)),
        "page: dates": everywhere(m.date_line.sum(), (1, 2, 3, 5, 10, 20)),
        "page: bylines": everywhere(m.byline.sum(), (1, 2, 3, 5, 10, 20)),
    }
    shares = (m.subjects > 0).sum(axis=0) / count
    for subject, share in zip(SUBJECTS, shares.tolist(), strict=True):
        found[f"page: {subject}"] = everywhere(share, FEW_BLOCKS)
    return found


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
    """All features of the blocks of a page, family by family."""
    families = {title: family(m) for title, family in FAMILIES.items()}
    found = {name: column for columns in families.values() for name, column in columns.items()}
    families[BESIDE] = {
        f"{name}, {by:+d}": beside(found[name], by)
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
    blank = np.diff(m.lines.number, prepend=0) > 1
    inside = blank[1:]
    if not len(inside) or inside.all() or not inside.any():
        return Column(4, 5)
    return Column(blank * 2 + np.append(inside, True), 5)
