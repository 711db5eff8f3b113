"""cleanup check: report, change nothing."""

from __future__ import annotations

import sys
from collections import Counter
from functools import partial
from gettext import gettext as _
from typing import TYPE_CHECKING

import click

from cleanup.cli.arguments import input_paths
from cleanup.cli.options import plan_options
from cleanup.report.explanation import rule_table
from cleanup.report.findings import found_in
from cleanup.report.formats import FORMATS, format_called
from cleanup.report.terminal import Terminal, links_left, plural, report_passed_over, say
from cleanup.report.trials import try_rules
from cleanup.rules import with_own
from cleanup.runs.inputs import expand
from cleanup.runs.run import Run
from cleanup.runs.streams import check

if TYPE_CHECKING:
    from cleanup.events import Event
    from cleanup.report.summary import Summary
    from cleanup.settings import Plan, Settings


@click.command(name="check")
@partial(input_paths, unless="rules")
@click.option("--rules", is_flag=True, help="Try your own rules on their examples instead.")
@click.option(
    "--output-format",
    type=click.Choice([*FORMATS]),
    default="concise",
    show_default=True,
    help="How findings are written.",
)
@click.option("--statistics", is_flag=True, help="Write only how often each rule found something.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 whatever is found.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no summary.")
@plan_options
def command(  # noqa: PLR0913  # one for each option
    *,
    paths: tuple[str, ...],
    rules: bool,
    output_format: str,
    statistics: bool,
    exit_zero: bool,
    quiet: bool,
    settings: Settings,
    plan: Plan,
) -> int:
    """Report what `run` would change in each PATH, and what it saw and cannot mend.

    One line for each finding: path:line:column: CODE reason «text». Exits with 1 if there is any.
    --rules takes no PATH: it says which examples of the rules in the configuration do not hold.
    """
    if rules:
        return try_rules(settings)
    own = with_own(settings.rules)
    counts: Counter[str] = Counter()
    form = format_called(output_format, own)

    def show(event: Event) -> None:
        terminal(event)
        for found in found_in(event):
            between = form.between if counts else ""
            counts[found.code] += 1
            if not statistics:
                _write(between + form.one(found))

    with Terminal(own, quiet=quiet, prints=True) as terminal:
        run = Run(settings, plan, show)
        inputs = expand(paths, run)
        _write("" if statistics else form.head)
        check(inputs, run)
    _write(rule_table(own, counts) if statistics else form.tail)
    sys.stdout.buffer.flush()
    if not quiet:
        _summarise(counts, terminal.summary)
    return 2 if terminal.summary.unprocessed else int(bool(counts) and not exit_zero)


def _summarise(counts: Counter[str], summary: Summary) -> None:
    documents, found = plural(summary.documents, "document"), plural(counts.total(), "finding")
    words = _("{found} in {documents}{links}")
    say(words.format(found=found, documents=documents, links=links_left(summary)))
    report_passed_over(summary)


def _write(text: str) -> None:
    sys.stdout.buffer.write(text.encode())
