"""cleanup check: report, change nothing."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from cleanup.cli.arguments import PATH
from cleanup.cli.options import plan_options
from cleanup.cli.streams import Spool
from cleanup.report.escape import shown
from cleanup.report.summary import Summary
from cleanup.report.terminal import finding_lines, links_left, passed_over_line, several
from cleanup.runs.cleaning import documents
from cleanup.runs.inputs import expand

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.runs.inputs import Item
    from cleanup.runs.plan import Plan


@click.command(name="check")
@click.argument("paths", nargs=-1, required=True, type=PATH)
@plan_options
def command(
    *,
    paths: tuple[str, ...],
    plan: Plan,
) -> int:
    """Report what `run` would change in each PATH, and what it saw and cannot mend.

    One line for each finding: path:line:column: CODE reason «text». Exits with 1 if there is any.
    """
    summary = Summary()
    found = 0
    for line in _lines(list(expand(paths, links=summary.links)), plan, summary):
        found += 1
        sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()
    number = several(summary.documents, "document")
    sys.stderr.write(f"cleanup: {several(found, 'finding')} in {number}{links_left(summary)}\n")
    if summary.passed_over:
        sys.stderr.write(f"cleanup: {passed_over_line(summary)}\n")
    if summary.failed:
        return 2
    return 1 if found else 0


def _lines(items: Sequence[Item], plan: Plan, summary: Summary) -> Iterator[str]:
    """What is found in each document, and then which of them are copies of others."""
    compares = plan.compares(len(items))
    with TemporaryDirectory(prefix="cleanup-") as folder:
        spool = Spool(Path(folder))
        for done in documents(items, plan, summary):
            summary.add(done.outcome, changed=done.changed)
            yield from finding_lines(done.outcome)
            if compares:
                spool.add(done)
        if compares:
            copies, passages = spool.compared(plan)
            for name, found in (
                *((left.copy.name, left) for left in copies),
                *((passage.document.name, passage) for passage in passages),
            ):
                yield f"{shown(name)}:1:1: {shown(str(found))}"
