"""Shards, files of many records: cut into slices, which workers clean, and put together again.

A slice is the unit of work and of checkpoint. The process that hands slices out sees what was
counted in them, not their texts, so a shard of any length takes the same memory.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
from collections import deque
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.engines.choice import engine_in
from cleanup.engines.local import cores
from cleanup.engines.pool import Pool
from cleanup.engines.worker import Task
from cleanup.errors import InputError, reason_of
from cleanup.formats import parquet
from cleanup.formats import text as files
from cleanup.formats.recognition.sample import HEAD
from cleanup.formats.record import Fields
from cleanup.formats.shards import EXTENSIONS, NAMES, format_named, name_told
from cleanup.model import Tally
from cleanup.pipeline import chosen
from cleanup.record.shards import target_of
from cleanup.runs import hosts
from cleanup.runs.slices import DONE, SLICES, Slice, clean_slices, count_slices
from cleanup.runs.sources import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cleanup.engines.table import Batch
    from cleanup.formats.compressed import Compression
    from cleanup.runs.inputs import Item
    from cleanup.runs.run import Run
    from cleanup.settings import Output, Settings

SLICE = 1 << 20  # bytes of a slice, about; of a file ...
SLICES_OF_A_FILE = 64  # ... about so many slices, ...
SHORTEST, LONGEST = 1 << 18, 1 << 22  # ... each at least and at most so long
SMALL = 1 << 20  # bytes; what is larger, or is called so, is looked at before it is read as a text


class Shard(NamedTuple):
    """A file of many records, or a stream of them, and the name of their format."""

    item: Item
    form: str

    @property
    def doc(self) -> str:
        """What the record of a folder calls it."""
        return self.item.relative


@dataclass(slots=True)
class CleanShard:
    """A shard whose slices are clean, or why it could not be cleaned."""

    shard: Shard
    slices: list[Slice] = field(default_factory=list)
    heads: list[dict[str, Any]] = field(default_factory=list)
    records: int = 0
    digest: str = ""  # of all bytes that were read, SHA-256 in hexadecimal
    packing: Compression = ""  # how they were compressed
    error: str = ""

    @property
    def tally(self) -> Tally:
        """What was counted in all of it."""
        total = Tally()
        for head in self.heads:
            total.join(Tally.of(head["tally"]))
        return total


def sort_out(items: Iterable[Item], settings: Settings) -> tuple[list[Item], list[Shard]]:
    """The documents, and the files of many. What is small is looked at when it is read."""
    texts: list[Item] = []
    shards: list[Shard] = []
    for item in items:
        form = _form_of(item, settings)
        if form:
            shards.append(Shard(item, form))
        else:
            texts.append(item)
    return texts, shards


def _form_of(item: Item, settings: Settings) -> str:
    if settings.input_format != "auto":
        return settings.input_format if settings.input_format in NAMES else ""
    named = not EXTENSIONS.isdisjoint(Path(item.name).suffixes)
    try:
        if item.path is not None and not named and os.path.getsize(item.name) <= SMALL:  # noqa: PTH202  # as in inputs.py
            return ""
        with opened(item) as source:
            whole = len(source.head) <= HEAD
            return name_told(source.head, item.name if item.is_file else "", whole=whole)
    except (InputError, OSError):  # reading it says why
        return ""


class Cutter:
    """Cuts shards into slices, and remembers what is known of each when it was read to its end."""

    def __init__(
        self, shards: Sequence[Shard], folder: Path, settings: Settings, maker: str = ""
    ) -> None:
        """Read nothing yet; what has no file of its own is put down in the folder."""
        self._shards, self._folder, self._settings, self._maker = shards, folder, settings, maker
        self.digests: dict[int, str] = {}  # of the bytes of each shard
        self.packings: dict[int, Compression] = {}  # how they are compressed
        self.failures: dict[int, str] = {}

    def slices(self) -> Iterator[Slice]:
        """The slices of all shards, in their order. After one that fails comes the next shard."""
        for number, shard in enumerate(self._shards):
            waiting: Slice | None = None
            try:
                for count, piece in enumerate(self._slices(number, shard)):
                    if waiting is not None:
                        yield waiting
                    target = target_of(self._folder, shard.doc, count)
                    waiting = piece._replace(shard=number, number=count, target=str(target))
            except (InputError, OSError) as error:
                self.failures[number] = reason_of(error)
            if waiting is not None:
                yield waiting._replace(last=True)

    def _slices(self, number: int, shard: Shard) -> Iterator[Slice]:
        """The slices of one shard. Raises InputError, OSError."""
        return (self._row_groups if shard.form == "parquet" else self._parts)(number, shard)

    def _row_groups(self, number: int, shard: Shard) -> Iterator[Slice]:
        """The slices of one that is Parquet, for which it has to be a file."""
        item = shard.item
        if item.path is None:
            raise InputError("Parquet that is no file; name the file")
        layout = parquet.layout(item.path, fields_of(self._settings))
        self.digests[number] = known = files.digest_of(item.path)
        self.packings[number] = ""
        form = format_named(shard.form, b"")
        for groups, _ in parquet.slices(item.path, layout, _size_of_slices(item)):
            place = (item.name, groups.start, groups.stop, shard.doc, item.name)
            yield Slice(*place, form, layout, self._maker, known, parquet=True)

    def _parts(self, number: int, shard: Shard) -> Iterator[Slice]:
        """The slices of one that is cut where records end."""
        item, start = shard.item, 0
        with opened(item) as source:
            main = self._settings.html == "main"
            form = format_named(shard.form, source.head, main=main)
            layout: Fields | None = None
            for count, data in enumerate(form.cut(source.chunks(), _size_of_slices(item))):
                if layout is None:
                    layout = form.layout(form.decoded(data), fields_of(self._settings))
                place = (item.name, start, start + len(data))
                if source.packing or not item.is_file:
                    path = Path(f"{target_of(self._folder, shard.doc, count)}.in")
                    path.write_bytes(data)
                    place = (str(path), 0, len(data))
                start += len(data)
                known = hashlib.sha256(data).hexdigest()
                yield Slice(*place, shard.doc, item.name, form, layout, self._maker, known)
            self.digests[number], self.packings[number] = source.digest(), source.packing


def fields_of(settings: Settings) -> Fields:
    """Where the settings say that the parts of records are."""
    return Fields(
        settings.text_field, settings.id_field, settings.url_field, settings.metadata_field
    )


def _size_of_slices(item: Item) -> int:
    if not item.is_file:
        return SLICE
    share = os.path.getsize(item.name) // SLICES_OF_A_FILE  # noqa: PTH202  # as in inputs.py
    return max(SHORTEST, min(LONGEST, share))


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
    for piece, error in _worked(pieces, work, run, folder, skip=_is_done):
        while finished < piece.shard:  # those that had no slice at all
            yield _closed(open_shards, finished, shards, cutter)
            finished += 1
        clean = open_shards.setdefault(piece.shard, CleanShard(shards[piece.shard]))
        if error:
            clean.error = clean.error or error
        else:
            head = head_of(piece)
            head = _counted_on(head, clean.records)
            clean.records += head["tally"]["records"]
            clean.slices.append(piece)
            clean.heads.append(head)
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
    clean.error = cutter.failures.get(number, "") or clean.error
    clean.digest = cutter.digests.get(number, "")
    clean.packing = cutter.packings.get(number, "")
    return clean


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


def _worked(
    pieces: Iterator[Slice],
    work: Callable[[Batch], Batch],
    run: Run,
    folder: Path,
    skip: Callable[[Slice], bool] = lambda _: False,
) -> Iterator[tuple[Slice, str]]:
    """Each slice after the work on it, in their order, with what went wrong, if anything did."""
    first = next(pieces, None)
    second = next(pieces, None)
    if first is None:
        return
    if second is None and run.plan.engine == "local":
        error = "" if skip(first) else work({"slice": [pickle.dumps(first)]})["error"][0] or ""
        yield first, error
        return
    waiting: deque[tuple[Slice, bool]] = deque()

    def rows() -> Iterator[tuple[bytes]]:
        for piece in chain(filter(None, (first, second)), pieces):
            waiting.append((piece, skip(piece)))
            if not waiting[-1][1]:
                yield (pickle.dumps(piece),)

    for error in _errors(rows(), work, run, folder):
        while waiting[0][1]:
            yield waiting.popleft()[0], ""
        yield waiting.popleft()[0], error
    yield from ((piece, "") for piece, _ in waiting)


def _errors(
    rows: Iterator[tuple[bytes]], work: Callable[[Batch], Batch], run: Run, folder: Path
) -> Iterator[str]:
    """What went wrong with each row, in their order; '' if nothing did."""
    if run.plan.engine == "local":  # row by row, as they come: there may be no end of them
        with closing(Pool(run.plan.jobs or cores())) as pool:
            for _, columns in pool.results(rows, Task(work, tuple(SLICES), DONE), few=False):
                yield from (error or "" for error in columns["error"])
        return
    with engine_in(folder / "engine", run.plan) as engine:
        table = engine.map(engine.from_rows(rows, SLICES), work, DONE, tuple(SLICES))
        yield from (error or "" for _, error in engine.rows(table))


def _sites_in(shards: Sequence[Shard], run: Run, folder: Path) -> str:
    """The file of what recurs on the sites of the shards; '' where nobody asks, or nothing does.

    A stream is read once, and tells nothing before.
    """
    files = [shard for shard in shards if shard.item.is_file]
    if not files or not chosen(run.settings).judge:
        return ""
    target = folder / "counts"
    target.mkdir(exist_ok=True)
    parts: list[hosts.Rows] = []
    for piece, error in _worked(
        Cutter(files, target, run.settings).slices(), count_slices, run, target
    ):
        if not error:
            parts = [hosts.within(hosts.added([*parts, hosts.load(piece.target)]))]
    if not parts:
        return ""
    hosts.save(parts[0], folder / "sites.npy")
    return str(folder / "sites.npy")
