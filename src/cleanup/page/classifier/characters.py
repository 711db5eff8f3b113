"""Kinds of characters, and the form in which words are compared, as tables over all code points."""

from __future__ import annotations

from functools import cache

import numpy as np

from cleanup.text.codes import CODE_POINTS
from cleanup.text.folding import folding_table


class Kind:
    """What a character is to the layout of a line: plain numbers, since arrays are made of them.

    HAN_FUNCTION and KANA_FUNCTION are function words, such as 的.
    """

    SPACE = 0
    HAN, HAN_FUNCTION, KANA, KANA_FUNCTION, HANGUL = range(1, 6)
    LOWER, UPPER, DIGIT = range(6, 9)
    COMMA, STOP, EXCLAMATION, COLON, SEMICOLON = range(9, 14)
    QUOTE, OPENING, CLOSING, SEPARATOR, BULLET = range(14, 19)
    DOT, HYPHEN, ELLIPSIS, SYMBOL = range(19, 23)


KINDS = Kind.SYMBOL + 1
EAST_ASIAN = (Kind.HAN, Kind.HAN_FUNCTION, Kind.KANA, Kind.KANA_FUNCTION, Kind.HANGUL)
LETTERS = (Kind.LOWER, Kind.UPPER)
# Later rows win.
RANGES = (
    (0x3400, 0xA000, Kind.HAN),
    (0xF900, 0xFB00, Kind.HAN),
    (0x20000, 0x32400, Kind.HAN),
    (0x3041, 0x3100, Kind.KANA),
    (0xAC00, 0xD7A4, Kind.HANGUL),
    (0xFF10, 0xFF1A, Kind.DIGIT),
    (0xFF21, 0xFF3B, Kind.UPPER),
    (0xFF41, 0xFF5B, Kind.LOWER),
)
ALPHABETS = ((0x00, 0x250), (0x370, 0x1100), (0x1E00, 0x2000))
FUNCTION_CHARACTERS = (
    "的了是在和與与也都就而及著着或個个之為为以於于把被對对從从到這这那他她它我你們们其所並并將将已還还又但則则"
    "卻却因很更最等讓让使吗嗎呢吧啊没沒有不"
)
CHARACTERS = (
    (",，、،", Kind.COMMA),
    ("。｡؟।", Kind.STOP),
    ("!！?？", Kind.EXCLAMATION),
    (":：", Kind.COLON),
    (";；", Kind.SEMICOLON),
    ("\"“”‘’「」『』'«„", Kind.QUOTE),
    ("([（【《〈{［", Kind.OPENING),
    (")]）】》〉}］", Kind.CLOSING),
    ("|｜»›>＞/／·•<＜&+=\\", Kind.SEPARATOR),
    ("*●■◆▪►▶○◇□★☆※", Kind.BULLET),
    (".．", Kind.DOT),
    ("…", Kind.ELLIPSIS),
    ("-–—_~～―", Kind.HYPHEN),
    ("々〇", Kind.HAN),
    (FUNCTION_CHARACTERS, Kind.HAN_FUNCTION),
    ("はがをにのでともへやかられたするてなくいまあり", Kind.KANA_FUNCTION),
)


@cache
def kinds() -> np.ndarray:
    """The kind of every code point."""
    table = np.full(CODE_POINTS, Kind.SYMBOL, np.uint8)
    for start, stop in ALPHABETS:
        for code in range(start, stop):
            table[code] = _kind(chr(code))
    for start, stop, kind in RANGES:
        table[start:stop] = kind
    for characters, kind in CHARACTERS:
        table[[ord(character) for character in characters]] = kind
    for code in (*range(0x21), 0x85, 0xA0, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x3000):
        table[code] = Kind.SPACE
    return table


def _kind(character: str) -> int:
    if character.isupper():
        return Kind.UPPER
    if character.isalpha():
        return Kind.LOWER
    return Kind.DIGIT if character.isdigit() else Kind.SYMBOL


@cache
def folded() -> np.ndarray:
    """For every code point the one as which it is compared: as page.fold, and each digit as 0."""
    table = folding_table().copy()
    table[[*range(ord("0"), ord("9") + 1), *range(0xFF10, 0xFF1A)]] = ord("0")
    return table


def member(kind: np.ndarray, kinds_: tuple[int, ...]) -> np.ndarray:
    """For every element whether it is one of `kinds_`."""
    low, high = min(kinds_), max(kinds_)
    if high - low == len(kinds_) - 1:
        return kind - np.uint8(low) <= high - low  # what is lower becomes higher than any
    return _chosen(kinds_)[kind]


@cache
def _chosen(kinds_: tuple[int, ...]) -> np.ndarray:
    """For every kind whether it is one of `kinds_`."""
    chosen = np.zeros(KINDS, bool)
    chosen[list(kinds_)] = True
    return chosen
