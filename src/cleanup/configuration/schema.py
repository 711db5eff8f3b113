"""The JSON schema of a file of settings, for editors."""

from __future__ import annotations

from dataclasses import MISSING
from math import inf
from typing import TYPE_CHECKING, Any

from cleanup.configuration import OWN, SHARED, SIZES, TABLE, names
from cleanup.configuration.tables import KINDS, PHRASES, keys
from cleanup.overrule import ACTIONS, CODE, UserRule
from cleanup.settings import CHOICES, RANGES, default

if TYPE_CHECKING:
    from dataclasses import Field

TEXTS: dict[str, Any] = {"type": ["string", "array"], "items": {"type": "string"}}
PAIR: dict[str, Any] = {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}
CELLS: dict[str, dict[str, Any]] = {
    "code": {"type": "string", "pattern": f"^{CODE.pattern}$"},
    "action": {"enum": [*ACTIONS]},
    "examples": {"type": "array", "items": PAIR},
    "confidence": {"type": "number", "minimum": 0, "maximum": 1},
}


def schema() -> dict[str, Any]:
    """The schema."""
    properties = {key: _property(name) for key, name in names().items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"cleanup: {OWN}, or {TABLE} of {SHARED}",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _property(name: str) -> dict[str, Any]:
    if name in KINDS:
        return {"type": "array", "items": _row(KINDS[name]), "default": []}
    usual = default(name)
    if name in CHOICES:
        return {"enum": [*CHOICES[name]], "default": usual}
    if isinstance(usual, tuple):
        return {**TEXTS, "default": [*usual]}
    if isinstance(usual, bool | str):
        return {"type": "boolean" if isinstance(usual, bool) else "string", "default": usual}
    kinds = ["integer", "string"] if name in SIZES else "number"
    return {"type": kinds, **_bounds(name), "default": usual}


def _bounds(name: str) -> dict[str, float]:
    least, most = RANGES[name]
    return {"minimum": least} | ({"maximum": most} if most < inf else {})


def _row(kind: type[Any]) -> dict[str, Any]:
    """The schema of a row of a table."""
    known = keys(kind)
    properties = {key: _cell(field) for key, field in known.items()}
    if kind is UserRule:
        properties[PHRASES] = {"type": "string"}
    required = [key for key, field in known.items() if field.default is MISSING]
    found = {"type": "object", "properties": properties, "additionalProperties": False}
    return {**found, "required": required} if required else found


def _cell(field: Field[Any]) -> dict[str, Any]:
    """The schema of a value in a row."""
    if field.name in CELLS:
        return CELLS[field.name]
    if field.name in CHOICES:
        return {"enum": [*CHOICES[field.name]]}
    if field.name in RANGES:
        return {"type": "number", **_bounds(field.name)}
    return TEXTS if field.default == () else {"type": "string"}
