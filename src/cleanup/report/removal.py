"""A removal as a reviewer sees it: rule, reason, and its place in what stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.report.terminal import plural
from cleanup.text.escape import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.record.distinct import Distinct

BESIDE = 60  # code points that are shown to either side of what went
LONGEST = 600  # and of that itself
LINES = 8  # of that, at most


def removal_lines(found: Distinct) -> Iterator[str]:
    """The lines that show it: «what went» in its line, or marked lines between those that stay."""
    edit, where = found.edit, f"{found.place.name}:{found.line}"
    sure = f"{edit.confidence:.0%} sure"
    yield f"{edit.code} {shown(edit.note)} ({sure}), in {plural(found.documents, 'document')}"
    yield f"  {shown(where)}"
    removal = found.removal
    before, after = shown(removal.before[-BESIDE:]), shown(removal.after[:BESIDE])
    if removal.sides:
        yield f"    {before}«{_cut(edit.before)}»{_became(edit.after)}{after}"
        return
    if before:
        yield f"    {before}"
    gone = edit.before.strip("\n").split("\n")
    for line in gone[:LINES]:
        yield f"  - «{_cut(line)}»"
    if len(gone) > LINES:
        yield f"  - … {plural(len(gone) - LINES, 'line')} more"
    if edit.after.strip():
        yield f"  + {_cut(edit.after)}"
    if after:
        yield f"    {after}"


def _cut(text: str) -> str:
    return shown(text.strip("\n").replace("\n", "⏎"), LONGEST)


def _became(text: str) -> str:
    return f"→«{_cut(text)}»" if text.strip() else ""
