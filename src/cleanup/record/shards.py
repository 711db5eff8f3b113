"""Shards in a record: where their lines are until they are settled, and how they are taken back."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from cleanup.errors import RestoreError
from cleanup.formats import parquet, size
from cleanup.formats.compressed import SIGNATURE, chunks, compression_of, packed
from cleanup.formats.inside import opened
from cleanup.formats.record import Fields
from cleanup.formats.shards import format_stated
from cleanup.record.lines import Place, is_copy
from cleanup.record.manifest import FOLDER, WORK
from cleanup.record.unwinding import unwound_runs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cleanup.formats.record import Format, Record
    from cleanup.record.history import History
    from cleanup.record.lines import Line
    from cleanup.record.manifest import Entry

SHARDS = f"{WORK}/shards"  # the folder in FOLDER of slices that are done
SLICE = 1 << 20  # bytes that are read at a time


def target_of(folder: Path, doc: str, number: int) -> Path:
    """The output of a slice in a folder; its lines are in the file with .json behind that."""
    key = hashlib.sha256(doc.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return folder / f"{key}-{number:06}"


def unsettled_lines(
    folder: Path, documents: Mapping[str, Entry], settled: int, damaged: list[str]
) -> Iterator[Line]:
    """The lines of the shards that later runs than `settled` cleaned, in the order of a piece.

    What is missing is noted in `damaged`, for people.
    """
    for doc in sorted(documents):
        entry = documents[doc]
        if not entry.form or not entry.runs or entry.runs[-1] <= settled:
            continue
        try:
            yield from _lines_of_slices(folder / FOLDER / SHARDS, doc, entry.runs[-1])
        except (LookupError, OSError, TypeError, ValueError):
            damaged.append(f"the edits of {doc}")


def _lines_of_slices(folder: Path, doc: str, run: int) -> Iterator[Line]:
    """The lines of a shard's slices. Raises OSError, ValueError and the like for what is none."""
    before = 0
    for number in count():
        path = Path(f"{target_of(folder, doc, number)}.json")
        with opened(path, "rb") as file:
            head = json.loads(file.readline())
            for text in file:
                line = json.loads(text)
                yield line | {"record": line["record"] + before, "doc": doc, "run": run}
        before += head["tally"]["records"]
        if head["last"]:
            return


def digest_of(digests: Iterable[str]) -> str:
    """What stands for the decoded text of a shard: the SHA-256 of those of its slices."""
    return hashlib.sha256(" ".join(digests).encode()).hexdigest()


def records_in(path: Path, form: Format, layout: Fields, *, rows: bool) -> Iterator[Record]:
    """The records of a file; `rows` is whether it is Parquet. Raises InputError, OSError."""
    texts = _rows_of(path, layout) if rows else _texts_of(path, form)
    for number, text in enumerate(texts):
        yield from form.records(text, layout, first=not number)


def _texts_of(path: Path, form: Format) -> Iterator[str]:
    with path.open("rb") as file:
        yield from map(form.decoded, form.cut(chunks(file), SLICE))


def _rows_of(path: Path, layout: Fields) -> Iterator[str]:
    for groups, _ in parquet.slices(path, layout, SLICE):
        yield parquet.as_lines(path, groups, layout)


def restored_shard(
    doc: str, entry: Entry, path: Path, left_out: Path, history: History
) -> Iterator[bytes]:
    """What a shard was before its cleaning, slice by slice, from its result and what was left out.

    Raises RestoreError, InputError, OSError.
    """
    form, layout = format_stated(entry.form), Fields(**entry.layout)
    rows = entry.form["name"] == "parquet"
    kept = records_in(path, form, layout, rows=rows)
    there = left_out.exists()
    others = records_in(left_out, form, layout, rows=rows) if there else iter(())
    number = 0
    for records, known in entry.slices:
        parts: list[str] = []
        for _ in range(records):
            number += 1
            lines = history.lines(Place(doc, number))
            record = next(others if any(map(is_copy, lines)) else kept, None)
            if record is None:
                raise RestoreError("its record is not complete; left as it is")
            edits = [line for line in lines if not is_copy(line)]
            first = number == 1
            parts.append(unwound_runs(form, layout, record, edits, first=first))
        data = "".join(parts).encode()
        if hashlib.sha256(data).hexdigest() != known:
            raise RestoreError("its record is not complete; left as it is")
        yield data


def written(
    texts: Iterable[bytes], entry: Entry, path: Path, left_out: Path, rows: Sequence[int]
) -> Iterator[bytes]:
    """A shard with the texts of its slices, as it lies there, from its result.

    `rows` are the numbers, from 1, of the records that were left out. Raises InputError, OSError.
    """
    if entry.form["name"] != "parquet":
        with path.open("rb") as file:
            packing = compression_of(file.read(SIGNATURE))
        yield from packed(texts, packing)
        return
    with TemporaryFile() as whole, TemporaryFile() as file:
        if rows:
            parquet.merge(path, left_out, [row - 1 for row in rows], whole)
        decoded = (text.decode() for text in texts)
        parquet.write(whole if rows else path, file, decoded, Fields(**entry.layout))
        file.seek(0)
        yield from iter(partial(file.read, size.CHUNK), b"")
