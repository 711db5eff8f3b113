"""What the head of a page of HTML states: its title, and which of the lines that is."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from cleanup.formats.html_lines import ATTRIBUTE, Line
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

META = frozenset({"og:title", "twitter:title"})  # what the title is called in <meta>
MARKS = regex(r"[\W_]+")
LONGEST = 300  # code points of a title, and of a line that may be one
TITLES = 8  # titles that are looked for
MOST = 0.8  # share of the line that a title has which was cut


def stated_title(attributes: str) -> str:
    """The title that the attributes of a <meta> state; empty if they state none."""
    found = {name.lower(): value for name, value in ATTRIBUTE.findall(attributes)}
    named = {found.get("property"), found.get("name")}
    return unescape(found.get("content", "")) if named & META else ""


def with_titles(lines: Sequence[Line], titles: Iterable[str]) -> list[Line]:
    """The lines, with what each is of one of these titles: see Origin."""
    bare = {_bare(title[:LONGEST]): None for title in titles}
    bare.pop("", None)
    looked_for = [*bare][:TITLES]
    if not looked_for:
        return [*lines]
    return [
        Line(text, origin._replace(title=_share(_bare(text), looked_for)))
        if 0 < len(text) <= LONGEST
        else Line(text, origin)
        for text, origin in lines
    ]


def _share(line: str, titles: Iterable[str]) -> float:
    """The greatest share of a title that the line is, as a part of it, or with a little more."""
    if not line:
        return 0.0
    parts = (len(line) / len(one) for one in titles if line in one)
    cut = (len(one) / len(line) for one in titles if one in line and len(one) >= MOST * len(line))
    return max(*parts, *cut, 0.0, 0.0)


def _bare(text: str) -> str:
    """The letters and figures of a text."""
    return MARKS.sub("", text).casefold()
