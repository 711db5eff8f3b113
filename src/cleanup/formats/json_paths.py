"""Where in the JSON of a line its values are spelt: paths such as `data.content`, `段落[].内容`.

What is passed over is read by the scanner of the standard library, at the speed of C.
"""

from __future__ import annotations

from functools import cache
from json import JSONDecodeError, JSONDecoder
from json.decoder import scanstring  # type: ignore[attr-defined]  # the stubs lack it
from typing import TYPE_CHECKING, NamedTuple

from cleanup.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

# Numbers as they are spelt: none is too long, none is rounded.
SCAN = JSONDecoder(parse_int=str, parse_float=str).scan_once  # type: ignore[attr-defined]  # as above
SPACE = regex(r"[ \t\r\n]*")
COLON = regex(r"[ \t\r\n]*:[ \t\r\n]*")
COMMA = regex(r"[ \t\r\n]*(,?)[ \t\r\n]*")
STEP = regex(r"([^.\[\]]+)((?:\[\])*)(?:\.|$)|((?:\[\])+)(?:\.|$)")
EVERY = "[]"
MANY_LEVELS = 4  # of objects in objects whose names are told


class Value(NamedTuple):
    """A value of a line, and where it is spelt. Numbers are read as they are spelt, as str."""

    value: object
    start: int
    end: int


def members(line: str, at: int) -> tuple[dict[str, Value], int]:
    """The members of the object at `at`, and its end. Of those with one name the last one holds.

    Raises ValueError for what is no JSON, RecursionError for what is nested too deeply.
    """
    found: dict[str, Value] = {}
    at = _after(SPACE, line, at + 1)
    if line.startswith("}", at):
        return found, at + 1
    while line.startswith('"', at):
        name, at = scanstring(line, at + 1)
        start = _after(COLON, line, at)
        value = _scanned(line, start)
        found.pop(name, None)  # so that the order is that of the places
        found[name] = value
        comma = COMMA.match(line, value.end)
        if comma is None or not comma[1]:
            return found, _closed(line, value.end, "}")
        at = comma.end()
    raise JSONDecodeError("a name is expected", line, at)


def items(line: str, at: int) -> list[Value]:
    """The items of the array at `at`. Raises as `members`."""
    found: list[Value] = []
    at = _after(SPACE, line, at + 1)
    while not line.startswith("]", at):
        found.append(_scanned(line, at))
        at = _after(COMMA, line, found[-1].end)
    return found


def _scanned(line: str, at: int) -> Value:
    try:
        value, end = SCAN(line, at)
    except StopIteration:
        raise JSONDecodeError("a value is expected", line, at) from None
    return Value(value, at, end)


def _after(pattern: re.Pattern[str], line: str, at: int) -> int:
    match = pattern.match(line, at)
    if match is None:
        raise JSONDecodeError("a colon is expected", line, at)
    return match.end()


def _closed(line: str, at: int, bracket: str) -> int:
    at = _after(SPACE, line, at)
    if not line.startswith(bracket, at):
        raise JSONDecodeError(f"',' or {bracket!r} is expected", line, at)
    return at + 1


@cache
def steps_of(path: str) -> tuple[str, ...]:
    """The names and `[]` on the way of a path: data, items, [], text for `data.items[].text`."""
    steps: list[str] = []
    at = 0
    while at < len(path):
        match = STEP.match(path, at)
        if match is None:
            return (path,)  # a name of its own kind
        steps += [match[1]] * bool(match[1])
        steps += [EVERY] * (len(match[2] or match[3] or "") // len(EVERY))
        at = match.end()
    return tuple(steps)


def find(line: str, top: dict[str, Value], path: str) -> Iterator[tuple[str, Value]]:
    """What a path leads to in an object, each with its own path: `段落[0].内容` and so on.

    A name at the top that is the whole path goes first.
    """
    if path in top:
        yield path, top[path]
        return
    first, *rest = steps_of(path) or ("",)
    if rest and first in top:
        yield from _below(line, top[first], first, rest)


def _below(line: str, value: Value, path: str, steps: list[str]) -> Iterator[tuple[str, Value]]:
    if not steps:
        yield path, value
    elif steps[0] == EVERY and isinstance(value.value, list):
        for number, item in enumerate(items(line, value.start)):
            yield from _below(line, item, f"{path}[{number}]", steps[1:])
    elif isinstance(value.value, dict):
        inner, _ = members(line, value.start)
        if steps[0] in inner:
            yield from _below(line, inner[steps[0]], f"{path}.{steps[0]}", steps[1:])


def names_of(value: object, prefix: str = "", level: int = 0) -> Iterator[str]:
    """The paths to the values in an object, in their order."""
    if isinstance(value, list) and value and level < MANY_LEVELS:
        yield from names_of(value[0], f"{prefix}[]", level + 1)
    elif isinstance(value, dict) and value and level < MANY_LEVELS:
        for name, inner in value.items():
            yield from names_of(inner, f"{prefix}.{name}" if prefix else name, level + 1)
    elif prefix:
        yield prefix
