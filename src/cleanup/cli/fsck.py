"""cleanup fsck: whether the record of a folder holds."""

from __future__ import annotations

from pathlib import Path

import click

from cleanup.cli.arguments import FOLDER, naming
from cleanup.record.fsck import faults
from cleanup.report.terminal import plural, say
from cleanup.text.escape import shown


@click.command(name="fsck")
@click.argument("folder", metavar="OUT", type=FOLDER)
def command(*, folder: str) -> int:
    """Say what is wrong with the record of OUT and its documents, and what can be mended.

    Each document is taken back in memory, as undo would do it, and compared with what it was.
    Nothing is written. Exit with 1 if anything is wrong.
    """
    number = 0
    with naming(folder):
        for fault in faults(Path(folder)):
            number += 1
            click.echo(f"{shown(fault.name)}: {shown(fault.what)} ({shown(fault.cure)})")
    say(f"{plural(number, 'fault')}" if number else "nothing is wrong")
    return 1 if number else 0
