"""Paragraphs that stand in many documents of a corpus: a press release inside articles."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from cleanup.corpus.body import letters_of

if TYPE_CHECKING:
    from cleanup.engines.table import Batch, Engine, Table

LENGTH = 80  # letters of a passage; a shorter paragraph may be a formula
DOCUMENTS = 5  # that it stands in, at least
PARAGRAPHS = {"id": "BIGINT", "line": "BIGINT", "key": "BIGINT"}
STAYING = """
SELECT lines.* FROM lines LEFT JOIN gone ON gone.id = lines.id WHERE gone.id IS NULL
"""
PASSAGES = """
SELECT paragraphs.id, paragraphs.line, found.documents, found.first
FROM paragraphs JOIN (
    SELECT key, count(DISTINCT id) AS documents, min(id) AS first FROM paragraphs GROUP BY key
) AS found ON found.key = paragraphs.key
WHERE found.documents >= {documents}
"""


def passages(engine: Engine, documents: Table, gone: Table) -> Table:
    """A row (id, line, documents, first) for each passage of each document (id, text).

    `line` counts from 0; `documents` is the number of those with this paragraph, in whatever
    script and punctuation, and `first` the first of them by its id. Documents whose id is in
    `gone` do not count.
    """
    found = engine.save(engine.map(documents, paragraphs, PARAGRAPHS, ("id", "text")), "lines")
    query = PASSAGES.format(documents=DOCUMENTS)
    return engine.sql(query, paragraphs=engine.sql(STAYING, lines=found, gone=gone))


def paragraphs(batch: Batch) -> Batch:
    """The paragraphs of each text that are long enough: where they stand, and 64 bits of each."""
    found = []
    for number, text in zip(batch["id"], batch["text"], strict=True):
        for line, body in enumerate(letters_of(text.split("\n"))):
            if len(body) >= LENGTH:
                digest = blake2b(body.encode(), digest_size=8).digest()
                found.append((number, line, int.from_bytes(digest, "big", signed=True)))
    return {name: [row[at] for row in found] for at, name in enumerate(PARAGRAPHS)}
