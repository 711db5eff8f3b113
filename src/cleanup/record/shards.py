"""Shards in a record: where their lines are until they are settled, and how they are taken back."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, NamedTuple

from cleanup.errors import InputError, OutputError, RestoreError, reason_of
from cleanup.formats import inside, parquet, size
from cleanup.formats import text as files
from cleanup.formats.compressed import SIGNATURE, chunks, compression_of, packed
from cleanup.formats.inside import opened
from cleanup.formats.record import Fields
from cleanup.formats.shards import format_stated
from cleanup.record.lines import Place, checked, is_copy
from cleanup.record.manifest import FOLDER, LEFT_OUT, WORK
from cleanup.record.unwinding import unwound_runs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from typing import BinaryIO

    from cleanup.formats.compressed import Compression
    from cleanup.formats.record import Format, Record
    from cleanup.record.history import History
    from cleanup.record.lines import Line
    from cleanup.record.manifest import Documents, Entry

SHARDS = f"{WORK}/shards"  # the folder in FOLDER of slices that are done
INCOMPLETE = "its record is not complete; left as it is"
SLICE = 1 << 20  # bytes that are read at a time


def target_of(folder: Path, doc: str, number: int) -> Path:
    """The output of a slice in a folder; its lines are in the file with .json behind that."""
    key = hashlib.sha256(doc.encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return folder / f"{key}-{number:06}"


def unsettled_lines(
    folder: Path, documents: Documents, settled: int, damaged: list[str]
) -> Iterator[Line]:
    """The lines of the shards that later runs than `settled` cleaned, in the order of a piece.

    What is missing is noted in `damaged`, for people. Raises OutputError.
    """
    for doc, entry in sorted(documents.shards()):
        if not entry.runs or entry.runs[-1] <= settled:
            continue
        try:
            yield from _lines_of_slices(folder / FOLDER / SHARDS, doc, entry.runs[-1])
        except (FileNotFoundError, LookupError, TypeError, ValueError):
            damaged.append(f"the edits of {doc}")
        except OSError as error:  # the disk failed; they may be whole
            raise OutputError(f"cannot read its record: {reason_of(error)}") from None


def _lines_of_slices(folder: Path, doc: str, run: int) -> Iterator[Line]:
    """The lines of a shard's slices. Raises OSError, ValueError and the like for what is none."""
    before = 0
    for number in count():
        path = Path(f"{target_of(folder, doc, number)}.json")
        with opened(path, "rb") as file:
            head = json.loads(file.readline())
            for text in file:
                line = json.loads(text)
                known = {"record": line["record"] + before, "doc": doc, "run": run}
                yield checked(line | known)
        before += head["tally"]["records"]
        if head["last"]:
            return


def left_out_at(folder: Path, doc: str) -> Path:
    """The file of the records of a shard that lie aside. Raises OutputError if a link is there."""
    return inside.place(folder, f"{FOLDER}/{LEFT_OUT}/{doc}")


def left_out_new(folder: Path, doc: str) -> Path:
    """The file that takes the place of that one as soon as the result is the new one, too."""
    return Path(f"{target_of(folder / FOLDER / WORK, doc, 0)}.aside")


def left_out_now(folder: Path, doc: str, *, decided: bool) -> Path:
    """The file that holds them now, while they are decided anew or after a run that died at it.

    `decided` is whether the result is the new one already.
    """
    new = left_out_new(folder, doc)
    return new if decided and new.is_file() else left_out_at(folder, doc)


def is_whole(folder: Path, doc: str, entry: Entry, result: str) -> bool:
    """Whether the result of a shard, and what lies aside of it, are as they were written.

    `result` is the hash of what there is now. Raises OSError for what is not there, OutputError.
    """
    return result == entry.outputs[-1] and (
        not entry.marked or files.digest_of(left_out_at(folder, doc)) == entry.beside
    )


def packing_of(path: Path) -> Compression:
    """How a file is compressed. Raises OSError."""
    with path.open("rb") as file:
        return compression_of(file.read(SIGNATURE))


def digest_of(digests: Iterable[str]) -> str:
    """What stands for the decoded text of a shard: the SHA-256 of those of its slices."""
    return hashlib.sha256(" ".join(digests).encode()).hexdigest()


def records_in(path: Path, entry: Entry, *, first: bool) -> Iterator[Record]:
    """The records of a file with the result of a shard, or with what lies aside of it.

    `first` is whether it begins with the first record of the shard. Raises InputError, OSError.
    """
    form, layout = format_stated(entry.form), Fields(**entry.layout)
    is_parquet = entry.form["name"] == "parquet"
    texts = _rows_of(path, layout) if is_parquet else _texts_of(path, form)
    for number, text in enumerate(texts):
        yield from form.records(text, layout, first=first and not number)


def all_records(
    entry: Entry, places: tuple[Path, Path], aside: Collection[int]
) -> Iterator[tuple[int, Record]]:
    """All records of a shard with their numbers, from its result and what lies aside.

    `aside` are the numbers of those that lie there. Raises InputError, OSError, and RestoreError
    where there are more or fewer.
    """
    gone = {*aside}
    kept = records_in(places[0], entry, first=1 not in gone)
    others = records_in(places[1], entry, first=1 in gone) if gone else iter(())
    for number in range(1, sum(records for records, _ in entry.slices) + 1):
        record = next(others if number in gone else kept, None)
        if record is None:
            raise RestoreError(INCOMPLETE)
        yield number, record
    if next(kept, None) or next(others, None):
        raise RestoreError(INCOMPLETE)


