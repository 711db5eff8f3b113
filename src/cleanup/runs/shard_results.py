"""Shards cleaned into a folder of results: put together from their slices, recorded and written."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleanup.errors import CleanupError, InputError, OutputError, reason_of
from cleanup.events import CleanedRecords, Failed, OddRecord, UpToDate
from cleanup.formats import inside
from cleanup.formats import text as files
from cleanup.formats.shards import stated
from cleanup.model import Found, Tally
from cleanup.record.manifest import FOLDER, Entry
from cleanup.record.shards import SHARDS, digest_of, is_whole, target_of
from cleanup.runs.joining import joined
from cleanup.runs.readers import make_folder, readers_of
from cleanup.runs.renewal import tell_renewal
from cleanup.runs.shards import CleanShard, clean_shards, tell_failure
from cleanup.runs.slices import MARKS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from cleanup.record.ledger import Ledger
    from cleanup.runs.cutting import Shard
    from cleanup.runs.inputs import Inputs
    from cleanup.runs.run import Run
    from cleanup.runs.slices import Slice


def clean_into(
    target: Path,
    ledger: Ledger,
    shards: Sequence[Shard],
    inputs: Inputs,
    run: Run,
) -> None:
    """Clean shards into a folder of results; those that an earlier run cleaned just so stay.

    They are among the inputs of the run. Raises EngineError, OutputError.
    """
    if not shards:
        return
    ledger.open()
    named = {*inputs.paths}
    folder = target / FOLDER / SHARDS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in (path for suffix in MARKS for path in folder.glob(f"*{suffix}")):
        left.unlink()
    wanted = [shard for shard in shards if _is_wanted(target, ledger, shard, run)]
    made = ledger.made
    for found in clean_shards(wanted, run, folder, "same", made, joins=True, among=inputs.items):
        if not isinstance(found, CleanShard):
            tell_slice(*found, run, str(target))
            continue
        if found.error:
            tell_failure(found, run)
        else:
            _keep(target, ledger, found, named, run)
        for left in folder.glob(f"{target_of(folder, found.shard.doc, 0).name[:-6]}*"):
            if found.error or left.suffix != ".json":
                left.unlink()


def tell_slice(piece: Slice, head: dict[str, Any], run: Run, folder: str = "") -> None:
    """Tell what was counted in a slice, and which of its records are odd."""
    found = tuple(Found(*one) for one in head["found"])
    run.tell(CleanedRecords(piece.name, Tally.of(head["tally"]), found, folder))
    for record, name, reason in head["errors"]:
        run.tell(OddRecord(piece.name, record, name, reason))


def _is_wanted(target: Path, ledger: Ledger, shard: Shard, run: Run) -> bool:
    """Whether a shard is to be cleaned; if not, the run tells why."""
    doc, item = shard.doc, shard.item
    entry = ledger.documents.get(doc)
    try:
        place = inside.place(target, doc)
        there = files.digest_of(place) if os.path.lexists(place) else ""
        if there and entry and _is_current(target, ledger, shard, entry, there):
            run.tell(UpToDate(doc))
            return False
    except (OSError, OutputError) as error:
        run.tell(Failed(item.name, reason_of(error)))
        return False
    known = (*entry.outputs, entry.decoded, entry.input) if entry else ()
    if there and there not in known and not run.plan.force:
        run.tell(Failed(str(place), "was changed since; left as it is without --force"))
        return False
    return True


def _is_current(target: Path, ledger: Ledger, shard: Shard, entry: Entry, there: str) -> bool:
    """Whether this version made the result, whose hash is `there`, of just this input so.

    Raises OSError.
    """
    item = shard.item
    if entry.made != ledger.made or item.is_stdin:
        return False
    known = item.version if item.is_remote else files.digest_of(Path(item.name))
    if not known or known != (entry.version if item.is_remote else entry.input):
        return False
    with suppress(FileNotFoundError):  # what lay aside is gone
        return is_whole(target, shard.doc, entry, there)
    return False


def _keep(
    target: Path, ledger: Ledger, clean: CleanShard, named: Collection[str], run: Run
) -> None:
    """Record and write one shard. Raises OutputError if the record fails."""
    doc, past = clean.shard.doc, ledger.documents.get(clean.shard.doc)
    try:
        output = clean.read.output or digest_of_result(clean)
    except (InputError, OSError) as error:
        run.tell(Failed(clean.shard.item.name, reason_of(error)))
        return
    readers = readers_of(clean.shard.item, named, {})
    ledger.narrow(readers)
    ledger.enter(doc, entry_of(clean, output, ledger))
    try:
        place = inside.place(target, doc)
        make_folder(place, clean.shard.item, named)
        if clean.read.result:
            files.put(clean.read.result, place, readers)
        else:
            files.write(place, result_of(clean), readers)
    except (CleanupError, OSError) as error:
        ledger.revert(doc, past)
        run.tell(Failed(clean.shard.item.name, reason_of(error)))
    else:
        tell_renewal(doc, past, clean.read.digest, ledger, run)


def digest_of_result(clean: CleanShard) -> str:
    """The SHA-256 of the bytes of a clean shard, in hexadecimal. Raises InputError, OSError."""
    found = hashlib.sha256()
    for chunk in result_of(clean):
        found.update(chunk)
    return found.hexdigest()


def result_of(clean: CleanShard) -> Iterator[bytes]:
    """The bytes of a clean shard. Raises InputError, OSError."""
    return joined(clean.slices, clean.shard.form, clean.read.packing)


def entry_of(clean: CleanShard, output: str, ledger: Ledger, past: Entry | None = None) -> Entry:
    """What the record says of a clean shard, whose result has the hash `output`.

    `past` is what it said of the shard before, if that was mended once more.
    """
    tally = clean.tally
    slices = [[*known] for known in clean.known]
    first = clean.slices[0] if slices else None
    if past is not None:
        return replace(
            past,
            outputs=[*past.outputs, output],
            edits=past.edits + sum(tally.edits.values()),
            runs=[*past.runs, ledger.run],
            repairs=past.repairs + tally.repairs,
            made=ledger.made,
        )
    return Entry(
        input=clean.read.digest,
        decoded=digest_of(decoded for _, decoded in clean.known) if slices else output,
        outputs=[output],
        encoding="utf-8" if clean.plain else "",
        edits=sum(tally.edits.values()),
        runs=[ledger.run],
        repairs=tally.repairs,
        made=ledger.made,
        form=stated(clean.shard.form, first.form) if first else {},
        layout=asdict(first.layout) if first else {},
        slices=slices,
        version=clean.shard.item.version,
    )
