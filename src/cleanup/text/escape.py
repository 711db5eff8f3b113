"""Text from a corpus is hostile: whatever reaches a terminal goes through here."""

from __future__ import annotations


def shown(text: str, most: int | None = None) -> str:
    """The text with everything escaped that could steer a terminal or hide, and cut at `most`."""
    cut = text if most is None or len(text) <= most else text[: most - 1] + "…"
    return "".join(
        c if c.isprintable() else c.encode("unicode_escape", "replace").decode() for c in cut
    )
