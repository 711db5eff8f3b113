"""Readings as they are written: in pinyin, with or without the mark of a tone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from cleanup.data import readings
from cleanup.regex import regex

LETTERS = "a-zɑɡüêāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ\u0300\u0301\u0304\u0308\u030c"
SAME_SHAPE = str.maketrans("ɑɡ", "ag")
GLOSS = regex(rf"[(（]([{LETTERS}]{{1,9}})[)）]")


def is_reading(character: str, reading: str) -> bool:
    """Whether the character has this reading; one without a tone mark fits any tone."""
    known = readings().get(character, frozenset())
    return reading in known or reading in map(toneless, known)


@lru_cache(maxsize=4096)
def plain_reading(reading: str) -> str:
    """The reading in the one spelling that the tables have: composed, with a and g for ɑ and ɡ."""
    return unicodedata.normalize("NFC", reading.translate(SAME_SHAPE))


@lru_cache(maxsize=4096)
def toneless(reading: str) -> str:
    """The reading without its tone mark."""
    stripped = unicodedata.normalize("NFD", reading)
    return unicodedata.normalize("NFC", re.sub("[\u0300\u0301\u0304\u030c]", "", stripped))
