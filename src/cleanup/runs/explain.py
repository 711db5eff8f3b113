"""Why a line of a file was kept or removed, judged as its folder would be."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.errors import InputError
from cleanup.explanation import changes_of, explain
from cleanup.formats import text as files
from cleanup.formats.compressed import unpacked
from cleanup.formats.folder import walk
from cleanup.formats.recognition import source_of
from cleanup.formats.scratch import Scratch
from cleanup.model import Source
from cleanup.pipeline import clean_document
from cleanup.runs.cutting import Cutter, sort_out
from cleanup.runs.inputs import Item
from cleanup.runs.per_path import settings_for
from cleanup.runs.records import clean_field
from cleanup.runs.run import Run
from cleanup.runs.sites import Sites
from cleanup.runs.slices import bytes_of, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.corpus.recurrence import SiteStatistics
    from cleanup.explanation import Change, Explanation
    from cleanup.formats.record import Record
    from cleanup.runs.cutting import Shard
    from cleanup.settings import Settings


def explain_file(path: Path, line: int, settings: Settings) -> Explanation:
    """Explain a line, counted from 1, as a run on the folder of its file would treat it.

    Raises InputError.
    """
    settings = settings_for(settings, str(path))
    source, site = _page(path, settings)
    return explain(source, line, settings, site)


def changes_in(path: Path, settings: Settings) -> Iterator[Change]:
    """All that a run on the folder of a file would change in it or report, in order.

    Records of a file of many are judged by themselves, without those of their site. Raises
    InputError.
    """
    settings = settings_for(settings, str(path))
    shard = _shard(path, settings)
    if shard is None:
        source, site = _page(path, settings)
        yield from changes_of(clean_document(source, settings, site))
        return
    for number, record in _records(shard, settings):
        for outcome in (clean_field(field, settings, None) for field in record.fields):
            with suppress(InputError):  # a run keeps it as it is
                yield from (change._replace(record=number) for change in changes_of(outcome))


def _page(path: Path, settings: Settings) -> tuple[Source, SiteStatistics | None]:
    """A document, and what recurs in its folder. Raises InputError.

    The files of a folder come before those of the folders in it, so only these are listed.
    """
    data = unpacked(files.read(path, settings.max_size), settings.max_size)
    beside = takewhile(lambda file: file.parent == path.parent, walk(path.parent))
    items = {file: Item(str(file), file.name) for file in beside}
    site = Sites([*items.values()], Run(settings)).of(items[path]) if path in items else None
    return source_of(str(path), data, settings, path.name), site


def explain_record(path: Path, number: int, line: int, settings: Settings) -> Explanation:
    """Explain a line of the text of a record of a file of many, both counted from 1.

    The record is judged by itself, without those of its site. Raises InputError.
    """
    settings, before = settings_for(settings, str(path)), 0
    shard = _shard(path, settings)
    if shard is None:
        raise InputError("is no file of many records, or small and not called so; see --as")
    for before, record in _records(shard, settings):
        if before == number:
            text = "\n".join(field.text for field in record.fields)
            origins = record.fields[0].origins if len(record.fields) == 1 else ()
            source = Source(f"{path}:{number}", text.encode(), origins=origins)
            return explain(source, line, replace(settings, encoding="utf-8"))
    raise InputError(f"has {before:,} records, and no {number}")


def _shard(path: Path, settings: Settings) -> Shard | None:
    """A file of many, or None if it is none."""
    _, shards = sort_out([Item(str(path), path.name)], settings)
    return shards[0] if shards else None


def _records(shard: Shard, settings: Settings) -> Iterator[tuple[int, Record]]:
    """The records of a file of many, with their numbers. Raises InputError."""
    number = 0
    with Scratch() as folder:
        cutter = Cutter(Path(folder), settings)
        for piece in cutter.slices(0, shard):
            for record in read(piece, bytes_of(piece))[1]:
                number += 1
                yield number, record
    if cutter.known[0].error:
        raise InputError(cutter.known[0].error)
