"""Places below a folder that strangers may have filled: nothing there is reached through a link."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from cleanup.errors import OutputError

OWNED = {".cleanup", ".git"}  # folders whose files are no documents, whatever a record says


def place(folder: Path, name: str) -> Path:
    """The path of `name` below `folder`. Raises OutputError if a part of it is a link."""
    path = str(folder)
    for part in name.split("/"):
        path = os.path.join(path, part)  # noqa: PTH118  # many are asked for
        if os.path.islink(path):  # noqa: PTH114  # Path.is_symlink raises on names that are too long
            raise OutputError(f"{path} is a link, and links are not followed there")
    return Path(path)


def checked_name(name: str) -> str:
    """A name that a record gives, if it is that of a document below a folder. Raises ValueError."""
    parts = PurePosixPath(name).parts
    outside = not parts or parts[0] == "/" or ".." in parts or "\0" in name
    if outside or OWNED & {part.casefold() for part in parts}:
        raise ValueError(f"it names {name!r}")
    os.fsencode(name)  # a name that no file can have
    return name


def inner_name(folder: Path, path: Path) -> str | None:
    """The name below `folder` of the file that a path leads to, over whatever links.

    None if that lies outside of the folder, or in a hidden part of it to which a link leads.
    """
    real, root = Path(os.path.realpath(path)), Path(os.path.realpath(folder))
    if not real.is_relative_to(root):
        return None
    inner = real.relative_to(root)
    linked = os.path.islink(path)  # noqa: PTH114  # as above
    if linked and any(part.startswith(".") for part in inner.parts):
        return None
    return inner.as_posix()


def opened(path: Path, mode: str, permissions: int = 0o666) -> BinaryIO:
    """Open a regular file in a binary mode, but neither through a link nor a pipe.

    A file that is made gets the `permissions`, as far as the umask lets it. Raises OSError.
    """

    def opener(name: str, flags: int) -> int:
        flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        handle = os.open(name, flags, permissions)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise OSError(errno.EINVAL, "not a regular file", name)
        return handle

    # Path.open has no opener; the mode is a binary one.
    return open(path, mode, opener=opener)  # type: ignore[return-value]
