"""Plain text files: finding them, reading them, and replacing them as a whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.errors import InputError, OutputError
from cleanup.formats import size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO


TEMPORARY = ".cleanup-????????.part"  # what `write` makes before a file is whole


def walk(folder: Path, without: Path | None = None) -> Iterator[Path]:
    """The files below `folder` in the order of their names, hidden ones and `without` left out.

    A folder that cannot be listed is yielded itself, so that reading it says why.
    """
    closed: list[Path] = []

    left_out = without.resolve() if without else None
    for parent, folders, files in os.walk(
        folder, onerror=lambda e: closed.append(Path(e.filename))
    ):
        base = Path(parent)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (base / name).resolve() != left_out
        )
        for name in sorted(files):
            if not name.startswith("."):
                yield base / name
    yield from closed


def read(path: Path, most: int = sys.maxsize) -> bytes:
    """The bytes of a regular file, at most `most`. Raises InputError with the reason."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            next(path.iterdir(), None)  # says why, if it cannot be listed
            raise InputError("a folder without files")
        if not stat.S_ISREG(status.st_mode):
            raise InputError("not a regular file")
        size.check(status.st_size, most)
        with path.open("rb") as file:
            return read_stream(file, most)
    except OSError as error:
        raise InputError((error.strerror or str(error)).lower()) from None


def read_stream(stream: BinaryIO, most: int) -> bytes:
    """The bytes of a stream to its end; raises InputError after `most`."""
    return size.joined(iter(partial(stream.read, size.CHUNK), b""), most)


def write(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Put `data` at `path` in one step: a reader sees the old file or the new one, never a part.

    A temporary file in the same folder is written, synced and moved into place; the mode of a
    file that is replaced stays, and so does a symbolic link to it. Raises OutputError.
    """
    temporary = None
    try:
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".cleanup-", suffix=".part")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except OSError as error:
        raise OutputError(f"cannot write: {(error.strerror or str(error)).lower()}") from None
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()  # gone already, if it was moved into place


def _mode(path: Path) -> int:
    """The permissions of the file, or what the umask gives a new one."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
