"""Where clean documents go: to stdout, into a folder that mirrors the input, or in place."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleanup.cli.inputs import Batch, Item, cleaned
from cleanup.errors import OutputError
from cleanup.formats import jsonl
from cleanup.formats import text as files
from cleanup.ledger import Entry, Ledger, digest, load
from cleanup.report.escape import shown
from cleanup.report.terminal import complain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleanup.model import Document, Outcome
    from cleanup.report.summary import Summary
    from cleanup.settings import Settings


class Done(NamedTuple):
    """A document that was cleaned: the bytes that were read, and those it became."""

    item: Item
    data: bytes
    unpacked: bytes  # `data` itself, if they were not compressed
    output: bytes
    outcome: Outcome
    document: Document

    @property
    def changed(self) -> bool:
        return self.output != self.unpacked

    @property
    def compressed(self) -> bool:
        return self.unpacked is not self.data


def to_stdout(items: Sequence[Item], settings: Settings, summary: Summary) -> None:
    """Write the clean texts one after the other."""
    for done in _documents(items, settings, summary):
        summary.add(done.outcome, changed=done.changed)
        sys.stdout.buffer.write(done.output)
    sys.stdout.buffer.flush()


def as_jsonl(items: Sequence[Item], settings: Settings, summary: Summary) -> None:
    """Write one JSON object for each document, on a line of its own."""
    for done in _documents(items, settings, summary):
        summary.add(done.outcome, changed=done.changed)
        sys.stdout.buffer.write(jsonl.line(done.item.relative, done.document))
    sys.stdout.buffer.flush()


def as_diff(items: Sequence[Item], settings: Settings, summary: Summary) -> None:
    """Write what would change as unified diffs of the decoded texts, escaped for a terminal."""
    escape = sys.stdout.isatty()
    for done in _documents(items, settings, summary):
        summary.add(done.outcome, changed=done.changed)
        name = done.item.name
        before, after = done.outcome.decoded.split("\n"), done.document.text.split("\n")
        lines = list(difflib.unified_diff(before, after, name, name, lineterm=""))
        if not lines and done.changed:
            lines = [f"{name}: {done.document.encoding} becomes UTF-8"]
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
        for done in _documents(batch.items, settings, summary):
            name = done.item.relative
            if name in seen:
                complain(done.item.name, f"another input is called {name} too; left out")
                summary.failed += 1
                continue
            seen.add(name)
            ledger.open()
            place = target / name
            if not force and _edited(place, ledger.documents.get(name), done.output):
                complain(str(place), "was changed since; left as it is without --force")
                summary.failed += 1
                continue
            if _recorded(ledger, place, done, summary):
                summary.add(done.outcome, changed=done.changed)
        if ledger.same_inputs and summary.failed == failed:
            _sweep(target, ledger, wanted=seen)
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
        for done in _documents(batch.items, settings, summary):
            item = done.item
            if done.compressed:
                complain(item.name, "is compressed; clean it into a folder with -o OUT")
                summary.failed += 1
                continue
            if item.path is None or not done.changed:
                summary.add(done.outcome, changed=False)
                continue
            ledger.open()
            problem = _irrevocable(done, suffix, ledger.documents)
            if problem:
                complain(item.name, problem)
                summary.failed += 1
                continue
            kept = Path(f"{item.path}{suffix}")
            if suffix and not kept.exists() and not _written(kept, done.data, item, summary):
                continue
            if _recorded(ledger, item.path, done, summary):
                summary.add(done.outcome, changed=True)
        complete = True
    finally:
        ledger.finish(settings, summary.counts(), complete=complete)


def _documents(items: Sequence[Item], settings: Settings, summary: Summary) -> Iterator[Done]:
    """Each document that could be cleaned."""
    for item, data, unpacked, outcome in cleaned(items, settings, summary):
        if outcome.document is not None:
            output = outcome.document.text.encode()
            yield Done(item, data, unpacked, output, outcome, outcome.document)


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


def _recorded(ledger: Ledger, place: Path, done: Done, summary: Summary) -> bool:
    """Record one document, then write it; if that fails, take the record back."""
    name = done.item.relative
    past = ledger.documents.get(name)
    ledger.record(name, done.data, done.outcome.decoded, done.document)
    written = _written(place, done.output, done.item, summary)
    if not written:
        ledger.revert(name, past)
    return written


def _irrevocable(done: Done, suffix: str, documents: Mapping[str, Entry]) -> str:
    """Why mending a file in place would lose its original, or ''."""
    item, encoding = done.item, done.document.encoding
    if suffix:
        foreign = Path(f"{item.path}{suffix}").exists() and item.relative not in documents
        return f"its original cannot be kept, {item.name}{suffix} exists" if foreign else ""
    try:
        same = done.data.endswith(done.outcome.decoded.encode(encoding))
    except (UnicodeEncodeError, LookupError):  # lost bytes; a codec that only reads
        same = False
    return "" if same else f"has bytes that are no {encoding}; keep them with --in-place=SUFFIX"


def _edited(place: Path, entry: Entry | None, output: bytes) -> bool:
    """Whether there is a file that neither a run before nor this one made so."""
    if not place.is_file():
        return False
    if place.is_symlink():
        return True  # its target is not ours
    present = digest(place.read_bytes())
    return present not in (digest(output), *(entry.outputs if entry else ()))


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
