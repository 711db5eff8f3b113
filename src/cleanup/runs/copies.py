"""What the documents of a run have in common: which are copies, and which passages recur."""

from __future__ import annotations

import json
import os
from functools import partial
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.corpus.candidates import BODIES, bodies
from cleanup.corpus.duplicates import removed_copies
from cleanup.corpus.passages import passages
from cleanup.engines.choice import engine_in
from cleanup.events import CopyFound, PassagesFound, SharedPassage
from cleanup.pipeline import chosen
from cleanup.record.fingerprint import code_version
from cleanup.runs.comparing import (
    COPIES,
    FILES,
    REASONS,
    TEXTS,
    read_texts,
    reasons,
    reasons_of_texts,
)
from cleanup.runs.progress import Phased
from cleanup.runs.working import MUCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.engines.table import Engine, Row, Table
    from cleanup.runs.run import Run

FEW_DOCUMENTS = 256  # of no great size, which are compared sooner than a process is started
PAIRS = {"id": "BIGINT", "kept": "BIGINT"}
NAMES = ("utf-8", "surrogateescape")  # of files: bytes that need not be Unicode
RECORDS = 32  # bits of an id that number the records of a shard; those before them number files
# One join of texts at a time, as in `corpus.candidates`.
WITH_TEXT = """
SELECT pairs.id, pairs.kept, bodies.text FROM pairs JOIN bodies ON bodies.id = pairs.id
"""
WITH_OTHER = """
SELECT pairs.id, pairs.kept, pairs.text, bodies.text AS other
FROM pairs JOIN bodies ON bodies.id = pairs.kept
"""
BODIES_OF = """
SELECT bodies.digest, bodies.repairs, bodies.id FROM bodies JOIN pairs ON pairs.id = bodies.id
"""


class Clean(NamedTuple):
    """A clean text in a file, how reports call it, and the number of its repairs.

    A text with another `digest` is somebody else's; '' stands for any. `record` is its number in a
    shard, from 1; 0 is a file of one text.
    """

    name: str
    path: str
    repairs: int
    digest: str = ""
    record: int = 0

    @property
    def shown(self) -> str:
        """How reports call it."""
        return f"{self.name}:{self.record}" if self.record else self.name


class CleanRecords(NamedTuple):
    """A slice of a clean shard: where it is, how it is read, and the numbers of its records."""

    name: str
    path: str
    start: int
    end: int  # 0: the whole file
    numbers: list[int]  # from 1
    form: dict[str, Any]
    layout: dict[str, Any]


class FoundCopy(NamedTuple):
    """A document that is a copy of one that is kept; `packed` is what the ledger says of it."""

    copy: Clean
    kept: Clean
    similarity: float
    packed: str  # as JSON, for there may be many

    @property
    def reason(self) -> dict[str, Any]:
        """The rule, the reason, the confidence, and the spans that differ."""
        reason: dict[str, Any] = json.loads(self.packed)
        return reason

    def event(self, *, removed: bool = False, folder: Path | str = "") -> CopyFound:
        """What the run tells of it, and what becomes of it."""
        reason = self.reason
        return CopyFound(
            self.copy.shown,
            self.kept.shown,
            reason["rule"],
            reason["reason"],
            self.similarity,
            removed,
            str(folder),
        )


class Compared(NamedTuple):
    """What documents have in common: the copies, and of each other document its shared passages."""

    copies: list[FoundCopy]
    passages: list[PassagesFound]


def compared(
    texts: Iterable[Clean], run: Run, folder: Path, shards: Iterable[CleanRecords] = ()
) -> Compared:
    """The copies among the texts and the passages of the others, in the order of their names.

    The engine keeps its tables in `folder`, where a run that was broken off finds them again.
    Raises EngineError.
    """
    corpus = _Corpus(sorted(texts), sorted(shards, key=lambda one: (one.name, one.numbers)))
    rules = chosen(run.settings)
    phase = Phased("comparing", len(corpus), 0, run.tell)
    state, size = corpus.state()
    known = f"{code_version()} {_least(run)} {state}"
    few = FEW_DOCUMENTS if size < MUCH else 1
    processes = run.processes.pool(run.plan.jobs)
    with processes as pool, engine_in(folder, run.plan, known, pool, few) as engine:
        read = engine.map(engine.from_rows(corpus.rows(), FILES), read_texts, TEXTS, tuple(FILES))
        copies = _copies(engine, read, corpus, run) if rules.duplicates else []
        shared: list[Row] = []
        if rules.passages:
            gone = ((corpus.number(one.copy),) for one in copies)
            gone_rows = engine.from_rows(gone, {"id": "BIGINT"})
            shared = sorted(engine.rows(passages(engine, read, gone_rows)))
    phase.advance(len(corpus))
    return Compared(copies, list(_by_document(shared, corpus)))