def _texts_of(path: Path, form: Format) -> Iterator[str]:
    with path.open("rb") as file:
        yield from map(form.decoded, form.cut(chunks(file), SLICE))


def _rows_of(path: Path, layout: Fields) -> Iterator[str]:
    for groups, _ in parquet.slices(path, layout, SLICE):
        yield parquet.as_lines(path, groups, layout)


def restored_shard(
    doc: str, entry: Entry, places: tuple[Path, Path], aside: Collection[int], history: History
) -> Iterator[bytes]:
    """What a shard was before its cleaning, slice by slice, from its result and what lies aside.

    `aside` are the numbers of the records that lie there. Raises RestoreError, InputError, OSError.
    """
    if digest_of(known for _, known in entry.slices) != entry.decoded:
        raise RestoreError(INCOMPLETE)
    form, layout = format_stated(entry.form), Fields(**entry.layout)
    whole = all_records(entry, places, aside)
    for records, known in entry.slices:
        parts: list[str] = []
        for number, record in islice(whole, records):
            lines = history.lines(Place(doc, number))
            edits = [line for line in lines if not is_copy(line) and line["run"] in entry.runs]
            first = number == 1
            parts.append(unwound_runs(form, layout, record, edits, first=first))
        data = "".join(parts).encode()
        if hashlib.sha256(data).hexdigest() != known:
            raise RestoreError(INCOMPLETE)
        yield data
    next(whole, None)  # raises, if there are more


class ShardBefore(NamedTuple):
    """What a shard was before its cleaning, and where its records lie."""

    entry: Entry  # as far as runs have led to what there is
    places: tuple[Path, Path]  # of the result and of what lies aside
    rows: list[int]  # the numbers, from 1, of the records that lie aside
    texts: Iterator[bytes]  # slice by slice


def shard_before(root: Path, doc: str, entry: Entry, now: str, history: History) -> ShardBefore:
    """What a shard was of whose outputs one, with the hash `now`, lies in its place.

    Raises OutputError, OSError; the texts raise as `restored_shard`.
    """
    done = entry.outputs.index(now) + 1  # a later run may have died before it wrote
    entry, decided = replace(entry, runs=entry.runs[:done]), now == entry.outputs[-1]
    marked = entry.marked if decided else entry.marked_before
    places = (inside.place(root, doc), left_out_now(root, doc, decided=decided))
    rows = history.records_aside(doc, marked) if marked else []
    return ShardBefore(entry, places, rows, restored_shard(doc, entry, places, rows, history))


def is_given_back(entry: Entry, path: Path) -> bool:
    """Whether a file is what undo makes of a shard: in UTF-8, compressed in its own way."""
    try:
        records = records_in(path, entry, first=True)
        for number, known in entry.slices:
            text = "".join(record.raw for record in islice(records, number))
            if hashlib.sha256(text.encode()).hexdigest() != known:
                return False
        return next(records, None) is None
    except (InputError, OSError):
        return False


def written(
    texts: Iterable[bytes], entry: Entry, places: tuple[Path, Path], rows: Sequence[int]
) -> Iterator[bytes]:
    """A shard with the texts of its slices, in the form in which it lies there.

    `rows` are the numbers, from 1, of the records that lie aside. Raises InputError, OSError.
    """
    if entry.form["name"] != "parquet":
        members = entry.form["name"] == "wet"
        yield from packed(texts, packing_of(places[0]), members=members)
        return
    with TemporaryFile() as file, _rows_together(places, rows) as source:
        decoded = (text.decode() for text in texts)
        parquet.write(source, file, decoded, Fields(**entry.layout))
        file.seek(0)
        yield from iter(partial(file.read, size.CHUNK), b"")


def divide_rows(
    entry: Entry,
    places: tuple[Path, Path],
    numbers: tuple[Sequence[int], Sequence[int]],
    targets: tuple[BinaryIO, BinaryIO],
) -> None:
    """Write the rows of a shard in Parquet to two files, by what lay aside before and does now.

    Raises InputError, OSError.
    """
    layout = Fields(**entry.layout)
    before, now = numbers
    with _rows_together(places, before) as source:
        groups = [part for part, _ in parquet.slices(source, layout, SLICE)]
        texts = (parquet.as_lines(source, part, layout) for part in groups)
        left_out = parquet.LeftOut([row - 1 for row in now], targets[1])
        parquet.write(source, targets[0], texts, layout, left_out)


@contextmanager
def _rows_together(places: tuple[Path, Path], aside: Sequence[int]) -> Iterator[Path | BinaryIO]:
    """A shard in Parquet with the rows that lie aside. Raises InputError, OSError."""
    if not aside:
        yield places[0]
        return
    with TemporaryFile() as whole:
        parquet.merge(*places, [row - 1 for row in aside], whole)
        yield whole
