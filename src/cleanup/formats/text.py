"""Plain text files: reading them, and replacing them as a whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import stat
import sys
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.errors import InputError, OutputError, reason_of
from cleanup.formats import size
from cleanup.formats.inside import opened
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import BinaryIO


TEMPORARY = regex(r"\.cleanup-[a-z0-9_]{8}\.part")  # what `write` makes until a file is whole
SYNCED_AT_ONCE = 16  # files
ANYBODY = 0o777  # the permissions of what all may read
CHANGED = "was changed meanwhile; run again"  # is told of an input


def read(path: Path | str, most: int = sys.maxsize) -> bytes:
    """The bytes of a regular file, at most `most`. Raises InputError with the reason."""
    try:
        status = os.stat(path)  # noqa: PTH116  # names of many files are not made paths
        if stat.S_ISDIR(status.st_mode):
            os.listdir(path)  # noqa: PTH208  # says why, if it cannot be listed
            raise InputError("a folder without files to clean")
        if not stat.S_ISREG(status.st_mode):
            raise InputError("not a regular file")
        size.check(status.st_size, most)
        with open(path, "rb") as file:  # noqa: PTH123  # as above
            return read_stream(file, most)
    except OSError as error:
        raise InputError(reason_of(error)) from None


def digest_of(path: Path) -> str:
    """The SHA-256 of a regular file, in hexadecimal, in little memory. Raises OSError."""
    with opened(path, "rb") as file:
        return digest_of_stream(file)


def digest_of_stream(stream: BinaryIO) -> str:
    """The SHA-256 of what a stream has left, in hexadecimal. Raises OSError."""
    found = hashlib.sha256()
    while chunk := stream.read(size.CHUNK):
        found.update(chunk)
    return found.hexdigest()


def read_stream(stream: BinaryIO, most: int) -> bytes:
    """The bytes of a stream to its end; raises InputError after `most`."""
    return size.joined(iter(partial(stream.read, size.CHUNK), b""), most)


def write(
    path: Path, data: bytes | Iterable[bytes], readers: int = ANYBODY, *, instead_of: str = ""
) -> None:
    """Put `data` at `path` in one step: a reader sees the old file or the new one, never a part.

    A temporary file in the same folder is written, synced and moved into place. The mode of a
    file that is replaced stays, and its owner where that is possible; but neither the group nor
    others may read what the mode `readers` denies them. A link is replaced, and not followed.
    With `instead_of`, the SHA-256 of a file in hexadecimal, no other one is replaced: somebody may
    have saved it meanwhile. Raises OutputError, and InputError for that.
    """

    def dress(temporary: Path) -> None:
        _dress_as(path, temporary, readers)
        if instead_of:
            check_unchanged(path, instead_of)

    _put(path, data, dress)


def check_unchanged(path: Path, known: str) -> None:
    """Raise InputError unless a file has the SHA-256 `known`, in hexadecimal. Raises OSError."""
    if digest_of(path) != known:
        raise InputError(CHANGED)


def copy(path: Path, data: bytes | Iterable[bytes], source: Path) -> None:
    """As `write`, with mode, times and, where that is possible, owner of the file `source`."""

    def dress(temporary: Path) -> None:
        status = source.stat()
        _give(temporary, status)
        shutil.copystat(source, temporary)

    _put(path, data, dress)


def put(source: str, path: Path, readers: int = ANYBODY) -> None:
    """Move a file that is whole to `path`, as `write` puts bytes there.

    If it raises OutputError, it is where it was.
    """
    try:
        _dress_as(path, source, readers)
        try:
            os.replace(source, path)  # noqa: PTH105  # as in `read`
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.replace(source, path)  # noqa: PTH105  # as above
    except OSError as error:
        if error.errno == errno.EXDEV:  # another disk is mounted there
            write(path, Path(source).read_bytes(), readers)
            Path(source).unlink()
            return
        raise OutputError(f"cannot write: {reason_of(error)}") from None


def sync(paths: Sequence[str]) -> None:
    """Wait until files are on the disk. Raises OutputError.

    Disks sync many in little more time than one, if they are asked at once.
    """
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  # for results alone

    shares = [paths[first::SYNCED_AT_ONCE] for first in range(min(SYNCED_AT_ONCE, len(paths)))]
    try:
        with ThreadPoolExecutor(SYNCED_AT_ONCE) as threads:
            list(threads.map(_sync, shares))
    except OSError as error:
        raise OutputError(f"cannot write: {reason_of(error)}") from None


def _sync(paths: Iterable[str]) -> None:
    for path in paths:
        handle = os.open(path, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _put(path: Path, data: bytes | Iterable[bytes], dress: Callable[[Path], None]) -> None:
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".cleanup-", suffix=".part")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            is_locked(file)  # so that it is seen that somebody is at work
            file.writelines((data,) if isinstance(data, bytes) else data)
            file.flush()
            os.fsync(file.fileno())
        dress(temporary)
        temporary.replace(path)
    except OSError as error:
        raise OutputError(f"cannot write: {reason_of(error)}") from None
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()  # gone already, if it was moved into place


def _dress_as(path: Path, temporary: Path | str, readers: int) -> None:
    """Give a file the owner and the mode of the one that it replaces, as far as `readers` go."""
    past = _status(path)
    if past is not None:
        _give(temporary, past)
    mode = stat.S_IMODE(past.st_mode) if past else 0o666 & ~_umask()
    os.chmod(temporary, mode & (readers | 0o7700))  # noqa: PTH101  # as in `read`


def remove_temporary(folder: Path) -> None:
    """Remove what runs that were killed have left in a folder of the files that they wrote."""
    with suppress(OSError):
        for left in [path for path in folder.iterdir() if TEMPORARY.fullmatch(path.name)]:
            with suppress(OSError), opened(left, "rb") as file:
                if is_locked(file):  # else a run is at work on it
                    left.unlink()


def is_locked(file: BinaryIO | int) -> bool:
    """Lock a file, or what a handle is of, until it is closed; false if another process holds it.

    Always true where there are no such locks (Windows). Raises OSError.
    """
    try:
        import fcntl  # noqa: PLC0415  # as above
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _status(path: Path) -> os.stat_result | None:
    """That of a regular file; None for anything else."""
    with suppress(FileNotFoundError):
        status = path.lstat()
        return status if stat.S_ISREG(status.st_mode) else None
    return None


def _give(path: Path | str, status: os.stat_result) -> None:
    """Give a file the owner and the group that another one has, if we may."""
    own = os.stat(path)  # noqa: PTH116  # as in `read`
    if hasattr(os, "chown") and (own.st_uid, own.st_gid) != (status.st_uid, status.st_gid):
        with suppress(PermissionError):
            os.chown(path, status.st_uid, status.st_gid)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
