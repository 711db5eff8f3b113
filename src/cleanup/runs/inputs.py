"""From the paths of a command line to the documents they name."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleanup.formats import text as files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Item:
    """One document to process: its name in reports, which is its path, and that below the result.

    There may be millions, so nothing is kept that can be made.
    """

    name: str
    relative: str
    is_file: bool = True  # else it is standard input
    named: bool = True  # by the user; else it was met in a folder

    @property
    def path(self) -> Path | None:
        """Its place; None: standard input."""
        return Path(self.name) if self.is_file else None


class Batch(NamedTuple):
    """Paths of the command line that belong together, and the documents they name."""

    paths: tuple[str, ...]
    items: list[Item]


def expand(
    paths: Sequence[str], without: Path | None = None, links: list[Path] | None = None
) -> Iterator[Item]:
    """The documents that the paths name. A folder without any stands for itself.

    Links that lead out of a folder are not followed, but added to `links`.
    """
    for path in paths:
        place = Path(path)
        if path == STDIN:
            yield Item("<stdin>", "stdin", is_file=False)
        elif os.path.isdir(path):  # noqa: PTH112  # Path.is_dir raises on names that are too long
            yield from _inside(place, without, links)
        else:
            yield Item(path, place.name)


def _inside(folder: Path, without: Path | None, links: list[Path] | None) -> Iterator[Item]:
    files_below = files.walk(folder, without, links)
    first = next(files_below, folder)
    for file in chain((first,), files_below):
        yield Item(str(file), file.relative_to(folder).as_posix(), named=False)
