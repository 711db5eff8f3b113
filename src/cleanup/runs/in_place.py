"""Mending documents where they are."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleanup.errors import OutputError, reason_of
from cleanup.events import Damaged, Failed
from cleanup.formats import text as files
from cleanup.formats.scratch import Scratch
from cleanup.record.facts import leads_on
from cleanup.record.fingerprint import fingerprint
from cleanup.record.ledger import Ledger
from cleanup.record.manifest import load
from cleanup.runs.cleaning import Way
from cleanup.runs.copies import Clean
from cleanup.runs.cutting import sort_out
from cleanup.runs.handfuls import TOGETHER, clean_texts
from cleanup.runs.move_aside import tell_copies
from cleanup.runs.originals import RefusedError, kept_at, place_in, replace_original
from cleanup.runs.shards_in_place import mend_shards

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.record.manifest import Entry, Manifest
    from cleanup.runs.cutting import Shard
    from cleanup.runs.handfuls import CleanText
    from cleanup.runs.inputs import Inputs, Item
    from cleanup.runs.run import Run


def in_place(root: Path, inputs: Inputs, run: Run, *, suffix: str) -> None:
    """Replace the files that change, after their originals are kept if there is a suffix.

    A file to which a link leads is replaced, and the link stays, if it lies below `root` too.
    Copies of one another are only reported. Raises EngineError, OutputError.
    """
    with run.processes.shared():
        tell_copies(root, _mended(root, inputs, run, suffix=suffix), run)


def _mended(root: Path, inputs: Inputs, run: Run, *, suffix: str) -> list[Clean]:
    """Mend the files; those that are clean now."""
    ledger = Ledger(root, "in place", inputs.paths, fingerprint(run.settings))
    complete = False
    clean: list[Clean] = []
    try:
        known = load(root)
        if known is not None and not known.complete:
            ledger.open()  # a run was killed, and may have left something
        items = _without_originals(known, inputs.items, suffix)
        texts, shards = sort_out(items, run.settings)
        clean += _mend_texts(root, ledger, texts, shards, run, suffix=suffix)
        mend_shards(root, ledger, shards, run, suffix)
        complete = True
    finally:
        ledger.finish(run.settings, run.counts.recorded(), complete=complete)
        if ledger.damaged:
            run.tell(Damaged(str(root), tuple(ledger.damaged)))
    return clean


def _without_originals(manifest: Manifest | None, items: Sequence[Item], suffix: str) -> list[Item]:
    """The documents but for the originals that this or an earlier run keeps beside them."""
    entries = manifest.documents.values() if manifest else ()
    kept = {name for entry in entries for name in entry.originals}
    names = {item.relative for item in items}
    ending = re.compile(f"(.+){re.escape(suffix)}(\\.[0-9]+)?", re.DOTALL)

    def is_original(name: str) -> bool:
        named = ending.fullmatch(name) if suffix else None
        return name in kept or (named is not None and named[1] in names)

    return [item for item in items if not is_original(item.relative)]


class Mending(NamedTuple):
    """A document that is to be replaced, and where its original is or will be kept."""

    text: CleanText
    place: Path
    kept: Path | None
    past: Entry | None

    @property
    def original(self) -> str:
        """What the record calls the original; '' if none is kept."""
        if self.kept is None:
            return ""
        return Path(self.text.facts.doc).with_name(self.kept.name).as_posix()


def _mend_texts(  # noqa: PLR0913  # what is cleaned, where it lies, and what is known
    root: Path, ledger: Ledger, items: Sequence[Item], shards: list[Shard], run: Run, *, suffix: str
) -> Iterator[Clean]:
    """Mend documents, recorded a handful at once; those that are clean then.

    Raises EngineError, OutputError.
    """
    with Scratch() as folder:
        way = Way(run.settings, mends=True)
        for texts in clean_texts(items, run, Path(folder), way, shards=shards, together=TOGETHER):
            wanted: dict[str, Mending | None] = {}
            for text in texts:
                with _refusals(text, run):
                    wanted[text.facts.doc] = _mending(root, ledger, text, suffix)
            mendings = [mending for mending in wanted.values() if mending]
            if mendings:
                originals = {one.text.facts.doc: one.original for one in mendings}
                ledger.record([one.text.facts for one in mendings], originals)
            try:
                for text in (text for text in texts if text.facts.doc in wanted):
                    with _refusals(text, run):
                        if mending := wanted[text.facts.doc]:
                            _replace(mending)
                            mendings.remove(mending)
                        run.tell(text.event(root))
                        yield Clean(text.item.name, str(text.item.path), text.facts.repairs)
            finally:  # also where it is interrupted
                for mending in mendings:
                    _revert_unwritten(mending, ledger)


@contextmanager
def _refusals(text: CleanText, run: Run) -> Iterator[None]:
    """Tell why a document is left as it is."""
    try:
        yield
    except RefusedError as refusal:
        run.tell(Failed(text.item.name, str(refusal)))


def _mending(root: Path, ledger: Ledger, text: CleanText, suffix: str) -> Mending | None:
    """What is to be done to the file of a document; None if it is clean.

    Raises RefusedError, and OutputError if the record cannot be opened.
    """
    facts = text.facts
    if text.compressed:
        raise RefusedError("is compressed; clean it into a folder with -o OUT")
    if not text.changed:
        return None
    ledger.open()
    past = ledger.documents.get(facts.doc)
    try:
        place = place_in(root, text.item)
        leads = past is not None and leads_on(past, facts)
        kept = kept_at(place, suffix, facts.input, past, leads=leads)
        if not suffix:
            _refuse_irrevocable(text, ledger)
        ledger.narrow(place.stat().st_mode)
    except (OSError, OutputError) as error:
        raise RefusedError(reason_of(error)) from None
    return Mending(text, place, kept, past)


def _replace(mending: Mending) -> None:
    """Make the file of a document clean, as the record says. Raises RefusedError."""
    text, place, kept, _ = mending
    replace_original(place, Path(text.path).read_bytes(), text.facts.input, kept)


def _revert_unwritten(mending: Mending, ledger: Ledger) -> None:
    """Take back what the record says of a document, unless it was replaced just now."""
    try:
        is_written = files.digest_of(mending.place) == mending.text.facts.output
    except OSError:  # it is gone, or closed
        is_written = False
    if not is_written:
        ledger.revert(mending.text.facts.doc, mending.past)


def _refuse_irrevocable(text: CleanText, ledger: Ledger) -> None:
    """Raise OutputError for a document of which undo could not give back the bytes."""
    encoding = text.facts.encoding if ledger.kind == "in place" else "utf-8"
    if not text.exact or encoding != text.facts.encoding:
        raise OutputError(f"has bytes that are no {encoding}; keep them with --in-place=SUFFIX")
