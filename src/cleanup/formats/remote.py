"""Files behind an address, such as s3://bucket/pages.jsonl, by way of fsspec."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO

from cleanup.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def is_remote(name: str) -> bool:
    """Whether a path is an address."""
    return bool(ADDRESS.match(name))


def files_below(address: str) -> list[tuple[str, str]]:
    """The files that an address names: their addresses, and their names below it.

    Raises InputError.
    """
    system, root = _system(address)
    scheme = address[: address.index("://") + 3]
    with _as_input_error():
        if not system.isdir(root):
            return [(address, PurePosixPath(root).name)]
        base = PurePosixPath(root)
        found = (PurePosixPath(path) for path in sorted(system.find(root)))
        below = [(path, path.relative_to(base)) for path in found]
    return [
        (f"{scheme}{path}", name.as_posix())
        for path, name in below
        if not any(part.startswith(".") for part in name.parts)
    ]


@contextmanager
def opened(address: str) -> Iterator[BinaryIO]:
    """The bytes behind an address. Raises InputError."""
    system, path = _system(address)
    with _as_input_error(), system.open(path, "rb") as file:
        yield file


def _system(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it."""
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415  # an extra
    except ImportError:
        raise InputError("an address; to read it, install corpus-cleanup[remote]") from None
    with _as_input_error():
        system, path = url_to_fs(address)
    return system, path


@contextmanager
def _as_input_error() -> Iterator[None]:
    """Tell in one line what a file system complains of, whichever it is."""
    try:
        yield
    except InputError:
        raise
    except Exception as error:  # each file system has errors of its own
        raise InputError(f"cannot be read ({str(error) or type(error).__name__})") from error
