"""RULES: every rule, in the order in which they see a document. `ls` is the list of families.

A rule is declared in a file of its family, and in no other place: see cleanup.rule.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

from cleanup.rule import Rule, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

# How the families follow one another in a stage.
FAMILIES = (
    "ENC",
    "MOJ",  # before all that takes characters for noise: controls and no-break spaces are bytes
    "HTM",
    "CHR",
    "SPM",
    "GLS",  # the kit worked on bytes of GBK, so these must have been read as GBK first
    "PUN",
    "SCR",
    "LAY",
    "MET",
    "NAV",
    "REP",
    "DUP",
)
BEFORE, AMONG, AFTER = range(3)


def _declared() -> Iterator[Rule[Any]]:
    """The rules of all modules below this one."""
    for module in walk_packages(__path__, f"{__name__}."):
        names = vars(import_module(module.name)).values()
        yield from (value for value in names if isinstance(value, Rule))


def _position(rule: Rule[Any]) -> tuple[int, int, int, str]:
    """What sorts rules: stage, family, beside or among its rules, code."""
    family = FAMILIES.index(rule.before or rule.after or rule.family)
    beside = BEFORE if rule.before else AFTER if rule.after else AMONG
    return STAGES.index(rule.stage), family, beside, rule.code


STAGES = tuple(Stage)
RULES: tuple[Rule[Any], ...] = tuple(sorted({*_declared()}, key=_position))


def of_stage(stage: Stage) -> tuple[Rule[Any], ...]:
    """The rules of a stage, in their order."""
    return tuple(rule for rule in RULES if rule.stage is stage)
