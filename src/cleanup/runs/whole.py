"""Shards that one worker reads, cuts and cleans from end to end.

On a cluster those are what lies behind an address: the worker that cleans a shard opens it, and
puts its result together. The process that hands them out is told of their slices, and sees no byte.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.errors import InputError, reason_of
from cleanup.formats import text as files
from cleanup.formats.record import Fields
from cleanup.formats.scratch import Scratch
from cleanup.formats.shards import format_stated, stated
from cleanup.record.shards import target_of
from cleanup.runs.cutting import Cutter, Known
from cleanup.runs.joining import joined
from cleanup.runs.slices import Slice, clean_slice, count_slice, head_of, is_done
from cleanup.runs.working import each

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cleanup.engines.table import Batch
    from cleanup.formats.compressed import Compression
    from cleanup.runs.cutting import Shard
    from cleanup.settings import Output, Settings

WEIGHT = 1 << 30  # bytes that one has, or so: as many as keep a worker busy


class Whole(NamedTuple):
    """A shard, and where what becomes of it goes."""

    shard: Shard
    number: int  # among the shards of the run, from 0
    folder: str
    maker: str = ""  # see `Slice`
    sites: str = ""  # as there
    joins: bool = False  # whether its result is put together

    @property
    def weight(self) -> int:
        """How many bytes it has, as a guess."""
        return WEIGHT

    @property
    def target(self) -> str:
        """Begins the names of the files that are written beside those of its slices."""
        return f"{target_of(Path(self.folder), self.shard.doc, 0)}-whole"

    @property
    def result(self) -> Path:
        """The file of its clean bytes."""
        return Path(self.target)

    @property
    def made(self) -> str:
        """What stands for all that the result depends on; '' if that is not known."""
        version = self.shard.item.version
        depends = (self.maker, self.shard.doc, self.shard.form, version, self.joins)
        known = hashlib.sha256(repr(depends).encode("utf-8", "surrogatepass")).hexdigest()
        return known if self.maker and version else ""


class Told(NamedTuple):
    """What became of a whole shard."""

    made: str  # see `Whole`
    known: Known
    slices: list[tuple[Slice, str]]  # each with what went wrong, if anything did


def told_of(whole: Whole) -> Told:
    """What the worker has put down. Raises OSError, and ValueError and the like for damage."""
    said = json.loads(Path(f"{whole.target}.told").read_bytes())
    known = Known(**said["known"])
    known.result = str(whole.result) if known.output else ""
    shard, folder = whole.shard, Path(whole.folder)
    slices = []
    for number, (last, error) in enumerate(said["slices"]):
        piece = Slice(
            "", 0, 0, shard.doc, shard.item.name,
            format_stated(said["form"]), Fields(**said["layout"]),
            shard=whole.number, number=number, last=last,
            target=str(target_of(folder, shard.doc, number)),
        )  # fmt: skip
        slices.append((piece, error))
    return Told(said["made"], known, slices)


def is_whole_done(whole: Whole) -> bool:
    """Whether a run that was broken off has cleaned just this shard."""
    try:
        told = told_of(whole)
        lines = all(head_of(piece) for piece, _ in told.slices)
        there = told.known.output == files.digest_of(whole.result)
    except (LookupError, OSError, TypeError, ValueError):
        return False
    return bool(whole.made) and told.made == whole.made and lines and there


def clean_pieces(batch: Batch, settings: Settings, output: Output) -> Batch:
    """What an engine runs: clean each of the pickled slices and whole shards.

    `error` says why one could not be.
    """
    work = partial(clean_slice, settings=settings, output=output)
    return each(batch, partial(_work_on, work=work, settings=settings))


def count_pieces(batch: Batch, settings: Settings) -> Batch:
    """What an engine runs: count what recurs on the sites of each of the same."""
    return each(batch, partial(_work_on, work=count_slice, settings=settings))


def _work_on(piece: Slice | Whole, work: Callable[[Slice], None], settings: Settings) -> None:
    if isinstance(piece, Whole):
        _work_through(piece, work, settings)
    else:
        work(piece)


def _work_through(whole: Whole, work: Callable[[Slice], None], settings: Settings) -> None:
    """Work on the slices of a shard, one after the other. Raises InputError, OSError."""
    told = Path(f"{whole.target}.told")
    told.unlink(missing_ok=True)  # of what it was before
    with Scratch() as spool:
        cutter = Cutter(Path(whole.folder), settings, whole.maker, Path(spool))
        slices = [_worked(piece, whole, work) for piece in cutter.slices(0, whole.shard)]
        known = cutter.known[0]
        if whole.joins and not known.error and not any(error for _, error in slices):
            known.output = _join(whole, [piece for piece, _ in slices], known.packing)
    part = told.with_suffix(".part")
    part.write_bytes(json.dumps(_said(whole, slices, known)).encode())
    part.replace(told)
    if known.output:
        for piece, _ in slices:
            Path(piece.target).unlink()


def _said(whole: Whole, slices: Sequence[tuple[Slice, str]], known: Known) -> dict[str, Any]:
    """What is put down, for `told_of`."""
    first = slices[0][0] if slices else None
    return {
        "made": whole.made,
        "known": asdict(known),
        "form": stated(whole.shard.form, first.form) if first else {},
        "layout": asdict(first.layout) if first else {},
        "slices": [(piece.last, error) for piece, error in slices],
    }


def _worked(piece: Slice, whole: Whole, work: Callable[[Slice], None]) -> tuple[Slice, str]:
    piece = piece._replace(shard=whole.number, sites=whole.sites)
    error = ""
    if not is_done(piece):
        try:
            work(piece)
        except (InputError, OSError) as failure:
            error = reason_of(failure)
    if not piece.parquet:  # the rows that are written take what else they have from the file
        Path(piece.path).unlink()
    return piece, error


def _join(whole: Whole, slices: Sequence[Slice], packing: Compression) -> str:
    """Put the result together, and give the hash of its bytes. Raises InputError, OSError."""
    found = hashlib.sha256()
    with whole.result.open("wb") as file:
        for chunk in joined(slices, whole.shard.form, packing):
            found.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return found.hexdigest()
