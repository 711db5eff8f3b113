"""Settings that stand in a file: cleanup.toml, or the table tool.cleanup of a pyproject.toml.

The file is that of the working folder or of the nearest folder above it. It says how documents are
cleaned and which are taken, never where anything is written: what a repository brings with it
overwrites nothing and removes nothing.
"""

from __future__ import annotations

import os
from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.configuration.places import line_of, line_of_row
from cleanup.configuration.tables import KINDS, RowError, row
from cleanup.errors import InputError, SettingsError, reason_of
from cleanup.formats import size
from cleanup.overrule import Confirmed, Exemption, PathSettings, UserRule
from cleanup.rule import check_patterns
from cleanup.rules import RULES, user_rule
from cleanup.rules.user import spans_of
from cleanup.settings import Plan, Settings, default, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

OWN, SHARED = "cleanup.toml", "pyproject.toml"
TABLE = "tool.cleanup"
# What only the command line says: where the work is done, what is overwritten and removed.
NEVER = ("force", "prune", "engine", "master", "root")
SIZES = ("max_size", "memory")
CODES = ("select", "ignore")


class Configuration(NamedTuple):
    """What a file states: settings by their names as fields, and the line, from 1, of each.

    `confirmed` are the removals that it calls right; they are no setting.
    """

    path: Path
    values: dict[str, Any]
    lines: dict[str, int]

    @property
    def confirmed(self) -> tuple[Confirmed, ...]:
        """The removals that somebody has found right."""
        found: tuple[Confirmed, ...] = self.values.get("confirmed", ())
        return found


def names() -> dict[str, str]:
    """The names of all settings that a file may state, and of the fields that they are."""
    known = [field.name for kind in (Settings, Plan) for field in fields(kind)]
    known += KINDS.keys() - {*known}
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
    outer = TABLE if path.name == SHARED else ""
    stated = sorted((_table(path, text) or {}).items(), key=lambda item: item[0] != "rules")
    for key, value in stated:  # the rules first: they have codes
        line = line_of(text, outer, key)
        try:
            name = _name(key)
            if name in KINDS:
                rows = _Rows(path, text, f"{outer}.{key}".strip("."), name)
                values[name] = rows.read(value, values.get("rules", ()))
                lines[name] = line_of_row(text, rows.table, 0)
            else:
                values[name], lines[name] = _value(name, value, values.get("rules", ())), line
        except PlacedError:
            raise
        except SettingsError as error:
            raise SettingsError(f"{path}:{line}: {error}") from None
    if any(row.path for name in ("exemptions", "per_path") for row in values.get(name, ())):
        values["root"] = str(path.resolve().parent)
    return Configuration(path, values, lines)


class PlacedError(SettingsError):
    """What is wrong, with its place before it."""


class _Rows(NamedTuple):
    """A table of a file: its name there, and that of the field which it is."""

    path: Path
    text: str
    table: str
    name: str

    def read(self, value: Any, rules: tuple[UserRule, ...]) -> tuple[Any, ...]:
        """Its rows; `rules` are the user's own. Raises PlacedError, SettingsError."""
        if not isinstance(value, list):
            raise SettingsError(f"{self.table} is no array of tables: begin each [[{self.table}]]")
        found: list[Any] = []
        for number, stated in enumerate(value):
            try:
                made = row(KINDS[self.name], stated, self.path.parent)
                _check_row(made, found if self.name == "rules" else rules)
            except SettingsError as error:
                key = error.key if isinstance(error, RowError) else str(error).partition(":")[0]
                line = line_of_row(self.text, self.table, number, key)
                raise PlacedError(f"{self.path}:{line}: {error}") from None
            found.append(made)
        return tuple(found)


def _check_row(made: Any, rules: Sequence[UserRule]) -> None:
    """Raise SettingsError for a row that does not fit the rules, the user's own among them."""
    codes = [*(rule.code for rule in RULES), *(rule.code for rule in rules)]
    match made:
        case UserRule():
            user_rule(made, [rule.code for rule in rules])
        case Exemption(rule=rule, pattern=pattern):
            check_patterns(filter(None, (rule,)), codes)
            spans_of((), tuple(filter(None, (pattern,))))
        case PathSettings(ignore=ignore):
            check_patterns(ignore, codes)
            Settings(per_path=(made,))  # refuses what is out of range


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


def _name(key: str) -> str:
    """The field that a key is. Raises SettingsError for one that is none."""
    known = names()
    if key not in known:
        raise SettingsError(f"no setting is called {key!r}{nearest(key, known)}")
    return known[key]


def _value(name: str, value: Any, rules: tuple[UserRule, ...]) -> Any:
    """The value of a setting as its field has it; `rules` are the user's own.

    Raises SettingsError for a wrong one.
    """
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
            check_patterns(value, [*(one.code for one in RULES), *(one.code for one in rules)])
    elif type(value) is not kind and not (kind is float and type(value) is int):
        raise SettingsError(f"{value!r} is no {WORDS[kind]}")
    holder = Settings if name in {field.name for field in fields(Settings)} else Plan
    holder(**{name: value})  # refuses what is out of range
    return value


WORDS = {bool: "true or false", str: "text", int: "number or size", float: "number"}
