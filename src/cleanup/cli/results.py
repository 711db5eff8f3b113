"""Where clean documents are kept: in a folder that mirrors the input, or in place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.cli.cleaning import documents
from cleanup.cli.copies import Clean
from cleanup.cli.left_out import WORK, leave_out, move, report
from cleanup.cli.sites import Sites
from cleanup.errors import InputError, OutputError
from cleanup.formats import text as files
from cleanup.formats.compressed import is_compressed, unpacked_name
from cleanup.ledger import Ledger, repairs_of
from cleanup.manifest import FOLDER, Entry, digest, fingerprint, found_at, is_own, load
from cleanup.report.terminal import complain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleanup.cli.cleaning import Done
    from cleanup.cli.inputs import Batch, Item
    from cleanup.cli.plan import Plan
    from cleanup.report.summary import Summary


def into_folder(target: Path, batch: Batch, plan: Plan, summary: Summary, *, force: bool) -> None:
    """Mirror the documents below `target` and record them. Raises OutputError if it is taken.

    Those that an earlier run cleaned just so are not cleaned again; copies of one another, the
    earlier ones among them, are left out.
    """
    _refuse_taken(target, batch.paths, force=force)
    ledger = Ledger(target, "results", batch.paths, fingerprint(plan.settings))
    items = sorted(batch.items, key=lambda item: item.name)  # however they were named
    complete, failed = False, summary.failed
    try:
        seen, rest = _split(target, ledger, items, plan.settings.max_size)
        summary.earlier += len(seen)
        sites = Sites(items, plan.settings)
        for done in documents(rest, plan, summary, sites, target / FOLDER / WORK):
            name = done.item.relative
            if name in seen:
                complain(done.item.name, f"another input is called {name} too; left out")
                summary.failed += 1
                continue
            seen.add(name)
            ledger.open()
            if _kept(target, ledger, done, summary, force=force):
                summary.add(done.outcome, changed=done.changed)
        if ledger.same_inputs and summary.failed == failed:
            _sweep(target, ledger, wanted=seen)
        leave_out(target, ledger, plan, summary)
        complete = True
    finally:
        ledger.finish(plan.settings, summary.counts(), complete=complete)


def in_place(root: Path, batch: Batch, plan: Plan, summary: Summary, *, suffix: str) -> None:
    """Replace the files that change, after their originals are kept if there is a suffix.

    Copies of one another are only reported.
    """
    ledger = Ledger(root, "in place", batch.paths, fingerprint(plan.settings))
    complete = False
    clean: list[Clean] = []
    try:
        clean.extend(
            Clean(done.item.name, str(done.item.path), repairs_of(done.document))
            for done in documents(batch.items, plan, summary)
            if done.item.path is not None and _mended(ledger, done, suffix, summary)
        )
        complete = True
    finally:
        ledger.finish(plan.settings, summary.counts(), complete=complete)
    report(clean, plan, summary)


def _mended(ledger: Ledger, done: Done, suffix: str, summary: Summary) -> bool:
    """Whether the file of a document is clean now."""
    item = done.item
    if done.compressed:
        complain(item.name, "is compressed; clean it into a folder with -o OUT")
        summary.failed += 1
        return False
    if item.path is None or not done.changed:
        summary.add(done.outcome, changed=False)
        return True
    ledger.open()
    problem = _irrevocable(done, suffix, ledger.documents)
    if problem:
        complain(item.name, problem)
        summary.failed += 1
        return False
    kept = Path(f"{item.path}{suffix}")
    if suffix and not kept.exists() and not _written(kept, done.data, item, summary):
        return False
    if not _recorded(ledger, item.path, done, summary):
        return False
    summary.add(done.outcome, changed=True)
    return True


def _split(
    target: Path, ledger: Ledger, items: Sequence[Item], most: int
) -> tuple[set[str], list[Item]]:
    """The names of the documents that are clean already, and the items that are to be cleaned."""
    if load(target) is None:
        return set(), list(items)
    ledger.open()
    seen: set[str] = set()
    rest = []
    for item in items:
        name = _current(target, ledger, item, most)
        if name and name not in seen:
            seen.add(name)
        else:
            rest.append(item)
    return seen, rest


def _current(target: Path, ledger: Ledger, item: Item, most: int) -> str:
    """The name of the result that this version made of these bytes by these settings, or ''."""
    if item.path is None:
        return ""
    try:
        data = files.read(item.path, most)
        name = unpacked_name(item.relative) if is_compressed(data) else item.relative
        entry = ledger.documents.get(name)
        if entry is None or (entry.made, entry.input) != (ledger.made, digest(data)):
            return ""
        output = files.read(found_at(target, name, entry))
    except InputError:  # cleaning says why
        return ""
    return name if digest(output) == entry.outputs[-1] else ""


def _refuse_taken(target: Path, paths: Sequence[str], *, force: bool) -> None:
    """Raise OutputError for a folder whose content or record would be lost."""
    if target.exists() and not target.is_dir():
        raise OutputError("exists and is no folder")
    if any(Path(path).resolve() == target.resolve() for path in paths):
        raise OutputError("is the input; use --in-place to mend it there")
    manifest = load(target)
    if manifest is not None and manifest.kind == "in place":
        raise OutputError("was mended in place; take another -o OUT")
    if manifest is None and not force and target.is_dir() and _is_foreign(target):
        raise OutputError("is not empty and not made by cleanup; take another -o OUT, or --force")


def _is_foreign(folder: Path) -> bool:
    """Whether a folder has more in it than what a run leaves that was killed at its beginning."""
    return any(path.name != FOLDER for path in folder.iterdir())


def _kept(target: Path, ledger: Ledger, done: Done, summary: Summary, *, force: bool) -> bool:
    """Record and write one document, unless somebody else has changed what is there."""
    name = done.item.relative
    place, past = target / name, ledger.documents.get(name)
    lies = found_at(target, name, past) if past else place
    if not force and any(_edited(path, past, done.output) for path in (lies, place)):
        complain(str(place), "was changed since; left as it is without --force")
        summary.failed += 1
        return False
    if lies.is_file() and not move(lies, place, summary):
        return False
    return _recorded(ledger, place, done, summary)


def _recorded(ledger: Ledger, place: Path, done: Done, summary: Summary) -> bool:
    """Record one document, then write it; if that fails, take the record back."""
    name = done.item.relative
    past = ledger.documents.get(name)
    ledger.record(name, done.data, done.outcome.decoded, done.document)
    if _written(place, done.output, done.item, summary):
        return True
    ledger.revert(name, past)
    return False


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
    present = place.read_bytes()
    return present != output and not is_own(present, entry)


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
        entry = ledger.documents[doc]
        old = found_at(target, doc, entry)
        if old.is_file() and is_own(old.read_bytes(), entry):
            old.unlink()
        del ledger.documents[doc]
