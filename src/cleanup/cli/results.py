"""Where clean documents go: to stdout, into a folder that mirrors the input, or in place."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.cli.inputs import Batch, Item, cleaned
from cleanup.errors import OutputError
from cleanup.formats import text as files
from cleanup.ledger import Entry, Ledger, digest, load
from cleanup.report.escape import shown
from cleanup.report.terminal import complain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleanup.model import Document, Outcome
    from cleanup.report.summary import Summary
    from cleanup.settings import Settings


def to_stdout(items: Sequence[Item], settings: Settings, summary: Summary) -> None:
    """Write the clean texts one after the other."""
    for _, data, document, outcome in _documents(items, settings, summary):
        output = document.text.encode()
        summary.add(outcome, changed=output != data)
        sys.stdout.buffer.write(output)
    sys.stdout.buffer.flush()


def as_diff(items: Sequence[Item], settings: Settings, summary: Summary) -> None:
    """Write what would change as unified diffs of the decoded texts, escaped for a terminal."""
    escape = sys.stdout.isatty()
    for item, data, document, outcome in _documents(items, settings, summary):
        summary.add(outcome, changed=document.text.encode() != data)
        before, after = outcome.decoded.split("\n"), document.text.split("\n")
        lines = list(difflib.unified_diff(before, after, item.name, item.name, lineterm=""))
        if not lines and document.text.encode() != data:
            lines = [f"{item.name}: {document.encoding} becomes UTF-8"]
        for line in lines:
            content = shown(line) if escape else line
            sys.stdout.buffer.write(content.encode("utf-8", "surrogateescape") + b"\n")
    sys.stdout.buffer.flush()


def into_folder(
    target: Path, batch: Batch, settings: Settings, summary: Summary, *, force: bool
) -> None:
    """Mirror the documents below `target` and record them. Raises OutputError if it is taken."""
    _refuse_taken(target, batch.paths, force=force)
    ledger = Ledger(target, "results", batch.paths)
    complete, failed, seen = False, summary.failed, set[str]()
    try:
        for item, data, document, outcome in _documents(batch.items, settings, summary):
            if item.relative in seen:
                complain(item.name, f"another input is called {item.relative} too; left out")
                summary.failed += 1
                continue
            seen.add(item.relative)
            ledger.open()
            place = target / item.relative
            if not force and _edited(place, ledger.documents.get(item.relative), document):
                complain(str(place), "was changed since; left as it is without --force")
                summary.failed += 1
                continue
            if _recorded(ledger, place, item, (data, document, outcome), summary):
                summary.add(outcome, changed=document.text.encode() != data)
        if ledger.same_inputs and summary.failed == failed:
            _sweep(target, ledger, {item.relative for item in batch.items})
        complete = True
    finally:
        ledger.finish(settings, summary.counts(), complete=complete)


def in_place(
    root: Path, batch: Batch, settings: Settings, summary: Summary, *, suffix: str
) -> None:
    """Replace the files that change, after their originals are kept if there is a suffix."""
    ledger = Ledger(root, "in place", batch.paths)
    complete = False
    try:
        for item, data, document, outcome in _documents(batch.items, settings, summary):
            output = document.text.encode()
            if output == data or item.path is None:
                summary.add(outcome, changed=False)
                continue
            ledger.open()
            problem = _irrevocable(item, data, outcome, suffix, ledger.documents)
            if problem:
                complain(item.name, problem)
                summary.failed += 1
                continue
            kept = Path(f"{item.path}{suffix}")
            if suffix and not kept.exists() and not _written(kept, data, item, summary):
                continue
            if _recorded(ledger, item.path, item, (data, document, outcome), summary):
                summary.add(outcome, changed=True)
        complete = True
    finally:
        ledger.finish(settings, summary.counts(), complete=complete)


def _documents(
    items: Sequence[Item], settings: Settings, summary: Summary
) -> Iterator[tuple[Item, bytes, Document, Outcome]]:
    """Each document that could be cleaned, with the bytes it was made of."""
    for item, data, outcome in cleaned(items, settings, summary):
        if outcome.document is not None:
            yield item, data, outcome.document, outcome


def _refuse_taken(target: Path, paths: Sequence[str], *, force: bool) -> None:
    """Raise OutputError for a folder whose content or record would be lost."""
    if target.exists() and not target.is_dir():
        raise OutputError("exists and is no folder")
    if any(Path(path).resolve() == target.resolve() for path in paths):
        raise OutputError("is the input; use --in-place to mend it there")
    manifest = load(target)
    if manifest is not None and manifest.kind == "in place":
        raise OutputError("was mended in place; take another -o OUT")
    if manifest is None and not force and target.is_dir() and any(target.iterdir()):
        raise OutputError("is not empty and not made by cleanup; take another -o OUT, or --force")


def _recorded(
    ledger: Ledger,
    place: Path,
    item: Item,
    cleaned: tuple[bytes, Document, Outcome],
    summary: Summary,
) -> bool:
    """Record one document, then write it; if that fails, take the record back."""
    data, document, outcome = cleaned
    past = ledger.documents.get(item.relative)
    ledger.record(item.relative, data, outcome.decoded, document)
    written = _written(place, document.text.encode(), item, summary)
    if not written:
        ledger.revert(item.relative, past)
    return written


def _irrevocable(
    item: Item, data: bytes, outcome: Outcome, suffix: str, documents: Mapping[str, Entry]
) -> str:
    """Why mending a file in place would lose its original, or ''."""
    if suffix:
        foreign = Path(f"{item.path}{suffix}").exists() and item.relative not in documents
        return f"its original cannot be kept, {item.name}{suffix} exists" if foreign else ""
    encoding = outcome.document.encoding if outcome.document else "utf-8"
    try:
        same = data.endswith(outcome.decoded.encode(encoding))
    except UnicodeEncodeError:
        same = False
    return "" if same else f"has bytes that are no {encoding}; keep them with --in-place=SUFFIX"


def _edited(place: Path, entry: Entry | None, document: Document) -> bool:
    """Whether there is a file that neither a run before nor this one made so."""
    if not place.is_file():
        return False
    if place.is_symlink():
        return True  # its target is not ours
    present = digest(place.read_bytes())
    return present != digest(document.text.encode()) and present not in (
        entry.outputs if entry else ()
    )


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
    for doc in ledger.documents.keys() - wanted:
        old = target / doc
        if old.is_file() and digest(old.read_bytes()) in ledger.documents[doc].outputs:
            old.unlink()
        del ledger.documents[doc]
