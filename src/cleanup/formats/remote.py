"""Files behind an address, such as s3://bucket/pages.jsonl, by way of fsspec."""

from __future__ import annotations

import hashlib
import re
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from cleanup.errors import InputError, OutputError
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ADDRESS = regex(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
# What is no port behind a colon before the path, and parameters of a query that sign or identify.
SECRET = regex(
    r"://[^/?#\[]*:(?!\d*(?:[/?#]|$))"
    r"|[?&](?:[^=&#]*[-_])?"
    r"(?:auth|credential|(?:access|api)?key|passw\w*|pwd|secret|sig|signature|token)=",
    re.IGNORECASE,
)
BLOCK = 1 << 22  # bytes that are fetched at a time, beside those that are asked for
# Where file systems say which content a file has, or else when it was written.
CONTENT = ("ETag", "etag", "md5Hash", "Content-MD5", "Digest")
TIME = ("mtime", "LastModified", "last_modified", "Last-Modified", "updated", "modify", "created")


class RemoteFile(NamedTuple):
    """A file behind an address, its name below the one that was given, and its version.

    The version changes when the file does; it is '' where the file system does not tell.
    """

    address: str
    relative: str
    version: str


def is_remote(name: str) -> bool:
    """Whether a path is an address."""
    return bool(ADDRESS.match(name))


def refuse_secret(address: str) -> None:
    """Raise InputError for an address with a password or a key in it, which it does not repeat."""
    if any(SECRET.search(link) for link in address.split("::")):  # fsspec chains addresses so
        scheme = address[: address.index("://")]
        raise InputError(
            f"a password or a key stands in an address of {scheme}, and would stand in the record; "
            "give it by the environment or by the configuration of fsspec, or pipe the data in"
        )


def refuse_folder(name: str) -> None:
    """Raise OutputError for an address that is to hold results and their record."""
    if is_remote(name):
        raise OutputError(
            "results and their record need a folder, and this is an address; "
            "give a folder, and copy it there when the run is done"
        )


def files_below(address: str) -> list[RemoteFile]:
    """The files that an address names, in the order of their names, as they are now.

    Raises InputError.
    """
    system, root = _system(address)
    scheme = address[: address.index("://") + 3]
    with _as_input_error():
        system.invalidate_cache()  # of what an earlier run was told
        if not system.isdir(root):
            name, info = PurePosixPath(root).name, system.info(root)
            return [RemoteFile(address, name, _version(root, info))]
        base = PurePosixPath(root)
        found = sorted(system.find(root, detail=True).items())
        below = [(path, PurePosixPath(path).relative_to(base), info) for path, info in found]
    return [
        RemoteFile(f"{scheme}{path}", name.as_posix(), _version(path, info))
        for path, name, info in below
        if not any(part.startswith(".") for part in name.parts)
    ]


def _version(path: str, info: Mapping[str, Any]) -> str:
    """A hash of what tells a file from others, and from what it was and will be."""
    known = next(([key] for key in CONTENT if info.get(key)), TIME)
    said = [(key, str(info[key])) for key in known if info.get(key)]
    state = repr((path, info.get("size"), said))
    return hashlib.sha256(state.encode("utf-8", "surrogatepass")).hexdigest() if said else ""


@contextmanager
def opened(address: str) -> Iterator[BinaryIO]:
    """The bytes behind an address, of which only `read` is asked. Raises InputError, then too."""
    system, path = _system(address)
    with _as_input_error():
        file = system.open(path, "rb", block_size=BLOCK)
    try:
        yield cast("BinaryIO", _Stream(file))
    finally:
        file.close()


class _Stream:
    """A file whose reading fails with an InputError."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        with _as_input_error():
            return self._file.read(size)


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
    except FileNotFoundError as error:  # some say its name, some nothing
        raise InputError("cannot be read (no such file)") from error
    except Exception as error:  # each file system has errors of its own
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise InputError(f"cannot be read ({reason})") from error
