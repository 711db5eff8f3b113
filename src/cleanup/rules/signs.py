"""Where a text shows signs of mojibake: cheap for clean text, which is to cost nearly nothing."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from cleanup.likelihood import bits, common_characters
from cleanup.model import Span

NEAR = 40  # code points: signs that far apart belong together, and so much of the line is read
GAP = 6  # code points: signs that far apart make a run
AROUND = 3  # code points to either side of a run that are tried with it
SHORTEST = 4  # code points of a run: two rare characters side by side are a name
SHORT = 24  # code points: a part of a line that is tried as a whole
UNLIKELY = 12.5  # bits a character that damaged text costs at least
NO_TEXT = 15.0  # bits a character that a run of signs costs, which are rare by themselves


class Place(NamedTuple):
    """A part of a line that shows signs of damage, and the runs of these."""

    start: int
    end: int
    runs: list[Span]


@lru_cache(maxsize=1)
def places(text: str) -> tuple[Place, ...]:
    """Where two characters in a row are uncommon, with what stands near them in the line."""
    found: list[Place] = []
    line_start, line_end = 0, -1
    for match in () if text.isascii() else _pair().finditer(text):
        sign = Span(*match.span())
        if sign.start >= line_end:
            line_start, line_end = line_of(text, sign.start)
        start, end = max(line_start, sign.start - NEAR), min(line_end, sign.end + NEAR)
        if not found or found[-1].start < line_start or found[-1].end < start:
            found.append(Place(start, end, [sign]))
            continue
        found[-1] = last = found[-1]._replace(end=end)
        if sign.start - last.runs[-1].end <= GAP:
            last.runs[-1] = Span(last.runs[-1].start, sign.end)
        else:
            last.runs.append(sign)
    return tuple(found)


def suspicious(text: str, place: Place) -> str:
    """What is to be tried of a place: its longest run of signs, a short line as a whole, or ''."""
    start, end = max(place.runs, key=lambda run: run.end - run.start)
    if end - start >= SHORTEST and _cost(text[start:end]) >= NO_TEXT:
        return text[max(place.start, start - AROUND) : min(place.end, end + AROUND)]
    part = text[place.start : place.end]
    return part if len(part) <= SHORT and _cost(part) >= UNLIKELY else ""


def line_of(text: str, at: int) -> Span:
    """The line around a place, without its line feed."""
    end = text.find("\n", at)
    return Span(text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end)


def _cost(run: str) -> float:
    return bits(run) / max(1, len(run) - 1)


@cache
def _pair() -> re.Pattern[str]:
    common = common_characters()
    # As the second of a pair these are signs too: Â°, Ã—.
    rest = "".join(sorted(set(common) - set("°·•—‘’“”…")))
    return re.compile(f"[^\x00-\x7f{common}][^\x00-\x7f{rest}]")
