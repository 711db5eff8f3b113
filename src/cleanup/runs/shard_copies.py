"""Records of which a copy is kept: they leave the result of their shard, and lie aside.

`left-out/` of the record has a file of their own for each shard, in the same format. Which they
are, the lines of the record say. When they are decided anew, both files are written anew.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from contextlib import suppress
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, BinaryIO

from cleanup.errors import InputError, OutputError, reason_of
from cleanup.events import Failed
from cleanup.formats import inside, parquet
from cleanup.formats import text as files
from cleanup.formats.compressed import Compressing
from cleanup.formats.compressed import chunks as decompressed
from cleanup.formats.record import Fields
from cleanup.formats.shards import format_stated
from cleanup.record.logs import chunks
from cleanup.record.manifest import FOLDER, WORK
from cleanup.record.pieces import Pieces
from cleanup.record.shards import (
    all_records,
    divide_rows,
    is_whole,
    left_out_at,
    left_out_new,
    packing_of,
)
from cleanup.runs.copies import CleanRecords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from cleanup.record.ledger import Ledger
    from cleanup.record.manifest import Entry
    from cleanup.runs.copies import FoundCopy
    from cleanup.runs.run import Run

    LeftOut = dict[int, tuple[str, int]]  # what stands for the records of a shard

SLICE = 1 << 20  # bytes of a slice that is compared, about


def left_out_records(target: Path, ledger: Ledger) -> dict[str, LeftOut]:
    """By shard, the numbers of the records that lie aside, and what stands for each."""
    found: defaultdict[str, LeftOut] = defaultdict(dict)
    if not ledger.documents.shards():
        return found
    pieces = Pieces(target)
    try:
        for name in ledger.known.pieces:
            for line in pieces.copies(name):
                entry = ledger.documents.get(line["doc"])
                if entry is not None and entry.form and line["run"] == entry.marked:
                    found[line["doc"]][line["record"]] = (line["kept"], line["kept_record"])
    finally:
        pieces.close()
    return found


def settle_decisions(target: Path, ledger: Ledger) -> None:
    """Bring to its end what a run that died has decided about shards, or take it back.

    Raises OutputError if the record fails.
    """
    for doc, entry in ledger.documents.shards():
        if len(entry.outputs) == 1:
            continue
        with suppress(OSError, OutputError):  # cleaning says why
            aside, new = left_out_at(target, doc), left_out_new(target, doc)
            there = files.digest_of(inside.place(target, doc))
            if there not in entry.outputs:
                continue
            decided, marked = there == entry.outputs[-1], entry.marked
            if decided and not marked:
                aside.unlink(missing_ok=True)
            elif decided and new.is_file():
                new.replace(aside)
            marked = marked if decided else entry.marked_before
            beside = files.digest_of(aside) if marked else ""
            known = replace(entry, outputs=[there], marked=marked, marked_before=0, beside=beside)
            ledger.enter(doc, known)


def living_shards(target: Path, ledger: Ledger) -> dict[str, Entry]:
    """The shards that are compared: their inputs are there, and nobody has changed the results."""
    found = {}
    for doc, entry in ledger.documents.shards():
        if entry.orphan or not entry.runs:
            continue
        with suppress(OSError, OutputError):  # behind a link, or gone
            if is_whole(target, doc, entry, files.digest_of(inside.place(target, doc))):
                found[doc] = entry
    return found


def texts_of(
    target: Path, shards: Mapping[str, Entry], left_out: Mapping[str, LeftOut], work: Path
) -> Iterator[CleanRecords]:
    """The slices of shards, and of what lies aside of them.

    Raises InputError, OSError, OutputError.
    """
    for doc, entry in shards.items():
        aside = sorted(left_out.get(doc, ()))
        total = sum(records for records, *_ in entry.slices)
        kept = _without(total, aside)
        yield from _slices(doc, entry, inside.place(target, doc), kept, work)
        if aside:
            yield from _slices(doc, entry, left_out_at(target, doc), iter(aside), work)


def _without(total: int, aside: Sequence[int]) -> Iterator[int]:
    """The numbers from 1 to the total, without some of them."""
    gone = {*aside}
    return (number for number in range(1, total + 1) if number not in gone)


def _slices(
    doc: str, entry: Entry, path: Path, numbers: Iterator[int], work: Path
) -> Iterator[CleanRecords]:
    form, layout = format_stated(entry.form), Fields(**entry.layout)
    known = (entry.form, entry.layout)
    if entry.form["name"] == "parquet":
        for groups, rows in parquet.slices(path, layout, SLICE):
            taken = _taken(doc, numbers, rows)
            yield CleanRecords(doc, str(path), groups.start, groups.stop, taken, *known)
        return
    start, first = 0, None
    with path.open("rb") as file:
        plain = not packing_of(path)
        for count, data in enumerate(form.cut(decompressed(file), SLICE)):
            if first is None:
                first = next(numbers, 0)
                numbers = chain((first,), numbers)
            records = form.records(form.decoded(data), layout, first=first == 1)
            taken = _taken(doc, numbers, sum(1 for _ in records))
            place, end = str(path), start + len(data)
            if not plain:
                key = hashlib.sha256(f"{path}".encode("utf-8", "surrogateescape")).hexdigest()[:16]
                spool = work / f"compared-{key}-{count:06}"
                spool.write_bytes(data)
                place, start, end = str(spool), 0, len(data)
            yield CleanRecords(doc, place, start, end, taken, *known)
            start, first = end, 0


def _taken(doc: str, numbers: Iterator[int], count: int) -> list[int]:
    """The next numbers. Raises OutputError if there are not so many."""
    taken = list(islice(numbers, count))
    if len(taken) < count:
        raise OutputError(f"{doc} has more records than its record tells of")
    return taken


def leave_out(
    target: Path,
    ledger: Ledger,
    copies: Iterable[FoundCopy],
    before: Mapping[str, LeftOut],
    run: Run,
) -> None:
    """Take the records of which a copy is kept out of shards, and put back what is none now.

    `before` has all shards that were compared, and what lies aside of each.
    Raises OutputError if the record fails.
    """
    found: defaultdict[str, dict[int, FoundCopy]] = defaultdict(dict)
    for copy in copies:
        if copy.copy.record:
            found[copy.copy.name][copy.copy.record] = copy
    for doc in sorted(before):
        now = found[doc]
        for copy in now.values():
            run.tell(copy.event(removed=True, folder=target))
        said = {number: (one.kept.name, one.kept.record) for number, one in now.items()}
        try:
            if said != before[doc]:
                _decide(target, ledger, doc, now, sorted(before[doc]))
            elif not now:
                left_out_at(target, doc).unlink(missing_ok=True)  # of what it was before
        except (InputError, OSError) as error:
            run.tell(Failed(str(target / doc), reason_of(error)))


def _decide(
    target: Path, ledger: Ledger, doc: str, now: Mapping[int, FoundCopy], before: Sequence[int]
) -> None:
    """Write a shard and what lies aside of it anew. Raises OSError, OutputError."""
    entry, place, aside = ledger.documents[doc], inside.place(target, doc), left_out_at(target, doc)
    work = target / FOLDER / WORK
    work.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept_file, left_file = work / "kept.part", work / "left.part"
    with kept_file.open("wb") as kept, left_file.open("wb") as left:
        numbers = sorted(now)
        _divide(entry, (place, aside), (before, numbers), (kept, left))
    digest = files.digest_of(kept_file)
    ledger.log(doc, (_line(number, copy) for number, copy in sorted(now.items())))
    ledger.enter(
        doc,
        replace(
            entry,
            outputs=[entry.outputs[-1], digest],
            marked=ledger.run if now else 0,
            marked_before=entry.marked,
            beside=files.digest_of(left_file) if now else "",
        ),
    )
    readers, new = place.stat().st_mode, left_out_new(target, doc)
    if now:
        files.write(new, chunks(left_file), readers)
    files.write(place, chunks(kept_file), readers)
    if now:
        aside.parent.mkdir(parents=True, exist_ok=True)
        new.replace(aside)
    else:
        aside.unlink(missing_ok=True)
    ledger.enter(doc, replace(ledger.documents[doc], outputs=[digest], marked_before=0))
    kept_file.unlink()
    left_file.unlink()


def _line(number: int, copy: FoundCopy) -> dict[str, Any]:
    reason = copy.reason
    return {
        "record": number,
        **reason,
        "differs": json.dumps(reason["differs"]),
        "kept": copy.kept.name,
        "kept_record": copy.kept.record,
        "similarity": copy.similarity,
    }


def _divide(
    entry: Entry,
    places: tuple[Path, Path],
    numbers: tuple[Sequence[int], Sequence[int]],
    targets: tuple[BinaryIO, BinaryIO],
) -> None:
    """Write all records of a shard to one file or the other, by those that lay and lie aside.

    Raises InputError, OSError.
    """
    if entry.form["name"] == "parquet":
        divide_rows(entry, places, numbers, targets)
        return
    before, now = numbers
    packing = packing_of(places[0])
    members = entry.form["name"] == "wet"
    writers = [Compressing(file, packing, members=members) for file in targets]
    gone = {*now}
    for number, record in all_records(entry, places, before):
        writers[number in gone].write(record.raw.encode())
    for writer in writers:
        writer.close()
