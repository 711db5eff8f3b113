"""cleanup undo: give back the texts as they were before cleaning."""

from __future__ import annotations

import click

from cleanup.cli.arguments import FOLDER, of_rules
from cleanup.cli.codes import recorded_codes
from cleanup.record.undo import undo
from cleanup.report.undone import Undone


@click.command(name="undo")
@click.argument("folder", metavar="OUT", type=FOLDER)
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=FOLDER,
    help="Write the texts there and leave OUT alone.",
)
@click.option(
    "--document", "documents", metavar="NAME", multiple=True, help="Only this document of OUT."
)
@of_rules
def command(
    *, folder: str, output: str | None, documents: tuple[str, ...], rules: tuple[str, ...]
) -> int:
    """Undo every edit in OUT: a folder of results, or one that was mended in place.

    A file that was mended in place gets back the bytes that it had. A result becomes exactly the
    decoded input, decompressed and in UTF-8. A file that was changed since it was cleaned is left
    alone and named.
    """
    undone = Undone()
    undo(folder, output, undone, documents, recorded_codes(folder, rules))
    undone.summarise()
    return 2 if undone.failed or undone.damaged else 0
