"""Files of many documents, mended where they are."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.errors import CleanupError, reason_of
from cleanup.events import Failed
from cleanup.formats.scratch import Scratch
from cleanup.record.manifest import FOLDER
from cleanup.record.shards import SHARDS
from cleanup.runs.originals import RefusedError, kept_at, place_in, replace_original
from cleanup.runs.shard_results import digest_of_result, entry_of, result_of, tell_slice
from cleanup.runs.shards import CleanShard, clean_shards, tell_failure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.record.ledger import Ledger
    from cleanup.runs.cutting import Shard
    from cleanup.runs.run import Run


def mend_shards(root: Path, ledger: Ledger, shards: Sequence[Shard], run: Run, suffix: str) -> None:
    """Replace the files that change, after their originals are kept if there is a suffix.

    Raises EngineError, OutputError.
    """
    if not shards:
        return
    with Scratch() as folder:
        for found in clean_shards(shards, run, Path(folder), "same"):
            if not isinstance(found, CleanShard):
                tell_slice(*found, run, str(root))
                continue
            if found.error:
                tell_failure(found, run)
                continue
            try:
                _mend(root, ledger, found, suffix)
            except RefusedError as refusal:
                run.tell(Failed(found.shard.item.name, str(refusal)))
            for piece in found.slices:
                Path(piece.target).unlink()


def _mend(root: Path, ledger: Ledger, clean: CleanShard, suffix: str) -> None:
    """Make one file clean, if it is not. Raises RefusedError, and OutputError from the record."""
    doc, item = clean.shard.doc, clean.shard.item
    if not clean.tally.changed:
        return
    if clean.read.packing:
        raise RefusedError("is compressed; clean it into a folder with -o OUT")
    if not suffix and not clean.plain:
        raise RefusedError("has bytes that are no UTF-8; keep them with --in-place=SUFFIX")
    ledger.open()
    past = ledger.documents.get(doc)
    leads = past is not None and bool(past.runs) and past.outputs[-1] == clean.read.digest
    try:
        place = place_in(root, item)
        kept = kept_at(place, suffix, clean.read.digest, past, leads=leads)
        ledger.narrow(place.stat().st_mode)
        _put_down_lines(root, clean)
        entry = entry_of(clean, digest_of_result(clean), ledger, past if leads else None)
    except (CleanupError, OSError) as error:
        raise RefusedError(reason_of(error)) from None
    originals = [*(past.originals if past else ())]
    if kept is not None:
        originals.append(Path(doc).with_name(kept.name).as_posix())
    ledger.enter(doc, replace(entry, originals=[*dict.fromkeys(originals)]))
    try:
        replace_original(place, result_of(clean), clean.read.digest, kept)
    except RefusedError:
        ledger.revert(doc, past)
        raise


def _put_down_lines(root: Path, clean: CleanShard) -> None:
    """Put the lines of a shard where the record looks for them. Raises OSError."""
    folder = root / FOLDER / SHARDS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for piece in clean.slices:
        path = Path(f"{piece.target}.json")
        part = folder / f"{path.stem}.part"
        shutil.copyfile(path, part)
        part.replace(folder / path.name)
