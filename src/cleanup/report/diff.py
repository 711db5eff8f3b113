"""What would change, as unified diffs of the decoded texts."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from cleanup.report.escape import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.runs.cleaning import Done


def diff_lines(done: Done, *, escape: bool) -> Iterator[bytes]:
    """The lines of one document's diff, escaped for a terminal if it is one; none if it stays."""
    name = done.item.name
    before, after = done.outcome.decoded.split("\n"), done.document.text.split("\n")
    lines = list(difflib.unified_diff(before, after, name, name, lineterm=""))
    if not lines and done.changed:
        lines = [f"{name}: {done.document.encoding} becomes UTF-8"]
    for line in lines:
        content = shown(line) if escape else line
        yield content.encode("utf-8", "surrogateescape") + b"\n"
