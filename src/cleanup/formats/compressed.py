"""gzip and zstd data, known by its first bytes and not by its name."""

from __future__ import annotations

import gzip
import re
import zlib
from functools import partial
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from cleanup.errors import InputError
from cleanup.formats import size

if TYPE_CHECKING:
    from collections.abc import Iterator

GZIP = re.compile(rb"\x1f\x8b\x08")
ZSTD = re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18")  # a frame, or one to be skipped
SUFFIXES = (".gz", ".zst")
# zstd makes up to 128 KiB of 4 bytes, and its decompressor has no limit for what it returns.
ZSTD_STEP = 1024  # bytes that are decompressed at a time: to 32 MiB at the most


def is_compressed(data: bytes) -> bool:
    """Whether the bytes are those of gzip or zstd."""
    return bool(GZIP.match(data) or ZSTD.match(data))


def unpacked(data: bytes, most: int) -> bytes:
    """The bytes of a document: decompressed if they are gzip or zstd, else `data` itself.

    One layer is taken off. Raises InputError for data that is cut short or damaged, and for more
    than `most` bytes, before they are in memory.
    """
    if GZIP.match(data):
        return size.joined(_from_gzip(data), most)
    if ZSTD.match(data):
        return size.joined(_from_zstd(data), most)
    size.check(len(data), most)
    return data


def unpacked_name(name: str) -> str:
    """The name for the content of a compressed file: page.txt for page.txt.gz."""
    path = PurePosixPath(name)
    bare = path.stem.strip(".") and path.suffix.lower() in SUFFIXES
    return path.with_suffix("").as_posix() if bare else name


def _from_gzip(data: bytes) -> Iterator[bytes]:
    """The content of all members; zeros after the last are padding, as for gzip(1)."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as file:
            yield from iter(partial(file.read, size.CHUNK), b"")
    except EOFError:
        raise InputError("gzip data is cut short") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise InputError(f"gzip data is damaged ({error})") from None


def _from_zstd(data: bytes) -> Iterator[bytes]:
    """The content of all frames, but for those to be skipped."""
    try:
        import zstandard  # noqa: PLC0415  # an extra, for those who have such files
    except ImportError:
        raise InputError("zstd data; to read it, install corpus-cleanup[zstd]") from None

    decompressor = zstandard.ZstdDecompressor()
    frame = decompressor.decompressobj()
    try:
        for start in range(0, len(data), ZSTD_STEP):
            rest = data[start : start + ZSTD_STEP]
            while rest:
                if frame.eof:
                    frame = decompressor.decompressobj()
                yield frame.decompress(rest)
                rest = frame.unused_data
    except zstandard.ZstdError as error:
        reason = str(error).rpartition(": ")[2]
        raise InputError(f"zstd data cannot be decompressed ({reason})") from None
    if not frame.eof:
        raise InputError("zstd data is cut short")
