"""What recurs in the folders behind addresses, counted by those who work on documents."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from itertools import count, islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from cleanup.errors import InputError
from cleanup.formats import remote
from cleanup.formats import text as files
from cleanup.runs import hosts
from cleanup.runs.sites import MAX_BYTES, countable
from cleanup.runs.working import each, worked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from cleanup.engines.table import Batch
    from cleanup.runs.run import Run
    from cleanup.settings import Settings

MOST_PAGES = 64  # that are counted at once
PAGE = 1 << 13  # bytes of a page, as a guess


class Pages(NamedTuple):
    """Some pages, each as its site and its address, and where their counts go."""

    pages: tuple[tuple[str, str], ...]
    target: str

    @property
    def weight(self) -> int:
        """How many bytes they have, as a guess."""
        return PAGE * len(self.pages)


def counted(
    members: Mapping[str, Sequence[str]], run: Run, folder: Path
) -> hosts.SiteCounts | None:
    """The counts of sites, of each of which the addresses of all pages are given.

    Raises EngineError.
    """
    counts = hosts.Counts()
    work = partial(count_pages, settings=run.settings)
    for some, error in worked(_cut(members, folder), work, run, folder):
        if not error:
            counts.add(hosts.load(some.target))
    path = counts.save(folder / "remote-sites.npy")
    return hosts.SiteCounts(path) if path else None


def _cut(members: Mapping[str, Sequence[str]], folder: Path) -> Iterator[Pages]:
    pages = ((site, name) for site, names in members.items() for name in names)
    for number in count():
        some = tuple(islice(pages, MOST_PAGES))
        if not some:
            return
        yield Pages(some, str(folder / f"pages-{number:06}"))


def count_pages(batch: Batch, settings: Settings) -> Batch:
    """What an engine runs: count what recurs on each of the pickled pages."""
    return each(batch, partial(_count, settings=settings))


def _count(some: Pages, settings: Settings) -> None:
    texts = ((site, text) for site, name in some.pages for text in _texts(name, settings))
    hosts.put_down(hosts.counted(texts), some.target)


def _texts(name: str, settings: Settings) -> Iterator[str]:
    """The decoded page; the real pass says why it is none."""
    with suppress(InputError), remote.opened(name) as stream:
        data = files.read_stream(stream, min(settings.max_size, MAX_BYTES))
        yield from countable(PurePosixPath(name).name, data, settings)
