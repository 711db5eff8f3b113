"""RULES: every rule, in the order in which they see a document. `ls` is the list of families.

A rule is declared in a file of its family, and in no other place: see cleanup.rule. Those of other
packages (see `plugins`) stand behind them, and then the user's own (see `user`).
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

from cleanup.rule import Rule, Stage
from cleanup.rules.plugins import plugins
from cleanup.rules.user import as_rule, check_code

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cleanup.overrule import UserRule

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
    named = rule.before or rule.after or rule.family
    family = FAMILIES.index(named) if named in FAMILIES else len(FAMILIES)
    beside = BEFORE if rule.before else AFTER if rule.after else AMONG
    return STAGES.index(rule.stage), family, beside, rule.code


STAGES = tuple(Stage)
OWN = {*_declared()}
PLUGINS = plugins({rule.code for rule in OWN})
RULES: tuple[Rule[Any], ...] = tuple(sorted({*OWN, *PLUGINS.rules}, key=_position))


@lru_cache(maxsize=16)
def of_user(stated: tuple[UserRule, ...]) -> tuple[Rule[str], ...]:
    """The rules that a user has stated. Raises SettingsError."""
    codes = [one.code for one in stated]
    return tuple(user_rule(one, codes[:number]) for number, one in enumerate(stated))


def user_rule(stated: UserRule, known: Collection[str] = ()) -> Rule[str]:
    """The rule that a user has stated, besides those with known codes.

    Raises SettingsError, also for a code that is taken.
    """
    check_code(stated.code, known, {*FAMILIES, *(rule.family for rule in PLUGINS.rules)})
    return as_rule(stated)


def with_own(stated: tuple[UserRule, ...]) -> tuple[Rule[Any], ...]:
    """All rules, and behind them those that a user has stated. Raises SettingsError."""
    return (*RULES, *of_user(stated))


def of_stage(stage: Stage) -> tuple[Rule[Any], ...]:
    """The rules of a stage, in their order."""
    return tuple(rule for rule in RULES if rule.stage is stage)
