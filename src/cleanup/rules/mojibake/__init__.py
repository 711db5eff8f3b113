"""MOJ: text that was decoded with the wrong codec. What other families ask of it stands here."""

from cleanup.rules.mojibake.controls import (
    COLOUR,
    UNASSIGNED,
    amid_mojibake,
    characters_of_controls,
)
from cleanup.rules.mojibake.meant import is_about_encoding

__all__ = [
    "COLOUR",
    "UNASSIGNED",
    "amid_mojibake",
    "characters_of_controls",
    "is_about_encoding",
]
