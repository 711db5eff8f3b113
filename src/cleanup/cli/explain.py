"""cleanup explain: what a rule is, what is done to a file, why a line was kept or removed."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleanup.cli.arguments import PATH
from cleanup.cli.options import settings_options
from cleanup.errors import InputError, meant
from cleanup.report.explanation import (
    change_line,
    explanation_lines,
    rule_line,
    rule_lines,
    rule_table,
)
from cleanup.report.terminal import report_error
from cleanup.rules import with_own
from cleanup.settings import nearest
from cleanup.text.escape import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.settings import Settings


@click.command(name="explain")
@click.argument("what", metavar="CODE|FILE|FILE:LINE", type=PATH)
@settings_options
def command(*, what: str, settings: Settings) -> int:
    """Say what the rule CODE finds, what is done to FILE, or why LINE of it was kept or removed.

    FILE alone lists all changes in their order, as a run on its folder makes them, then how many
    each rule made. FILE:RECORD:LINE is a line of the text of a record of a file of many. What codes
    begin with, such as NAV, lists the rules of that family.

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
    is_file = os.path.isfile(what)  # noqa: PTH113  # Path.is_file raises on names that are none
    if not is_file and (not name or not number.isdecimal()):
        raise click.UsageError(_unknown(what, [rule.code for rule in known]))
    name = what if is_file else name
    try:
        lines = _of_file(what, settings) if is_file else _of_line(name, int(number), settings)
        for line in lines:
            click.echo(line)
    except InputError as error:
        report_error(name, str(error))
        return 2
    return 0


def _unknown(what: str, codes: list[str]) -> str:
    """What is wrong with a word that is neither a code nor a file."""
    if os.path.isdir(what):  # noqa: PTH112  # as above
        return f"{what} is a folder; name a file of it"
    hint = nearest(what, {*codes, *(code[:3] for code in codes)}) or meant(what)
    return f"no rule has the code {what!r}, nor is it a file; see `cleanup rules`{hint}"


def _of_file(name: str, settings: Settings) -> Iterator[str]:
    """All changes of a file, and how many each rule made. Raises InputError."""
    from cleanup.runs.explain import changes_in  # noqa: PLC0415  # not for a CODE

    counts: Counter[str] = Counter()
    for change in changes_in(Path(name), settings):
        counts[change.code] += 1
        yield f"{shown(name)}:{change_line(change)}"
    yield (
        rule_table(with_own(settings.rules), counts).rstrip("\n")
        if counts
        else f"{shown(name)}: nothing to change"
    )


def _of_line(name: str, number: int, settings: Settings) -> Iterator[str]:
    """Why a line was kept or removed. Raises InputError."""
    from cleanup.runs.explain import explain_file, explain_record  # noqa: PLC0415  # not for a CODE

    shard, _, record = name.rpartition(":")
    if record.isdecimal() and not Path(name).exists() and Path(shard).exists():
        explanation = explain_record(Path(shard), int(record), number, settings)
    else:
        explanation = explain_file(Path(name), number, settings)
    yield from explanation_lines(name, explanation)
