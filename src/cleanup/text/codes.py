"""Texts as arrays of the numbers of their code points: what is asked of each is asked of all."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]

CODE_POINTS = 0x110000  # of Unicode
BLOCK = 256  # code points that are learnt together
UTF_32 = f"utf-32-{sys.byteorder[0]}e"  # as this machine has numbers


def codes_of(text: str) -> Codes:
    """The code points of a text as numbers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def handed(text: str) -> memoryview:
    """The code points of a text, lone surrogates too, as kernels take them."""
    return memoryview(text.encode(UTF_32, "surrogatepass")).cast("i")


def blocks_met(codes: Codes) -> NDArray[np.bool_]:
    """For each block of BLOCK code points whether one of them is among these.

    So tables over all code points are made as far as they are asked.
    """
    met = np.zeros(CODE_POINTS // BLOCK, np.bool_)
    met[codes // BLOCK] = True
    return met


def text_of(codes: Codes) -> str:
    """The text of these code points."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")
