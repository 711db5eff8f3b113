"""A folder of clean documents that mirrors the input."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from cleanup.errors import InputError, OutputError
from cleanup.events import Damaged, Failed, Orphaned, UpToDate
from cleanup.formats import text as files
from cleanup.formats.compressed import is_compressed, unpacked_name
from cleanup.record.fingerprint import fingerprint
from cleanup.record.ledger import Ledger
from cleanup.record.manifest import FOLDER, digest, found_at, load
from cleanup.record.shards import is_whole
from cleanup.runs.cleaning import OF_HTML
from cleanup.runs.cutting import sort_out
from cleanup.runs.move_aside import move_aside
from cleanup.runs.orphans import find_orphans, prune
from cleanup.runs.progress import Phased, size_of, size_of_all
from cleanup.runs.readers import folder_mode
from cleanup.runs.shard_copies import settle_decisions
from cleanup.runs.shard_results import clean_into
from cleanup.runs.sites import Sites
from cleanup.runs.text_results import clean_texts_into

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from cleanup.runs.cutting import Shard
    from cleanup.runs.inputs import Inputs, Item
    from cleanup.runs.run import Run


def into_folder(target: Path, inputs: Inputs, run: Run) -> None:
    """Mirror the documents below `target` and record them.

    Those that an earlier run cleaned just so are not cleaned again; copies of one another, the
    earlier ones among them, are moved aside. Results whose inputs are gone stay, unless it is
    planned to prune. Raises EngineError, and OutputError if the folder is taken.
    """
    _refuse_taken(target, inputs.paths, force=run.plan.force)
    made, mode = fingerprint(run.settings), folder_mode(inputs.paths)
    ledger = Ledger(target, "results", inputs.paths, made, mode)
    items = sorted(inputs.items, key=lambda item: item.name)  # however they were named
    complete, failed = False, run.counts.failed
    try:
        with run.processes.shared():
            texts, shards = sort_out(items, run.settings)
            seen, rest = _split(target, ledger, texts, run)
            sites = Sites(texts, run)
            settle_decisions(target, ledger)
            named = {*inputs.paths}
            clean_texts_into(
                target, ledger, rest, named, run, sites=sites, seen=seen, shards=shards
            )
            clean_into(target, ledger, list(_alone(shards, seen, run)), inputs, run)
            known = run.counts.failed == failed
            find_orphans(target, ledger, items, seen, known=known)
            if run.plan.prune:
                prune(target, ledger, run, known=known)
            for doc in ledger.documents.orphans():
                run.tell(Orphaned(doc))
            move_aside(target, ledger, run)
            complete = True
    finally:
        ledger.finish(run.settings, run.counts.recorded(), complete=complete)
        if ledger.damaged:
            run.tell(Damaged(str(target), tuple(ledger.damaged)))


def _alone(shards: Iterable[Shard], seen: set[str], run: Run) -> Iterator[Shard]:
    """The shards whose names no other input has."""
    for shard in shards:
        if shard.doc in seen:
            run.tell(Failed(shard.item.name, f"another input is called {shard.doc} too; left out"))
        else:
            seen.add(shard.doc)
            yield shard


def _split(
    target: Path, ledger: Ledger, items: Sequence[Item], run: Run
) -> tuple[set[str], list[Item]]:
    """The names of the documents that are clean already, and the items that are to be cleaned."""
    if load(target) is None:
        return set(), list(items)
    ledger.open()
    seen: set[str] = set()
    rest = []
    phase = Phased("checking", len(items), size_of_all(items), run.tell)
    for item in items:
        phase.advance(1, size_of(item))
        name = _current(target, ledger, item, run.settings.max_size)
        if name and name not in seen:
            seen.add(name)
            run.tell(UpToDate(name))
        else:
            rest.append(item)
    return seen, rest


def _current(target: Path, ledger: Ledger, item: Item, most: int) -> str:
    """The name of the result that this version made of these bytes by these settings, or ''."""
    if item.is_remote:
        return _unchanged(target, ledger, item)
    if item.path is None:
        return ""
    try:
        data = files.read(item.path, most)
        name = unpacked_name(item.relative) if is_compressed(data) else item.relative
        entry = ledger.documents.get(name) or ledger.documents.get(f"{name}{OF_HTML}")
        name = name if name in ledger.documents else f"{name}{OF_HTML}"
        if entry is None or (entry.made, entry.input) != (ledger.made, digest(data)):
            return ""
        output = files.read(found_at(target, name, entry))
    except (InputError, OutputError):  # cleaning says why
        return ""
    return name if digest(output) == entry.outputs[-1] else ""


def _unchanged(target: Path, ledger: Ledger, item: Item) -> str:
    """The same of what lies behind an address: its version tells whether it is that of before."""
    names = {item.relative, unpacked_name(item.relative)}
    for name in sorted(names | {f"{name}{OF_HTML}" for name in names}):
        entry = ledger.documents.get(name)
        if entry is None or (entry.made, entry.version) != (ledger.made, item.version or None):
            continue
        with suppress(OSError, OutputError):
            there = files.digest_of(found_at(target, name, entry))
            if is_whole(target, name, entry, there) if entry.form else there == entry.outputs[-1]:
                return name
    return ""


def _refuse_taken(target: Path, paths: Sequence[str], *, force: bool) -> None:
    """Raise OutputError for a folder whose content or record would be lost."""
    if os.path.lexists(target) and not os.path.isdir(target):  # noqa: PTH112  # as in inputs.py
        raise OutputError("exists and is no folder")
    if any(os.path.realpath(path) == os.path.realpath(target) for path in paths):
        raise OutputError("is the input; use --in-place to mend it there")
    manifest = load(target)
    if manifest is not None and manifest.kind == "in place":
        raise OutputError("was mended in place; take another -o OUT")
    if manifest is None and not force and target.is_dir() and _is_foreign(target):
        raise OutputError("is not empty and not made by cleanup; take another -o OUT, or --force")


def _is_foreign(folder: Path) -> bool:
    """Whether a folder has more in it than what a run leaves that was killed at its beginning."""
    return any(path.name != FOLDER for path in folder.iterdir())
