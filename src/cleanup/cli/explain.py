"""cleanup explain: what one rule is, or why one line was kept or removed."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleanup.cli.arguments import PATH
from cleanup.cli.options import settings_options
from cleanup.errors import InputError
from cleanup.formats import text as files
from cleanup.formats.compressed import unpacked
from cleanup.formats.recognition import source_of
from cleanup.report.escape import shown
from cleanup.report.terminal import complain
from cleanup.rules import RULES
from cleanup.runs.inputs import Item
from cleanup.runs.sites import Sites

if TYPE_CHECKING:
    from cleanup.explanation import Explanation
    from cleanup.rule import Rule
    from cleanup.settings import Settings

EXCERPT = 100  # code points of an example
REASONS = 4  # for, and as many against


@click.command(name="explain")
@click.argument("what", metavar="CODE|FILE:LINE", type=PATH)
@settings_options
def command(*, what: str, settings: Settings) -> int:
    """Say what the rule CODE finds, or why line LINE of FILE was kept or removed.

    A rule says how sure it is, what it mends and what it leaves alone. A line is told with its
    label, the reasons for and against, and the rules that would have to be ignored to keep it.
    """
    rule = next((rule for rule in RULES if rule.code == what.upper()), None)
    if rule is not None:
        _show_rule(rule)
        return 0
    name, _, number = what.rpartition(":")
    if not name or not number.isdecimal():
        raise click.UsageError(f"no rule has the code {what!r}; see `cleanup rules`.")
    try:
        _show_line(name, _explained(name, int(number), settings))
    except InputError as error:
        complain(name, str(error))
        return 2
    return 0


def _explained(name: str, line: int, settings: Settings) -> Explanation:
    """The line as `cleanup run` on the folder of its file would treat it. Raises InputError.

    The files of a folder come before those of the folders in it, so only these are listed.
    """
    from cleanup.explanation import explain  # noqa: PLC0415  # not for `explain CODE`

    path = Path(name)
    data = unpacked(files.read(path, settings.max_size), settings.max_size)
    beside = takewhile(lambda file: file.parent == path.parent, files.walk(path.parent))
    items = {file: Item(str(file), file.name) for file in beside}
    site = Sites([*items.values()], settings).of(items[path]) if path in items else None
    return explain(source_of(name, data, settings, path.name), line, settings, site)


def _show_line(name: str, found: Explanation) -> None:
    click.echo(f"{shown(name)}:{found.line}: {found.label}")
    click.echo(f"  {shown(found.text, EXCERPT)}")
    for edit in found.edits:
        what = "removed" if not edit.after else f"became {shown(edit.after, EXCERPT)}"
        click.echo(f"{edit.code} {what}: {shown(edit.note, EXCERPT)} ({edit.confidence:.0%})")
    if not found.edits:
        click.echo("kept as it is")
    if found.probability is not None:
        click.echo(f"Content with a probability of {found.probability:.1%};", nl=False)
        click.echo(f" on this page blocks stay from {found.threshold:.1%} on.")
        if not found.is_web:
            click.echo("The page does not look like a web page, so the classifier has no say.")
        pro = [reason for reason in found.reasons if reason[1] > 0]
        contra = [reason for reason in found.reasons if reason[1] < 0]
        for title, reasons in (("For content:", pro), ("Against:", contra)):
            shares = (f"{shown(reason)} {weight:+.1f}" for reason, weight in reasons[:REASONS])
            click.echo(f"{title:<13}{', '.join(shares) or 'nothing'}")
    codes = sorted({finding.code for finding in found.findings})
    if codes:
        click.echo(f"To keep it: --ignore {','.join(codes)}")


def _show_rule(rule: Rule[Any]) -> None:
    click.echo(f"{rule.code} {rule.name} ({rule.safety.value}, since {rule.since})\n")
    click.echo(f"{rule.documentation}\n")
    click.echo("Mends:")
    for before, after in rule.fixes:
        click.echo(f"  {_example(before)}\n    → {_example(after)}")
    click.echo("Leaves alone:")
    for text in rule.ignores:
        click.echo(f"  {_example(text)}")


def _example(example: str | bytes) -> str:
    text = repr(example)[2:-1] if isinstance(example, bytes) else example.replace("\n", "⏎")
    return shown(text, EXCERPT)
