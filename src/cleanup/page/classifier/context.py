"""A second look at the blocks of pages: how likely each is, beside what else is likely there.

What the first trees say of all blocks tells where the text of the page lies, how much of it there
is, and how sure they are of it; by that each block is judged again (stacking: Wolpert 1992). All
sums are of whole numbers, so that they are the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cleanup.page.classifier.borders import sums_before
from cleanup.page.classifier.columns import (
    Column,
    Columns,
    Sums,
    beside,
    binned,
    blocks_to,
    capped,
    everywhere,
    of_pages,
)
from cleanup.page.classifier.measures import SHAPES
from cleanup.page.classifier.trees import UNIT, probability_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleanup.page.classifier.borders import Borders
    from cleanup.page.classifier.measures import Measures

WHOLE = 1000  # a probability of 1
# Edges that the features of the tags have too.
LOG_ODDS = (*(-6, -5, -4, -3, -2.5, -2, -1.5, -1, -0.5), *(0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6))
LIKELY = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)
SHARES = (0.001, 0.02, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 0.99)
SIZES = (2, 3, 5, 8, 13, 21, 34, 60, 100, 200, 400)
MASSES = (3, 8, 21, 60, 150, 400, 1000, 3000)
NUMBERS = (2, 3, 5, 8, 13, 21, 40, 80, 160)
FROM = (-80, -40, -21, -13, -8, -5, -3, -2, -1, 0, 1, 2, 3, 5, 8, 13, 21, 40, 80)
AROUND = (1, 3, 8, 20, 50)  # blocks
CORES = (500, 800)  # what likelihood is measured against, of WHOLE
STEPS = (100, 300, 500, 700, 900, 970)  # probabilities, of WHOLE
MARKS = ("related", "comments", "legal", "share")  # subjects


@dataclass(frozen=True, eq=False)
class Context:
    """Pages, and the log-odds, times UNIT, that their blocks are content, and headlines."""

    measures: Measures
    log_odds: np.ndarray
    title: np.ndarray

    @cached_property
    def size(self) -> np.ndarray:
        return self.measures.length + 1

    @cached_property
    def probability(self) -> np.ndarray:
        """For each block how likely it is content, in whole parts of WHOLE."""
        return np.rint(WHOLE * probability_of(self.log_odds)).astype(np.int64)

    @cached_property
    def likely(self) -> np.ndarray:
        """How much of each block is likely content."""
        return self.size * self.probability

    @cached_property
    def total(self) -> np.ndarray:
        """For each block how much of its page is likely content."""
        return self.borders.spread(np.maximum(1, self.borders.totals(self.likely)))

    @property
    def borders(self) -> Borders:
        """Where each page begins."""
        return self.measures.borders

    def core(self, most: int) -> tuple[np.ndarray, np.ndarray]:
        """On each page the run of blocks that gains most; each gains as it is likelier than `most`.

        Where it starts and ends (the maximum subarray: Bentley 1984).
        """
        gain = self.size * (self.probability - most)
        passed = self.borders.passed(gain)
        before = passed - gain
        apart = self.borders.page * (np.abs(gain).sum() + 1)  # so that no page sees another one
        lowest = np.minimum.accumulate(before - apart) + apart
        end = self.borders.first_of(_is_most(passed - lowest, self.borders))
        begun = np.maximum.accumulate(np.where(before == lowest, np.arange(len(gain)), 0))
        return begun[end], end + 1


def _is_most(value: np.ndarray, borders: Borders) -> np.ndarray:
    """For each block whether none of its page has more."""
    return np.asarray(value == borders.spread(borders.most(value)))


def own(c: Context) -> Columns:
    """Of the block by itself."""
    return {
        "likely": binned(c.log_odds / UNIT, LOG_ODDS),
        "size": binned(c.size, SIZES),
        "sentences": capped(c.measures.prose, 1),
        "label": capped(c.measures.labelled >= 1, 1),
        "date": capped(c.measures.date_line, 1),
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
    """Of the headline and of words of sites above it: how far they are."""
    found: Columns = {}
    borders = c.borders
    best = borders.spread(borders.first_of(_is_most(c.title, borders)))
    found["from the headline"] = binned(np.arange(c.measures.count) - best, FROM)
    for subject in MARKS:
        spoken = c.measures.about(subject) > 0
        share = borders.totals(spoken) / borders.sizes
        found[f"below {subject}"] = binned(blocks_to(spoken, "below", borders), NUMBERS)
        found[f"page: {subject}"] = everywhere(share, SHARES, borders)
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
    "the page": page,
}
BESIDE = (-2, -1, 1, 2)  # blocks


def context_features(c: Context) -> dict[str, Columns]:
    """All features of the blocks of pages, family by family."""
    families = {title: family(c) for title, family in FAMILIES.items()}
    likely = families["its words and its shape"]["likely"]
    families["its neighbours"] = {
        f"likely, {by:+d}": beside(likely, by, c.borders) for by in BESIDE
    }
    return families
