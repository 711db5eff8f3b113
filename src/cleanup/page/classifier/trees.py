"""Oblivious decision trees over the features of blocks, and what each feature adds in them.

All nodes of one level of an oblivious tree ask the same question (Kohavi and Li 1995; Prokhorenkova
et al. 2018), so that a tree is a table: the answers are the bits of the number of a leaf. Leaves
are whole numbers, so that sums are the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from cleanup.data import lines

CONTENT, TITLES = "trees.tsv", "titles.tsv"  # what is content, and what is the headline
UNIT = 1000  # of a leaf, for one of log-odds
ROWS = 4096  # blocks that are judged at once


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

    def sums(self, values: np.ndarray) -> np.ndarray:
        """For each block, a column of `values`, the sum of its leaves: log-odds times UNIT."""
        found = np.full(values.shape[1], self.bias, np.int64)
        for start in range(0, values.shape[1], ROWS):
            part = slice(start, start + ROWS)
            chosen = np.take_along_axis(self.leaf, self._leaves(values[:, part]), axis=1)
            found[part] += chosen.sum(axis=0)
        return found

    def parts(self, values: np.ndarray) -> np.ndarray:
        """What each feature adds to each block's sum: a row for a feature, a column for a block.

        A question adds what it changes in the mean of the leaves that are still possible
        (Saabas 2014).
        """
        added = np.zeros(values.shape, np.float64)
        leaves = self._leaves(values)
        for question, features in enumerate(self.feature.T):
            known, answered = (leaves & ((1 << count) - 1) for count in (question, question + 1))
            after = np.take_along_axis(self._means[question + 1], answered, axis=1)
            before = np.take_along_axis(self._means[question], known, axis=1)
            order = np.argsort(features, kind="stable")
            asked, starts = np.unique(features[order], return_index=True)
            added[asked] += np.add.reduceat((after - before)[order], starts, axis=0)
        return added

    @cached_property
    def _means(self) -> list[np.ndarray]:
        """For each tree the means of its leaves when the first 0, 1, 2 … questions are answered."""
        trees, depth = self.feature.shape
        return [self.leaf.reshape(trees, -1, 1 << known).mean(axis=1) for known in range(depth + 1)]

    def _leaves(self, values: np.ndarray) -> np.ndarray:
        """The number of the leaf of each block in each tree: a row for a tree."""
        leaves = np.zeros((len(self.feature), values.shape[1]), np.int64)
        for question in range(self.feature.shape[1]):
            answers = values[self.feature[:, question]] > self.border[:, question, None]
            leaves |= answers.astype(np.int64) << question
        return leaves


@cache
def forest(table: str) -> Forest:
    """The learnt trees of a table in data/: CONTENT or TITLES."""
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
        np.array([[int(leaf) for leaf in leaves.split()] for _, leaves in trees]),
    )
