"""cleanup explain: what one rule is, or why one line was kept or removed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleanup.cli.arguments import PATH
from cleanup.cli.options import settings_options
from cleanup.errors import InputError
from cleanup.report.explanation import explanation_lines, rule_line, rule_lines
from cleanup.report.terminal import report_error
from cleanup.rules import with_own
from cleanup.settings import nearest

if TYPE_CHECKING:
    from cleanup.settings import Settings


@click.command(name="explain")
@click.argument("what", metavar="CODE|FILE:LINE", type=PATH)
@settings_options
def command(*, what: str, settings: Settings) -> int:
    """Say what the rule CODE finds, or why line LINE of FILE was kept or removed.

    FILE:RECORD:LINE is a line of the text of a record of a file of many. What codes begin with,
    such as NAV, lists the rules of that family.

    A rule says how sure it is, what it mends and what it leaves alone. A line is told with its
    label, the reasons for and against, and the rules that would have to be ignored to keep it.
    """
    known = with_own(settings.rules)
    rules = [rule for rule in known if rule.code.startswith(what.upper())]
    if rules:
        exact = rules[0].code == what.upper()
        click.echo("\n".join(rule_lines(rules[0]) if exact else map(rule_line, rules)))
        return 0
    name, _, number = what.rpartition(":")
    if not name or not number.isdecimal():
        hint = nearest(what, [rule.code for rule in known])
        raise click.UsageError(f"no rule has the code {what!r}; see `cleanup rules`{hint}")
    from cleanup.runs.explain import explain_file, explain_record  # noqa: PLC0415  # not for a CODE

    shard, _, record = name.rpartition(":")
    try:
        if record.isdecimal() and not Path(name).exists() and Path(shard).exists():
            explanation = explain_record(Path(shard), int(record), int(number), settings)
        else:
            explanation = explain_file(Path(name), int(number), settings)
    except InputError as error:
        report_error(name, str(error))
        return 2
    click.echo("\n".join(explanation_lines(name, explanation)))
    return 0
