"""Rules of other packages, which these announce as entry points of the group `cleanup.rules`.

Such an entry point names a module that declares rules, as the modules here do, or one rule.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.errors import SettingsError
from cleanup.overrule import CODE
from cleanup.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from importlib.metadata import EntryPoint

GROUP = "cleanup.rules"


class Plugins(NamedTuple):
    """The rules of other packages, and a line for each of these that could not be loaded."""

    rules: tuple[Rule[Any], ...]
    failed: tuple[str, ...]


def plugins(codes: Collection[str]) -> Plugins:
    """What other packages announce; `codes` are taken, and so are their families."""
    rules: dict[str, Rule[Any]] = {}
    failed: list[str] = []
    families = {code[:3] for code in codes}
    for entry in _announced():
        origin = f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value
        try:
            rules |= _checked(_declared(entry), {*codes, *rules}, families, origin)
        except Exception as error:  # noqa: BLE001  # whatever it is, the package alone is left out
            reason = str(error) if isinstance(error, SettingsError) else repr(error)
            failed.append(f"the rules of {origin} ({entry.value}) are left out: {reason}")
    return Plugins(tuple(rules.values()), tuple(failed))


def _announced() -> list[EntryPoint]:
    """The entry points of the group, in order: most often none, which is soon seen."""
    if not any(map(_may_announce, sys.path)):
        return []
    from importlib.metadata import entry_points  # noqa: PLC0415  # a tenth of what starting takes

    return sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value))


def _may_announce(path: str) -> bool:
    """Whether a package in a folder announces rules, or an archive is there, which may hold any."""
    place = Path(path)
    try:
        told = place.glob("*-info/entry_points.txt")
        return place.is_file() or any(GROUP.encode() in one.read_bytes() for one in told)
    except OSError:  # importlib.metadata knows what to do with a file that cannot be read
        return True


def _declared(entry: EntryPoint) -> list[Rule[Any]]:
    """The rules that an entry point names. Raises what its module raises, and SettingsError."""
    found = entry.load()
    values: Iterable[Any] = vars(found).values() if isinstance(found, ModuleType) else (found,)
    rules = [value for value in values if isinstance(value, Rule)]
    if not rules:
        raise SettingsError("no rule is declared there")
    return rules


def _checked(
    rules: Iterable[Rule[Any]], codes: Collection[str], families: Collection[str], origin: str
) -> dict[str, Rule[Any]]:
    """The rules by their codes. Raises SettingsError for a code that is none, or is taken."""
    found: dict[str, Rule[Any]] = {}
    for rule in rules:
        if not CODE.fullmatch(rule.code):
            raise SettingsError(f"{rule.code!r} is no code, as ABC001 is")
        if rule.code in {*codes, *found} or rule.family in families:
            raise SettingsError(f"the code {rule.code} is taken")
        found[rule.code] = replace(rule, origin=origin)
    return found
