"""The likeliest way to read UTF-16 or UTF-32 that was damaged (Viterbi, 1967).

A byte that is missing or was put in shifts every unit after it. The search may at any place give up
a unit, or a part of one, at a price in bits; whatever costs least is what was written.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from cleanup.charset.alphabets import (
    MARK,
    MARKS,
    MIXED_CASE,
    MIXED_SCRIPT,
    SYMBOL,
    bits_of_letter,
    folded_letter,
    script_of,
)
from cleanup.charset.lattice import ALPHABETS, REPEATED, decoded
from cleanup.text.likelihood import bits_after

LOST = 30.0  # bits for a part of a unit that is given up
AT_EDGE = 16.0  # and where the text was cut
UNIT_LOST = 38.0  # and for a whole one: more than any character costs
NO_TEXT = 36.0  # a control, and a code that has no character
PRIVATE = 10.0  # more bits for a character of private use
SPACE = 3.0
SMALL = 5.0  # a small letter of ASCII
SIGN = 7.0  # anything else of it
SYLLABLE = 15.0  # a syllable of Hangul, at most
FIGURE = 8.0  # more bits for a figure right beside a letter
HANGUL = "\uac00\ud7a3"
HAN, KOREAN = "HAN", "HANGUL"  # what the model of pairs knows
NO_CHARACTER = frozenset({"Cc", "Cn", "Cs"})  # controls, codes without one, halves of one
REPLACEMENT = "\ufffd"
GIVEN_UP = "\udc80"


class Unit(NamedTuple):
    """A character, or what was given up, with what the text costs up to its end."""

    bits: float
    text: str
    start: int
    end: int


def read_units(data: bytes, name: str) -> list[Unit]:
    """The likeliest characters of `data`, in order."""
    width = int(name[4:6]) // 8
    best: list[Unit | None] = [Unit(0.0, "\n", 0, 0), *[None] * len(data)]

    def offer(before: Unit, bits: float, text: str, end: int) -> None:
        old = best[end] if end < len(best) else before
        if old is None or before.bits + bits < old.bits:
            best[end] = Unit(before.bits + bits, text, before.end, end)

    for at in range(len(data)):
        before = best[at]
        if before is None:
            continue
        edge = at == 0 or at + width > len(data)
        for size in range(1, width):
            offer(before, AT_EDGE if edge else LOST, GIVEN_UP, at + size)
        offer(before, UNIT_LOST, GIVEN_UP, at + width)
        for size in {width, 4}:
            character = decoded(data[at : at + size], name)
            if character:
                offer(before, bits_of_unit(before.text, character), character, at + size)
    last = best[-1]
    found: list[Unit] = []
    while last and last.end:
        found.append(last)
        last = best[last.start]
    return found[::-1]


@lru_cache(maxsize=1 << 15)
def bits_of_unit(before: str, character: str) -> float:
    """The cost of a character after another, in a text of whatever script; NO_TEXT at most."""
    if character in "\t\n\r":
        return SIGN
    if character == REPLACEMENT or unicodedata.category(character) in NO_CHARACTER:
        return NO_TEXT
    mixed = MIXED_SCRIPT * _is_mixed(before, character) + FIGURE * _is_figure(before, character)
    if character.isascii():
        return mixed + (SPACE if character == " " else SMALL if character.islower() else SIGN)
    if character == before:
        return REPEATED
    alone = _bits_beyond if character >= ALPHABETS else _bits_in_alphabets
    return min(NO_TEXT, mixed + alone(before, character))


def _bits_beyond(before: str, character: str) -> float:
    """The cost of a character of Chinese, Japanese or Korean, or of a symbol."""
    bits = bits_after(before, character)
    if HANGUL[0] <= character <= HANGUL[1]:
        return min(SYLLABLE, bits)
    return bits + PRIVATE * (unicodedata.category(character) == "Co")


def _bits_in_alphabets(before: str, character: str) -> float:
    letter = folded_letter(character)
    if letter == " ":
        return MARK if character in MARKS else SYMBOL
    return bits_of_letter(letter) + MIXED_CASE * (character.isupper() and before.islower())


def _is_figure(before: str, character: str) -> bool:
    """Whether one is a figure and the other a letter of an alphabet."""
    figure, other = sorted((before, character), key=str.isdigit, reverse=True)
    return figure.isdigit() and _script(other) not in {"", HAN, KOREAN}


def _is_mixed(before: str, character: str) -> bool:
    """Whether letters are of two scripts; those of ASCII stand beside Chinese too."""
    scripts = {_script(before), _script(character)} - {""}
    return len(scripts) > 1 and not (min(before, character).isascii() and scripts & {HAN, KOREAN})


@lru_cache(maxsize=1 << 15)
def _script(character: str) -> str:
    """The script of a letter; '' for what is none, and for marks of letters."""
    if HANGUL[0] <= character <= HANGUL[1]:
        return KOREAN
    if character >= ALPHABETS:
        return HAN if character.isalpha() else ""
    script = script_of(character) if folded_letter(character) != " " else ""
    return "" if script == "COMBINING" else script
