"""cleanup rules: the list of all rules."""

from __future__ import annotations

import click

from cleanup.report.explanation import rule_line
from cleanup.rules import RULES


@click.command(name="rules")
def command() -> int:
    """List every rule: code, safety, name, and what it finds. Risky rules are off by default."""
    for rule in RULES:
        click.echo(rule_line(rule))
    return 0
