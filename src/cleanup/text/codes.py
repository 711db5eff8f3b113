"""Texts as arrays of the numbers of their code points: what is asked of each is asked of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Codes = NDArray[np.uint32]

CODE_POINTS = 0x110000  # of Unicode


def codes_of(text: str) -> Codes:
    """The code points of a text as numbers."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def text_of(codes: Codes) -> str:
    """The text of these code points."""
    return codes.tobytes().decode("utf-32-le", "surrogatepass")
