"""What workers do where documents are compared: they read texts, and say why two are copies."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.corpus.differences import differences
from cleanup.formats import parquet
from cleanup.formats.record import Fields
from cleanup.formats.shards import format_stated
from cleanup.model import Document
from cleanup.pipeline import chosen
from cleanup.record.manifest import digest
from cleanup.rules.duplicates import Copy
from cleanup.stages.front import split_front_matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.engines.table import Batch, Row
    from cleanup.settings import Settings

FILES = {
    "id": "BIGINT",
    "path": "BINARY",
    "digest": "STRING",
    "repairs": "BIGINT",
    "records": "STRING",  # of a slice of a shard: where they are, in JSON
}
TEXTS = {"id": "BIGINT", "text": "STRING", "repairs": "BIGINT"}
COPIES = {"id": "BIGINT", "kept": "BIGINT", "path": "BINARY", "other": "BINARY"}
REASONS = {"id": "BIGINT", "kept": "BIGINT", "similarity": "DOUBLE", "reason": "STRING"}


class Text(NamedTuple):
    """A text and where it starts in its file, behind the metadata."""

    start: int
    text: str


def read_texts(batch: Batch) -> Batch:
    """The texts in the files, without the metadata before them; '' for what is no copy."""
    found: list[Row] = []
    columns = (batch[name] for name in FILES)
    for number, path, known, repairs, records in zip(*columns, strict=True):
        if records:
            found += ((number | record, text, 0) for record, text in _records(path, records))
        else:
            found.append((number, _read(path, known).text, repairs))
    return {name: [row[at] for row in found] for at, name in enumerate(TEXTS)}


def _records(path: bytes, records: str) -> Iterator[tuple[int, str]]:
    """The numbers and the texts of the records of a slice that have one."""
    where: dict[str, Any] = json.loads(records)
    form, layout = format_stated(where["form"]), Fields(**where["layout"])
    place = Path(os.fsdecode(path))
    if where["form"]["name"] == "parquet":
        text = parquet.as_lines(place, range(where["start"], where["end"]), layout)
    else:
        with place.open("rb") as file:
            file.seek(where["start"])
            text = form.decoded(file.read(where["end"] - where["start"]))
    numbers = where["numbers"]
    parts = form.records(text, layout, first=numbers[:1] == [1])
    for number, record in zip(numbers, parts, strict=True):
        if record.fields:
            yield number, "\n".join(field.text for field in record.fields)


def reasons(batch: Batch, settings: Settings, similarity: float) -> Batch:
    """What the rules find in each document beside the copy that is kept; nothing, no row."""
    texts = zip(map(_read, batch["path"]), map(_read, batch["other"]), strict=True)
    return _reasons(batch, texts, settings, similarity)


def reasons_of_texts(batch: Batch, settings: Settings, similarity: float) -> Batch:
    """The same of texts that are at hand."""
    pairs = zip(batch["text"], batch["other"], strict=True)
    texts = ((Text(0, text), Text(0, other)) for text, other in pairs)
    return _reasons(batch, texts, settings, similarity)


def _reasons(
    batch: Batch, texts: Iterable[tuple[Text, Text]], settings: Settings, similarity: float
) -> Batch:
    rules = chosen(settings).duplicates
    found: list[tuple[int, int, float, str]] = []
    for number, kept, (one, other) in zip(batch["id"], batch["kept"], texts, strict=True):
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
