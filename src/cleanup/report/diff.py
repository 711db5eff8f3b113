"""What would change, as unified diffs of the decoded texts."""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING

from cleanup.report.escape import patch_name, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def diff_lines(changes: bytes, *, escape: bool) -> Iterator[bytes]:
    """The lines of diffs, escaped for a terminal if it is one.

    Each line of `changes` is JSON: a name, the text before and after, and what changed if these
    are the same.
    """
    for change in changes.splitlines():
        name, before, after, otherwise = json.loads(change)
        name = patch_name(name)
        lines = _diff(name, before, after) or [f"{name}: {otherwise}"]
        yield from _written(lines, escape=escape)


def _diff(name: str, before: str, after: str) -> list[str]:
    lines = before.split("\n"), after.split("\n")
    return list(difflib.unified_diff(*lines, name, name, lineterm=""))


def _written(lines: Iterable[str], *, escape: bool) -> Iterator[bytes]:
    for line in lines:
        content = shown(line) if escape else line
        yield content.encode("utf-8", "surrogateescape") + b"\n"
