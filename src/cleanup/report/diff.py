"""What would change, as unified diffs of the decoded texts."""

from __future__ import annotations

import difflib
import json
import os
from itertools import groupby
from typing import TYPE_CHECKING

import click
from rapidfuzz.distance import Indel

from cleanup.text.escape import patch_name, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

    Part = tuple[int, int]  # of a text: its start and its end

COLOURS = {"-": "red", "+": "green", "@": "cyan"}
MOST_COMPARED = 4 * 10**8  # characters of the lines that went times those that came: 0.1 s, 50 MB


def coloured(stream: TextIO) -> bool:
    """Whether colours are wanted there: https://no-color.org, https://force-color.org."""
    if os.environ.get("NO_COLOR"):
        return False
    on_terminal = stream.isatty() and os.environ.get("TERM") != "dumb"
    return on_terminal or bool(os.environ.get("FORCE_COLOR"))


def diff_lines(changes: bytes, *, escape: bool, colour: bool) -> Iterator[bytes]:
    """The lines of diffs, escaped for a terminal if it is one; names are in any case.

    Each line of `changes` is JSON: a name, the text before and after, and what changed if these
    are the same. In `colour`, the characters are marked that differ.
    """
    for change in changes.splitlines():
        name, before, after, otherwise = json.loads(change)
        name = patch_name(name)
        heads, lines = _diff(name, before, after)
        lines = lines or [f"{name}: {otherwise}"]
        if colour:
            written = [*(click.style(head, bold=True) for head in heads), *_coloured(lines)]
        else:
            written = [*heads, *(map(shown, lines) if escape else lines)]
        for line in written:
            yield line.encode("utf-8", "surrogateescape") + b"\n"


def _diff(name: str, before: str, after: str) -> tuple[list[str], list[str]]:
    """The two lines that name the text, and all others."""
    lines = before.split("\n"), after.split("\n")
    written = list(difflib.unified_diff(*lines, name, name, lineterm=""))
    return written[:2], written[2:]


def _coloured(lines: Iterable[str]) -> Iterator[str]:
    """The lines of hunks in colour. Lines that went are compared with those that came for them."""
    gone: list[str] = []
    for sign, run in groupby(lines, key=lambda line: line[:1]):
        own = [line[1:] for line in run]
        if sign == "-":
            gone = own
            continue
        came = own if sign == "+" else []
        old, new = _differing("\n".join(gone), "\n".join(came))
        yield from _marked("-", gone, old)
        yield from _marked("+", came, new)
        gone = []
        if sign != "+":
            yield from (click.style(shown(sign + line), fg=COLOURS.get(sign)) for line in own)
    yield from _marked("-", gone, [])


def _differing(before: str, after: str) -> tuple[list[Part], list[Part]]:
    """The parts of a text that another one has not, and the other way round."""
    if not before or not after or len(before) * len(after) > MOST_COMPARED:
        return [], []
    steps = list(Indel.opcodes(before, after))
    gone = [(step.src_start, step.src_end) for step in steps if step.tag == "delete"]
    came = [(step.dest_start, step.dest_end) for step in steps if step.tag == "insert"]
    return gone, came


def _marked(sign: str, lines: Sequence[str], parts: Sequence[Part]) -> Iterator[str]:
    """Lines of one sign, the parts reversed; a line that is all of it a part is not."""
    start = 0
    for line in lines:
        end = start + len(line)
        inside = ((max(one, start), min(other, end)) for one, other in parts)
        own = [(one - start, other - start) for one, other in inside if one < other]
        yield _styled(sign, line, [] if own == [(0, len(line))] else own)
        start = end + 1


def _styled(sign: str, line: str, parts: Iterable[Part]) -> str:
    """One line in its colour."""
    colour = COLOURS[sign]
    written, at = click.style(sign, fg=colour), 0
    for start, end in (*parts, (len(line), len(line))):
        for text, reverse in ((line[at:start], None), (line[start:end], True)):
            written += click.style(shown(text), fg=colour, reverse=reverse) if text else ""
        at = end
    return written
