"""cleanup undo: give back the texts as they were before cleaning."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cleanup.errors import CleanupError, OutputError
from cleanup.formats import text as files
from cleanup.history import History, forget
from cleanup.ledger import lock, remove_temporary
from cleanup.manifest import Manifest, found_at, load
from cleanup.report.terminal import complain


@click.command(name="undo")
@click.argument("folder", metavar="OUT")
@click.option("-o", "--output", metavar="DIR", help="Write the texts there and leave OUT alone.")
def command(*, folder: str, output: str | None) -> int:
    """Undo every edit in OUT: a folder of results, or one that was mended in place.

    Each text becomes exactly the decoded input, decompressed and in UTF-8. A file that was changed
    since it was cleaned is left alone and named.
    """
    root = Path(folder)
    target = Path(output) if output and Path(output).resolve() != root.resolve() else root
    try:
        if load(root) is None:
            raise OutputError("no record of cleanup in this folder")  # noqa: TRY301  # named below
        with lock(root):
            restored, failed = _restore(root, target)
    except OutputError as error:
        raise OutputError(f"{folder}: {error}") from None
    sys.stderr.write(f"cleanup: {restored:,} restored, {failed:,} left as they are\n")
    return 2 if failed else 0


def _restore(root: Path, target: Path) -> tuple[int, int]:
    """Write what can be restored to `target`; the numbers of texts that could and could not be."""
    manifest, history = load(root) or Manifest("results"), History(root)
    restored: list[str] = []
    failed = 0
    for doc, entry in manifest.documents.items():
        place, lies = target / doc, found_at(root, doc, entry)
        try:
            text = history.restore(doc, entry, files.read(lies)).encode()
            if place != lies and place.exists() and files.read(place) != text:
                raise OutputError("exists already")  # complained of below
            if lies != place and target == root:
                place.parent.mkdir(parents=True, exist_ok=True)
                lies.replace(place)
            files.write(place, text)
            restored.append(doc)
        except CleanupError as error:
            complain(str(place), str(error))
            failed += 1
    if target == root:
        forget(root, manifest, restored)
        if manifest.kind == "results":
            remove_temporary(root, manifest.documents)
    return len(restored), failed
