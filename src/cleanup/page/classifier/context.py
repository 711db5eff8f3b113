"""A second look at the blocks of pages: how likely each is, beside what else is likely there.

What the first trees say of all blocks tells where the text of the page lies, how much of it there
is, and how sure they are of it; by that each block is judged again (stacking: Wolpert 1992). All
sums are of whole numbers, so that they are the same on every machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cleanup.page.classifier.borders import sums_before
from cleanup.page.classifier.columns import (
    FAR_BLOCKS,
    Column,
    Columns,
    Sums,
    beside,
    binned,
    blocks_to,
    everywhere,
    of_each,
    of_pages,
)
from cleanup.page.classifier.likelihood import WHOLE, is_most
from cleanup.page.classifier.measures import SHAPES
from cleanup.page.classifier.trees import UNIT
from cleanup.page.classifier.vocabulary import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleanup.page.classifier.likelihood import Context

# Edges that the features of the tags have too.
LOG_ODDS = (*(-6, -5, -4, -3, -2.5, -2, -1.5, -1, -0.5), *(0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6))
LIKELY = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)
SHARES = (0.001, 0.02, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 0.99)
SIZES = (2, 3, 5, 8, 13, 21, 34, 60, 100, 200, 400)
MASSES = (3, 8, 21, 60, 150, 400, 1000, 3000)
NUMBERS = (2, 3, 5, 8, 13, 21, 40, 80, 160)
FROM = (-80, -40, -21, -13, -8, -5, -3, -2, -1, 0, 1, 2, 3, 5, 8, 13, 21, 40, 80)
AROUND = (1, 3, 8)  # blocks
WIDELY = (10, 30)  # blocks
CORES = (500, 800)  # what likelihood is measured against, of WHOLE
STEPS = (100, 300, 500, 700, 900, 970)  # probabilities, of WHOLE
MARKS = ("related", "comments", "legal", "share", "action")  # subjects
OF_MARKS = [SUBJECTS.index(subject) for subject in MARKS]
AGAIN = 3  # times that a line stands on the page: what is printed below each of many texts


def own(c: Context) -> Columns:
    """Of the block by itself."""
    return {
        "likely": binned(c.log_odds / UNIT, LOG_ODDS),
        "size": binned(c.size, SIZES),
        "headline": binned(c.title / UNIT, LOG_ODDS),
    }


def rank(c: Context) -> Columns:
    """Of what is likelier on the page: how much that is, and which share of all."""
    order = np.lexsort((-c.log_odds, c.borders.page))
    found = {}
    for name, value in (("size", c.size), ("likely", c.likely)):
        found[name] = np.empty(len(order), np.int64)
        found[name][order] = c.borders.passed(value[order])
    size = c.borders.spread(c.borders.totals(c.size))
    return {
        "likelier: share": binned(found["size"] / size, LIKELY),
        "likelier: of the likely": binned(found["likely"] / c.total, LIKELY),
        "likelier: size": binned(found["size"], MASSES),
    }


def around(c: Context) -> Columns:
    """Of the blocks near it: how likely they are."""
    found: Columns = {}
    values = np.array([c.size, c.likely, c.size * c.log_odds])
    sums = Sums(values, c.borders)
    for reach in AROUND:
        size, likely, odds = sums.within(reach, reach)
        found[f"around {reach}"] = binned(likely / (WHOLE * size), LIKELY)
        found[f"around {reach}: log-odds"] = binned(odds / (UNIT * size), LOG_ODDS)
        for side, (above, below) in {"above": (reach, 0), "below": (0, reach)}.items():
            size, likely, _ = sums.within(above, below) - values
            found[f"{side} {reach}"] = _share(likely, size)
    passed = c.borders.passed(c.likely)
    found["before"] = binned((passed - c.likely) / c.total, LIKELY)
    found["after"] = binned((c.total - passed) / c.total, LIKELY)
    return found


def _share(likely: np.ndarray, size: np.ndarray) -> Column:
    """How much of other blocks is likely content; 0 where there are none."""
    share = binned(likely / (WHOLE * np.maximum(size, 1)), LIKELY)
    return Column(np.where(size > 0, share.value + 1, 0), share.values + 1)


def alike(c: Context) -> Columns:
    """Of the blocks that begin, and end, as this one does: rows of a list are like one another."""
    found: Columns = {}
    begins, ends, page = c.measures.begins, c.measures.ends, c.borders.page
    runs = np.cumsum(np.diff(begins, prepend=-1) != 0)
    for name, kind in (("begun alike", begins), ("alike", begins * SHAPES + ends), ("run", runs)):
        _, group = np.unique(page * SHAPES**2 + kind, return_inverse=True)
        size, likely = (np.bincount(group, value) for value in (c.size, c.likely))
        found |= {
            f"{name}: likely": _share(likely[group] - c.likely, size[group] - c.size),
            f"{name}: blocks": binned(np.bincount(group)[group], NUMBERS),
            f"{name}: share": binned(likely[group] / c.total, LIKELY),
        }
    return found


def cores(c: Context) -> Columns:
    """Of the run of blocks in which most of the likely content stands: how far it is."""
    found: Columns = {}
    at, borders = np.arange(c.measures.count), c.borders
    passed, likely = sums_before(c.size), sums_before(c.likely)
    for most in CORES:
        starts, ends = c.core(most)
        inside = passed[ends] - passed[starts]
        start, end = borders.spread(starts), borders.spread(ends)
        below = np.where(at >= end, at - end + 1, 0)
        away = np.where(at < start, passed[start] - passed[at + 1], passed[at] - passed[end])
        found |= {
            f"core {most}: blocks": binned(np.where(at < start, at - start, below), FROM),
            f"core {most}: away": binned(np.maximum(away, 0), MASSES),
            f"core {most}: share": everywhere(inside / borders.totals(c.size), SHARES, borders),
            f"core {most}: likely": everywhere(
                (likely[ends] - likely[starts]) / (WHOLE * np.maximum(1, inside)), LIKELY, borders
            ),
        }
    return found


def marks(c: Context) -> Columns:
    """Of the headline and of short lines of a site above it: how far, and behind how much text."""
    borders, measures = c.borders, c.measures
    best = borders.spread(borders.first_of(is_most(c.title, borders)))
    found = {"from the headline": binned(np.arange(measures.count) - best, FROM)}
    marked = (measures.subjects[OF_MARKS] > 0) & c.short
    away = blocks_to(marked, "below", borders)
    before = (borders.passed(c.likely) - c.likely) / c.total
    passed = before[np.maximum(np.arange(measures.count) - away, 0)]
    found |= of_each("before", MARKS, binned(np.where(away < FAR_BLOCKS, passed, -1), (0, *LIKELY)))
    share = binned(borders.totals(marked) / borders.sizes, SHARES)
    return found | of_each("page:", MARKS, Column(share.value[:, borders.page], share.values))


def again(c: Context) -> Columns:
    """Of what tells many texts from one: dates, lines that come again, words of the likely ones."""
    borders, measures = c.borders, c.measures
    dated = (measures.dated | measures.clocked | (measures.about("ago") > 0)) & c.short
    repeated = measures.repeats >= AGAIN
    share = measures.shared_with(measures.prose & (c.probability > WHOLE // 2))
    words = measures.vocabulary_size
    shared = np.rint(share * words).astype(np.int64)
    values = np.array([dated, repeated, words, shared])
    found = {
        "shared": binned(np.where(words > 0, share, -1), (0, *LIKELY)),
        "below a date": binned(blocks_to(dated, "below", borders), NUMBERS),
    }
    sums = Sums(values, borders)
    for reach in WIDELY:
        dates, lines, known, common = sums.within(reach, reach)
        found |= {
            f"dates {reach}": binned(dates, (1, *NUMBERS)),
            f"repeated {reach}": binned(lines, (1, *NUMBERS)),
            f"shared {reach}": binned(common / np.maximum(1, known), LIKELY),
        }
    dates, lines, *_ = borders.totals(values) / borders.sizes
    return found | of_pages({"dates": (dates, SHARES), "repeated": (lines, SHARES)}, borders)


def runs(c: Context) -> Columns:
    """Of the run that it stands in, of sentences and of likely blocks: what is in it and others."""
    found: Columns = {}
    borders, measures = c.borders, c.measures
    likely = c.probability > WHOLE // 2
    for name, chosen, value in (
        ("sentences", measures.prose, measures.mass),
        ("likely", likely, c.likely),
    ):
        begun = np.diff(chosen, prepend=False) | (borders.at == 0)
        run = np.cumsum(begun)
        held = np.bincount(run, value)[run].astype(np.int64)
        longest = borders.most(np.where(chosen, held, 0))
        total = np.maximum(1, borders.totals(value))
        found |= {
            f"run of {name}: share": binned(held / borders.spread(total), LIKELY),
            f"run of {name}: of the longest": binned(
                chosen * held / borders.spread(np.maximum(1, longest)), LIKELY
            ),
        }
        found |= of_pages(
            {
                f"longest run of {name}": (longest / total, LIKELY),
                f"longest run of {name}, size": (longest, MASSES),
                f"runs of {name}": (borders.totals(begun & chosen), NUMBERS),
            },
            borders,
        )
    return found


def page(c: Context) -> Columns:
    """Of the page as a whole: how much is how likely, and how sure that is."""
    totals, most, sizes = c.borders.totals, c.borders.most, c.borders.sizes
    size, likely = totals(c.size), np.maximum(1, totals(c.likely))
    doubt = totals(c.likely * (WHOLE - c.probability))
    values = {
        "likeliest": (most(c.log_odds) / UNIT, LOG_ODDS),
        "headline": (most(c.title) / UNIT, LOG_ODDS),
        "likely": (likely / (WHOLE * size), LIKELY),
        "likely, size": (likely / WHOLE, MASSES),
        "in doubt": (doubt / (WHOLE * likely), LIKELY),
        "sentences": (totals(c.measures.mass) / size, SHARES),
        "blocks": (sizes, (5, *NUMBERS, 320, 640)),
    }
    for step in STEPS:
        share = totals(c.size * (c.probability > step)) / size
        values[f"over {step}"] = (share, SHARES)
    return of_pages(values, c.borders)


# What is said of a block when a family of features decides about it.
FAMILIES: dict[str, Callable[[Context], Columns]] = {
    "its words and its shape": own,
    "what is likelier": rank,
    "what surrounds it": around,
    "what is like it": alike,
    "where the text lies": cores,
    "what stands above": marks,
    "what comes again": again,
    "its run": runs,
    "the page": page,
}
BESIDE = (1, 2)  # blocks


def context_features(c: Context) -> dict[str, Columns]:
    """All features of the blocks of pages, family by family."""
    families = {title: family(c) for title, family in FAMILIES.items()}
    likely = families["its words and its shape"]["likely"]
    families["its neighbours"] = {
        f"likely, {by:+d}": beside(likely, by, c.borders) for by in BESIDE
    }
    return families
