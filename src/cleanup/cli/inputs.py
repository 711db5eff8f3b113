"""From the paths of a command line to the documents they name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleanup.formats import text as files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Item:
    """One document to process: its name in reports, its place, its name below the result."""

    name: str
    path: Path | None  # None: standard input
    relative: str


class Batch(NamedTuple):
    """Paths of the command line that belong together, and the documents they name."""

    paths: tuple[str, ...]
    items: list[Item]


def expand(paths: Sequence[str], without: Path | None = None) -> Iterator[Item]:
    """The documents that the paths name. A folder without any stands for itself."""
    for path in paths:
        place = Path(path)
        if path == STDIN:
            yield Item("<stdin>", None, "stdin")
        elif place.is_dir():
            inside = list(files.walk(place, without)) or [place]
            yield from (
                Item(str(file), file, file.relative_to(place).as_posix()) for file in inside
            )
        else:
            yield Item(path, place, place.name)
