"""What would change, as unified diffs of the decoded texts."""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING

from cleanup.report.escape import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.runs.cleaning import Done


def diff_lines(done: Done, *, escape: bool) -> Iterator[bytes]:
    """The lines of one document's diff, escaped for a terminal if it is one; none if it stays."""
    name = done.item.name
    lines = _diff(name, done.outcome.decoded, done.document.text)
    if not lines and done.changed:
        lines = [f"{name}: {done.document.encoding} becomes UTF-8"]
    yield from _written(lines, escape=escape)


def diff_of_records(changes: bytes, *, escape: bool) -> Iterator[bytes]:
    """The lines of the diffs of texts in records; in `changes` each is a line of JSON."""
    for change in changes.splitlines():
        name, record, field, before, after = json.loads(change)
        yield from _written(_diff(f"{name}:{record}:{field}", before, after), escape=escape)


def _diff(name: str, before: str, after: str) -> list[str]:
    lines = before.split("\n"), after.split("\n")
    return list(difflib.unified_diff(*lines, name, name, lineterm=""))


def _written(lines: Iterable[str], *, escape: bool) -> Iterator[bytes]:
    for line in lines:
        content = shown(line) if escape else line
        yield content.encode("utf-8", "surrogateescape") + b"\n"
