"""Whether two words or phrases state other figures, in whatever way these are written."""

from __future__ import annotations

from collections import Counter

from cleanup.corpus import terms

MAX_WORD = 4  # letters of a word that a figure stands for
DIGITS = dict(zip("一二两三四五六七八九零〇", map(int, "122345678900"), strict=True)) | {"": 0}


def figures_differ(one: str, other: str) -> bool:
    """Whether each side has a figure that the other lacks, or one stands for a short word."""
    first, second = _figures(one), _figures(other)
    if first and second:
        return bool(first - second and second - first)
    only = terms.NO_FIGURE.sub("", one if first else other)
    return max(len(one), len(other)) <= MAX_WORD and bool(terms.FIGURE.search(only))


def _figures(text: str) -> Counter[str]:
    """The figures in a text, in one way of writing: 03 and 三 are 3."""
    found: Counter[str] = Counter()
    for number in terms.NUMBER.findall(terms.NO_FIGURE.sub("", text)):
        if number[0].isdecimal():
            parts = number.split(".") if number.count(".") > 1 else [number]
            found.update(part.lstrip("0") or "0" for part in parts)
        else:
            found[_arabic(number)] += 1
    return found


def _arabic(numerals: str) -> str:
    """Chinese numerals below a hundred in Arabic figures; others as they are."""
    tens, ten, ones = numerals.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or not set(tens + ones) <= DIGITS.keys():
        return numerals
    value = DIGITS.get(ones, 0) + (10 * DIGITS.get(tens, 1) if ten else 0)
    return str(value)
