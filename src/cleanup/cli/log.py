"""cleanup log: what was done to each document of a folder."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from cleanup.cli.arguments import FOLDER, naming, of_rules
from cleanup.cli.codes import recorded_codes
from cleanup.record.log import logged
from cleanup.report.terminal import DamageTold
from cleanup.text.quoting import quoted

ALWAYS = ("rule", "start", "text")  # also where they are empty


@click.command(name="log")
@click.argument("folder", metavar="OUT", type=FOLDER)
@of_rules
@click.option(
    "--document", "documents", metavar="NAME", multiple=True, help="Only of this document of OUT."
)
@click.option(
    "--confidence",
    metavar="SHARE",
    type=click.FloatRange(0, 1),
    default=1.0,
    help="Only what was no surer than this.",
)
def command(
    *, folder: str, rules: tuple[str, ...], documents: tuple[str, ...], confidence: float
) -> int:
    """Print every edit in OUT, and every document that was left out, as JSON, one a line.

    OUT is a folder of results, or one that was mended in place.
    """
    tell = DamageTold()
    place = Path(folder)
    asked = recorded_codes(folder, rules)
    with naming(folder):
        for line in logged(place, tell, rules=asked, documents=documents, confidence=confidence):
            said = {key: value for key, value in line.items() if value or key in ALWAYS}
            if said.get("differs"):
                said["differs"] = json.loads(said["differs"])
            sys.stdout.buffer.write(quoted(said).encode() + b"\n")
    sys.stdout.buffer.flush()
    return 2 if tell.found else 0
