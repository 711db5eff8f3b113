"""Shards, files of many records: cut into slices, which workers clean, and put together again.

A slice is the unit of work and of checkpoint. The process that hands slices out sees what was
counted in them, not their texts, so a shard of any length takes the same memory.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any

from cleanup.events import Failed, PassedOver
from cleanup.formats import text as files
from cleanup.formats.shards import KIND_OF
from cleanup.model import Tally
from cleanup.pipeline import chosen
from cleanup.runs import hosts
from cleanup.runs.cutting import Cutter, Known, Shard, remove_spooled
from cleanup.runs.progress import Phased, size_of_all
from cleanup.runs.slices import MARKS, Slice, head_of, is_done
from cleanup.runs.whole import Whole, clean_pieces, count_pieces, is_whole_done, told_of
from cleanup.runs.working import worked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.events import Phase
    from cleanup.runs.inputs import Item
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
    read: Known = field(default_factory=Known)
    error: str = ""

    def add(self, piece: Slice, head: dict[str, Any]) -> None:
        """Add a slice that is clean, and what it tells."""
        self.slices.append(piece)
        self.known.append((head["tally"]["records"], head["decoded"]))
        self.tally.join(Tally.of(head["tally"]))
        self.plain = self.plain and head["plain"]


def clean_shards(  # noqa: PLR0913  # what is given to the workers, and what comes back
    shards: Sequence[Shard],
    run: Run,
    folder: Path,
    output: Output,
    maker: str = "",
    *,
    joins: bool = False,
    among: Sequence[Item] = (),
) -> Iterator[tuple[Slice, dict[str, Any]] | CleanShard]:
    """Clean shards slice by slice: each slice with what was counted in it; each shard at its end.

    The outputs lie in `folder`, where those that a run with the same `maker` has made are found
    again, if it was broken off; what it had counted holds, too, if the shards are `among` the same
    inputs. Who cleans a whole shard `joins` its slices. Raises EngineError.
    """
    state = _state_of(among, maker) if among else ""
    sites = _sites_in(shards, run, folder, state)
    cutter = _cutter(run, folder, maker, sites)
    pieces = (piece._replace(sites=sites) for piece in _pieces(shards, cutter, run, joins=joins))
    open_shards: dict[int, CleanShard] = {}
    finished = 0
    work = partial(clean_pieces, settings=run.settings, output=output)
    done = worked(pieces, work, run, folder, skip=_is_done, again=_kills)
    for piece, error in _told("cleaning", _slices(done, cutter), shards, run):
        while finished < piece.shard:  # those that had no slice at all
            yield _closed(open_shards, finished, shards, cutter)
            finished += 1
        remove_spooled(piece)
        clean = open_shards.setdefault(piece.shard, CleanShard(shards[piece.shard]))
        clean.error = clean.error or error
        if not error:
            head = _counted_on(head_of(piece), clean.tally.records)
            clean.add(piece, head)
            yield piece, head
        if piece.last:
            yield _closed(open_shards, finished, shards, cutter)
            finished += 1
    while finished < len(shards):
        yield _closed(open_shards, finished, shards, cutter)
        finished += 1


def _cutter(run: Run, folder: Path, maker: str, sites: str) -> Cutter:
    """Who cuts the shards; what comes out depends on what recurs in them, the file `sites`."""
    known = files.digest_of(Path(sites)) if sites else ""
    return Cutter(folder, run.settings, f"{maker} {known}" if maker else "")


def _pieces(
    shards: Iterable[Shard], cutter: Cutter, run: Run, *, joins: bool = False
) -> Iterator[Slice | Whole]:
    """The slices of all shards, in their order. After one that fails comes the next shard.

    On a cluster what lies behind an address is read by the worker that cleans it.
    """
    for number, shard in enumerate(shards):
        if run.plan.engine == "spark" and shard.item.is_remote:
            yield Whole(shard, number, str(cutter.folder), cutter.maker, joins=joins)
        else:
            yield from cutter.slices(number, shard)


def _slices(
    pieces: Iterable[tuple[Slice | Whole, str]], cutter: Cutter
) -> Iterator[tuple[Slice, str]]:
    """The slices that were worked on, each with what went wrong, also those of whole shards."""
    for piece, error in pieces:
        if isinstance(piece, Slice):
            yield piece, error
        elif error:
            cutter.known[piece.number] = Known(error=error)
        else:
            told = told_of(piece)
            cutter.known[piece.number] = told.known
            yield from told.slices


def _told(
    name: Phase, slices: Iterable[tuple[Slice, str]], shards: Sequence[Shard], run: Run
) -> Iterator[tuple[Slice, str]]:
    """The same; the run tells how far the work on the shards is."""
    phase = Phased(name, len(shards), size_of_all(shard.item for shard in shards), run.tell)
    read: dict[int, int] = {}  # bytes of each shard
    for piece, error in slices:
        phase.advance(int(piece.last), piece.read - read.get(piece.shard, 0))
        read[piece.shard] = piece.read
        yield piece, error


def _closed(
    open_shards: dict[int, CleanShard], number: int, shards: Sequence[Shard], cutter: Cutter
) -> CleanShard:
    clean = open_shards.pop(number, None) or CleanShard(shards[number])
    clean.read = cutter.known[number]
    clean.error = clean.read.error or clean.error
    return clean


def tell_failure(clean: CleanShard, run: Run) -> None:
    """Tell why a shard could not be cleaned.

    One that has no texts where nobody has said that there are some is a file of another kind.
    """
    item, kind = clean.shard.item, KIND_OF[clean.shard.form]
    expected = bool(run.settings.text_field) or (item.named and not run.plan.skip_other_kinds)
    if clean.read.has_texts or expected:
        run.tell(Failed(item.name, clean.error))
    else:
        run.tell(PassedOver(item.name, kind))


def _counted_on(head: dict[str, Any], before: int) -> dict[str, Any]:
    """What a slice tells, with records numbered from the beginning of the shard."""
    errors = [(number + before, *rest) for number, *rest in head["errors"]]
    found = [(*place, number + before, path) for *place, number, path in head["found"]]
    return {**head, "errors": errors, "found": found}


def _is_done(piece: Slice | Whole) -> bool:
    """Whether a run that was broken off has cleaned just this."""
    return is_whole_done(piece) if isinstance(piece, Whole) else is_done(piece)


def _kills(piece: Slice | Whole) -> bool:
    """Whether a process died of a record of a slice; the next one leaves that record out."""
    return Path(f"{piece.target}{MARKS[0]}").exists()


def _state_of(items: Sequence[Item], maker: str) -> str:
    """What stands for inputs as they are now, and for what is done to them."""
    states = [(item.name, item.version or _time_of(item)) for item in items]
    return sha256(repr((maker, states)).encode("utf-8", "surrogatepass")).hexdigest()


def _time_of(item: Item) -> tuple[int, int]:
    try:
        status = os.stat(item.name)  # noqa: PTH116  # as in inputs.py
    except OSError:  # cleaning says why
        return 0, 0
    return status.st_size, status.st_mtime_ns


def _sites_in(shards: Sequence[Shard], run: Run, folder: Path, state: str) -> str:
    """The file of what recurs on the sites of the shards; '' where nobody asks, or nothing does.

    It is the file of a run that was broken off, if that counted in just the same `state`. A stream
    is read once, and tells nothing before.
    """
    sites, counted = folder / "sites.npy", folder / "sites.of"
    known = [shard for shard in shards if not shard.item.is_stdin]
    if not known or not chosen(run.settings).judge:
        return ""
    if state and counted.is_file() and counted.read_text("ascii", "replace") == state:
        return str(sites) if sites.is_file() else ""
    for left in (counted, sites):
        left.unlink(missing_ok=True)
    target = folder / "counts"
    target.mkdir(exist_ok=True)
    counts = hosts.Counts()
    cutter = Cutter(target, run.settings)
    work = partial(count_pieces, settings=run.settings)
    done = worked(_pieces(known, cutter, run), work, run, target)
    for piece, error in _told("counting", _slices(done, cutter), known, run):
        remove_spooled(piece)
        if not error:
            counts.add(hosts.load(piece.target))
    rmtree(target)
    path = counts.save(sites)
    counted.write_text(state, "ascii")
    return path
