"""What a reviewer decides, put into a file of settings, so that it holds from then on."""

from __future__ import annotations

import json
import tomllib
from dataclasses import fields
from typing import TYPE_CHECKING

from cleanup.configuration import SHARED, TABLE
from cleanup.errors import OutputError, reason_of
from cleanup.formats import text as files
from cleanup.overrule import Confirmed, Exemption

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    Decided = Exemption | Confirmed

TABLES = {Exemption: "exemptions", Confirmed: "confirmed"}


def remember(path: Path, rows: Sequence[Decided]) -> None:
    """Add rows to a file of settings, which need not be there, behind all else that it says.

    Raises OutputError if it cannot be written, or would be none any more.
    """
    try:
        text = path.read_bytes().decode() if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(f"{path}: {reason_of(error)}") from None
    outer = f"{TABLE}." if path.name == SHARED else ""
    ended = text if text.endswith("\n") or not text else f"{text}\n"
    added = ended + "".join(f"\n{_stated(outer, row)}" for row in rows)
    added = added.removeprefix("\n")
    _check(path, added)
    files.write(path, added.encode())


def _stated(outer: str, row: Decided) -> str:
    """A row as TOML."""
    said = ((field.name, getattr(row, field.name)) for field in fields(row))
    lines = (f"{name} = {quoted(value)}\n" for name, value in said if value)
    return f"[[{outer}{TABLES[type(row)]}]]\n{''.join(lines)}"


def quoted(text: str) -> str:
    """A text as a basic string of TOML, in which nothing is hidden."""
    spelt = json.dumps(text, ensure_ascii=False)
    return "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in spelt)


def _check(path: Path, text: str) -> None:
    """Raise OutputError if a file with this text is no TOML."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        names = " and ".join(f"[[{name}]]" for name in TABLES.values())
        raise OutputError(
            f"{path}: write its {names} as such tables; then more can be added"
        ) from None
