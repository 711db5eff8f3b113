"""Where clean documents go: to stdout, into a folder that mirrors the input, or in place."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.cli.inputs import Item, cleaned
from cleanup.errors import OutputError
from cleanup.formats import text as files
from cleanup.ledger import Ledger, digest, is_ours
from cleanup.report.terminal import Summary, complain, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.model import Outcome
    from cleanup.settings import Settings


def to_stdout(items: Sequence[Item], settings: Settings, summary: Summary) -> None:
    """Write the clean texts one after the other."""
    for _, data, output, outcome in _outputs(items, settings, summary):
        summary.add(outcome, changed=output != data)
        sys.stdout.buffer.write(output)
    sys.stdout.buffer.flush()


def as_diff(items: Sequence[Item], settings: Settings, summary: Summary) -> None:
    """Write what would change as unified diffs of the decoded texts, escaped for a terminal."""
    escape = sys.stdout.isatty()
    for item, data, output, outcome in _outputs(items, settings, summary):
        summary.add(outcome, changed=output != data)
        before, after = (text.split("\n") for text in (outcome.decoded, output.decode()))
        for line in difflib.unified_diff(before, after, item.name, item.name, lineterm=""):
            content = shown(line) if escape else line
            sys.stdout.buffer.write(content.encode("utf-8", "surrogateescape") + b"\n")
    sys.stdout.buffer.flush()


def into_folder(
    target: Path, items: Sequence[Item], settings: Settings, summary: Summary, *, force: bool
) -> None:
    """Mirror the documents below `target`, with a new ledger. Raises OutputError if it is taken."""
    if target.exists() and not target.is_dir():
        raise OutputError("exists and is no folder")
    if target.is_dir() and any(target.iterdir()) and not is_ours(target) and not force:
        raise OutputError("is not empty and not made by cleanup; take another -o OUT, or --force")
    with Ledger(target, settings, summary, fresh=True) as ledger:
        for item, data, output, outcome in _outputs(items, settings, summary):
            if item.relative in ledger.entries:
                complain(item.name, f"another input is called {item.relative} too; left out")
                summary.failed += 1
                continue
            ledger.record(item.relative, data, output, outcome)
            if _written(target / item.relative, output, item, summary):
                summary.add(outcome, changed=output != data)
    _sweep(target, ledger, {item.relative for item in items})


def in_place(
    root: Path, items: Sequence[Item], settings: Settings, summary: Summary, *, suffix: str
) -> None:
    """Replace the files that change, after their originals are kept if there is a suffix."""
    with Ledger(root, settings, summary, fresh=False) as ledger:
        for item, data, output, outcome in _outputs(items, settings, summary):
            if output == data or item.path is None:
                summary.add(outcome, changed=False)
                continue
            if suffix and not _written(Path(f"{item.path}{suffix}"), data, item, summary):
                continue
            ledger.record(item.relative, data, output, outcome)
            if _written(item.path, output, item, summary):
                summary.add(outcome, changed=True)


def _outputs(
    items: Sequence[Item], settings: Settings, summary: Summary
) -> Iterator[tuple[Item, bytes, bytes, Outcome]]:
    """Each document that could be cleaned, with its bytes before and after."""
    for item, data, outcome in cleaned(items, settings, summary):
        if outcome.document is not None:
            yield item, data, outcome.document.text.encode(), outcome


def _written(path: Path, data: bytes, item: Item, summary: Summary) -> bool:
    """Write one file; if that fails, say so and count it."""
    try:
        files.write(path, data)
    except OutputError as error:
        complain(item.name, str(error))
        summary.failed += 1
        return False
    return True


def _sweep(target: Path, ledger: Ledger, wanted: set[str]) -> None:
    """Remove results whose input is gone, unless somebody changed them since."""
    for doc, entry in ledger.previous.items():
        old = target / doc
        if doc not in wanted and old.is_file() and digest(old.read_bytes()) == entry.output:
            old.unlink()
