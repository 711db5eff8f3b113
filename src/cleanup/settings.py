"""The settings of a run: one frozen value. Its rule codes are checked when rules are chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Script = Literal["keep", "hans", "hant", "hans-from-tw", "hans-from-hk", "hant-tw", "hant-hk"]
Level = Literal["safe", "standard", "aggressive"]
InputFormat = Literal["auto", "text", "markdown"]
MAX_SIZE = 256 * 10**6
MOST_LOSS = 0.95


@dataclass(frozen=True, slots=True)
class Settings:
    """What to do to every document.

    `select` and `ignore` take rule codes, prefixes of codes and ALL. `script` converts Chinese
    text to Simplified (hans) or Traditional (hant) characters after everything else; the others
    of its values name the region too, that of the source or that of the result. `max_size` is
    the most bytes that a document may have, decompressed. `encoding` is the codec of all
    documents; without one each is found out. `front_matter` puts the metadata before the text.
    `level` says what counts more, that the text is whole (safe) or that it is pure (aggressive); a
    page that would lose more than the share `most_loss` of its sentences, 0 to 1, is kept whole.
    `input_format` says what all documents are; "auto" recognises each, and what is neither plain
    text nor Markdown is refused.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    script: Script = "keep"
    max_size: int = MAX_SIZE
    encoding: str = ""
    front_matter: bool = False
    level: Level = "standard"
    most_loss: float = MOST_LOSS
    input_format: InputFormat = "auto"
