"""Why a line of a file was kept or removed, judged as its folder would be."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.errors import InputError
from cleanup.explanation import explain
from cleanup.formats import text as files
from cleanup.formats.compressed import unpacked
from cleanup.formats.folder import walk
from cleanup.formats.recognition import source_of
from cleanup.formats.scratch import Scratch
from cleanup.model import Source
from cleanup.runs.cutting import Cutter, sort_out
from cleanup.runs.inputs import Item
from cleanup.runs.sites import Sites
from cleanup.runs.slices import bytes_of, read

if TYPE_CHECKING:
    from cleanup.explanation import Explanation
    from cleanup.settings import Settings


def explain_file(path: Path, line: int, settings: Settings) -> Explanation:
    """Explain a line, counted from 1, as a run on the folder of its file would treat it.

    The files of a folder come before those of the folders in it, so only these are listed. Raises
    InputError.
    """
    data = unpacked(files.read(path, settings.max_size), settings.max_size)
    beside = takewhile(lambda file: file.parent == path.parent, walk(path.parent))
    items = {file: Item(str(file), file.name) for file in beside}
    site = Sites([*items.values()], settings).of(items[path]) if path in items else None
    return explain(source_of(str(path), data, settings, path.name), line, settings, site)


def explain_record(path: Path, number: int, line: int, settings: Settings) -> Explanation:
    """Explain a line of the text of a record of a file of many, both counted from 1.

    The record is judged by itself, without those of its site. Raises InputError.
    """
    item = Item(str(path), path.name)
    _, shards = sort_out([item], settings)
    if not shards:
        raise InputError("is no file of many records, or small and not called so; see --as")
    before = 0
    with Scratch() as folder:
        cutter = Cutter(Path(folder), settings)
        for piece in cutter.slices(0, shards[0]):
            records = list(read(piece, bytes_of(piece))[1])
            if number <= before + len(records):
                fields = records[number - before - 1].fields
                text = "\n".join(field.text for field in fields)
                origins = fields[0].origins if len(fields) == 1 else ()
                source = Source(f"{path}:{number}", text.encode(), origins=origins)
                return explain(source, line, replace(settings, encoding="utf-8"))
            before += len(records)
    raise InputError(cutter.known[0].error or f"has {before:,} records, and no {number}")
