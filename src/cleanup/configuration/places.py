"""In which line of a file something is said; tomllib tells no places."""

from __future__ import annotations

import re

HEADER = re.compile(r"^[ \t]*\[{1,2}[ \t]*([\w.\- ]+?)[ \t]*\]{1,2}[ \t]*(?:#.*)?$", re.MULTILINE)


def line_of(text: str, table: str, key: str) -> int:
    """The line, from 1, in which a key of a table is given its value; '' is the outermost table."""
    return _line(text, key, *_body(text, table))


def line_of_row(text: str, table: str, number: int, key: str = "") -> int:
    """The same of the row with a number, from 0, of an array of tables; of its head without a key.

    If the array is written otherwise, that is the line where it begins.
    """
    heads = [head for head in HEADER.finditer(text) if head[1] == table]
    if number >= len(heads):
        outer, _, name = table.rpartition(".")
        return line_of(text, outer, name)
    start, following = heads[number].start(), HEADER.search(text, heads[number].end())
    line = text.count("\n", 0, text.index("[", start)) + 1
    found = _line(text, key, heads[number].end(), following.start() if following else len(text))
    return found if key and found > line else line


def _body(text: str, table: str) -> tuple[int, int]:
    """Where the lines of a table begin and end."""
    heads = list(HEADER.finditer(text))
    start, rest = 0, heads
    if table:
        own = [number for number, head in enumerate(heads) if head[1] == table]
        if not own:
            return 0, len(text)
        start, rest = heads[own[0]].end(), heads[own[0] + 1 :]
    return start, rest[0].start() if rest else len(text)


def _line(text: str, key: str, start: int, end: int) -> int:
    wanted = re.compile(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=", re.MULTILINE)
    found = wanted.search(text, start, end)
    return text.count("\n", 0, found.start()) + 1 if found else 1
