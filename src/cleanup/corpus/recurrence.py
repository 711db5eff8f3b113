"""In how many documents of a site each line stands, counted in one pass and bounded memory."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from html import unescape
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from cleanup.regex import regex
from cleanup.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MIN_DOCUMENTS = 5  # fewer tell nothing: what two of three letters share may be their form
MAX_LINES = 200_000  # lines that are counted at a time, of a site and of one document
SHARE = 0.5  # of the site's other documents that hold a line that recurs
MIN_LENGTH = 2  # signs of a line, without its space
DIGITS = regex(r"\d+")


@dataclass(frozen=True, eq=False)  # by identity: pages are cached by the statistics of their site
class SiteStatistics:
    """How many documents a site has, and how many of them hold a line.

    `counts` goes from the key of a line (see `line_key`) to the number of documents, of lines
    that stand in at least two.
    """

    documents: int
    counts: Mapping[int, int]

    def recurrence(self, folded: str) -> float:
        """The share, 0 to 1, of the site's other documents that hold a line of one of them.

        The line is given as `page.fold` makes it. Of one that does not recur it is 0.
        """
        if not self._recurring:
            return 0.0
        normalised = _bare(DIGITS.sub("0", folded))
        if len(normalised) < MIN_LENGTH:
            return 0.0
        return self._recurring.get(line_key(normalised), 0.0)

    @cached_property
    def _recurring(self) -> dict[int, float]:
        """The lines that recur: of each the share of documents that hold it, beside any one."""
        shares = ((key, (count - 1) / (self.documents - 1)) for key, count in self.counts.items())
        return {key: share for key, share in shares if share >= SHARE}


class LineCounts:
    """Document counts of lines that never hold more than `most` lines.

    When there is no more room, the lines that were seen least are dropped, those seen once first:
    lossy counting (Manku & Motwani 2002, Approximate frequency counts over data streams). A count
    is thus exact or too low, and too low only for what was rare when room was made.
    """

    def __init__(self, most: int = MAX_LINES) -> None:
        """Begin with no document."""
        self._most = most
        self._counts: Counter[int] = Counter()
        self.documents = 0

    def __len__(self) -> int:
        """The number of lines that are counted."""
        return len(self._counts)

    def add(self, text: str) -> None:
        """Count one document; a line that it repeats counts once."""
        self.documents += 1
        keys = dict.fromkeys(islice(line_keys(text), self._most))  # in order: the same in every run
        room = self._most - len(self._counts)
        if len(keys) <= room:
            self._counts.update(keys.keys())
            return
        for key in keys:
            if key not in self._counts and len(self._counts) >= self._most:
                self._make_room()
            self._counts[key] += 1

    def statistics(self) -> SiteStatistics | None:
        """What was counted; None if the documents are too few to tell anything."""
        if self.documents < MIN_DOCUMENTS:
            return None
        counts = {key: count for key, count in self._counts.items() if count > 1}
        return SiteStatistics(self.documents, MappingProxyType(counts))

    def _make_room(self) -> None:
        rarest = min(self._counts.values())
        kept = {key: count for key, count in self._counts.items() if count > rarest}
        self._counts = Counter(kept)


def statistics_of(texts: Iterable[str]) -> SiteStatistics | None:
    """The statistics of the decoded documents of one site, in a fixed order."""
    counts = LineCounts()
    for text in texts:
        counts.add(text)
    return counts.statistics()


def line_key(normalised: str) -> int:
    """64 bits that stand for a line, the same in every run and on every machine."""
    digest = blake2b(normalised.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def line_keys(text: str) -> Iterator[int]:
    """The keys of the lines of a document, with one digit for every number: counters count up."""
    folded = fold(unescape(text) if "&" in text else text)
    for line in DIGITS.sub("0", folded).splitlines():
        bare = _bare(line)
        if len(bare) >= MIN_LENGTH:
            yield line_key(bare)


def _bare(line: str) -> str:
    """A line without its space, at its ends and inside."""
    return "".join(line.split())
