"""Reading and cleaning the documents of a run: one after the other, or by an engine."""

from __future__ import annotations

import pickle
from dataclasses import replace
from functools import partial
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from cleanup.engines.choice import engine_in
from cleanup.errors import InputError, KindError
from cleanup.events import Failed, PassedOver, Progress
from cleanup.formats import size
from cleanup.formats import text as files
from cleanup.formats.compressed import unpacked, unpacked_name
from cleanup.formats.recognition import source_of
from cleanup.formats.recognition.kinds import Kind
from cleanup.formats.shards import KINDS, name_of
from cleanup.model import Outcome
from cleanup.pipeline import clean_document
from cleanup.runs.cutter import Shard
from cleanup.runs.sites import Sites, read_statistics
from cleanup.runs.sources import standard_input

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cleanup.corpus.recurrence import SiteStatistics
    from cleanup.engines.table import Batch
    from cleanup.model import Document, Source
    from cleanup.runs.inputs import Item
    from cleanup.runs.run import Run
    from cleanup.settings import Settings

ENGINE_DOCUMENTS = 20  # as many documents at least, and ...
ENGINE_BYTES = 2 * 10**6  # ... more bytes in them are worth other processes: seconds of work
OF_HTML = ".txt"  # ends the name of the text of a page
ITEMS = {"item": "BINARY"}
CLEANED = {"item": "BINARY", "read": "BINARY", "error": "STRING"}


class Read(NamedTuple):
    """A document that was read and cleaned; `unpacked` is `data` itself if not compressed."""

    item: Item
    data: bytes
    unpacked: bytes
    outcome: Outcome


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


def documents(  # noqa: PLR0913  # what is given to the workers, and what comes back
    items: Sequence[Item],
    run: Run,
    sites: Sites | None = None,
    work: Path | None = None,
    shards: list[Shard] | None = None,
    *,
    reads_html: bool = True,
) -> Iterator[Done]:
    """Read and clean the documents, in their order. What cannot be, the run tells.

    What turns out to hold many documents is added to `shards`, if they are given. HTML is another
    kind, unless it `reads_html`.

    `sites` are those of the documents; by default, what they have in common among themselves.
    `work` is a folder for an engine, which all its machines see. Raises EngineError.
    """
    known = sites or Sites(items, run.settings, count_tracked=run.plan.count_tracked)
    if run.plan.engine != "local" or _is_much(items):
        found = _by_engine(items, run, known, work, reads_html=reads_html)
    else:
        found = (
            _read(item, run.settings, partial(known.of, item), reads_html=reads_html)
            for item in items
        )
    for item, data, content, outcome in _without_failures(found, len(items), run, shards):
        if outcome.document is not None:
            output = outcome.document.text.encode()
            yield Done(item, data, content, output, outcome, outcome.document)


def _without_failures(
    found: Iterable[Read], total: int, run: Run, shards: list[Shard] | None
) -> Iterator[Read]:
    """The documents that could be cleaned; of the others, and of the progress, the run tells."""
    run.tell(Progress(0, total))
    for number, read in enumerate(found, 1):
        item, outcome = read.item, read.outcome
        if outcome.error is None:
            yield read
        elif shards is not None and outcome.kind in KINDS:
            shards.append(Shard(item, name_of(Kind(outcome.kind), read.unpacked)))
        elif outcome.kind and (run.plan.skip_other_kinds or not item.named):
            run.tell(PassedOver(item.name, outcome.kind))
        else:
            run.tell(Failed(item.name, outcome.error))
        run.tell(Progress(number, total))


def _is_much(items: Sequence[Item]) -> bool:
    """Whether the documents are worth an engine. Standard input stays in this process."""
    paths = [item.path for item in items if item.path is not None]
    if len(paths) < len(items) or len(paths) < ENGINE_DOCUMENTS:
        return False
    sizes = (path.stat().st_size for path in paths if path.exists())
    return any(total > ENGINE_BYTES for total in accumulate(sizes))


def _by_engine(
    items: Sequence[Item], run: Run, sites: Sites, work: Path | None, *, reads_html: bool
) -> Iterator[Read]:
    """The documents cleaned by functions in other processes or on other machines."""
    if work:
        work.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="cleanup-", dir=work) as name:
        folder = Path(name)
        rows = ((pickle.dumps((item, sites.written(item, folder))),) for item in items)
        clean = partial(clean_items, settings=run.settings, reads_html=reads_html)
        with engine_in(folder, run.plan) as engine:
            table = engine.map(engine.from_rows(rows, ITEMS), clean, CLEANED, tuple(ITEMS))
            for item, read, error in engine.rows(table):
                yield pickle.loads(read) if read else _lost(item, error)  # noqa: S301  # our own


def clean_items(batch: Batch, settings: Settings, *, reads_html: bool) -> Batch:
    """What an engine runs: of each pickled item and its site's statistics, the pickled result."""
    found = []
    for row in batch["item"]:
        item, statistics = pickle.loads(row)  # noqa: S301  # made above
        site = partial(read_statistics, statistics)
        done = _read(item, settings, site, reads_html=reads_html)
        found.append(pickle.dumps(done, pickle.HIGHEST_PROTOCOL))
    return {"item": batch["item"], "read": found, "error": [None] * len(found)}


def _lost(row: bytes, error: str) -> Read:
    """A document that no process survived."""
    item: Item = pickle.loads(row)[0]  # noqa: S301  # made above
    return Read(item, b"", b"", Outcome(item.name, error=error))


def _read(
    item: Item,
    settings: Settings,
    site: Callable[[], SiteStatistics | None],
    *,
    reads_html: bool,
) -> Read:
    """One document, read and cleaned, or the reason why it is not.

    If it was compressed, its name below the result loses the suffix that says so; if it was HTML,
    it gets that of a text.
    """
    most = settings.max_size
    try:
        if item.path is None:
            data = content = size.joined(standard_input().chunks(), most)
        else:
            data = files.read(item.path, most)
            content = unpacked(data, most)
        if content is not data:
            item = replace(item, relative=unpacked_name(item.relative))
        path = item.name if item.is_file else ""
        source = source_of(item.name, content, settings, path, reads_html=reads_html)
        if source.is_html:
            item = replace(item, relative=f"{item.relative}{OF_HTML}")
    except KindError as error:
        return Read(item, b"", b"", Outcome(item.name, error=str(error), kind=error.kind))
    except InputError as error:
        return Read(item, b"", b"", Outcome(item.name, error=str(error)))
    return Read(item, data, content, _outcome(source, settings, site))


def _outcome(
    source: Source, settings: Settings, site: Callable[[], SiteStatistics | None]
) -> Outcome:
    """What becomes of one document. A defect of ours costs that document, not the run."""
    try:
        return clean_document(source, settings, site())
    except Exception as error:  # noqa: BLE001  # named with its document; the others go on
        return Outcome(source.id, error=f"internal error, please report: {error!r}")
