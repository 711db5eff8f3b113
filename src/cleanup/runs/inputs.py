"""From the paths that a run was given to the documents they name."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleanup.events import LinkPassedOver
from cleanup.formats import text as files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.events import Tell

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


class Inputs(NamedTuple):
    """Paths that belong together, as they were given, and the documents they name."""

    paths: tuple[str, ...]
    items: list[Item]


def expand(paths: Sequence[str], tell: Tell, without: Path | None = None) -> list[Item]:
    """The documents that the paths name, but for those below `without`.

    A folder without any stands for itself. Links that lead out of a folder are not followed.
    """
    links: list[Path] = []
    items = list(_expand(paths, without, links))
    for link in links:
        tell(LinkPassedOver(str(link)))
    return items


def _expand(paths: Sequence[str], without: Path | None, links: list[Path]) -> Iterator[Item]:
    for path in paths:
        place = Path(path)
        if path == STDIN:
            yield Item("<stdin>", "stdin", is_file=False)
        elif os.path.isdir(path):  # noqa: PTH112  # Path.is_dir raises on names that are too long
            yield from _inside(place, without, links)
        else:
            yield Item(path, place.name)


def _inside(folder: Path, without: Path | None, links: list[Path]) -> Iterator[Item]:
    files_below = files.walk(folder, without, links)
    first = next(files_below, folder)
    for file in chain((first,), files_below):
        yield Item(str(file), file.relative_to(folder).as_posix(), named=False)
