"""Compile the catalogues of translated messages: `make messages`."""

from __future__ import annotations

from pathlib import Path

import polib

CATALOGUES = Path(__file__).parents[1] / "src" / "cleanup" / "locale"


def compiled(catalogue: Path) -> bytes:
    """What gettext reads of a catalogue (.po)."""
    return bytes(polib.pofile(str(catalogue)).to_binary())


if __name__ == "__main__":
    for path in CATALOGUES.rglob("*.po"):
        path.with_suffix(".mo").write_bytes(compiled(path))
