"""cleanup explain: what one rule is."""

from __future__ import annotations

import click

from cleanup.report.escape import shown
from cleanup.rules import RULES

EXCERPT = 100  # code points of an example


@click.command(name="explain")
@click.argument("code")
def command(*, code: str) -> int:
    """Say what the rule CODE finds, how sure it is, what it mends and what it leaves alone."""
    rule = next((rule for rule in RULES if rule.code == code.upper()), None)
    if rule is None:
        raise click.UsageError(f"no rule has the code {code!r}; see `cleanup rules`.")
    click.echo(f"{rule.code} {rule.name} ({rule.safety.value}, since {rule.since})\n")
    click.echo(f"{rule.documentation}\n")
    click.echo("Mends:")
    for before, after in rule.mends:
        click.echo(f"  {_example(before)}\n    → {_example(after)}")
    click.echo("Leaves alone:")
    for text in rule.leaves:
        click.echo(f"  {_example(text)}")
    return 0


def _example(example: str | bytes) -> str:
    text = repr(example)[2:-1] if isinstance(example, bytes) else example.replace("\n", "⏎")
    return shown(text, EXCERPT)
