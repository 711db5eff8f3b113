"""What a masked line says: look-alike letters, circled figures, marks put between characters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.regex import regex
from cleanup.text.scripts import HAN

if TYPE_CHECKING:
    from collections.abc import Sequence

LOOK_ALIKES = dict(
    zip(
        "авекмнорстухіјѕԁαβεικνορτυχ√囯倮婬",
        "abekmhopctyxijsdabeikvoptuxv国裸淫",
        strict=True,
    )
)
# Circled, bracketed, small Roman, mathematical and superscript: NFKC tells what they stand for.
STYLED = regex(
    "[\u00b2\u00b3\u00b9\u2070-\u209c\u2100-\u218b\u2460-\u24ff\u2776-\u2793\u3251-\u325f"
    "\u32b1-\u32bf\U0001d400-\U0001d7ff\U0001f100-\U0001f189]"
)
MARKS = "★☆●○◆◇■□▲△▼♥♡❤♀♂✦✧✿❀※~～·•∙・*°`'^.=+"
OTHERWISE = regex(f"[{''.join(LOOK_ALIKES)}{''.join(LOOK_ALIKES).upper()}]|{STYLED.pattern}")
LETTER = f"[{HAN}\u3041-\u30fa\uac00-\ud7a3a-z0-9]"
BETWEEN = regex(f"(?<=[{HAN}])[{re.escape(MARKS)}](?=[{HAN}])")
FULL_STOPS = ".·"  # honest text uses these too: they are masks only after every character
# One and the same mark, or a space, after every single character of a word; words of two apart.
DRAWN_OUT = regex(
    f"(?<={LETTER})([ {re.escape(MARKS)}]){LETTER}(?:\\1{LETTER}(?![a-z0-9]))+|"
    f"(?<![^\\W_]){LETTER}[ {re.escape(MARKS)}]{LETTER}(?![^\\W_]|[ {re.escape(MARKS)}]{LETTER})"
)
DIGITS = regex(r"(?<!\d)\d(?:[ .\-_*~]{1,2}\d(?!\d)){4,}")
# What the patterns above need, soon found: most lines have none.
DRAWN = regex(f"[ {re.escape(MARKS)}](?<={LETTER}.){LETTER}")
SPACED = regex(r"[ .\-_*~]\d[ .\-_*~]")


class Plain(NamedTuple):
    """A line without its masks: for each character of `text` its place in the line, and how many
    characters were masked.
    """

    text: str
    places: Sequence[int]
    masked: int


def deobfuscate(folded: str) -> Plain:
    """What a folded line (see page.fold) says once its masks are undone.

    A letter of another alphabet is read as the Latin one that it looks like, only where none of
    its neighbours is of its own alphabet.
    """
    dropped = _dropped(folded)
    if not dropped and not OTHERWISE.search(folded):
        return Plain(folded, range(len(folded)), 0)
    changed = {match.start(): _meant(folded, match) for match in OTHERWISE.finditer(folded)}
    changed |= dict.fromkeys(dropped, "")
    characters: list[str] = []
    places: list[int] = []
    masked = -min(len(dropped), 2)  # two characters may be spaced out
    end = 0
    for place, meant in sorted(changed.items()):
        characters += folded[end:place], meant
        places += [*range(end, place), *[place] * len(meant)]
        masked += meant != folded[place]
        end = place + 1
    places += range(end, len(folded))
    return Plain("".join((*characters, folded[end:])), places, masked)


def _dropped(folded: str) -> set[int]:
    """The places of marks and spaces that were put between the characters of words."""
    found: set[int] = set()
    if DRAWN.search(folded):
        between = BETWEEN.finditer(folded)
        found.update(match.start() for match in between if match[0] not in FULL_STOPS)
        found |= _marks_in(DRAWN_OUT, folded)
    if SPACED.search(folded):
        found |= _marks_in(DIGITS, folded)
    return found


def _marks_in(pattern: re.Pattern[str], folded: str) -> set[int]:
    """The places in what a pattern finds that hold no letter and no digit."""
    places = (at for match in pattern.finditer(folded) for at in range(*match.span()))
    return {at for at in places if not folded[at].isalnum()}


def _meant(folded: str, match: re.Match[str]) -> str:
    """The character that is meant by what OTHERWISE found, itself where there is no mask."""
    place, character = match.start(), match[0]
    if STYLED.match(character):
        return _plain(character)
    if "\u3400" <= character <= "\u9fff":
        return character
    meant = LOOK_ALIKES.get(character.lower(), character)
    if not meant.isascii():
        return meant
    around = folded[max(0, place - 1) : place] + folded[place + 1 : place + 2]
    own = any(one.isalpha() and one > "\x80" and _alphabet(one) for one in around)
    return (
        character if own and not any(one.isascii() and one.isalnum() for one in around) else meant
    )


def _alphabet(character: str) -> bool:
    """Whether a character is Greek or Cyrillic."""
    return "\u0370" <= character <= "\u052f"


@cache
def _plain(character: str) -> str:
    return unicodedata.normalize("NFKC", character).lower()
