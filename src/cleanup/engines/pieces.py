"""Folders of Parquet pieces that are safe against a kill at any moment.

A piece is written under another name and renamed when it is whole. Its name says which rows of
the source it was made from, so a broken-off folder is continued where the unbroken row of its
pieces ends. The marker of success is written last and knows every file and its size.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cleanup.engines.database import as_engine_error

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cleanup.engines.table import Schema

MARKER = "_SUCCESS"
PARTIAL = "_partial"  # Spark and DuckDB's patterns both pass over it
MAGIC = b"PAR1"  # at both ends of a Parquet file
DIGITS = 12


def schema_of(folder: Path) -> dict[str, str] | None:
    """The schema of a finished folder; None if it is not finished, or damaged."""
    try:
        marker = json.loads((folder / MARKER).read_bytes())
        if marker["files"] != _sizes(folder):
            return None
        return dict(marker["schema"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def finish(folder: Path, schema: Schema) -> None:
    """Mark a folder as whole."""
    with as_engine_error():
        partial = folder / PARTIAL
        marker = {"schema": dict(schema), "files": _sizes(folder)}
        partial.write_text(json.dumps(marker), "utf-8")
        partial.replace(folder / MARKER)


def resume(folder: Path) -> int:
    """How many rows of the source the pieces of a folder stand for; all others are removed."""
    with as_engine_error():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARKER).unlink(missing_ok=True)
        done = 0
        for piece in sorted(folder.glob("*.parquet")):
            first, _, after = piece.stem.partition("-")
            if first == _number(done) and after.isdecimal() and _whole(piece):
                done = int(after)
            else:
                piece.unlink()
        return done


def add(folder: Path, first: int, after: int, write: Callable[[Path], None]) -> None:
    """Add the piece made from the rows of the source from `first` up to `after`."""
    with as_engine_error():
        partial = folder / PARTIAL
        try:
            write(partial)
            partial.replace(folder / f"{_number(first)}-{_number(after)}.parquet")
        finally:
            partial.unlink(missing_ok=True)


def _number(row: int) -> str:
    return f"{row:0{DIGITS}}"


def _sizes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in sorted(folder.glob("*.parquet"))}


def _whole(piece: Path) -> bool:
    with piece.open("rb") as file:
        if file.seek(0, 2) < 3 * len(MAGIC):
            return False
        file.seek(-len(MAGIC), 2)
        return file.read() == MAGIC
