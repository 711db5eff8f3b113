"""A clean shard put together from the outputs of its slices."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from cleanup.formats import parquet, size
from cleanup.formats import text as files
from cleanup.formats.compressed import packed
from cleanup.record.logs import chunks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.formats.compressed import Compression
    from cleanup.runs.slices import Slice


def joined(slices: Sequence[Slice], form: str, packing: Compression) -> Iterator[bytes]:
    """The bytes of a clean shard of some format, compressed as it was.

    Raises InputError, OSError.
    """
    if slices and slices[0].parquet:
        return _parquet(slices)
    members = form in ("wet", "warc")  # as is usual there
    parts = (part for one in slices for part in (_records if members else _chunks)(one))
    return packed(parts, packing, members=members)


def _parquet(slices: Sequence[Slice]) -> Iterator[bytes]:
    texts = (Path(piece.target).read_bytes().decode() for piece in slices)
    first = slices[0]
    with TemporaryFile(dir=Path(first.target).parent) as file:
        parquet.write(Path(first.path), file, texts, first.layout)
        files.check_unchanged(Path(first.path), first.digest)
        file.seek(0)
        yield from iter(partial(file.read, size.CHUNK), b"")


def _chunks(piece: Slice) -> Iterator[bytes]:
    return chunks(Path(piece.target))


def _records(piece: Slice) -> Iterator[bytes]:
    text = Path(piece.target).read_bytes().decode()
    return (one.raw.encode() for one in piece.form.records(text, piece.layout, first=False))
