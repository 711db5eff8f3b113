"""Sizes in bytes: as people write them, and the limit to what is taken into memory."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from cleanup.errors import InputError
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

CHUNK = 1 << 20  # bytes that are asked of a stream at a time
UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "KI": 2**10, "MI": 2**20, "GI": 2**30}
SIZE = regex(r"([0-9]+)\s*((?:[KMG]I?)?)B?", re.IGNORECASE)


def parse(text: str) -> int:
    """The bytes that a size like 256MB, 1 GiB or 4096 means; raises ValueError for no size."""
    match = SIZE.fullmatch(text.strip())
    size = int(match[1]) * UNITS[match[2].upper()] if match else 0
    if not size:
        raise ValueError(f"{text!r} is no size; write it as 4096, 256MB or 1GiB")
    return size


def shown(size: int) -> str:
    """A size in the largest unit that says it exactly, thousands to the step: 256 MB."""
    for unit in ("G", "M", "K"):
        if size % UNITS[unit] == 0:
            return f"{size // UNITS[unit]:,} {unit}B"
    return f"{size:,} bytes"


def check(size: int, most: int) -> None:
    """Raise InputError for a size above the limit."""
    if size > most:
        raise InputError(f"larger than {shown(most)}; split it, or raise --max-size")


def joined(chunks: Iterable[bytes], most: int) -> bytes:
    """All chunks in one; raises InputError as soon as they are more than `most` bytes."""
    content = BytesIO()
    for chunk in chunks:
        check(content.tell() + len(chunk), most)
        content.write(chunk)
    return content.getvalue()
