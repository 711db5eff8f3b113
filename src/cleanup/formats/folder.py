"""Which files of a folder may be documents: not those that are hidden, installed or ignored."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.formats import gitignore
from cleanup.formats.inside import inner_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.formats.gitignore import Ignoring

INSTALLED = {"node_modules", "bower_components", "__pycache__", "__MACOSX"}  # by tools, in folders


@dataclass(slots=True)
class Left:
    """What a walk has met and left alone. A folder that is ignored as a whole is one path."""

    links: list[Path] = field(default_factory=list)  # that lead out of the folder
    ignored: int = 0  # paths, by a .gitignore


def walk(
    folder: Path, without: Path | None = None, *, no_ignore: bool = False, left: Left | None = None
) -> Iterator[Path]:
    """The files below `folder` in the order of their names.

    Left out are hidden files and folders, those that tools install, `without`, and, unless there is
    to be `no_ignore`, what .gitignore files ignore. Links that lead out of the folder, or into a
    hidden part of it, are not followed. What is `left` so is told by that. A folder that cannot be
    listed is yielded itself, so that reading it says why.
    """
    closed: list[Path] = []
    scope = _Scope(folder, without, left or Left(), no_ignore=no_ignore)
    for parent, folders, files in os.walk(
        folder, onerror=lambda e: closed.append(Path(e.filename))
    ):
        scope.enter(parent)
        folders[:] = sorted(name for name in folders if scope.has_folder(name))
        for name in sorted(files):
            if scope.has_file(name):
                yield Path(parent, name)
    yield from closed


class _Scope:
    """What belongs to a walk, which enters each folder before those in it."""

    def __init__(self, root: Path, without: Path | None, left: Left, *, no_ignore: bool) -> None:
        """Read the .gitignore files above the root."""
        self._root, self._left, self._no_ignore = root, left, no_ignore
        self._without = without.resolve() if without else None
        self._folder = self._place = ""
        self._ignoring: tuple[Ignoring, ...] = () if no_ignore else gitignore.above(root)
        # Of folders that are to be entered: their real place, and what is said around them.
        self._known = {os.fspath(root): (os.path.realpath(root), self._ignoring)}

    def enter(self, folder: str) -> None:
        """Go into a folder; it may have a .gitignore of its own."""
        self._folder = folder
        self._place, self._ignoring = self._known.pop(folder)
        if not self._no_ignore:
            self._ignoring = gitignore.within(self._place, self._ignoring)

    def has_folder(self, name: str) -> bool:
        """Whether a folder in the one that was entered is to be entered."""
        path = Path(self._folder, name)
        if name in INSTALLED or not self._has(name, is_folder=not path.is_symlink()):
            return False
        if path.resolve() == self._without:
            return False
        place = os.path.join(self._place, name)  # noqa: PTH118  # as below
        self._known[os.path.join(self._folder, name)] = place, self._ignoring  # noqa: PTH118  # as os.walk
        return True

    def has_file(self, name: str) -> bool:
        """Whether a file in the folder that was entered is a document."""
        return self._has(name, is_folder=False)

    def _has(self, name: str, *, is_folder: bool) -> bool:
        if name.startswith("."):
            return False
        if gitignore.is_ignored(self._ignoring, self._place, name, is_folder=is_folder):
            self._left.ignored += 1
            return False
        path = os.path.join(self._folder, name)  # noqa: PTH118  # as below
        if os.path.islink(path) and inner_name(self._root, Path(path)) is None:  # noqa: PTH114  # as below
            self._left.links.append(Path(path))
            return False
        return True
