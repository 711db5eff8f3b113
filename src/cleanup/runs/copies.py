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

from cleanup.corpus.body import bodies_of
from cleanup.corpus.differences import differences
from cleanup.corpus.duplicates import removed_copies
from cleanup.corpus.passages import passages
from cleanup.engines.choice import engine_in
from cleanup.events import CopyFound, PassagesFound, SharedPassage
from cleanup.model import Document
from cleanup.pipeline import chosen
from cleanup.record.manifest import code_version, digest
from cleanup.rules.duplicates import Copy
from cleanup.stages.front import split_front_matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.engines.table import Batch, Engine, Row, Table
    from cleanup.runs.run import Run
    from cleanup.settings import Settings

FILES = {"id": "BIGINT", "path": "BINARY", "digest": "STRING", "repairs": "BIGINT"}
TEXTS = {"id": "BIGINT", "text": "STRING", "repairs": "BIGINT"}
PATHS = {"id": "BIGINT", "path": "BINARY"}
DIGESTS = {"id": "BIGINT", "body": "BINARY"}
COPIES = {"id": "BIGINT", "kept": "BIGINT", "path": "BINARY", "other": "BINARY"}
REASONS = {"id": "BIGINT", "kept": "BIGINT", "similarity": "DOUBLE", "reason": "STRING"}


class Clean(NamedTuple):
    """A clean text in a file, how reports call it, and the number of its repairs.

    A text with another `digest` is somebody else's; '' stands for any.
    """

    name: str
    path: str
    repairs: int
    digest: str = ""


class Text(NamedTuple):
    """A text and where it starts in its file, behind the metadata."""

    start: int
    text: str


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
            self.copy.name,
            self.kept.name,
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


def compared(texts: Iterable[Clean], run: Run, folder: Path) -> Compared:
    """The copies among the texts and the passages of the others, in the order of their names.

    The engine keeps its tables in `folder`, where a run that was broken off finds them again.
    Raises EngineError.
    """
    documents = sorted(texts)
    rules = chosen(run.settings)
    rows = (
        (number, os.fsencode(one.path), one.digest, one.repairs)
        for number, one in enumerate(documents)
    )
    known = f"{code_version()} {_least(run)} {inputs(documents)}"
    with engine_in(folder, run.plan, known) as engine:
        read = engine.map(engine.from_rows(rows, FILES), read_texts, TEXTS, tuple(FILES))
        copies = _copies(engine, read, documents, run) if rules.duplicates else []
        if not rules.passages:
            return Compared(copies, [])
        number = {one.path: number for number, one in enumerate(documents)}
        gone = engine.from_rows([(number[found.copy.path],) for found in copies], {"id": "BIGINT"})
        shared = sorted(engine.rows(passages(engine, read, gone)))
        return Compared(copies, list(_by_document(shared, documents)))


def _by_document(shared: Iterable[Row], documents: Sequence[Clean]) -> Iterator[PassagesFound]:
    """Rows of (document, line, number of documents that have it, the first of these), in order."""
    for number, rows in groupby(shared, itemgetter(0)):
        passages_of_one = (
            SharedPassage(line, number_of, documents[first].name)
            for _, line, number_of, first in rows
        )
        yield PassagesFound(documents[number].name, tuple(passages_of_one))


def _copies(engine: Engine, read: Table, documents: Sequence[Clean], run: Run) -> list[FoundCopy]:
    """The copies. Documents that are no copies for the rules may be copies of each other."""
    found = sorted(engine.rows(removed_copies(engine, read, _least(run))))
    copies = _explained(engine, found, documents, run)
    gone = {copy.copy for copy in copies}
    stay = [one for one, *_ in found if documents[one] not in gone]
    return sorted(copies + _explained(engine, _alike(engine, stay, documents), documents, run))


def _explained(
    engine: Engine, found: Iterable[Row], documents: Sequence[Clean], run: Run
) -> list[FoundCopy]:
    """Those of the documents and their kept copies of which the rules say why."""
    pairs = (
        (one, other, os.fsencode(documents[one].path), os.fsencode(documents[other].path))
        for one, other, *_ in found
    )
    why = partial(reasons, settings=run.settings, similarity=run.plan.similarity)
    table = engine.map(engine.from_rows(pairs, COPIES), why, REASONS, tuple(COPIES))
    return [
        FoundCopy(documents[one], documents[other], similarity, reason)
        for one, other, similarity, reason in engine.rows(table)
    ]


def _alike(engine: Engine, some: Iterable[int], documents: Sequence[Clean]) -> Iterator[Row]:
    """Each of some documents whose body another one of them has, and that one."""
    rows = ((number, os.fsencode(documents[number].path)) for number in some)
    table = engine.map(engine.from_rows(rows, PATHS), body_digests, DIGESTS, tuple(PATHS))
    first: dict[bytes, int] = {}
    for number, body in sorted(
        engine.rows(table), key=lambda row: (documents[row[0]].repairs, row[0])
    ):
        kept = first.setdefault(body, number)
        if kept != number:
            yield number, kept


def _least(run: Run) -> float:
    """What two documents must have in common: without the rule of near-duplicates, all."""
    near = any(rule.code == "DUP002" for rule in chosen(run.settings).duplicates)
    return run.plan.similarity if near else 1.0


def inputs(documents: Iterable[Clean]) -> str:
    """A digest of the texts: their names, and when which bytes were written."""
    found = sha256()
    for one in documents:
        status = Path(one.path).stat()
        known = (one.name, one.repairs, one.digest, status.st_size, status.st_mtime_ns)
        found.update(f"{known}\n".encode())
    return found.hexdigest()


def read_texts(batch: Batch) -> Batch:
    """The texts in the files, without the metadata before them; '' for what is no copy."""
    texts = [_read(*row).text for row in zip(batch["path"], batch["digest"], strict=True)]
    return {"id": batch["id"], "text": texts, "repairs": batch["repairs"]}


def body_digests(batch: Batch) -> Batch:
    """What stands for the bodies of the texts in the files."""
    found = bodies_of([_read(path).text for path in batch["path"]])
    return {"id": batch["id"], "body": [sha256(body.encode()).digest() for body in found]}


def reasons(batch: Batch, settings: Settings, similarity: float) -> Batch:
    """What the rules find in each document beside the copy that is kept; nothing, no row."""
    rules = chosen(settings).duplicates
    found: list[tuple[int, int, float, str]] = []
    for number, kept, *paths in zip(*(batch[column] for column in COPIES), strict=True):
        one, other = map(_read, paths)
        for finding in (
            f for rule in rules for f in rule.find(Copy(one.text, other.text, similarity))
        ):
            reason = {
                "rule": finding.code,
                "reason": finding.note,
                "confidence": round(finding.confidence, 4),
                "differs": [
                    (start + one.start, end + one.start, first + other.start, last + other.start)
                    for start, end, first, last in differences(one.text, other.text)
                ],
            }
            found.append((number, kept, round(finding.confidence, 4), json.dumps(reason)))
    return {name: [row[at] for row in found] for at, name in enumerate(REASONS)}


def _read(path: bytes, known: str = "") -> Text:
    """A text; '' for one that was changed since it was cleaned."""
    try:
        data = Path(os.fsdecode(path)).read_bytes()
        text = data.decode() if not known or digest(data) == known else ""
    except (OSError, UnicodeDecodeError):
        text = ""
    front, document = split_front_matter(Document("", text, "utf-8"))
    return Text(len(front), document.text)
