"""cleanup report: what was done to a folder, as one HTML file and as a dataset card."""

from __future__ import annotations

from pathlib import Path

import click

from cleanup.cli.arguments import FOLDER, PATH, naming, of_rules
from cleanup.cli.codes import recorded_codes
from cleanup.errors import OutputError
from cleanup.formats import text as files
from cleanup.record.manifest import FOLDER as RECORD
from cleanup.record.manifest import MANIFEST
from cleanup.record.names import record_of
from cleanup.report import card as cards
from cleanup.report.html import MADE, page
from cleanup.report.overview import SORTS, Sort, overview
from cleanup.report.terminal import DamageTold, say

HEAD = 4096  # bytes of a file that tell a report, or a card


@click.command(name="report")
@click.argument("folder", metavar="OUT", type=FOLDER)
@click.option(
    "-o", "--output", metavar="FILE", type=PATH, help="Write to FILE; by default to OUT.html."
)
@of_rules
@click.option(
    "--sample",
    metavar="N",
    type=click.IntRange(0, 10_000),
    default=40,
    show_default=True,
    help="How much of what was removed is shown, at random and least certain.",
)
@click.option("--seed", metavar="S", type=int, default=0, help="Another random sample.")
@click.option(
    "--sort",
    type=click.Choice(SORTS),
    default=SORTS[0],
    show_default=True,
    help="What is shown first: the least certain, or the longest that went.",
)
@click.option(
    "--card", metavar="FILE", type=PATH, help="Write a dataset card in Markdown to FILE, too."
)
@click.option("--force", is_flag=True, help="Overwrite a FILE that is no report, or no card.")
def command(  # noqa: PLR0913  # one parameter for each option is how click works
    *,
    folder: str,
    output: str | None,
    rules: tuple[str, ...],
    sample: int,
    seed: int,
    sort: Sort,
    card: str | None,
    force: bool,
) -> int:
    """Write an HTML report of what was done to OUT: figures, samples of what went, copies.

    OUT is a folder of results, or one that was mended in place. The report is one file that needs
    no network; it holds text of the documents, so whoever may read it may read that.
    """
    if card and rules:
        raise click.UsageError("--card is about all rules; --rule is for the report alone.")
    tell = DamageTold()
    root = Path(folder)
    target = Path(output) if output else _beside(root)
    if card and Path(card).resolve() == target.resolve():
        raise click.UsageError("--card and --output are two files.")
    if not force:
        _refuse_others(target, MADE, "report")
        if card:
            _refuse_others(Path(card), cards.MADE, "card")
    with naming(folder):
        chosen = recorded_codes(folder, rules)
        found = overview(root, tell, sample=sample, seed=seed, rules=chosen, sort=sort)
        written = {target: page(found)}
        if card:
            written[Path(card)] = cards.card(record_of(root), found)
    readers = (root / RECORD / MANIFEST).stat().st_mode  # of the record, which holds the same text
    for path, text in written.items():
        files.write(path, text.encode(), readers)
        say(f"{path}")
    return 2 if tell.found else 0


def _beside(folder: Path) -> Path:
    whole = folder.resolve()
    parent = folder.parent if folder.name not in ("", "..") else whole.parent
    return parent / f"{whole.name or 'report'}.html"


def _refuse_others(path: Path, mark: str, what: str) -> None:
    """Raise OutputError for a file that was not written by this command."""
    if not path.exists():
        return
    with path.open("rb") as file:
        if mark.encode() not in file.read(HEAD):
            raise OutputError(f"{path}: is no {what} of cleanup; --force overwrites it")
