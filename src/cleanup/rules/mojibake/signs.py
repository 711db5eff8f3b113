"""Where a text shows signs of mojibake: cheap for clean text, which is to cost nearly nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.model import Span
from cleanup.regex import regex
from cleanup.rules.mojibake.alphabets import MASK, masked
from cleanup.text.learnt import learnt
from cleanup.text.likelihood import bits, common_characters
from cleanup.text.scripts import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

NEAR_CHARS = 40  # signs that far apart belong together, and so much of the line is read
GAP_CHARS = 6  # code points: signs that far apart make a run
AROUND = 3  # code points to either side of a run that are tried with it
MIN_RUN_CHARS = 4  # code points of a run: two rare characters side by side are a name
SHORT_PART_CHARS = 24  # code points: a part of a line that is tried as a whole
TRIED = 96  # code points of a run that are tried: they tell as much as all
UNLIKELY = 12.5  # bits a character that damaged text costs at least
MIN_GARBLED_CHARS = 8  # code points of East Asian text that is reported as improbable
GARBLED = 15.5  # bits a character that it costs at least
CJK_RUN = regex(f"[{HAN}\u3041-\u30ff\uac00-\ud7a3]{{2,}}")
NO_TEXT = 15.0  # bits a character that a run of signs costs, which are rare by themselves


class Place(NamedTuple):
    """A part of a line that shows signs of damage: where it is, its line, the runs of signs."""

    start: int
    end: int
    line: Span
    runs: list[Span]


@learnt
def uncommon_lines(text: str) -> tuple[Span, ...]:
    """The lines in which two characters in a row are uncommon, other than one that is repeated."""
    found: list[Span] = []
    at = 0
    while not text.isascii() and (sign := _pair().search(text, at)):
        found.append(line_of(text, sign.start()))
        at = found[-1].end
    return tuple(found)


@learnt
def places(text: str) -> tuple[Place, ...]:
    """Where two characters in a row are uncommon, with what stands near them in the line.

    A word in an alphabet of its own is no sign.
    """
    lines = ((line, masked(text[line.start : line.end])) for line in uncommon_lines(text))
    return tuple(place for line, content in lines for place in _places_of(content, line))


def _places_of(content: str, line: Span) -> Iterator[Place]:
    """The places of a line, from its first sign to its last."""
    runs: list[Span] = []
    for match in _pair().finditer(content):
        start, end = line.start + match.start(), line.start + match.end()
        if runs and start - runs[-1].end > 2 * NEAR_CHARS:
            yield _around(runs, line)
            runs = []
        if runs and start - runs[-1].end <= GAP_CHARS:
            runs[-1] = Span(runs[-1].start, end)
        else:
            runs.append(Span(start, end))
    if runs:
        yield _around(runs, line)


def _around(runs: list[Span], line: Span) -> Place:
    start, end = (
        max(line.start, runs[0].start - NEAR_CHARS),
        min(line.end, runs[-1].end + NEAR_CHARS),
    )
    return Place(start, end, line, runs)


def suspicious(text: str, place: Place) -> str:
    """What is to be tried of a place: its longest run of signs, a short line as a whole, or ''."""
    start, end = max(place.runs, key=lambda run: run.end - run.start)
    end = min(end, start + TRIED)
    if end - start >= MIN_RUN_CHARS and _cost(text[start:end]) >= NO_TEXT:
        return masked(text[max(place.start, start - AROUND) : min(place.end, end + AROUND)])
    part = masked(text[place.start : place.end])
    return part if len(part) <= SHORT_PART_CHARS and _cost(part) >= UNLIKELY else ""


def is_garbled(text: str) -> bool:
    """Whether what a text has of Chinese, Japanese and Korean is improbable throughout."""
    runs = CJK_RUN.findall(text)
    size = sum(map(len, runs))
    return size >= MIN_GARBLED_CHARS and sum(map(bits, runs)) >= GARBLED * (size - len(runs))


def line_of(text: str, at: int) -> Span:
    """The line around a place, without its line feed."""
    end = text.find("\n", at)
    return Span(text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end)


def _cost(run: str) -> float:
    return bits(run) / max(1, len(run) - 1)


@cache
def uncommon() -> tuple[str, str]:
    """Two characters of which every sign of damage is made, as the sets that they are in."""
    common = common_characters()
    # As the second of a pair these are signs too: Â°, Ã—.
    rest = "".join(sorted(set(common) - set("°·•—‘’“”…")))
    return f"^\x00-\x7f{MASK}{common}", f"^\x00-\x7f{MASK}{rest}"


@cache
def _pair() -> re.Pattern[str]:
    first, second = uncommon()
    return re.compile(f"([{first}])(?!\\1)[{second}]")
