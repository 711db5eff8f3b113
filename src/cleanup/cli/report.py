"""cleanup report: what was done to a folder, as one HTML file."""

from __future__ import annotations

from pathlib import Path

import click

from cleanup.cli.arguments import CODES, FOLDER, PATH
from cleanup.cli.codes import recorded_codes
from cleanup.errors import OutputError
from cleanup.formats import text as files
from cleanup.record.manifest import FOLDER as RECORD
from cleanup.record.manifest import MANIFEST
from cleanup.report.html import MADE, page
from cleanup.report.overview import overview
from cleanup.report.terminal import DamageTold, say

HEAD = 4096  # bytes of a file that tell a report


@click.command(name="report")
@click.argument("folder", metavar="OUT", type=FOLDER)
@click.option(
    "-o", "--output", metavar="FILE", type=PATH, help="Write to FILE; by default to OUT.html."
)
@click.option(
    "--rule", "rules", metavar="CODES", type=CODES, multiple=True, help="Only what these rules did."
)
@click.option(
    "--sample",
    metavar="N",
    type=click.IntRange(0, 10_000),
    default=40,
    show_default=True,
    help="How much of what was removed is shown, at random and least certain.",
)
@click.option("--seed", metavar="S", type=int, default=0, help="Another random sample.")
@click.option("--force", is_flag=True, help="Overwrite a FILE that is no report.")
def command(  # noqa: PLR0913  # one parameter for each option is how click works
    *, folder: str, output: str | None, rules: tuple[str, ...], sample: int, seed: int, force: bool
) -> int:
    """Write an HTML report of what was done to OUT: figures, samples of what went, copies.

    OUT is a folder of results, or one that was mended in place. The report is one file that needs
    no network; it holds text of the documents, so whoever may read it may read that.
    """
    tell = DamageTold()
    root = Path(folder)
    target = Path(output) if output else _beside(root)
    if not force and target.exists() and not _is_report(target):
        raise OutputError(f"{target}: is no report of cleanup; --force overwrites it")
    try:
        found = overview(root, tell, sample=sample, seed=seed, rules=recorded_codes(folder, rules))
    except OutputError as error:
        raise OutputError(f"{folder}: {error}") from None
    readers = (root / RECORD / MANIFEST).stat().st_mode  # of the record, which holds the same text
    files.write(target, page(found).encode(), readers)
    say(f"{target}")
    return 2 if tell.found else 0


def _beside(folder: Path) -> Path:
    whole = folder.resolve()
    parent = folder.parent if folder.name not in ("", "..") else whole.parent
    return parent / f"{whole.name or 'report'}.html"


def _is_report(path: Path) -> bool:
    with path.open("rb") as file:
        return MADE.encode() in file.read(HEAD)
