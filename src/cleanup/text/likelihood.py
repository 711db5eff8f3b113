"""How likely a stretch of text is, in bits, by pairs of neighbouring characters.

The model (text/pair_costs.py) knows Chinese, classical too, Japanese and Korean. Ordinary prose
costs 5 to 9 bits a character, text that was decoded wrongly 15 and more.
"""

from __future__ import annotations

from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from cleanup.data import by_themselves, simplified
from cleanup.kernels import load
from cleanup.text.codes import handed
from cleanup.text.pair_costs import TENTHS, characters, tables

if TYPE_CHECKING:
    from collections.abc import Callable

COMMON = 16  # bits: characters that cost more are rare


def bits(*texts: str) -> float:
    """The cost of texts in bits, each character given the one before; the first is free."""
    weigh = _weigher()
    return sum([weigh(handed(text), False) for text in texts]) / TENTHS


def bits_of_words(text: str) -> float:
    """The cost of the runs of characters beyond ASCII, each run for itself."""
    return _weigher()(handed(text), True) / TENTHS


@lru_cache(maxsize=1 << 15)
def bits_after(first: str, second: str) -> float:
    """The cost of one character after another."""
    return bits(first + second)


def bits_alone(character: str) -> float:
    """The cost of a Simplified character by itself."""
    known = characters()
    return known.alone[known.number[ord(character)]] / TENTHS


@cache
def common_characters() -> str:
    """The characters beyond ASCII that ordinary text is made of, in both Chinese scripts."""
    common = {one for one in "".join(by_themselves()[: COMMON + 1]) if one > "\x7f"}
    both = common | {chr(one) for one, other in simplified().items() if other in common}
    return "".join(sorted(both))


@cache
def _weigher() -> Callable[[memoryview, bool], int]:
    """The kernel that weighs code points, with its tables."""
    return partial(load("pairs").bits, *tables())
