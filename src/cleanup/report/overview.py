"""What a run did to a folder, gathered from its record for a report: figures and samples."""

from __future__ import annotations

import heapq
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from cleanup.errors import CleanupError
from cleanup.formats import text as files
from cleanup.record.distinct import least_certain
from cleanup.record.lines import place_of_line
from cleanup.record.log import logged
from cleanup.record.manifest import found_at
from cleanup.record.names import record_of
from cleanup.report.samples import LONGEST, Kept, Sample, removed, with_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from cleanup.events import Tell
    from cleanup.record.lines import Line, Place
    from cleanup.record.manifest import Entry, Manifest

MOST = 30  # documents that lost most, folders, and copies that are shown
Sort = Literal["confidence", "loss"]  # the least certain first, or the longest
SORTS: tuple[Sort, ...] = get_args(Sort)


@dataclass(slots=True)
class Row:
    """What one rule, or all rules in one folder or document, did. Characters are code points."""

    name: str
    edits: int = 0
    documents: int = 0
    removed: int = 0
    share: float = 0.0  # of the document's characters; 0 where it is not known


class Copied(NamedTuple):
    """A document that was left out, what stands for it, and the texts in which the two differ."""

    doc: str
    kept: str
    similarity: float
    spans: tuple[tuple[int, int, int, int], ...]  # of its text, and of what stands for it
    differs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """All that a report shows."""

    folder: str
    documents: int
    files: int  # that they came from
    changed: int
    edits: int
    removed: int
    rules: list[Row]
    folders: list[Row]
    lost_most: list[Row]
    sort: Sort
    first: list[Sample]  # in that order
    random: list[Sample]
    copies: list[Copied]
    copies_in_all: int


class _Tally:
    """What is counted while the lines of a record go by, document by document."""

    def __init__(self, sample: int, seed: int, *, by_loss: bool) -> None:
        self.rules: defaultdict[str, Row] = defaultdict(lambda: Row(""))
        self.folders: defaultdict[str, Row] = defaultdict(lambda: Row(""))
        self.lost_most: list[tuple[int, str, Row]] = []
        self.copies: list[tuple[float, str, Copied]] = []
        self.copies_in_all = self.changed = 0
        self.random, self.longest = Kept(sample), Kept(sample)
        self._seed, self._by_loss = seed, by_loss

    def add(self, place: Place, lines: Iterable[Line]) -> None:
        """Count what was done to a document."""
        own, folder = Row(place.name), self.folders[place.doc.rpartition("/")[0]]
        of_rules = set()
        for line in lines:
            if line["kept"]:
                self._add_copy(place.name, line)
                continue
            of_rules.add(line["rule"])
            for row in (self.rules[line["rule"]], folder, own):
                row.edits += 1
                row.removed += removed(line)
            self._offer(line)
        for rule in of_rules:
            self.rules[rule].documents += 1
        if own.edits:
            self.changed += 1
            folder.documents += 1
            _push(self.lost_most, (own.removed, place.name, own))

    def _add_copy(self, name: str, line: Line) -> None:
        self.copies_in_all += 1
        spans = json.loads(line["differs"] or "[]")
        copy = Copied(name, line["kept"], line["similarity"], tuple(map(tuple, spans)))
        _push(self.copies, (-line["similarity"], name, copy))

    def _offer(self, line: Line) -> None:
        text = line["text"].strip()
        if text:
            chance = repr((self._seed, line["rule"], text)).encode("utf-8", "surrogatepass")
            self.random.offer(blake2b(chance).digest(), line)
            if self._by_loss:
                self.longest.offer((-removed(line), line["rule"], text), line)


def _push(heap: list[Any], item: Any) -> None:
    """Keep the largest items."""
    (heapq.heappush if len(heap) < MOST else heapq.heappushpop)(heap, item)


def overview(  # noqa: PLR0913  # one for each option of the command
    folder: Path,
    tell: Tell,
    *,
    sample: int,
    seed: int,
    rules: tuple[str, ...] = (),
    sort: Sort = "confidence",
) -> Overview:
    """Gather what was done to a folder, or what some rules did, by their codes or prefixes.

    Each record of a file of many counts as a document.
    `sample` is the size of each sample; the random one depends on `seed` alone, the other one is
    the first in the order `sort`. Raises OutputError for a folder without a record that can be
    read.
    """
    manifest = record_of(folder)
    by_loss = sort == "loss"
    tally = _Tally(sample, seed, by_loss=by_loss)
    for place, lines in groupby(logged(folder, tell, rules=rules), key=place_of_line):
        tally.add(place, lines)
    lost = [row for _, _, row in sorted(tally.lost_most, reverse=True)]
    first = tally.longest.samples() if by_loss else _doubtful(folder, manifest, sample, rules)
    samples = with_lines(folder, manifest, [*first, *tally.random.samples()])
    return Overview(
        folder=str(folder),
        documents=sum(map(_documents_in, manifest.documents.values())),
        files=len(manifest.documents),
        removed=sum(row.removed for row in tally.rules.values()),
        edits=sum(row.edits for row in tally.rules.values()),
        changed=tally.changed,
        rules=_rows(tally.rules),
        folders=_rows(tally.folders)[:MOST],
        lost_most=[_with_share(folder, manifest, row) for row in lost],
        sort=sort,
        first=samples[: len(first)],
        random=samples[len(first) :],
        copies=[_with_texts(folder, manifest, copy) for *_, copy in sorted(tally.copies)],
        copies_in_all=tally.copies_in_all,
    )


def _doubtful(folder: Path, manifest: Manifest, most: int, rules: tuple[str, ...]) -> list[Sample]:
    """The least certain of what these rules removed, or all did."""
    found = least_certain(folder, manifest, most, lambda edit: edit.code.startswith(rules or ""))
    return [
        Sample(
            *one.place,
            one.line,
            one.edit.code,
            one.edit.note,
            one.edit.confidence,
            one.edit.before[:LONGEST],
            one.edit.after[:LONGEST],
            one.documents,
        )
        for one in found
    ]


def _rows(counted: Mapping[str, Row]) -> list[Row]:
    """What was counted, with its names, what removed most first."""
    named = (replace(row, name=name) for name, row in counted.items() if row.edits)
    return sorted(named, key=lambda row: (-row.removed, -row.edits, row.name))


def _documents_in(entry: Entry) -> int:
    return sum(count for count, _ in entry.slices) if entry.form else 1


def _with_share(folder: Path, manifest: Manifest, row: Row) -> Row:
    """A document with the share of its characters that went, if its result is there."""
    left = _text_of(folder, manifest, row.name)
    return replace(row, share=row.removed / max(1, row.removed + len(left))) if left else row


def _with_texts(folder: Path, manifest: Manifest, copy: Copied) -> Copied:
    """A copy with the texts in which it differs, if both are there."""
    one, other = (_text_of(folder, manifest, doc) for doc in (copy.doc, copy.kept))
    texts = ((one[a:b][:LONGEST], other[c:d][:LONGEST]) for a, b, c, d in copy.spans[:MOST])
    return copy._replace(differs=tuple(texts)) if one and other else copy


def _text_of(folder: Path, manifest: Manifest, doc: str) -> str:
    """The clean text of a document, in its place or left aside; '' for a file of many."""
    try:
        entry = manifest.documents[doc]
        return "" if entry.form else files.read(found_at(folder, doc, entry)).decode()
    except (CleanupError, OSError, KeyError, UnicodeDecodeError):
        return ""
