"""Settings that stand in a file: cleanup.toml, or the table tool.cleanup of a pyproject.toml.

The file is that of the working folder or of the nearest folder above it. It says how documents are
cleaned and which are taken, never where anything is written: what a repository brings with it
overwrites nothing and removes nothing.
"""

from __future__ import annotations

import os
import re
from dataclasses import fields
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.errors import InputError, SettingsError, reason_of
from cleanup.formats import size
from cleanup.rule import check_patterns
from cleanup.rules import RULES
from cleanup.settings import CHOICES, RANGES, Plan, Settings, default, nearest

if TYPE_CHECKING:
    from pathlib import Path

OWN, SHARED = "cleanup.toml", "pyproject.toml"
TABLE = "tool.cleanup"
# What only the command line says: where the work is done, what is overwritten and removed.
NEVER = ("force", "prune", "engine", "master")
SIZES = ("max_size", "memory")
CODES = ("select", "ignore")


class Configuration(NamedTuple):
    """What a file states: settings by their names as fields, and the line, from 1, of each."""

    path: Path
    values: dict[str, Any]
    lines: dict[str, int]


def names() -> dict[str, str]:
    """The names of all settings that a file may state, and of the fields that they are."""
    known = (field.name for kind in (Settings, Plan) for field in fields(kind))
    return {name.replace("_", "-"): name for name in known if name not in NEVER}


def nearest_file(folder: Path) -> Path | None:
    """The file that holds in a folder: its own, or that of the nearest folder above with one."""
    for place in (folder, *folder.parents):
        if _is_file(place / OWN):
            return place / OWN
        shared = place / SHARED
        if _is_file(shared) and _table(shared, _text(shared)) is not None:
            return shared
    return None


def _is_file(path: Path) -> bool:
    """Whether there is a file; not in a folder that one may not look into."""
    return os.path.isfile(path)  # noqa: PTH113  # Path.is_file raises there


def read(path: Path) -> Configuration:
    """What a file states. Raises SettingsError, which names the place, and InputError."""
    text = _text(path)
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key, value in (_table(path, text) or {}).items():
        line = _line(text, key)
        try:
            name = _name(key)
            values[name], lines[name] = _value(name, value), line
        except SettingsError as error:
            raise SettingsError(f"{path}:{line}: {error}") from None
    return Configuration(path, values, lines)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except OSError as error:
        raise InputError(f"{path}: {reason_of(error)}") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: is not UTF-8") from None


def _table(path: Path, text: str) -> dict[str, Any] | None:
    """The table of settings; None if a file for many tools has none."""
    import tomllib  # noqa: PLC0415  # only where there is a file

    if path.name == SHARED and TABLE not in text:
        return None
    try:
        found: Any = tomllib.loads(text)
    except (RecursionError, ValueError) as error:  # nested too deeply, a number of 5000 digits
        raise InputError(f"{path}: is not TOML: {error}") from None
    if path.name == SHARED:
        for name in TABLE.split("."):
            found = found.get(name) if isinstance(found, dict) else None
    if found is not None and not isinstance(found, dict):
        raise SettingsError(f"{path}: {TABLE} is no table")
    return found


def _line(text: str, key: str) -> int:
    """The line, from 1, in which a key is given its value; tomllib tells no places."""
    at = re.search(rf"^[ \t]*[\"']?{re.escape(key)}[\"']?[ \t]*=", text, re.MULTILINE)
    return text.count("\n", 0, at.start()) + 1 if at else 1


def _name(key: str) -> str:
    """The field that a key is. Raises SettingsError for one that is none."""
    known = names()
    if key not in known:
        raise SettingsError(f"no setting is called {key!r}{nearest(key, known)}")
    return known[key]


def _value(name: str, value: Any) -> Any:
    """The value of a setting as its field has it. Raises SettingsError for a wrong one."""
    kind = type(default(name))
    if name in SIZES and isinstance(value, str):
        try:
            value = size.parse(value)
        except ValueError as error:
            raise SettingsError(str(error)) from None
    if kind is tuple:
        several = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in several):
            raise SettingsError(f"{value!r} is no list of texts")
        value = tuple(several)
        if name in CODES:
            value = tuple(code.upper() for code in value)
            check_patterns(value, (rule.code for rule in RULES))
    elif type(value) is not kind and not (kind is float and type(value) is int):
        raise SettingsError(f"{value!r} is no {WORDS[kind]}")
    holder = Settings if name in {field.name for field in fields(Settings)} else Plan
    holder(**{name: value})  # refuses what is out of range
    return value


WORDS = {bool: "true or false", str: "text", int: "number or size", float: "number"}


def schema() -> dict[str, Any]:
    """The JSON schema of a file, for editors."""
    properties = {key: _property(name) for key, name in names().items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"cleanup: {OWN}, or {TABLE} of {SHARED}",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _property(name: str) -> dict[str, Any]:
    usual = default(name)
    if name in CHOICES:
        return {"enum": [*CHOICES[name]], "default": usual}
    if isinstance(usual, tuple):
        return {"type": ["string", "array"], "items": {"type": "string"}, "default": [*usual]}
    if isinstance(usual, bool | str):
        return {"type": "boolean" if isinstance(usual, bool) else "string", "default": usual}
    least, most = RANGES[name]
    bounds = {"minimum": least} | ({"maximum": most} if most < inf else {})
    kinds = ["integer", "string"] if name in SIZES else "number"
    return {"type": kinds, **bounds, "default": usual}
