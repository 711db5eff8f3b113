"""Small tables. Each names in its first line its source and, if it is derived, what built it."""

from __future__ import annotations

import json
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
def bigrams() -> dict[str, tuple[float, list[str]]]:
    """For a character, '' for none: the cost of backing off, and its followers by whole bits."""
    rows = json.loads(f"[{','.join(lines('bigrams.jsonl'))}]")
    return {first: (backoff, columns) for first, backoff, *columns in rows}


@cache
def by_themselves() -> list[str]:
    """The characters by what each costs by itself, in whole bits from 0: one row of `bigrams`."""
    row = next(line for line in lines("bigrams.jsonl") if line.startswith('["",'))
    return list(json.loads(row)[2:])


@cache
def words() -> dict[str, float]:
    """Words of two to four Simplified characters with their cost in bits."""
    rows = (line.split("\t") for line in lines("words.tsv"))
    return {word: float(cost) for cost, row in rows for word in row.split(" ")}


@cache
def word_pairs() -> dict[str, str]:
    """For a word of Simplified characters the costs of it and of its followers, not parsed yet."""
    rows = (line.partition("\t") for line in lines("word_pairs.tsv"))
    return {word: row for word, _, row in rows}


@cache
def frequency_rank() -> dict[str, int]:
    """The rank, from 0, of Han characters by frequency in modern prose."""
    (ranking,) = lines("frequency.txt")
    return {character: rank for rank, character in enumerate(ranking)}


@cache
def spam_signs() -> dict[str, tuple[float | None, ...]]:
    """What a sign weighs in a line of keywords, in a run of them, in an advertisement."""
    rows = (line.split("\t") for line in lines("spam_signs.tsv"))
    return {name: tuple(None if w == "-" else float(w) for w in row) for name, *row in rows}


@cache
def letters() -> dict[str, dict[str, tuple[float, dict[str, float]]]]:
    """By language, for a letter, '' for none: the cost of backing off, and of its followers."""
    found: dict[str, dict[str, tuple[float, dict[str, float]]]] = {}
    for line in lines("letters.jsonl"):
        language, first, backoff, *columns = json.loads(line)
        costs = {letter: float(cost) for cost, column in enumerate(columns) for letter in column}
        found.setdefault(language, {})[first] = (backoff, costs)
    return found
