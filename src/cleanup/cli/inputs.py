"""From the paths of a command line to the documents they name."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleanup.errors import InputError
from cleanup.formats import text as files
from cleanup.model import Outcome, Source
from cleanup.pipeline import clean_document
from cleanup.report.terminal import complain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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


def cleaned(
    items: Sequence[Item], settings: Settings, summary: Summary
) -> Iterator[tuple[Item, bytes, Outcome]]:
    """Read and clean one document after the other; what cannot be is complained of and counted."""
    with _progress(len(items)) as advance:
        for item in items:
            try:
                data = _bytes(item, settings.max_size)
            except InputError as error:
                outcome = Outcome(item.name, error=str(error))
            else:
                outcome = _outcome(Source(item.name, data), settings)
            if outcome.error is None:
                yield item, data, outcome
            else:
                complain(item.name, outcome.error)
                summary.failed += 1
            advance()


def _bytes(item: Item, most: int) -> bytes:
    """What is to be cleaned; raises InputError."""
    if item.path is None:
        return files.read_stream(sys.stdin.buffer, most)
    return files.read(item.path, most)


def _outcome(source: Source, settings: Settings) -> Outcome:
    """What becomes of one document. A defect of ours costs that document, not the run."""
    try:
        return clean_document(source, settings)
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
