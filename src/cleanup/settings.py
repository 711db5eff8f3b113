"""The settings of a run: one frozen value. Its rule codes are checked when rules are chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Script = Literal["keep", "hans", "hant"]
MAX_SIZE = 256 * 10**6


@dataclass(frozen=True, slots=True)
class Settings:
    """What to do to every document.

    `select` and `ignore` take rule codes, prefixes of codes and ALL. `script` converts Chinese
    text to Simplified (hans) or Traditional (hant) characters after everything else. `max_size`
    is the most bytes that a document may have, decompressed.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    script: Script = "keep"
    max_size: int = MAX_SIZE
