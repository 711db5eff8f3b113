"""cleanup check: report, change nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cleanup.cli.arguments import input_paths
from cleanup.cli.options import plan_options
from cleanup.report.findings import event_lines
from cleanup.report.terminal import Terminal, links_left, plural, report_passed_over, say
from cleanup.runs.inputs import expand
from cleanup.runs.run import Run
from cleanup.runs.streams import check

if TYPE_CHECKING:
    from cleanup.events import Event
    from cleanup.settings import Plan, Settings


@click.command(name="check")
@input_paths
@plan_options
def command(*, paths: tuple[str, ...], settings: Settings, plan: Plan) -> int:
    """Report what `run` would change in each PATH, and what it saw and cannot mend.

    One line for each finding: path:line:column: CODE reason «text». Exits with 1 if there is any.
    """
    found = 0

    def show(event: Event) -> None:
        nonlocal found
        terminal(event)
        for line in event_lines(event):
            found += 1
            sys.stdout.buffer.write(line.encode() + b"\n")

    with Terminal() as terminal:
        run = Run(settings, plan, show)
        check(expand(paths, run), run)
    sys.stdout.buffer.flush()
    summary = terminal.summary
    number = plural(summary.documents, "document")
    say(f"{plural(found, 'finding')} in {number}{links_left(summary)}")
    report_passed_over(summary)
    if summary.unprocessed:
        return 2
    return 1 if found else 0
