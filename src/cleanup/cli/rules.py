"""cleanup rules: the list of all rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cleanup.cli.configured import configured
from cleanup.report.explanation import rule_line
from cleanup.rules import with_own

if TYPE_CHECKING:
    from cleanup.configuration import Configuration


@click.command(name="rules")
@configured
def command(*, configuration: Configuration | None) -> int:
    """List every rule: code, safety, name, and what it finds. Risky rules are off by default.

    Rules of other packages, and your own in the configuration, come last, with where they are from.
    """
    own = configuration.values.get("rules", ()) if configuration else ()
    for rule in with_own(own):
        click.echo(rule_line(rule))
    return 0
