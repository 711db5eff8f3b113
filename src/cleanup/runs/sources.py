"""The bytes of an input as they come: its head first, then all of it, decompressed."""

from __future__ import annotations

import hashlib
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cleanup.errors import InputError
from cleanup.formats import remote
from cleanup.formats.compressed import SIGNATURE, chunks, compression_of
from cleanup.formats.recognition.sample import HEAD
from cleanup.formats.shards import name_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.formats.compressed import Compression
    from cleanup.runs.inputs import Item
    from cleanup.settings import Settings


class Source:
    """A stream of bytes, of which the head is known before the rest is read."""

    def __init__(self, stream: BinaryIO) -> None:
        """Read the head: a little more than recognition looks at. Raises OSError."""
        self._stream = stream
        self._hash = hashlib.sha256()
        self.position = 0  # bytes that were read, as they lie there
        self._chunks = chunks(self)  # type: ignore[arg-type]  # nothing but `read` is asked of it
        self.start = b""  # as it lies there
        self.head = b""
        self._error: InputError | None = None  # which shows in the head
        try:
            for chunk in self._chunks:
                self.head += chunk
                if len(self.head) > HEAD:
                    break
        except InputError as error:
            self._error = error

    def read(self, size: int) -> bytes:
        """The next bytes as they lie there."""
        data = self._stream.read(size)
        self.start = self.start or data[:SIGNATURE]
        self._hash.update(data)
        self.position += len(data)
        return data

    @property
    def packing(self) -> Compression:
        """How the bytes are compressed."""
        return compression_of(self.start)

    def chunks(self) -> Iterator[bytes]:
        """All bytes, decompressed. Raises InputError, OSError."""
        if self._error:
            raise self._error
        yield self.head
        yield from self._chunks

    def digest(self) -> str:
        """The SHA-256 of what was read, as it lies there, in hexadecimal."""
        return self._hash.hexdigest()


@contextmanager
def opened(item: Item) -> Iterator[Source]:
    """The source of an item. Raises InputError, OSError."""
    if item.is_remote:
        with remote.opened(item.name) as stream:
            yield Source(stream)
        return
    if item.path is None:
        yield standard_input()
        return
    with Path(item.name).open("rb") as file:
        yield Source(file)


def form_in(source: Source, item: Item, settings: Settings) -> str:
    """The format of many documents that a source has; '' for another one, or if it is told."""
    if settings.input_format != "auto":
        return ""
    whole = len(source.head) <= HEAD
    return name_told(source.head, "" if item.is_stdin else item.name, whole=whole)


@cache
def standard_input() -> Source:
    """The one standard input, whose head is read once."""
    return Source(sys.stdin.buffer)
