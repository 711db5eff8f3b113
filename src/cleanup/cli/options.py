"""Options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

from cleanup.formats import size
from cleanup.rule import check_patterns
from cleanup.rules import RULES, SCRIPTS
from cleanup.settings import MAX_SIZE, Script, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

Command = TypeVar("Command", bound="Callable[..., object]")


def settings_options(command: Command) -> Command:
    """Add --select, --ignore, --script and --max-size to a command."""
    for option in (
        click.option(
            "--max-size",
            metavar="SIZE",
            type=_size,
            default=size.shown(MAX_SIZE),
            show_default=True,
            help="Refuse what is larger, decompressed: 500MB, 1GiB.",
        ),
        click.option(
            "--script",
            type=click.Choice(tuple(SCRIPTS)),
            default="keep",
            help="Convert Chinese text to Simplified or Traditional characters, also of a region.",
        ),
        click.option(
            "--ignore",
            metavar="CODES",
            multiple=True,
            help="Leave out rules: codes, prefixes or ALL, with commas.",
        ),
        click.option(
            "--select",
            metavar="CODES",
            multiple=True,
            help="Use only these rules: codes, prefixes or ALL, with commas.",
        ),
    ):
        command = option(command)
    return command


def settings_of(
    select: tuple[str, ...], ignore: tuple[str, ...], script: Script, max_size: int
) -> Settings:
    """The settings of a command line; an unknown code is an error of usage."""
    settings = Settings(_codes(select), _codes(ignore), script, max_size)
    check_patterns((*settings.select, *settings.ignore), (rule.code for rule in RULES))
    return settings


def _size(text: str) -> int:
    """The type of --max-size: bytes."""
    try:
        return size.parse(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _codes(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        code.strip().upper() for value in values for code in value.split(",") if code.strip()
    )
