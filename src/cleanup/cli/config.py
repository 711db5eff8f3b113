"""cleanup config: the settings that hold here, and where each comes from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from cleanup.cli.configured import found_in
from cleanup.cli.options import plan_options
from cleanup.configuration import names
from cleanup.configuration.schema import schema
from cleanup.configuration.tables import KINDS, keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.configuration import Configuration
    from cleanup.settings import Plan, Settings


@click.command(name="config")
@click.option("--schema", "as_schema", is_flag=True, help="Print the JSON schema of cleanup.toml.")
@plan_options
@click.pass_context
def command(ctx: click.Context, *, as_schema: bool, settings: Settings, plan: Plan) -> int:
    """Print the settings that hold in the working folder, as TOML, each with where it comes from.

    The command line goes before the environment (CLEANUP_LEVEL=safe), and that before a file: the
    nearest cleanup.toml, or pyproject.toml with a table tool.cleanup.
    """
    if as_schema:
        click.echo(json.dumps(schema(), indent=2))
        return 0
    found = found_in(ctx)
    for key, name in names().items():
        if name in KINDS:
            continue
        holder: Any = settings if hasattr(settings, name) else plan
        value = getattr(holder, name)
        stated = json.dumps([*value] if isinstance(value, tuple) else value, ensure_ascii=False)
        click.echo(f"{key} = {stated}  # {_source(ctx, name, found)}")
    if found is not None:
        for name in KINDS:
            for row in found.values.get(name, ()):
                click.echo("\n".join(_table(name, row, f"{found.path}:{found.lines[name]}")))
    return 0


def _table(name: str, row: Any, source: str) -> Iterator[str]:
    """A row of a table, but for what it does not say."""
    yield f"\n[[{name.replace('_', '-')}]]  # {source}"
    for key, field in keys(type(row)).items():
        value = getattr(row, field.name)
        if value != field.default:
            yield f"{key} = {json.dumps(value, ensure_ascii=False)}"


def _source(ctx: click.Context, name: str, found: Configuration | None) -> str:
    """Where the value of a setting comes from."""
    parameter = "no_dedupe" if name == "dedupe" else name
    source = ctx.get_parameter_source(parameter)
    if source is ParameterSource.COMMANDLINE:
        return "command line"
    if source is ParameterSource.ENVIRONMENT:
        return f"environment, CLEANUP_{parameter.upper()}"
    if source is ParameterSource.DEFAULT_MAP and found:
        return f"{found.path}:{found.lines[name]}"
    return "default"
