"""Small tables. Each names in its first line its source and, if it is derived, what built it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def lines(name: str) -> list[str]:
    """The lines of a table, without its header and comments."""
    content = (files(__name__) / name).read_text("utf-8")
    return [line for line in content.split("\n") if line and not line.startswith("#")]


@cache
def readings() -> dict[str, frozenset[str]]:
    """For every character of the Unified Han block its readings, with tone marks."""
    found: dict[str, set[str]] = {}
    for line in lines("readings.tsv"):
        reading, characters = line.split("\t")
        for character in characters:
            found.setdefault(character, set()).add(reading)
    return {character: frozenset(all_of) for character, all_of in found.items()}


@cache
def simplified() -> dict[int, str]:
    """Traditional characters to Simplified ones, one to one, for str.translate."""
    (pairs,) = lines("simplified.txt")
    return {ord(pairs[at]): pairs[at + 1] for at in range(0, len(pairs), 2)}


@cache
def pairs() -> dict[str, list[str]]:
    """For a Simplified character its followers in prose, by powers of two of their count.

    The first class is of followers that only a dictionary of words has.
    """
    rows = (line.split("\t") for line in lines("pairs.tsv"))
    return {first: classes for first, *classes in rows}


@cache
def frequency_rank() -> dict[str, int]:
    """The rank, from 0, of Han characters by frequency in modern prose."""
    (ranking,) = lines("frequency.txt")
    return {character: rank for rank, character in enumerate(ranking)}
