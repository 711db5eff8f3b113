"""Text in an encoding that is known, but for lines, or runs of a line, that are in another.

A block that decodes strictly and has no rare characters side by side is taken as it is; only
lines that are damaged or improbable are looked at one by one.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from cleanup.charset.candidates import (
    BEYOND_ASCII,
    ESCAPED,
    FAMILIES,
    SINGLE,
    costs_of,
    escaped_text,
)
from cleanup.charset.lattice import read
from cleanup.likelihood import common_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK = 1 << 18  # bytes that are decoded at once, up to the end of a line
LOYALTY_UNHURT = 60.0  # and if it is well-formed in that
LONGEST = 2048  # bytes that are searched for the likeliest reading at once
WESTERN = ("cp1252",)  # what a line of single bytes amid multi-byte text is in
LOYALTY = 30.0  # bits for what the rest of the text is in
SEAM = re.compile(rb"(?<=[\x00-\x2f])(?=[^\x00-\x2f])")  # no character of two bytes spans it
FAMILIES_BY_CODEC = {codec: name for name, codecs in FAMILIES.items() for codec in codecs}
THREE_BYTES = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}")


def read_lines(data: bytes, main: str, *, alone: bool = False) -> Iterator[tuple[str, str]]:
    """Stretches of text, lost bytes escaped, and the encoding of each.

    With `alone` all of it is in the main encoding for certain, whatever it looks like.
    """
    codec = _codec(data, FAMILIES.get(main, (main,)))
    for block in _blocks(data):
        text = escaped_text(block, (codec,))
        if _fits(block, text, codec):
            yield text, codec
            continue
        lines = zip(block.split(b"\n"), text.split("\n"), strict=True)
        for number, (line, as_main) in enumerate(lines):
            yield "\n" * (number > 0), codec
            if _fits(line, as_main, codec):
                yield as_main, codec
            else:
                yield from _searched(line, (codec,)) if alone else _foreign(line, codec)


def _fits(data: bytes, text: str, codec: str) -> bool:
    """Whether a text, as the codec reads it, raises no doubts."""
    if codec not in FAMILIES_BY_CODEC:
        return not THREE_BYTES.search(data)
    return not ESCAPED.search(text) and (codec == "utf-8" or not _rare().search(text))


def _codec(data: bytes, family: tuple[str, ...]) -> str:
    """The first codec of a family that reads all the data, or that loses the fewest bytes."""
    if len(family) == 1:
        return family[0]
    lost = {codec: data.decode(codec, "surrogateescape") for codec in family}
    return min(family, key=lambda codec: len(ESCAPED.findall(lost[codec])))


def _blocks(data: bytes) -> Iterator[bytes]:
    """The data in pieces that end with a line."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start + BLOCK) + 1 or len(data)
        yield data[start:end]
        start = end


def _foreign(line: bytes, codec: str) -> Iterator[tuple[str, str]]:
    """A line that does not fit the main codec: in another, in several, or damaged."""
    main = FAMILIES_BY_CODEC.get(codec, SINGLE)
    costs = costs_of(line)
    costs[main] -= LOYALTY if ESCAPED.search(escaped_text(line, (codec,))) else LOYALTY_UNHURT
    best = min(costs, key=costs.__getitem__)
    found = codec if best == main else FAMILIES.get(best, WESTERN)[0]
    text = escaped_text(line, (found,))
    if main == SINGLE and (best != "utf-8" or ESCAPED.search(text)):
        found, text = codec, escaped_text(line, (codec,))
    if main == SINGLE or not (ESCAPED.search(text) or _rare().search(text)):
        yield text, found
        return
    yield from _searched(line, tuple(dict.fromkeys((codec, found, "utf-8"))))


def _searched(line: bytes, codecs: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The likeliest reading of a line in one or several codecs."""
    for part in _parts(line):
        if not BEYOND_ASCII.search(part):
            yield part.decode("ascii"), codecs[0]
            continue
        characters, used = read(part, codecs)
        for one, run in groupby(zip(characters, used, strict=True), key=lambda pair: pair[1]):
            yield "".join(character for character, _ in run), one


def _parts(line: bytes) -> Iterator[bytes]:
    """The line, cut where no character can be cut if it is long."""
    if len(line) <= LONGEST:
        yield line
        return
    for part in SEAM.split(line):
        for start in range(0, len(part), LONGEST):
            yield part[start : start + LONGEST]


@cache
def _rare() -> re.Pattern[str]:
    """Two characters that ordinary text hardly has, side by side or around one other."""
    rare = f"[^\\x00-\\x7f\ud800-\udfff{common_characters()}]"
    return re.compile(f"{rare}[^\n]?{rare}")
