"""The options that say which file of settings holds, and what of it a command is given."""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

import click

from cleanup.configuration import SIZES, nearest_file, read
from cleanup.configuration.tables import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleanup.configuration import Configuration

Command = TypeVar("Command", bound="Callable[..., object]")
UNSAID = ("jobs", "memory")  # of which no option says 0
# Where a command's context keeps whether no file is to be read, and what was read.
WITHOUT, FOUND = "cleanup.without", "cleanup.found"


def found_in(ctx: click.Context) -> Configuration | None:
    """The file that holds for a command, if there is one."""
    found: Configuration | None = ctx.meta.get(FOUND)
    return found


def _without_file(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    ctx.meta[WITHOUT] = value


def _configure(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    """Let the settings of a file hold where neither command line nor environment say anything."""
    if ctx.meta.get(WITHOUT) or ctx.resilient_parsing:
        return
    path = Path(value) if value else nearest_file(Path.cwd())
    if path is None:
        return
    found = read(path)
    ctx.meta[FOUND] = found
    said = ((name, v) for name, v in found.values.items() if v or name not in UNSAID)
    stated = {name: str(v) if name in SIZES else v for name, v in said}
    if "dedupe" in stated:
        stated["no_dedupe"] = not stated.pop("dedupe")
    taken = {param.name for param in ctx.command.params} - {*KINDS}
    ctx.default_map = {name: v for name, v in stated.items() if name in taken}


FILE = (
    click.option(
        "--config",
        metavar="FILE",
        is_eager=True,
        expose_value=False,
        callback=_configure,
        help="Take settings from FILE; by default from the nearest cleanup.toml.",
    ),
    click.option(
        "--no-config",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_without_file,
        help="Take no settings from any file.",
    ),
)


def configured(command: Command) -> Command:
    """Add the options of the file; the command gets what it states as `configuration`, or None."""

    @wraps(command)
    def with_file(**values: object) -> object:
        return command(configuration=found_in(click.get_current_context()), **values)

    decorated = cast("Command", with_file)
    for option in FILE:
        decorated = option(decorated)
    return decorated
