"""cleanup review: decide about what was removed, the least certain first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleanup.cli.arguments import FOLDER, naming, of_rules
from cleanup.cli.codes import recorded_codes
from cleanup.cli.configured import WITHOUT, configured
from cleanup.cli.dialogue import Dialogue
from cleanup.configuration import OWN
from cleanup.errors import OutputError
from cleanup.events import unheard
from cleanup.record.log import logged
from cleanup.rules import with_own
from cleanup.runs.review import Review

if TYPE_CHECKING:
    from cleanup.configuration import Configuration


@click.command(name="review")
@click.argument("folder", metavar="OUT", type=FOLDER)
@of_rules
@click.option(
    "--most",
    metavar="N",
    type=click.IntRange(1, 10_000),
    default=100,
    show_default=True,
    help="How many removals are asked about.",
)
@configured
def command(
    *, folder: str, rules: tuple[str, ...], most: int, configuration: Configuration | None
) -> int:
    """Show what was removed from OUT, each text once, the least certain first, and ask about it.

    A text that is kept comes back into its results. What is decided is remembered in the
    configuration (cleanup.toml of the working folder, if there is none), so the next run does as
    told. Answers may be piped in, one a line. The last one is carried out with the next, so that
    it can be undone, or at the end.
    """
    if click.get_current_context().meta.get(WITHOUT):
        raise click.UsageError(
            "decisions are remembered in the configuration, and --no-config is none."
        )
    own = configuration.values.get("rules", ()) if configuration else ()
    review = Review(
        Path(folder),
        configuration.path if configuration else Path.cwd() / OWN,
        {rule.code for rule in with_own(own)},
        list(configuration.confirmed) if configuration else [],
    )
    with naming(folder):
        found = review.open(most, recorded_codes(folder, rules))
        if not found and not any(logged(review.folder, unheard)):
            raise OutputError("there is nothing to review")
        dialogue = Dialogue(review, found)
        dialogue.hold()
    dialogue.summarise()
    return 2 if dialogue.failed else 0
