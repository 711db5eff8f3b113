"""cleanup undo: give back the texts as they were before cleaning."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cleanup.errors import CleanupError, OutputError
from cleanup.formats import text as files
from cleanup.history import History, forget
from cleanup.ledger import load, lock
from cleanup.report.terminal import complain


@click.command(name="undo")
@click.argument("folder", metavar="OUT")
@click.option("-o", "--output", metavar="DIR", help="Write the texts there and leave OUT alone.")
def command(*, folder: str, output: str | None) -> int:
    """Undo every edit in OUT: a folder of results, or one that was mended in place.

    Each text becomes exactly the decoded input, in UTF-8. A file that was changed since it was
    cleaned is left alone and named.
    """
    root = Path(folder)
    try:
        manifest, history = load(root), History(root)
    except OutputError as error:
        raise OutputError(f"{folder}: {error}") from None
    if manifest is None:
        raise OutputError(f"{folder}: no record of cleanup in this folder")
    restored: list[str] = []
    failed = 0
    with lock(root):
        for doc, entry in manifest.documents.items():
            try:
                text = history.restore(doc, entry, files.read(root / doc))
                files.write(Path(output or root) / doc, text.encode())
                restored.append(doc)
            except CleanupError as error:
                complain(str(root / doc), str(error))
                failed += 1
        if output is None:
            forget(root, manifest, restored)
    sys.stderr.write(f"cleanup: {len(restored):,} restored, {failed:,} left as they are\n")
    return 2 if failed else 0
