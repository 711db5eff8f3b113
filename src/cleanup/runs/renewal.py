"""Why a document was cleaned into a folder that holds the results of an earlier run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.events import Renewed

if TYPE_CHECKING:
    from cleanup.record.ledger import Ledger
    from cleanup.record.manifest import Entry
    from cleanup.runs.run import Run


def tell_renewal(doc: str, past: Entry | None, known: str, ledger: Ledger, run: Run) -> None:
    """Tell why a document was cleaned, whose input has the hash `known`, if there was a run before.

    `past` is what the record said of it.
    """
    if ledger.run == 1:
        return
    if past is None:
        run.tell(Renewed(doc, "new"))
    else:
        run.tell(Renewed(doc, "settings" if past.input == known else "changed"))
