"""cleanup check: report, change nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cleanup.cli.inputs import cleaned, expand
from cleanup.cli.options import settings_options
from cleanup.report.summary import Summary
from cleanup.report.terminal import finding_lines, several

if TYPE_CHECKING:
    from cleanup.settings import Settings


@click.command(name="check")
@click.argument("paths", nargs=-1, required=True)
@settings_options
def command(
    *,
    paths: tuple[str, ...],
    settings: Settings,
) -> int:
    """Report what `run` would change in each PATH, and what it saw and cannot mend.

    One line for each finding: path:line:column: CODE reason «text». Exits with 1 if there is any.
    """
    summary = Summary()
    found = 0
    documents = 0
    for done in cleaned(list(expand(paths)), settings, summary):
        documents += 1
        for line in finding_lines(done.outcome):
            found += 1
            sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()
    sys.stderr.write(f"cleanup: {several(found, 'finding')} in {several(documents, 'document')}\n")
    if summary.failed:
        return 2
    return 1 if found else 0
