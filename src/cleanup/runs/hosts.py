"""What recurs on the pages of each site, where records tell their sites by their addresses.

The counts of all sites are one array of rows (site, line, documents), 64 bits each, in order. A row
of the line 0 tells how many documents a site has.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np

from cleanup.corpus.recurrence import MAX_LINES, MIN_DOCUMENTS, SiteStatistics, line_key, line_keys

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Rows = NDArray[np.uint64]

MOST_ROWS = 4_000_000  # that are held; when there are more, lines that were seen once are dropped
MOST_CHARS = 4 * 10**6  # a longer text is a book or a table, and no page of a site


def site_of(url: str, otherwise: str) -> str:
    """What names the site of a record: the host of its address, or else what it lies in."""
    with suppress(ValueError):
        return urlsplit(url).hostname or otherwise
    return otherwise


def counted(texts: Iterable[tuple[str, str]]) -> Rows:
    """The rows of some documents, each a pair of its site and its text."""
    found: list[Rows] = []
    for site, text in texts:
        if len(text) <= MOST_CHARS:
            keys = [0, *list(dict.fromkeys(line_keys(text)))[:MAX_LINES]]
            rows = np.ones((len(keys), 3), np.uint64)
            rows[:, 0], rows[:, 1] = line_key(site), keys
            found.append(rows)
    return added(found)


def added(parts: Iterable[Rows]) -> Rows:
    """Rows added up, those of one site and one line to one."""
    rows = np.concatenate([np.empty((0, 3), np.uint64), *parts])
    if not len(rows):
        return rows
    rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
    starts = np.flatnonzero(np.r_[True, (rows[1:, :2] != rows[:-1, :2]).any(axis=1)])
    total = rows[starts]
    total[:, 2] = np.add.reduceat(rows[:, 2], starts)
    return total


class Counts:
    """Rows that are added up, never many more than `MOST_ROWS`.

    When there are more, lines that were seen once are dropped. What recurs is seen again and stays:
    lossy counting, as in `recurrence.LineCounts`.
    """

    def __init__(self, most: int = MOST_ROWS) -> None:
        """Begin with none."""
        self._most = most
        self._total: Rows = added([])
        self._waiting: list[Rows] = []

    def add(self, rows: Rows) -> None:
        """Add the rows of some documents; they are put in order when they are many."""
        self._waiting.append(rows)
        if sum(map(len, self._waiting)) > max(len(self._total), self._most // 8):
            self._settle()

    def save(self, path: Path) -> str:
        """Write the lines that stand in several documents of a site; '' if there is nothing."""
        self._settle()
        if not len(self._total):
            return ""
        np.save(path, _recurring(self._total))
        return str(path)

    def _settle(self) -> None:
        total = added([self._total, *self._waiting])
        self._total = total if len(total) <= self._most else _recurring(total)
        self._waiting = []


def _recurring(rows: Rows) -> Rows:
    """The rows of lines that were seen twice, and those of the numbers of documents."""
    kept: Rows = rows[(rows[:, 2] > 1) | (rows[:, 1] == 0)]
    return kept


def put_down(rows: Rows, target: str) -> None:
    """Write the rows of a slice, for `load`."""
    np.save(f"{target}.sites.npy", rows)


def load(target: str) -> Rows:
    """The rows of a slice; their file is removed."""
    path = Path(f"{target}.sites.npy")
    rows: Rows = np.load(path)
    path.unlink()
    return rows


class SiteCounts:
    """The counts of all sites, read as far as they are asked for."""

    def __init__(self, path: str) -> None:
        """Open what `Counts.save` wrote."""
        self._rows: Rows = np.load(path, mmap_mode="r")
        self.of = lru_cache(maxsize=64)(self._of)

    def _of(self, site: str) -> SiteStatistics | None:
        """The statistics of a site; None for one of too few documents."""
        key = np.uint64(line_key(site))
        start, end = np.searchsorted(self._rows[:, 0], [key, key + np.uint64(1)])
        rows = self._rows[start:end]
        documents = int(rows[0, 2]) if len(rows) and rows[0, 1] == 0 else 0
        if documents < MIN_DOCUMENTS:
            return None
        lines = rows[rows[:, 2] > 1]
        counts = dict(zip(lines[1:, 1].tolist(), lines[1:, 2].tolist(), strict=True))
        return SiteStatistics(documents, counts)


@lru_cache(maxsize=2)
def site_counts(path: str) -> SiteCounts:
    """The counts in a file, which one process opens once."""
    return SiteCounts(path)
