"""Which examples of the user's own rules do not hold, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from cleanup.report.terminal import plural, say
from cleanup.rules import of_user
from cleanup.stages.trial import trials
from cleanup.text.escape import shown

if TYPE_CHECKING:
    from cleanup.settings import Settings

EXCERPT = 200  # code points of an example


def try_rules(settings: Settings) -> int:
    """Say of the user's rules what of their examples does not hold; 1 if anything."""
    if not settings.rules:
        raise click.UsageError("--rules: the configuration has no rules; see docs/configuration.md")
    tried = [trial for rule in of_user(settings.rules) for trial in trials(rule)]
    wrong = [trial for trial in tried if not trial.holds]
    for trial in wrong:
        where = f"{trial.code}: {trial.kind} {trial.number}"
        became, wanted = shown(trial.became, EXCERPT), shown(trial.wanted, EXCERPT)
        click.echo(f"{where}: «{shown(trial.text, EXCERPT)}» becomes «{became}», not «{wanted}»")
    bare = sorted(rule.code for rule in settings.rules if not rule.examples)
    for code in bare:
        say(f"{code}: has no examples")
    number = plural(len(settings.rules), "rule")
    say(f"{number}, {plural(len(tried), 'example')} tried, {len(wrong):,} wrong")
    return 1 if wrong else 0
