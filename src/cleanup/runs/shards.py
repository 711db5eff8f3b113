"""Shards, files of many records: cut into slices, which workers clean, and put together again.

A slice is the unit of work and of checkpoint. The process that hands slices out sees what was
counted in them, not their texts, so a shard of any length takes the same memory.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleanup.errors import NoTextsError, reason_of
from cleanup.events import Failed, PassedOver
from cleanup.formats import text as files
from cleanup.formats.shards import KIND_OF
from cleanup.model import Tally
from cleanup.pipeline import chosen
from cleanup.runs import hosts
from cleanup.runs.cutting import Cutter, Shard, remove_spooled
from cleanup.runs.slices import MARKS, Slice, clean_slices, count_slices
from cleanup.runs.working import worked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.formats.compressed import Compression
    from cleanup.runs.run import Run
    from cleanup.settings import Output


@dataclass(slots=True)
class CleanShard:
    """A shard whose slices are clean, or why it could not be cleaned."""

    shard: Shard
    slices: list[Slice] = field(default_factory=list)
    known: list[tuple[int, str]] = field(default_factory=list)  # of each: records, text's hash
    tally: Tally = field(default_factory=Tally)
    plain: bool = True  # its bytes can be made of its text
    digest: str = ""  # of all bytes that were read, SHA-256 in hexadecimal
    packing: Compression = ""  # how they were compressed
    error: str = ""
    has_texts: bool = True  # where they are looked for

    def add(self, piece: Slice, head: dict[str, Any]) -> None:
        """Add a slice that is clean, and what it tells."""
        self.slices.append(piece)
        self.known.append((head["tally"]["records"], head["decoded"]))
        self.tally.join(Tally.of(head["tally"]))
        self.plain = self.plain and head["plain"]


def clean_shards(
    shards: Sequence[Shard], run: Run, folder: Path, output: Output, maker: str = ""
) -> Iterator[tuple[Slice, dict[str, Any]] | CleanShard]:
    """Clean shards slice by slice: each slice with what was counted in it; each shard at its end.

    The outputs lie in `folder`, where those that a run with the same `maker` has made are found
    again, if it was broken off. Raises EngineError.
    """
    sites = _sites_in(shards, run, folder)
    known = files.digest_of(Path(sites)) if sites else ""
    cutter = Cutter(shards, folder, run.settings, f"{maker} {known}")
    pieces = (piece._replace(sites=sites) for piece in cutter.slices())
    open_shards: dict[int, CleanShard] = {}
    finished = 0
    work = partial(clean_slices, settings=run.settings, output=output)
    for piece, error in worked(pieces, work, run, folder, skip=_is_done, again=_kills):
        while finished < piece.shard:  # those that had no slice at all
            yield _closed(open_shards, finished, shards, cutter)
            finished += 1
        remove_spooled(piece)
        clean = open_shards.setdefault(piece.shard, CleanShard(shards[piece.shard]))
        if error:
            clean.error = clean.error or error
        else:
            head = _counted_on(head_of(piece), clean.tally.records)
            clean.add(piece, head)
            yield piece, head
        if piece.last:
            yield _closed(open_shards, finished, shards, cutter)
            finished += 1
    while finished < len(shards):
        yield _closed(open_shards, finished, shards, cutter)
        finished += 1


def _closed(
    open_shards: dict[int, CleanShard], number: int, shards: Sequence[Shard], cutter: Cutter
) -> CleanShard:
    clean = open_shards.pop(number, None) or CleanShard(shards[number])
    failure = cutter.failures.get(number)
    clean.error = reason_of(failure) if failure else clean.error
    clean.has_texts = not isinstance(failure, NoTextsError)
    clean.digest = cutter.digests.get(number, "")
    clean.packing = cutter.packings.get(number, "")
    return clean


def tell_failure(clean: CleanShard, run: Run) -> None:
    """Tell why a shard could not be cleaned.

    One that has no texts where nobody has said that there are some is a file of another kind.
    """
    item, kind = clean.shard.item, KIND_OF[clean.shard.form]
    expected = bool(run.settings.text_field) or (item.named and not run.plan.skip_other_kinds)
    if clean.has_texts or expected:
        run.tell(Failed(item.name, clean.error))
    else:
        run.tell(PassedOver(item.name, kind))


def _counted_on(head: dict[str, Any], before: int) -> dict[str, Any]:
    """What a slice tells, with records numbered from the beginning of the shard."""
    errors = [(number + before, *rest) for number, *rest in head["errors"]]
    found = [(*place, number + before, path) for *place, number, path in head["found"]]
    return {**head, "errors": errors, "found": found}


def head_of(piece: Slice) -> dict[str, Any]:
    """What was counted in a slice that is done."""
    with Path(f"{piece.target}.json").open("rb") as file:
        head: dict[str, Any] = json.loads(file.readline())
    return head


def _is_done(piece: Slice) -> bool:
    """Whether a run that was broken off has cleaned just this slice."""
    try:
        head = head_of(piece)
        known = head["made"], head["output"]
        return known == (piece.made, files.digest_of(Path(piece.target)))
    except (LookupError, OSError, TypeError, ValueError):
        return False


def _kills(piece: Slice) -> bool:
    """Whether a process died of a record of a slice; the next one leaves that record out."""
    return Path(f"{piece.target}{MARKS[0]}").exists()


def _sites_in(shards: Sequence[Shard], run: Run, folder: Path) -> str:
    """The file of what recurs on the sites of the shards; '' where nobody asks, or nothing does.

    A stream is read once, and tells nothing before.
    """
    files = [shard for shard in shards if shard.item.is_file]
    if not files or not chosen(run.settings).judge:
        return ""
    target = folder / "counts"
    target.mkdir(exist_ok=True)
    counts = hosts.Counts()
    pieces = Cutter(files, target, run.settings).slices()
    for piece, error in worked(pieces, count_slices, run, target):
        remove_spooled(piece)
        if not error:
            counts.add(hosts.load(piece.target))
    return counts.save(folder / "sites.npy")
