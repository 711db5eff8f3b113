"""Which words and lines stand in the chrome of many sites, and which in their content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cleanup.page.classifier.vocabulary import Table, Vocabulary, with_labels
from cleanup.page.classifier.words import hashes_of, lines_of, words_of
from cleanup.page.segment import segment
from cleanup.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tools.labelled_pages import LabelledPage

LEAST_SITES = 4  # that must have a word: one that few have may be a name
LEAST_WEIGHT = 0.5
MOST_WEIGHT = 4.0
LONGEST_LINE = 24  # code points of a line that is a label
WORD = re.compile(r"[^\W\d_]+")
DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Counts:
    """How many blocks of chrome and of content hold each word, damped, site by site."""

    keys: np.ndarray  # all hashes, in order
    key: np.ndarray  # of each entry the index of its hash
    site: np.ndarray  # of each entry
    chrome: np.ndarray
    content: np.ndarray

    @cached_property
    def entries(self) -> dict[int, np.ndarray]:
        """The entries of each site."""
        order = np.argsort(self.site, kind="stable")
        sites, starts = np.unique(self.site[order], return_index=True)
        parts = np.split(order, starts[1:])
        return {int(site): part for site, part in zip(sites, parts, strict=True)}

    @cached_property
    def totals(self) -> np.ndarray:
        """For each hash the sums over all sites: of chrome, of content, and the sites."""
        columns = (self.chrome, self.content, np.ones(len(self.key)))
        return np.stack([np.bincount(self.key, one, minlength=len(self.keys)) for one in columns])

    def weights(self, without: Iterable[int]) -> np.ndarray:
        """The weight of each hash, 0 where too little is known, as if some sites were unknown.

        It is the logarithm of how much more often a word stands in chrome than in content.
        """
        totals = self.totals.copy()
        for site in without:
            own = self.entries.get(site)
            if own is not None:
                part = np.stack([self.chrome[own], self.content[own], np.ones(len(own))])
                totals[:, self.key[own]] -= part
        chrome, content, sites = totals
        weight = np.log((chrome + 1) / (content + 1)).clip(-MOST_WEIGHT, MOST_WEIGHT)
        weight[(sites < LEAST_SITES) | (np.abs(weight) < LEAST_WEIGHT)] = 0
        return weight


def count(pages: Sequence[LabelledPage], number_of: dict[str, int]) -> tuple[Counts, Counts]:
    """The counts of words and of whole lines; `number_of` gives a site's number."""
    found: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    for page in pages:
        rows = lines_of([segment(page.text)])
        words = words_of(rows)
        labels = np.array(page.labels)
        short = np.flatnonzero(rows.end - rows.start <= LONGEST_LINE)
        for store, hashes, block in (
            (found[0], words.hash, words.block),
            (found[1], rows.hashes[short], short),
        ):
            known = labels[block] >= 0
            once = np.unique(np.stack([hashes[known], block[known].astype(np.uint64)]), axis=1)
            site = np.full(once.shape[1], number_of[page.site], np.uint64)
            label = labels[once[1].astype(np.int64)].astype(np.uint64)  # one type: hashes are exact
            store.append(np.stack([once[0], site, label]).T)
    return _counted(found[0]), _counted(found[1])


def _counted(found: list[np.ndarray]) -> Counts:
    """One entry for each word of each site."""
    rows = np.concatenate(found)
    pairs, entry = np.unique(rows[:, :2], axis=0, return_inverse=True)
    keys, key = np.unique(pairs[:, 0], return_inverse=True)
    content = np.bincount(entry.ravel(), rows[:, 2] == 1, minlength=len(pairs))
    chrome = np.bincount(entry.ravel(), rows[:, 2] == 0, minlength=len(pairs))
    return Counts(
        keys, key.ravel(), pairs[:, 1].astype(np.int64), np.log1p(chrome), np.log1p(content)
    )


def vocabulary(words: Counts, rows: Counts, without: Iterable[int]) -> Vocabulary:
    """The vocabulary that the classifier would have if it had never seen some sites."""
    return Vocabulary(
        Table(words.keys, words.weights(without)),
        with_labels(Table(rows.keys, rows.weights(without))),
    )


def written(pages: Sequence[LabelledPage], words: Counts, rows: Counts) -> str:
    """The table of the vocabulary: what, weight, texts."""
    texts: dict[str, set[str]] = {"word": set(), "line": set()}
    for page in pages:
        folded = DIGIT.sub("0", fold(page.text))
        texts["word"].update(WORD.findall(folded))
        texts["word"].update(folded[at : at + 2] for at in range(len(folded) - 1))
        lines = (line.strip() for line in folded.split("\n"))
        texts["line"].update(line for line in lines if 0 < len(line) <= LONGEST_LINE)
    output = []
    for what, counts in (("word", words), ("line", rows)):
        candidates = sorted(text for text in texts[what] if not re.search(r"[\t\n]", text))
        table = Table(counts.keys, counts.weights(()))
        weight = np.round(table.of(hashes_of(candidates), 0), 1)
        for value in np.unique(weight[weight != 0]):
            chosen = [candidates[at] for at in np.flatnonzero(weight == value)]
            output.append("\t".join([what, f"{value:.1f}", *chosen]))
    return "\n".join(output) + "\n"
