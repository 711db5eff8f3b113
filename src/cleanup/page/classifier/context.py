"""A second look at the blocks of a page: how likely each is, beside what else is likely there.

What the first trees say of all blocks tells where the text of the page lies, how much of it there
is, and how sure they are of it; by that each block is judged again (stacking: Wolpert 1992). All
sums are of whole numbers, so that they are the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cleanup.page.classifier.columns import (
    Column,
    Columns,
    Sums,
    beside,
    binned,
    blocks_to,
    capped,
    everywhere,
)
from cleanup.page.classifier.trees import UNIT, probability_of

if TYPE_CHECKING:
    from collections.abc import Callable

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
    """A page, and the log-odds, times UNIT, that its blocks are content, and headlines."""

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
    def total(self) -> int:
        return int(max(1, self.likely.sum()))

    def core(self, most: int) -> tuple[int, int]:
        """The run of blocks that gains most if each gains by how much it is likelier than `most`.

        Where it starts and ends (the maximum subarray: Bentley 1984).
        """
        sums = np.concatenate([[0], np.cumsum(self.size * (self.probability - most))])
        lowest = np.minimum.accumulate(sums[:-1])
        end = int(np.argmax(sums[1:] - lowest)) + 1
        start = end - 1 - int(np.argmin(sums[:end][::-1]))
        return start, end


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
    order = np.argsort(-c.log_odds, kind="stable")
    found = {}
    for name, value in (("size", c.size), ("likely", c.likely)):
        found[name] = np.empty(len(order), np.int64)
        found[name][order] = np.cumsum(value[order])
    return {
        "likelier: share": binned(found["size"] / c.size.sum(), LIKELY),
        "likelier: of the likely": binned(found["likely"] / c.total, LIKELY),
        "likelier: size": binned(found["size"], MASSES),
    }


def around(c: Context) -> Columns:
    """Of the blocks near it: how likely they are."""
    found: Columns = {}
    values = np.array([c.size, c.likely, c.size * c.log_odds])
    sums = Sums(values, max(AROUND))
    for reach in AROUND:
        size, likely, odds = sums.within(reach, reach)
        found[f"around {reach}"] = binned(likely / (WHOLE * size), LIKELY)
        found[f"around {reach}: log-odds"] = binned(odds / (UNIT * size), LOG_ODDS)
        for side, (above, below) in {"above": (reach, 0), "below": (0, reach)}.items():
            size, likely, _ = sums.within(above, below) - values
            share = binned(likely / (WHOLE * np.maximum(size, 1)), LIKELY)
            value = np.where(size > 0, share.value + 1, 0)
            found[f"{side} {reach}"] = Column(value, share.values + 1)
    passed = np.cumsum(c.likely)
    found["before"] = binned((passed - c.likely) / c.total, LIKELY)
    found["after"] = binned((c.total - passed) / c.total, LIKELY)
    return found


def cores(c: Context) -> Columns:
    """Of the run of blocks in which most of the likely content stands: how far it is."""
    found: Columns = {}
    at, passed = np.arange(c.measures.count), np.concatenate([[0], np.cumsum(c.size)])
    for most in CORES:
        start, end = c.core(most)
        inside = passed[end] - passed[start]
        below = np.where(at >= end, at - end + 1, 0)
        away = np.where(at < start, passed[start] - passed[at + 1], passed[at] - passed[end])
        found |= {
            f"core {most}: blocks": binned(np.where(at < start, at - start, below), FROM),
            f"core {most}: away": binned(np.maximum(away, 0), MASSES),
            f"core {most}: share": everywhere(inside / c.size.sum(), SHARES),
            f"core {most}: likely": everywhere(
                c.likely[start:end].sum() / (WHOLE * max(1, inside)), LIKELY
            ),
        }
    return found


def marks(c: Context) -> Columns:
    """Of the headline and of words of sites above it: how far they are."""
    found: Columns = {}
    best = int(np.argmax(c.title))
    found["from the headline"] = binned(np.arange(c.measures.count) - best, FROM)
    for subject in MARKS:
        spoken = c.measures.about(subject) > 0
        found[f"below {subject}"] = binned(blocks_to(spoken, "below"), NUMBERS)
        found[f"page: {subject}"] = everywhere(float(spoken.mean()), SHARES)
    return found


def page(c: Context) -> Columns:
    """Of the page as a whole: how much is how likely, and how sure that is."""
    size = int(c.size.sum())
    doubt = int((c.likely * (WHOLE - c.probability)).sum())
    found = {
        "page: likeliest": everywhere(int(c.log_odds.max()) / UNIT, LOG_ODDS),
        "page: headline": everywhere(int(c.title.max()) / UNIT, LOG_ODDS),
        "page: likely": everywhere(c.total / (WHOLE * size), LIKELY),
        "page: likely, size": everywhere(c.total / WHOLE, MASSES),
        "page: in doubt": everywhere(doubt / (WHOLE * c.total), LIKELY),
        "page: sentences": everywhere(int(c.measures.mass.sum()) / size, SHARES),
        "page: blocks": everywhere(c.measures.count, (5, *NUMBERS, 320, 640)),
    }
    for step in STEPS:
        share = int(c.size[c.probability > step].sum()) / size
        found[f"page: over {step}"] = everywhere(share, SHARES)
    return found


# What is said of a block when a family of features decides about it.
FAMILIES: dict[str, Callable[[Context], Columns]] = {
    "its words and its shape": own,
    "what is likelier": rank,
    "what surrounds it": around,
    "where the text lies": cores,
    "what stands above": marks,
    "the page": page,
}
BESIDE = (-2, -1, 1, 2)  # blocks


def context_features(c: Context) -> dict[str, Columns]:
    """All features of the blocks of a page, family by family."""
    families = {title: family(c) for title, family in FAMILIES.items()}
    likely = families["its words and its shape"]["likely"]
    families["its neighbours"] = {f"likely, {by:+d}": beside(likely, by) for by in BESIDE}
    return families