class _Corpus:
    """All documents, by numbers in the order of their names."""

    def __init__(self, texts: Sequence[Clean], slices: Sequence[CleanRecords]) -> None:
        self._slices = slices
        shards = {one.name for one in slices}
        names = {Clean(name, "", 0) for name in shards}
        self._files = sorted([*texts, *names])
        self._numbers = {(one.name, one.path): number for number, one in enumerate(self._files)}
        self._shards = shards

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._files)

    def __getitem__(self, number: int) -> Clean:
        """The document with a number."""
        file = self._files[number >> RECORDS]
        return file._replace(record=number & ((1 << RECORDS) - 1)) if file.path == "" else file

    def number(self, one: Clean) -> int:
        """The number of a document."""
        return self._numbers[one.name, one.path] << RECORDS | one.record

    def rows(self) -> Iterator[Row]:
        """A row for each text in a file, and for each slice of a shard."""
        for one in self._files:
            if one.path:
                yield self.number(one), os.fsencode(one.path), one.digest, one.repairs, ""
        for part in self._slices:
            where = part._replace(name="", path="")._asdict()
            number = self.number(Clean(part.name, "", 0))
            yield number, os.fsencode(part.path), "", 0, json.dumps(where)

    def state(self) -> tuple[str, int]:
        """A digest of the texts, of their names, and when which bytes were written; their size.

        That is how many bytes their files have.
        """
        found, size, last = sha256(), 0, ""
        files = [(one, one.path) for one in self._files if one.path]
        for one, path in (*files, *((one, one.path) for one in self._slices)):
            status = Path(path).stat()
            found.update(f"{one} {status.st_size} {status.st_mtime_ns}\n".encode(*NAMES))
            size += status.st_size if path != last else 0  # the slices of a file are in a row
            last = path
        return found.hexdigest(), size


def _by_document(shared: Iterable[Row], corpus: _Corpus) -> Iterator[PassagesFound]:
    """Rows of (document, line, number of documents that have it, the first of these), in order."""
    for number, rows in groupby(shared, itemgetter(0)):
        passages_of_one = (
            SharedPassage(line, number_of, corpus[first].shown)
            for _, line, number_of, first in rows
        )
        yield PassagesFound(corpus[number].shown, tuple(passages_of_one))


def _copies(engine: Engine, read: Table, corpus: _Corpus, run: Run) -> list[FoundCopy]:
    """The copies. Documents that are no copies for the rules may be copies of each other."""
    found = sorted(engine.rows(removed_copies(engine, read, _least(run))))
    table = engine.save(engine.map(read, bodies, BODIES, ("id", "text", "repairs")), "bodies")
    copies = _explained(engine, table, found, corpus, run)
    gone = {corpus.number(copy.copy) for copy in copies}
    stay = [one for one, *_ in found if one not in gone]
    rest = _alike(engine, table, stay)
    return sorted(copies + _explained(engine, table, rest, corpus, run))


def _explained(
    engine: Engine, table: Table, found: Iterable[Row], corpus: _Corpus, run: Run
) -> list[FoundCopy]:
    """Those of the documents and their kept copies of which the rules say why."""
    pairs = [(one, other) for one, other, *_ in found]
    files = [pair for pair in pairs if corpus[pair[0]].path and corpus[pair[1]].path]
    others = sorted({*pairs} - {*files})
    why = partial(reasons, settings=run.settings, similarity=run.plan.similarity)
    rows: list[Row] = []
    if files:
        named = ((*pair, *(os.fsencode(corpus[one].path) for one in pair)) for pair in files)
        given = engine.from_rows(named, COPIES)
        rows += engine.rows(engine.map(given, why, REASONS, tuple(COPIES)))
    if others:
        key = sha256(f"{others}".encode()).hexdigest()[:8]
        given = engine.sql(WITH_TEXT, pairs=engine.from_rows(others, PAIRS), bodies=table)
        both = engine.sql(WITH_OTHER, pairs=engine.save(given, f"explained-{key}"), bodies=table)
        why = partial(reasons_of_texts, settings=run.settings, similarity=run.plan.similarity)
        columns = ("id", "kept", "text", "other")
        rows += engine.rows(engine.map(both, why, REASONS, columns))
    return [
        FoundCopy(corpus[one], corpus[other], similarity, reason)
        for one, other, similarity, reason in rows
    ]


def _alike(engine: Engine, table: Table, some: Sequence[int]) -> Iterator[Row]:
    """Each of some documents whose body another one of them has, and that one."""
    if not some:
        return
    pairs = engine.from_rows(((number, number) for number in some), PAIRS)
    first: dict[bytes, int] = {}
    for body, _, number in sorted(engine.rows(engine.sql(BODIES_OF, pairs=pairs, bodies=table))):
        kept = first.setdefault(body, number)
        if kept != number:
            yield number, kept


def _least(run: Run) -> float:
    """What two documents must have in common: without the rule of near-duplicates, all."""
    near = any(rule.code == "DUP002" for rule in chosen(run.settings).duplicates)
    return run.plan.similarity if near else 1.0
