"""Documents cleaned into a folder of results: recorded and written, a handful at once."""

from __future__ import annotations

import os
import shutil
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from cleanup.errors import OutputError, reason_of
from cleanup.events import Failed
from cleanup.formats import inside
from cleanup.formats import text as files
from cleanup.record.manifest import FOLDER, WORK, found_at
from cleanup.runs.cleaning import Way
from cleanup.runs.handfuls import TOGETHER, clean_texts
from cleanup.runs.move_aside import move
from cleanup.runs.readers import make_folder, readers_of
from cleanup.runs.renewal import tell_renewal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from cleanup.record.ledger import Ledger
    from cleanup.record.manifest import Entry
    from cleanup.runs.cutting import Shard
    from cleanup.runs.handfuls import CleanText
    from cleanup.runs.inputs import Item
    from cleanup.runs.run import Run
    from cleanup.runs.sites import Sites

TEXTS = f"{WORK}/texts"  # the folder in FOLDER of what workers have made, and nobody recorded yet


def clean_texts_into(  # noqa: PLR0913  # what is cleaned, where it goes, and what is known
    target: Path,
    ledger: Ledger,
    items: Sequence[Item],
    named: Collection[str],
    run: Run,
    *,
    sites: Sites,
    seen: set[str],
    shards: list[Shard],
) -> None:
    """Clean documents into a folder of results.

    Their names are added to those that are `seen`, which no other document may have; `named` are
    the paths that the user has given. What turns out to hold many documents is added to `shards`.
    Raises EngineError, OutputError.
    """
    if not items:
        return
    ledger.open()
    folder = target / FOLDER / TEXTS
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    way = Way(run.settings)
    for texts in clean_texts(
        items, run, folder, way, shards=shards, sites=sites, together=TOGETHER
    ):
        _keep(target, ledger, list(_alone(texts, seen, run)), named, run)


def _alone(texts: Iterable[CleanText], seen: set[str], run: Run) -> Iterator[CleanText]:
    """The documents whose names no other one has."""
    for text in texts:
        doc = text.facts.doc
        if doc in seen:
            run.tell(Failed(text.item.name, f"another input is called {doc} too; left out"))
        else:
            seen.add(doc)
            yield text


def _keep(
    target: Path, ledger: Ledger, texts: Sequence[CleanText], named: Collection[str], run: Run
) -> None:
    """Record and write documents, but for those that somebody else has changed.

    Raises OutputError if the disk or the record fails; what else does, the run tells.
    """
    wanted = [(text, place) for text in texts if (place := _place_for(target, ledger, text, run))]
    if not wanted:
        return
    folders: dict[str, int] = {}
    readers = [readers_of(text.item, named, folders) for text, _ in wanted]
    pasts = [ledger.documents.get(text.facts.doc) for text, _ in wanted]
    ledger.narrow(reduce(and_, readers))
    files.sync([text.path for text, _ in wanted])
    ledger.record([text.facts for text, _ in wanted])
    try:
        for (text, place), mode, past in zip(wanted, readers, pasts, strict=True):
            try:
                make_folder(place, text.item, named)
                files.put(text.path, place, mode)
            except (OSError, OutputError) as error:
                run.tell(Failed(text.item.name, reason_of(error)))
            else:
                run.tell(text.event(target))
                tell_renewal(text.facts.doc, past, text.facts.input, ledger, run)
    finally:  # also where it is interrupted
        for (text, _), past in zip(wanted, pasts, strict=True):
            if os.path.exists(text.path):  # noqa: PTH110  # many are asked for
                ledger.revert(text.facts.doc, past)


def _place_for(target: Path, ledger: Ledger, text: CleanText, run: Run) -> Path | None:
    """Where a document goes; None if it cannot, as the run tells."""
    doc, past = text.facts.doc, ledger.documents.get(text.facts.doc)
    try:
        place = inside.place(target, doc)
        lies = found_at(target, doc, past) if past else place
        if not run.plan.force and any(
            _is_edited(path, past, text.facts.output) for path in {lies, place}
        ):
            reason = "was changed since; left as it is without --force"
            run.tell(Failed(str(place), reason))
            return None
        if lies != place and lies.is_file():
            move(lies, place)
    except (OSError, OutputError) as error:
        run.tell(Failed(text.item.name, reason_of(error)))
        return None
    return place


def _is_edited(place: Path, entry: Entry | None, output: str) -> bool:
    """Whether something is there that neither a run before nor this one made so."""
    if not os.path.lexists(place):
        return False
    if not place.is_file():
        return True  # a folder, a pipe
    own = (output, *entry.outputs, entry.decoded) if entry else (output,)
    return files.digest_of(place) not in own
