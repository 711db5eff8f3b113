"""The characters of an encoding of several bytes as arrays: a codec is asked for all at once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from cleanup.text.codes import codes_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEADS, TRAILS = np.arange(0x80, 0x100), np.arange(0x21, 0x100)
TRIPLE = 0x8F  # the first of three bytes, in EUC-JP
LINE_FEED = 0x0A  # no part of any code
LOST = 0xFFFD
NO_BREAK_SPACE = 0xA0  # this and those before it are no text beyond ASCII
PRIVATE_USE, PRIVATE_END = 0xE000, 0xF8FF


@cache
def code_tables(codecs: tuple[str, ...]) -> tuple[memoryview, memoryview]:
    """The characters of one byte or two, and of those behind 8F; 0 for none, and for no text.

    The first codec that has a character tells it.
    """
    two, three = np.zeros(1 << 16, np.int32), np.zeros(1 << 16, np.int32)
    pairs = np.add.outer(LEADS << 8, TRAILS).ravel()
    for codec in codecs:
        for table, codes, prefix in ((two, LEADS, ()), (two, pairs, ()), (three, pairs, (TRIPLE,))):
            free = codes[table[codes] == 0]
            table[free] = _characters(free, bytes(prefix), codec)
    return two.data, three.data


def _characters(codes: NDArray[np.int64], prefix: bytes, codec: str) -> NDArray[np.int64]:
    """The one character of each code, 0 for none and for what is no text: a line each."""
    columns = [
        *prefix,
        *((codes >> 8,) if codes.min() > max(LEADS) else ()),
        codes & 0xFF,
        LINE_FEED,
    ]
    lines = np.stack(np.broadcast_arrays(*columns), axis=1).astype(np.uint8).tobytes()
    read = codes_of(f"\n{lines.decode(codec, 'replace')}").astype(np.int64)
    (ends,) = np.nonzero(read == LINE_FEED)
    last = read[ends[1:] - 1]
    private = (last >= PRIVATE_USE) & (last <= PRIVATE_END)
    is_one = np.diff(ends) == len("x\n")
    return np.where(is_one & (last > NO_BREAK_SPACE) & (last != LOST) & ~private, last, 0)
