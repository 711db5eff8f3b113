"""What .gitignore files say of the paths below a folder: the same as git."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleanup.errors import OutputError
from cleanup.formats import inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

NAME = ".gitignore"
MAX_BYTES = 10**6  # a larger one is none
BELOW = "ps_d"  # what pathspec calls the slash after a folder of which a path is a part


class Ignoring(NamedTuple):
    """A .gitignore file: its folder, and its lines, each with whether it is about folders only."""

    folder: str
    lines: tuple[tuple[GitIgnoreSpecPattern, bool], ...]


def repository_of(place: Path) -> Path | None:
    """The root of the git repository, or of its work tree, that holds a folder."""
    return next((one for one in (place, *place.parents) if os.path.lexists(one / ".git")), None)


def above(folder: Path) -> tuple[Ignoring, ...]:
    """The .gitignore files above a folder, up to the root of the repository that holds it.

    Where these ignore the folder itself, they are none: who names it means what is in it.
    """
    place = Path(os.path.realpath(folder))
    root = repository_of(place)
    around = [one for one in (place, *place.parents) if root and one.is_relative_to(root)]
    found: tuple[Ignoring, ...] = ()
    for one in reversed(around):
        if is_ignored(found, str(one.parent), one.name, is_folder=True):
            return ()
        if one != place:
            found = within(str(one), found)
    return found


def within(folder: str, outer: tuple[Ignoring, ...]) -> tuple[Ignoring, ...]:
    """What holds in a folder: what holds in the one around it, and its own .gitignore."""
    try:
        with inside.opened(Path(folder, NAME), "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, OutputError):
        return outer
    if len(data) > MAX_BYTES:
        return outer
    lines = os.fsdecode(data.removeprefix(BOM_UTF8)).split("\n")
    return (*outer, Ignoring(folder, tuple(_patterns(lines))))


def _patterns(lines: Iterable[str]) -> Iterator[tuple[GitIgnoreSpecPattern, bool]]:
    """Those lines that say something."""
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern  # noqa: PLC0415  # for those who have such a file

    for whole in lines:
        line = whole.removesuffix("\r")
        bare = line.rstrip(" ")
        bare += " " if bare.endswith("\\") and bare != line else ""
        with suppress(ValueError):  # git leaves out what is no pattern
            pattern = GitIgnoreSpecPattern(bare.removesuffix("/"))
            if pattern.include is not None:
                yield pattern, bare.endswith("/")


def is_ignored(ignoring: Sequence[Ignoring], folder: str, name: str, *, is_folder: bool) -> bool:
    """Whether a file or folder in a `folder` is ignored.

    The nearest .gitignore holds that says anything of it, and of that the last line.
    """
    for around, lines in reversed(ignoring):
        inner = os.path.join(folder, name)[len(around) :].lstrip("/")  # noqa: PTH118  # no path yet
        for pattern, folders_only in reversed(lines):
            if (is_folder or not folders_only) and _means(pattern, inner):
                return bool(pattern.include)
    return False


def _means(pattern: GitIgnoreSpecPattern, name: str) -> bool:
    """Whether a pattern means a path itself, and not a folder in which it lies."""
    found = pattern.match_file(name)
    return found is not None and not found.match.groupdict().get(BELOW)
