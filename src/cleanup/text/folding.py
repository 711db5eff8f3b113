"""Text as rules compare it: Simplified characters, half-width ASCII, lower case."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from cleanup.data import simplified
from cleanup.text.codes import CODE_POINTS, codes_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleanup.text.codes import Codes

HALF_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # for str.translate
SHORT = 64  # code points: of fewer no array is made


def fold(text: str) -> str:
    """Simplified, half-width and lower case, one code point for one code point."""
    if text.isascii():
        return text.lower()
    if len(text) < SHORT:
        return text.translate(folding())
    return text_of(folding_table()[codes_of(text)])


@cache
def folding() -> Mapping[int, str]:
    """What `fold` puts for a code point."""
    lower = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    lower |= {code: chr(code - 0xFEE0 + 32) for code in range(0xFF21, 0xFF3B)}
    return simplified() | HALF_WIDTH | lower | {0x3000: " ", 0xA0: " "}


@cache
def folding_table() -> Codes:
    """For every code point the one that `fold` puts for it."""
    table = np.arange(CODE_POINTS, dtype=np.uint32)
    for code, character in folding().items():
        table[code] = ord(character)
    return table
