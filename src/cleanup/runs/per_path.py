"""The settings of one file: those of the run, and what is said for some files alone.

Which files a path names is told as in a .gitignore that stands in the folder of the settings:
`poems/` is all below folders of that name, `/a/*.txt` texts right in `a`. Of two that name a file
the one that is more deeply nested goes before the other, then the later one.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cleanup.formats.remote import is_remote

if TYPE_CHECKING:
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    from cleanup.settings import Settings


def settings_for(settings: Settings, name: str) -> Settings:
    """The settings that hold for a document, whose name is its path or address."""
    paths = (*(one.path for one in settings.per_path), *(one.path for one in settings.exemptions))
    if not any(paths):
        return settings
    below = _below(settings.root, name)
    return _settled(settings, tuple(not path or _names(path, below) for path in paths))


def _below(root: str, name: str) -> str:
    """The path of a document below the folder of the settings, if it lies there."""
    if root and not is_remote(name):
        path = os.path.abspath(name)  # noqa: PTH100  # names of many files are not made paths
        return path.removeprefix(os.path.join(root, "")).lstrip(os.sep)  # noqa: PTH118  # as above
    return name.lstrip("/")


def _names(path: str, below: str) -> bool:
    return _pattern(path).match_file(below) is not None


@lru_cache(maxsize=1024)
def _pattern(path: str) -> GitIgnoreSpecPattern:
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern  # noqa: PLC0415  # for those who need it

    return GitIgnoreSpecPattern(path)


@lru_cache(maxsize=64)
def _settled(settings: Settings, holds: tuple[bool, ...]) -> Settings:
    """The settings for files for which these of what is said for some files holds."""
    number = len(settings.per_path)
    said = [one for one, held in zip(settings.per_path, holds[:number], strict=True) if held]
    exempted = zip(settings.exemptions, holds[number:], strict=True)
    exemptions = [one for one, held in exempted if held]
    stated: dict[str, Any] = {}
    for one in sorted(said, key=lambda one: one.path.strip("/").count("/")):
        stated |= one.stated()
    off = [one.rule for one in exemptions if not (one.text or one.pattern)]
    return replace(
        settings,
        **stated,
        ignore=(*settings.ignore, *(code for one in said for code in one.ignore), *off),
        allow=(*settings.allow, *(text for one in said for text in one.allow)),
        exemptions=tuple(replace(one, path="") for one in exemptions if one.text or one.pattern),
        per_path=(),
        root="",
    )
