"""Text as rules compare it: Simplified characters, half-width ASCII, lower case."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from cleanup.data import simplified

if TYPE_CHECKING:
    from collections.abc import Mapping

HALF_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # for str.translate


def fold(text: str) -> str:
    """Simplified, half-width and lower case, one code point for one code point."""
    return text.translate(folding())


@cache
def folding() -> Mapping[int, str]:
    """What `fold` puts for a code point."""
    lower = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    lower |= {code: chr(code - 0xFEE0 + 32) for code in range(0xFF21, 0xFF3B)}
    return simplified() | HALF_WIDTH | lower | {0x3000: " ", 0xA0: " "}
