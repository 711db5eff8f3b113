"""In which line of a file something is said; tomllib tells no places."""

from __future__ import annotations

import re

from cleanup.regex import regex

HEADER = regex(
    r"^[ \t]*\[{1,2}[ \t]*([\w.\-](?:[\w.\- ]*[\w.\-])?)[ \t]*\]{1,2}[ \t]*(?:#.*)?$",
    re.MULTILINE,
)


def line_of(text: str, table: str, key: str) -> int:
    """The line, from 1, in which a key of a table is given its value; '' is the outermost table.

    If that is a table itself, it is the line of its head; and the first if nothing is found.
    """
    line = _line(text, key, *_body(text, table))
    name = f"{table}.{key}".strip(".")
    heads = (head for head in HEADER.finditer(text) if head[1] == name and line == 1)
    return next((_line_at(text, head.start()) for head in heads), line)


def line_of_row(text: str, table: str, number: int, key: str = "") -> int:
    """The same of the row with a number, from 0, of an array of tables; of its head without a key.

    If the array is written otherwise, that is the line where it begins.
    """
    heads = [head for head in HEADER.finditer(text) if head[1] == table]
    if number >= len(heads):
        outer, _, name = table.rpartition(".")
        return line_of(text, outer, name)
    start, following = heads[number].start(), HEADER.search(text, heads[number].end())
    line = _line_at(text, start)
    found = _line(text, key, heads[number].end(), following.start() if following else len(text))
    return found if key and found > line else line


def _body(text: str, table: str) -> tuple[int, int]:
    """Where the lines of a table begin and end."""
    heads = [*HEADER.finditer(text)]
    start = next((head.end() for head in heads if head[1] == table), 0)
    return start, next((head.start() for head in heads if head.start() >= start), len(text))


def _line(text: str, key: str, start: int, end: int) -> int:
    wanted = re.compile(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=", re.MULTILINE)
    found = wanted.search(text, start, end)
    return _line_at(text, found.start()) if found else 1


def _line_at(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
