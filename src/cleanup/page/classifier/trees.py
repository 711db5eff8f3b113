"""Oblivious decision trees over the features of blocks, and what each feature adds in them.

All nodes of one level of an oblivious tree ask the same question (Kohavi and Li 1995; Prokhorenkova
et al. 2018), so that a tree is a table: the answers are the bits of the number of a leaf. Leaves
are whole numbers, so that sums are the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from cleanup.data import lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What is content, by the text, in its context, by the tags too.
CONTENT, CONTEXT, TAGGED = "trees.tsv", "context.tsv", "tags.tsv"
TITLES, GATE = "titles.tsv", "gate.tsv"  # what is the headline; what is a web page
UNIT = 1000  # of a leaf, for one of log-odds
ROWS = 4096  # blocks that are judged at once
WHOLE = np.int32  # of sums of leaves


def probability_of(log_odds: np.ndarray) -> np.ndarray:
    """The probabilities that log-odds times UNIT are."""
    return np.asarray(1 / (1 + np.exp(-log_odds / UNIT)))


@dataclass(frozen=True, eq=False)
class Forest:
    """Trees: of each its questions `names[feature] > border`, and its leaves.

    `feature` and `border` have a row for a tree and a column for a question, of which the first is
    the lowest bit of a leaf's number; `leaf` a row for a tree.
    """

    bias: int
    names: tuple[str, ...]
    feature: np.ndarray
    border: np.ndarray
    leaf: np.ndarray

    def leaves(self, values: np.ndarray) -> np.ndarray:
        """The number of the leaf of each block, a column of `values`: a row for a tree."""
        feature, border, numbers = self._questions
        answers = values.astype(np.int16, copy=False).take(feature, axis=0) > border[:, None]
        bits = answers.view(np.uint8)
        last, *others = reversed(numbers.T)
        found = bits.take(last, axis=0)
        for number in others:
            found += found
            found += bits.take(number, axis=0)
        return found

    @cached_property
    def _questions(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The feature and the border of each question, which many trees ask; and who asks which.

        The last has the number of a question where `feature` has its feature.
        """
        asked = np.stack([self.feature.ravel(), self.border.ravel()])
        different, number = np.unique(asked, axis=1, return_inverse=True)
        return different[0], different[1].astype(np.int16), number.reshape(self.feature.shape)

    def _places(self, leaves: np.ndarray) -> np.ndarray:
        """Where the leaves stand among those of all trees."""
        return self._firsts + leaves

    @cached_property
    def _firsts(self) -> np.ndarray:
        """Where the leaves of each tree begin among those of all trees."""
        return np.arange(len(self.leaf))[:, None] * self.leaf.shape[1]

    def sums(self, leaves: np.ndarray) -> np.ndarray:
        """For each block the sum of its leaves: log-odds times UNIT."""
        found = np.full(leaves.shape[1], self.bias, np.int64)
        for part in _parts_of(leaves.shape[1]):
            found[part] += self.leaf.take(self._places(leaves[:, part])).sum(axis=0, dtype=WHOLE)
        return found

    def parts(self, leaves: np.ndarray, groups: Sequence[int]) -> np.ndarray:
        """What the features add to each block's sum: a row for a group, a column for a block.

        `groups` tells the group of each feature. A question adds what it changes in the mean of
        the leaves that are still possible (Saabas 2014). All these are whole numbers divided by
        the number of leaves, so that their sums are exact.
        """
        added = _added(self, tuple(groups))
        found = np.zeros((added.shape[1], leaves.shape[1]), WHOLE)
        for part in _parts_of(leaves.shape[1]):
            places = self._places(leaves[:, part])
            found[:, part] = added.take(places, axis=0).sum(axis=0, dtype=WHOLE).T
        return found[: max(groups) + 1] / self.leaf.shape[1]


@lru_cache(maxsize=4)
def _added(trees: Forest, groups: tuple[int, ...]) -> np.ndarray:
    """What each group of features adds in each leaf: a row for a leaf, those of a tree together.

    It is multiplied by the number of leaves of a tree, which makes it whole.
    """
    count, questions = trees.feature.shape
    leaf = np.arange(1 << questions)
    means = [
        trees.leaf.reshape(count, -1, 1 << known).mean(axis=1)[:, leaf & ((1 << known) - 1)]
        for known in range(questions + 1)
    ]
    group = np.array(groups)[trees.feature]
    width = -(-(max(groups) + 1) // 8) * 8  # of a row: numpy copies such ones at once
    added = np.zeros((count, len(leaf), width))
    place = np.arange(count)[:, None, None], leaf[None, :, None], group[:, None, :]
    np.add.at(added, place, np.diff(np.stack(means, axis=2), axis=2))
    return _narrow(added.reshape(-1, added.shape[2]) * len(leaf))


def _narrow(numbers: np.ndarray) -> np.ndarray:
    """Whole numbers in two bytes each, if they fit: what is read at random should be small."""
    fits = np.abs(numbers).max(initial=0) <= np.iinfo(np.int16).max
    return numbers.astype(np.int16 if fits else WHOLE)


def _parts_of(count: int) -> Iterator[slice]:
    """So many blocks in parts."""
    return (slice(start, start + ROWS) for start in range(0, count, ROWS))


@cache
def forest(table: str) -> Forest:
    """The learnt trees of a table in data/: CONTENT, CONTEXT, TAGGED, TITLES or GATE."""
    return read(lines(table))


def read(rows: list[str]) -> Forest:
    """The trees of a table as `written` makes it."""
    (bias,), *trees = (row.split("\t") for row in rows)
    questions = [[one.rpartition(" > ") for one in asked.split("; ")] for asked, _ in trees]
    names = sorted({name for tree in questions for name, _, _ in tree})
    number = {name: at for at, name in enumerate(names)}
    return Forest(
        int(bias),
        tuple(names),
        np.array([[number[name] for name, _, _ in tree] for tree in questions]),
        np.array([[int(border) for _, _, border in tree] for tree in questions], np.int16),
        _narrow(np.array([[int(leaf) for leaf in leaves.split()] for _, leaves in trees])),
    )
