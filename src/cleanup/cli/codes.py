"""Codes of rules on a command line."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.errors import OutputError, SettingsError
from cleanup.record.log import rules_in
from cleanup.rule import check_patterns
from cleanup.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable


def codes(values: tuple[str, ...], known: Iterable[str] = ()) -> tuple[str, ...]:
    """Codes of rules and prefixes of codes; one that fits no rule is an error of usage.

    `known` are the codes of the user's own rules.
    """
    several = (code.strip().upper() for value in values for code in value.split(","))
    found = tuple(filter(None, several))
    check_patterns(found, (*(rule.code for rule in RULES), *known))
    return found


def recorded_codes(folder: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """As `codes`; rules that are no more count if the record of a folder tells of them."""
    try:
        return codes(values)
    except SettingsError:
        with suppress(OutputError):  # whoever reads the record next says what is wrong with it
            return codes(values, rules_in(Path(folder)))
        raise
