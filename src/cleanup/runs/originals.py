"""Where files lie that are mended in place, and where their originals are kept."""

from __future__ import annotations

import os
from contextlib import suppress
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.errors import CleanupError, OutputError, reason_of
from cleanup.formats import inside
from cleanup.formats import text as files
from cleanup.record.logs import chunks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup.record.manifest import Entry
    from cleanup.runs.inputs import Item


class RefusedError(Exception):
    """A document is left as it is."""


def place_in(root: Path, item: Item) -> Path:
    """The file of a document, as no link. Raises OutputError if it lies outside of the root."""
    try:
        same = inside.inner_name(root, Path(item.name)) == inside.checked_name(item.relative)
    except ValueError:
        same = False
    if not same:
        raise OutputError("leads out of the folder that is mended; name the file itself")
    return Path(os.path.realpath(root), item.relative)


def kept_at(
    place: Path, suffix: str, digest: str, past: Entry | None, *, leads: bool
) -> Path | None:
    """Where the original with a digest is or will be kept; None if it need not be.

    What we have mended before (`past`) and now mend on, as `leads` says, is no original once there
    is one. Of a file that somebody has written anew since there are several: FILE.orig, FILE.orig.1
    and so on. Raises OutputError.
    """
    if not suffix:
        return None
    first = place.with_name(f"{place.name}{suffix}")
    for name in chain((first,), (first.with_name(f"{first.name}.{n}") for n in count(1))):
        if not os.path.lexists(name):
            return name
        if leads:
            return None
        if _holds(name, digest):
            return name
        if past is None:
            raise OutputError(f"its original cannot be kept, {name.name} exists")
    raise AssertionError  # there is no end of names


def replace_original(
    place: Path, data: bytes | Iterable[bytes], digest: str, kept: Path | None
) -> None:
    """Put `data` where a file with a digest lies, after that is kept, if it is to be.

    Raises RefusedError, also if the file is another one by now: then all is as it was.
    """
    copied = kept if kept is not None and not os.path.lexists(kept) else None
    try:
        if copied:
            files.check_unchanged(place, digest)
            files.copy(copied, chunks(place), place)
        files.write(place, data, instead_of=digest)
    except (CleanupError, OSError) as error:
        if copied and not _holds(place, digest):
            with suppress(OSError):
                copied.unlink()
        raise RefusedError(reason_of(error)) from None


def _holds(path: Path, digest: str) -> bool:
    """Whether there is a file, and no link to one, with just these bytes."""
    with suppress(OSError):
        return not path.is_symlink() and files.digest_of(path) == digest
    return False
