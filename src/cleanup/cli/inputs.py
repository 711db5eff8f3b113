"""From the paths of a command line to the documents they name."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleanup.cli.sites import Sites
from cleanup.errors import InputError
from cleanup.formats import text as files
from cleanup.formats.compressed import unpacked, unpacked_name
from cleanup.model import Outcome, Source
from cleanup.pipeline import clean_document
from cleanup.report.terminal import complain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cleanup.corpus.recurrence import SiteStatistics
    from cleanup.report.summary import Summary
    from cleanup.settings import Settings

STDIN = "-"
MANY = 20  # documents for which a progress bar is worth while


@dataclass(frozen=True, slots=True)
class Item:
    """One document to process: its name in reports, its place, its name below the result."""

    name: str
    path: Path | None  # None: standard input
    relative: str


class Read(NamedTuple):
    """A document that was read and cleaned; `unpacked` is `data` itself if not compressed."""

    item: Item
    data: bytes
    unpacked: bytes
    outcome: Outcome


class Batch(NamedTuple):
    """Paths of the command line that belong together, and the documents they name."""

    paths: tuple[str, ...]
    items: list[Item]


def expand(paths: Sequence[str], without: Path | None = None) -> Iterator[Item]:
    """The documents that the paths name. A folder without any stands for itself."""
    for path in paths:
        place = Path(path)
        if path == STDIN:
            yield Item("<stdin>", None, "stdin")
        elif place.is_dir():
            inside = list(files.walk(place, without)) or [place]
            yield from (
                Item(str(file), file, file.relative_to(place).as_posix()) for file in inside
            )
        else:
            yield Item(path, place, place.name)


def cleaned(items: Sequence[Item], settings: Settings, summary: Summary) -> Iterator[Read]:
    """Read and clean one document after the other; what cannot be is complained of and counted."""
    sites = Sites(items, settings)
    with _progress(len(items)) as advance:
        for item in items:
            done = _read(item, settings, sites)
            if done.outcome.error is None:
                yield done
            else:
                complain(item.name, done.outcome.error)
                summary.failed += 1
            advance()


def _read(item: Item, settings: Settings, sites: Sites) -> Read:
    """One document, read and cleaned, or the reason why it is not.

    If it was compressed, its name below the result loses the suffix that says so.
    """
    most = settings.max_size
    try:
        if item.path is None:
            data = files.read_stream(sys.stdin.buffer, most)
        else:
            data = files.read(item.path, most)
        content = unpacked(data, most)
    except InputError as error:
        return Read(item, b"", b"", Outcome(item.name, error=str(error)))
    if content is not data:
        item = replace(item, relative=unpacked_name(item.relative))
    source = Source(item.name, content)
    return Read(item, data, content, _outcome(source, settings, partial(sites.of, item)))


def _outcome(
    source: Source, settings: Settings, site: Callable[[], SiteStatistics | None]
) -> Outcome:
    """What becomes of one document. A defect of ours costs that document, not the run."""
    try:
        return clean_document(source, settings, site())
    except Exception as error:  # noqa: BLE001  # named with its document; the others go on
        return Outcome(source.id, error=f"internal error, please report: {error!r}")


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A progress bar on stderr, if there is much to do and somebody to see it."""
    if total < MANY or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415  # 0.2 s that only those pay who see it
    from rich.progress import Progress  # noqa: PLC0415  # as above

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("cleaning", total=total)
        yield lambda: progress.advance(task)
