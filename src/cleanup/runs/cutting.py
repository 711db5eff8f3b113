"""Files of many records are told apart from documents, and cut into slices."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleanup.charset.decoding import decoding_of
from cleanup.errors import InputError, NoTextsError, reason_of
from cleanup.formats import parquet
from cleanup.formats import text as files
from cleanup.formats.record import Fields
from cleanup.formats.shards import EXTENSIONS, NAMES, format_named
from cleanup.record.shards import target_of
from cleanup.runs.progress import size_of
from cleanup.runs.slices import Slice
from cleanup.runs.sources import form_in, opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.formats.compressed import Compression
    from cleanup.runs.inputs import Item
    from cleanup.settings import Settings

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


def sort_out(items: Iterable[Item], settings: Settings) -> tuple[list[Item], list[Shard]]:
    """The documents, and the files of many.

    What is small, or lies behind an address, is looked at when it is read.
    """
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
    if item.is_remote:
        return ""  # as what is small
    _, *endings = os.path.basename(item.name).split(".")  # noqa: PTH119  # as in inputs.py
    named = not EXTENSIONS.isdisjoint(f".{ending}" for ending in endings)
    try:
        if item.is_file and not named and os.path.getsize(item.name) <= SMALL:  # noqa: PTH202  # as in inputs.py
            return ""
        with opened(item) as source:
            return form_in(source, item, settings)
    except (InputError, OSError):  # reading it says why
        return ""


@dataclass(slots=True)
class Known:
    """What is known of a shard when it was read to its end, or why it could not be."""

    digest: str = ""  # of all bytes that were read, SHA-256 in hexadecimal
    packing: Compression = ""  # how they were compressed
    error: str = ""
    has_texts: bool = True  # where they are looked for
    result: str = ""  # the file of its clean bytes, if it was put together already, ...
    output: str = ""  # ... and their hash


class Cutter:
    """Cuts shards into slices, and remembers what is known of each."""

    def __init__(
        self, folder: Path, settings: Settings, maker: str = "", spool: Path | None = None
    ) -> None:
        """Read nothing yet. The outputs of slices will be in the folder.

        What has no file of its own is put down in `spool`, or else there too.
        """
        self.folder, self.maker, self._settings = folder, maker, settings
        self._spool = spool or folder
        self.known: dict[int, Known] = {}

    def slices(self, number: int, shard: Shard) -> Iterator[Slice]:
        """The slices of the shard with a number; then there is something known of that."""
        self.known[number] = known = Known()
        waiting: Slice | None = None
        try:
            for count, piece in enumerate(self._slices(known, shard)):
                if waiting is not None:
                    yield waiting
                target = target_of(self.folder, shard.doc, count)
                waiting = piece._replace(shard=number, number=count, target=str(target))
        except (InputError, OSError) as error:
            known.error = reason_of(error)
            known.has_texts = not isinstance(error, NoTextsError)
        if waiting is not None:
            yield waiting._replace(last=True)

    def _slices(self, known: Known, shard: Shard) -> Iterator[Slice]:
        """The slices of one shard. Raises InputError, OSError."""
        return (self._row_groups if shard.form == "parquet" else self._parts)(known, shard)

    def _row_groups(self, known: Known, shard: Shard) -> Iterator[Slice]:
        """The slices of one that is Parquet, for which it has to be a file on this machine."""
        item = shard.item
        path = item.path or self._spooled(shard)
        layout = parquet.layout(path, fields_of(self._settings))
        known.digest = files.digest_of(path)
        form = format_named(shard.form, b"")
        parts = [groups for groups, _ in parquet.slices(path, layout, _size_of_slices(item))]
        for groups in parts:
            place = (str(path), groups.start, groups.stop, shard.doc, item.name)
            read = size_of(item) * groups.stop // parts[-1].stop
            piece = Slice(*place, form, layout, self.maker, known.digest, parquet=True)
            yield piece._replace(read=read)

    def _spooled(self, shard: Shard) -> Path:
        """A file with the bytes of a shard that is none. Raises InputError, OSError."""
        first = target_of(self._spool, shard.doc, 0)
        path = first.with_name(f"{first.name}-rows")
        with opened(shard.item) as source, path.open("wb") as file:
            file.writelines(source.chunks())
        return path

    def _parts(self, known: Known, shard: Shard) -> Iterator[Slice]:
        """The slices of one that is cut where records end."""
        item, start = shard.item, 0
        with opened(item) as source:
            main = self._settings.html == "main"
            form = format_named(shard.form, source.head, main=main)
            layout: Fields | None = None
            encoding = "" if shard.form in ("wet", "warc") else self._settings.encoding
            for count, data in enumerate(form.cut(source.chunks(), _size_of_slices(item))):
                if layout is None:
                    head = decoding_of(data, encoding).text if encoding else form.decoded(data)
                    layout = form.layout(head, fields_of(self._settings))
                place = (item.name, start, start + len(data))
                if source.packing or not item.is_file:
                    path = _spool_of(target_of(self._spool, shard.doc, count))
                    path.write_bytes(data)
                    place = (str(path), 0, len(data))
                start += len(data)
                own = hashlib.sha256(data).hexdigest()
                piece = Slice(*place, shard.doc, item.name, form, layout, self.maker, own)
                yield piece._replace(encoding=encoding, read=source.position)
            known.digest, known.packing = source.digest(), source.packing


def remove_spooled(piece: Slice) -> None:
    """Remove what was put down of a slice that is done, if it had no file of its own."""
    _spool_of(piece.target).unlink(missing_ok=True)


def _spool_of(target: Path | str) -> Path:
    return Path(f"{target}.in")


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
