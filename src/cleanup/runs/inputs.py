"""From the paths that a run was given to the documents they name."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleanup.errors import InputError
from cleanup.events import Failed, Ignored, LinkPassedOver, Progress
from cleanup.formats.folder import Left, walk
from cleanup.formats.remote import files_below, is_remote, refuse_secret

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.runs.run import Run

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Item:
    """One document to process: its name in reports, which is its path, and that below the result.

    There may be millions, so nothing is kept that can be made.
    """

    name: str
    relative: str
    is_file: bool = True  # else it is standard input, or lies behind an address
    named: bool = True  # by the user; else it was met in a folder
    version: str = ""  # of what lies behind an address: changes when that does, if it is known

    @property
    def is_stdin(self) -> bool:
        """Whether it is standard input, which has no name."""
        return not self.is_file and not self.is_remote

    @property
    def is_remote(self) -> bool:
        """Whether it lies behind an address."""
        return not self.is_file and is_remote(self.name)

    @property
    def path(self) -> Path | None:
        """Its place on this machine, if it is there."""
        return Path(self.name) if self.is_file else None


class Inputs(NamedTuple):
    """Paths that belong together, as they were given, and the documents they name."""

    paths: tuple[str, ...]
    items: list[Item]


def record_root(path: Path) -> Path:
    """The folder that keeps the record of a file that was named itself, and is mended in place.

    That is the working folder, if the file lies below that, else the file's own folder.
    """
    here = Path.cwd()
    place = Path(os.path.realpath(path.parent), path.name)
    return here if place.is_relative_to(here) else path.parent


def expand(paths: Sequence[str], run: Run, without: Path | None = None) -> list[Item]:
    """The documents that the paths name, but for those below `without`.

    A folder without any stands for itself. Of what is left alone in a folder the run tells.
    Raises InputError for an address with a password in it, before anything is done.
    """
    for address in filter(is_remote, paths):
        refuse_secret(address)
    items: list[Item] = []
    for path in paths:
        place = Path(path)
        if path == STDIN:
            items.append(Item("<stdin>", "stdin", is_file=False))
        elif is_remote(path):
            items += _behind(path, run)
        elif os.path.isdir(path):  # noqa: PTH112  # Path.is_dir raises on names that are too long
            items += _inside(place, run, without)
        else:
            items.append(Item(path, place.name))
    return items


def _behind(address: str, run: Run) -> Iterator[Item]:
    """The documents behind an address."""
    try:
        found = files_below(address)
    except InputError as error:
        run.tell(Failed(address, str(error)))
        return
    for name, relative, version in found:
        yield Item(name, relative, is_file=False, named=name == address, version=version)


def _inside(folder: Path, run: Run, without: Path | None) -> Iterator[Item]:
    left = Left()
    files_below = walk(folder, without, no_ignore=run.plan.no_ignore, left=left)
    first = next(files_below, folder)
    root = os.path.join(folder, "")  # noqa: PTH118  # as it begins the names of what is in it
    for number, file in enumerate(chain((first,), files_below)):
        run.tell(Progress("listing", number))
        name = str(file)
        relative = "." if file == folder else name.removeprefix(root).replace(os.sep, "/")
        yield Item(name, relative, named=False)
    for link in left.links:
        run.tell(LinkPassedOver(str(link)))
    if left.ignored:
        run.tell(Ignored(str(folder), left.ignored))
