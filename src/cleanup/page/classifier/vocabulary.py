"""What the words of a block say about it: function words, subjects, and learnt weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleanup.data import lines
from cleanup.page.classifier.words import hashes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# What the parts that sites print around their texts are about.
SUBJECTS = (
    "related",
    "comments",
    "byline",
    "legal",
    "share",
    "action",
    "forum",
    "months",
    "ago",
)
SPARE_BITS = 4  # of a hash, more than there are keys: they tell nearly all that are none
TENTHS = 10  # of a weight of 1
KNOWN = 1.0  # the weight from which on a line is known as a label
LABEL = 2.0  # the weight of a line that is known by hand as a label
FUNCTION = "function"  # words that are everywhere in running text and seldom in labels


@dataclass(frozen=True, eq=False)
class Table:
    """Values by hash; `keys` are in order."""

    keys: np.ndarray
    values: np.ndarray

    def of(self, hashes: np.ndarray, missing: float) -> np.ndarray:
        """The value of each hash, `missing` for one that is not here."""
        found = np.full(len(hashes), missing, np.float64)
        here, at = self._found(hashes)
        found[here] = self.values[at]
        return found

    def places(self, hashes: np.ndarray) -> np.ndarray:
        """Where each hash stands among the keys; behind them all one that is not here."""
        found = np.full(len(hashes), len(self.keys))
        here, at = self._found(hashes)
        found[here] = at
        return found

    def _found(self, hashes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which hashes are keys, and which key each of these is."""
        first, keys, which, most = self._slots
        at = first.take(_low_bits(hashes, len(first)))
        likely = np.flatnonzero(at)
        wanted, at = hashes[likely], at[likely]
        here = keys.take(at) == wanted
        for step in range(1, most):  # few keys have the same low bits
            rest = np.flatnonzero(~here)
            more = rest[keys.take(at[rest] + step) == wanted[rest]]
            at[more] += step
            here[more] = True
        return likely[here], which[at[here]]

    @cached_property
    def _slots(self) -> Slots:
        size = 1 << (len(self.keys).bit_length() + SPARE_BITS)
        low = _low_bits(self.keys, size)
        order = np.argsort(low, kind="stable")
        begins = np.flatnonzero(np.diff(low[order], prepend=-1))
        most = int(np.diff(begins, append=len(order)).max(initial=0))
        first = np.zeros(size, np.int32)
        first[low[order[begins]]] = begins + 1
        keys = np.zeros(1 + len(order) + most, np.uint64)
        keys[1 : 1 + len(order)] = self.keys[order]
        return Slots(first, keys, np.append(0, order), most)


class Slots(NamedTuple):
    """Keys by their low bits: most hashes that are no key have others.

    Of each low bits the `first` place among the keys, which begin at 1, and 0 if none has them;
    `which` key of the table stands at each place; how many have the same low bits at the `most`.
    """

    first: np.ndarray
    keys: np.ndarray
    which: np.ndarray
    most: int


def _low_bits(hashes: np.ndarray, size: int) -> np.ndarray:
    """So many low bits of hashes that they are below `size`, a power of two."""
    return hashes.view(np.int64) & (size - 1)


def table(texts: Sequence[str], values: Sequence[float]) -> Table:
    """A table of words or lines with their values."""
    keys = hashes_of(texts)
    order = np.argsort(keys)
    return Table(keys[order], np.asarray(values, np.float64)[order])


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """How much a word, or a whole line, speaks for chrome (above 0) or for text (below 0)."""

    words: Table
    lines: Table

    @cached_property
    def known(self) -> Table:
        """Lines, and parts of lines, that are known as labels, each with 1."""
        learnt = self.lines.keys[self.lines.values >= KNOWN]
        keys = np.sort(np.concatenate([learnt, labels().keys]))
        return Table(keys, np.ones(len(keys)))

    @cached_property
    def entries(self) -> Entries:
        """All that is known of words."""
        tables = self.words, subject_words(), function_words()
        every = np.concatenate([table.keys for table in tables])
        keys, _ = np.unique(every, return_index=True)  # without the index it imports numpy.ma
        weight, subject, function = (
            np.append(table.of(keys, missing), missing)
            for table, missing in zip(tables, (0, -1, 0), strict=True)
        )
        tenths = np.rint(TENTHS * weight).astype(np.int64)
        return Entries(Table(keys, weight[:-1]), tenths, subject.astype(np.int64), function > 0)


class Entries(NamedTuple):
    """What is known of words, by their places in `table`; the last is that of unknown ones."""

    table: Table
    weight: np.ndarray  # in tenths, so that sums are exact
    subject: np.ndarray  # its index, -1 for none
    function: np.ndarray  # whether it is a function word


@cache
def vocabulary() -> Vocabulary:
    """The learnt vocabulary: data/vocabulary.tsv."""
    found: dict[str, tuple[list[str], list[float]]] = {"word": ([], []), "line": ([], [])}
    for row in lines("vocabulary.tsv"):
        what, weight, *texts = row.split("\t")
        found[what][0].extend(texts)
        found[what][1].extend([float(weight)] * len(texts))
    return Vocabulary(table(*found["word"]), with_labels(table(*found["line"])))


@cache
def function_words() -> Table:
    """The function words of Latin-script languages, each with 1."""
    words = _subjects()[FUNCTION]
    return table(words, [1.0] * len(words))


@cache
def subject_words() -> Table:
    """The words of all subjects, with the index of the subject."""
    pairs = [(word, at) for at, subject in enumerate(SUBJECTS) for word in _subjects()[subject]]
    return table([word for word, _ in pairs], [at for _, at in pairs])


def with_labels(learnt: Table) -> Table:
    """Learnt weights of lines, and LABEL for each label in data/labels.txt that is not learnt."""
    known = labels()
    missing = known.keys[learnt.of(known.keys, 0) == 0]
    kept = learnt.keys[learnt.values != 0]
    keys = np.concatenate([kept, missing])
    values = np.concatenate([learnt.values[learnt.values != 0], np.full(len(missing), LABEL)])
    order = np.argsort(keys)
    return Table(keys[order], values[order])


@cache
def labels() -> Table:
    """What buttons and links of many sites say, as whole lines; with a bullet too."""
    known = lines("labels.txt")
    texts = [*known, *(f"* {label}" for label in known)]
    return table(texts, [LABEL] * len(texts))


def _subjects() -> dict[str, list[str]]:
    rows = (row.split("\t") for row in lines("subjects.tsv"))
    return {subject: words.split() for subject, words in rows}
