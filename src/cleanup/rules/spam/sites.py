"""A bookmaker's site as its owner advertises it: a name, and behind it the doors that lead in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from cleanup.rules.spam.lexicon import Hit

TRADES = ("gambling", "crypto")  # in which there are such sites
KNOWN, UNKNOWN = ("brand", "name", "strong"), ("field",)  # strengths of what is before a door
# What stands between a name and its door: the name in Latin letters, in brackets or not.
LINK = regex(r"(?:[a-z0-9()\[\]·. ]|(?<! )-(?! )){0,20}(?:\((?:中国|china)\))?-?")
IN_BRACKETS = regex(r"\((?:中国|[a-z][a-z0-9 -]+)\)")
_COMMON = "app|ios|android|apk|pc|vip|http|https|www|com|cn|net|h5|tv|nba|cba"
_LATIN = rf"(?<![a-z0-9])(?!(?:{_COMMON})(?![a-z]))[a-z][a-z0-9]{{1,11}}(?![a-z0-9])"
LATIN_NAME = regex(rf"{_LATIN}(?=[\u4e00-\u9fff()])|(?<=[\u4e00-\u9fff()]){_LATIN}")
LEAST_SIGNS = 3  # of a site whose name is unknown


class Site(NamedTuple):
    """Where a name and the doors behind it stand, and in which trade it is."""

    start: int
    end: int
    family: str


def sites_in(text: str, hits: Sequence[Hit]) -> list[Site]:
    """The sites that a line without masks leads to.

    A name of the table is enough: 欧易OKX官网. Where there is only a field of business (体育) the
    line has to hold a name in Latin letters, and three of these: doors, brackets with such a name
    or with 中国, the field again.
    """
    if not any(map(_is_door, hits)):
        return []
    known = list(_sites(text, hits, KNOWN))
    if known or not LATIN_NAME.search(text):
        return known
    unknown = list(_sites(text, hits, UNKNOWN))
    signs = sum(map(_is_door, hits)) + len(IN_BRACKETS.findall(text)) + len(unknown) - 1
    return unknown if signs >= LEAST_SIGNS else []


def _sites(text: str, hits: Sequence[Hit], strengths: Container[str]) -> Iterator[Site]:
    """From each name to the last of the doors that follow it."""
    name: Hit | None = None
    end = last = 0
    for hit in hits:
        named = hit.word.strength in strengths and hit.word.family in TRADES
        if named or not LINK.fullmatch(text, last, hit.start):
            if name and end:
                yield Site(name.start, end, name.word.family)
            name, end = hit if named else None, 0
        if _is_door(hit):
            end = hit.end
        last = hit.end
    if name and end:
        yield Site(name.start, end, name.word.family)


def _is_door(hit: Hit) -> bool:
    return hit.word.family == "door"
