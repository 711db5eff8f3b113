"""gzip and zstd data, known by its first bytes and not by its name."""

from __future__ import annotations

import gzip
import zlib
from functools import partial
from io import BytesIO, RawIOBase
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal, Protocol

from cleanup.errors import InputError
from cleanup.formats import size
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType
    from typing import BinaryIO

GZIP = regex(rb"\x1f\x8b\x08")
ZSTD = regex(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18")  # a frame, or one to be skipped
SIGNATURE = 4  # bytes that tell
GZIP_FORMAT = 31  # for zlib: the largest window, in gzip's format
SUFFIXES = (".gz", ".zst")
# zstd makes up to 128 KiB of 4 bytes, and its decompressor has no limit for what it returns.
ZSTD_STEP = 1024  # bytes that are decompressed at a time: to 32 MiB at the most


Compression = Literal["", "gzip", "zstd"]


class _Compressor(Protocol):
    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


def is_compressed(data: bytes) -> bool:
    """Whether the bytes are those of gzip or zstd."""
    return bool(GZIP.match(data) or ZSTD.match(data))


def unpacked(data: bytes, most: int) -> bytes:
    """The bytes of a document: decompressed if they are gzip or zstd, else `data` itself.

    One layer is taken off. Raises InputError for data that is cut short or damaged, and for more
    than `most` bytes, before they are in memory.
    """
    if GZIP.match(data):
        return size.joined(_from_gzip(BytesIO(data)), most)
    if ZSTD.match(data):
        return size.joined(_from_zstd(BytesIO(data)), most)
    size.check(len(data), most)
    return data


def unpacked_name(name: str) -> str:
    """The name for the content of a compressed file: page.txt for page.txt.gz."""
    if not name.lower().endswith(SUFFIXES):
        return name
    path = PurePosixPath(name)
    bare = path.stem.strip(".") and path.suffix.lower() in SUFFIXES
    return path.with_suffix("").as_posix() if bare else name


def compression_of(head: bytes) -> Compression:
    """How data that begin so are compressed; empty for not at all."""
    if GZIP.match(head):
        return "gzip"
    return "zstd" if ZSTD.match(head) else ""


def chunks(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes of a stream, decompressed if they are gzip or zstd, in chunks of at most 1 MiB.

    One layer is taken off. Raises InputError for data that is cut short or damaged.
    """
    head = b""
    while len(head) < SIGNATURE and (more := stream.read(SIGNATURE - len(head))):
        head += more
    whole = _Joined(head, stream)
    match compression_of(head):
        case "gzip":
            yield from _from_gzip(whole)
        case "zstd":
            yield from _from_zstd(whole)
        case _:
            yield from iter(partial(whole.read, size.CHUNK), b"")


class _Joined(RawIOBase):
    """A stream of which the head has been read already."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self.head, self.rest = head, rest

    def read(self, most: int = -1) -> bytes:
        """Some bytes, at most so many; none at the end."""
        if not self.head:
            return self.rest.read(most)
        part = self.head if most < 0 else self.head[:most]
        self.head = self.head[len(part) :]
        return part + (self.rest.read() if most < 0 else b"")


class Compressing:
    """A writer that compresses to `target`; the same writes make the same bytes at any time.

    With `members` each of them is a gzip member, or a zstd frame, of its own, as web archives
    have it for each record. What is written is whole after `close`, which leaves `target` open.
    """

    def __init__(self, target: BinaryIO, kind: Compression, *, members: bool = False) -> None:
        """Raises InputError if it is zstd and that is not installed."""
        self.target, self.kind, self.members = target, kind, members
        self.part = None if members else self._part()

    def _part(self) -> _Compressor | None:
        if self.kind == "gzip":
            return zlib.compressobj(wbits=GZIP_FORMAT)  # neither time nor name in its header
        if self.kind == "zstd":
            return _zstandard().ZstdCompressor(write_checksum=True).compressobj()  # type: ignore[no-any-return]  # a module
        return None

    def write(self, data: bytes) -> None:
        """Compress some more. Raises OSError."""
        if self.members:
            self.part = self._part()
        self.target.write(self.part.compress(data) if self.part else data)
        if self.members:
            self.close()

    def close(self) -> None:
        """Write what is left of the last member. Raises OSError."""
        if self.part:
            self.target.write(self.part.flush())
        self.part = None


def packed(data: Iterable[bytes], kind: Compression, *, members: bool = False) -> Iterator[bytes]:
    """The bytes of a stream, compressed as `Compressing` does it."""
    buffer = BytesIO()
    target = Compressing(buffer, kind, members=members)
    for chunk in data:
        target.write(chunk)
        if buffer.tell():
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    target.close()
    yield buffer.getvalue()


def _from_gzip(stream: _Joined | BytesIO) -> Iterator[bytes]:
    """The content of all members; zeros after the last are padding, as for gzip(1)."""
    try:
        with gzip.GzipFile(fileobj=stream) as file:
            yield from iter(partial(file.read, size.CHUNK), b"")
    except EOFError:
        raise InputError("gzip data is cut short") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise InputError(f"gzip data is damaged ({error})") from None


def _zstandard() -> ModuleType:
    try:
        import zstandard  # noqa: PLC0415  # an extra, for those who have such files
    except ImportError:
        raise InputError("zstd data; to read it, install corpus-cleanup[zstd]") from None
    return zstandard


def _from_zstd(stream: _Joined | BytesIO) -> Iterator[bytes]:
    """The content of all frames, but for those to be skipped."""
    zstandard = _zstandard()
    decompressor = zstandard.ZstdDecompressor()
    frame = decompressor.decompressobj()
    try:
        for data in iter(partial(stream.read, ZSTD_STEP), b""):
            rest = data
            while rest:
                if frame.eof:
                    frame = decompressor.decompressobj()
                content = frame.decompress(rest)
                yield from (
                    content[start : start + size.CHUNK]
                    for start in range(0, len(content), size.CHUNK)
                )
                rest = frame.unused_data
    except zstandard.ZstdError as error:
        reason = str(error).rpartition(": ")[2]
        raise InputError(f"zstd data cannot be decompressed ({reason})") from None
    if not frame.eof:
        raise InputError("zstd data is cut short")
