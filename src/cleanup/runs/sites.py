"""The first pass over a folder: what the documents of one site have in common."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.charset.decoding import decoding_of
from cleanup.corpus.recurrence import MIN_DOCUMENTS, SiteStatistics, statistics_of
from cleanup.errors import InputError
from cleanup.formats import text as files
from cleanup.formats.compressed import unpacked
from cleanup.formats.recognition import source_of
from cleanup.pipeline import chosen
from cleanup.runs.progress import Phased
from cleanup.runs.tracked import Tracked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.runs.hosts import SiteCounts
    from cleanup.runs.inputs import Item
    from cleanup.runs.run import Run
    from cleanup.settings import Settings

MAX_BYTES = 4 * 10**6  # what is larger is a book or a table, and no page of a site
NAMES = ("utf-8", "surrogateescape")  # of files: bytes that need not be Unicode
MAX_KEPT = 500_000  # lines of all the sites that are remembered at a time


class Sites:
    """The sites of a run. Each is counted when the first of its documents is asked for.

    A site's documents of this run count, in the order of their names, and each once; where it is
    planned to `count_tracked`, so do the others that git tracks beside those that were named. Sites
    that were asked for long ago are forgotten when there are too many lines; one that is asked for
    again is counted again.
    """

    def __init__(self, items: Sequence[Item], run: Run) -> None:
        """Sort the documents by site; nothing is read yet."""
        self._settings = run.settings
        self._tell = run.tell
        self._members: dict[str, list[str]] = {}
        self._counted: dict[str, SiteStatistics | None] = {}
        self._written: set[str] = set()
        self._folders: dict[str, str] = {}  # by how they were named
        self._tracked: Tracked | None = None
        self._remote: SiteCounts | None = None
        if chosen(run.settings).judge:  # without these rules nobody asks
            for item in items:
                if not item.is_stdin:
                    self._members.setdefault(self._site(item), []).append(item.name)
            if run.plan.count_tracked:
                self._tracked = Tracked(items)
                for path in self._tracked.paths:
                    self._members[str(path.absolute().parent)].append(str(path))

    def of(self, item: Item) -> SiteStatistics | None:
        """The statistics of the item's site; None for a site of too few documents."""
        site = self._site(item)
        if len(self._members.get(site, ())) < MIN_DOCUMENTS:
            return None
        if item.is_remote:
            return self._remote.of(site) if self._remote else None
        if site not in self._counted:
            names = {os.path.basename(name) for name in self._members[site]}  # noqa: PTH119  # as in inputs.py
            paths = [os.path.join(site, name) for name in sorted(names)]  # noqa: PTH118  # as above
            counted = statistics_of(self._texts(paths))
            self._make_room(len(counted.counts) if counted else 0)
            self._counted[site] = counted
        return self._counted[site]

    def remote_members(self, items: Iterable[Item]) -> dict[str, list[str]]:
        """The addresses of the pages of each site behind an address that some documents have."""
        found = {self._site(item) for item in items if item.is_remote}
        members = {site: self._members.get(site, []) for site in sorted(found)}
        return {site: names for site, names in members.items() if len(names) >= MIN_DOCUMENTS}

    def take(self, counts: SiteCounts | None) -> None:
        """Take over what was counted of these."""
        self._remote = counts

    def written(self, item: Item, folder: Path) -> str:
        """The path of a file in `folder` with the statistics of the item's site; '' without any.

        Other processes take them from there, see `read_statistics`.
        """
        found = self.of(item)
        if found is None:
            return ""
        key = sha256(self._site(item).encode(*NAMES)).hexdigest()[:16]
        path = str(folder / f"site-{key}")
        if path not in self._written:
            Path(path).write_text(json.dumps([found.documents, [*found.counts.items()]]), "ascii")
            self._written.add(path)
        return path

    def _site(self, item: Item) -> str:
        """What names the site of a document: its folder. Standard input has none."""
        if item.is_stdin:
            return ""
        if item.is_remote:
            return item.name.rpartition("/")[0]
        folder = os.path.dirname(item.name)  # noqa: PTH120  # as in inputs.py
        if folder not in self._folders:
            self._folders[folder] = str(Path(folder).absolute())
        return self._folders[folder]

    def _texts(self, paths: Sequence[str]) -> Iterator[str]:
        """The decoded documents; the real pass says why one is none."""
        phase = Phased("counting", len(paths), 0, self._tell)
        for path in paths:
            phase.advance(1)
            with suppress(InputError):
                data = files.read(path, min(self._settings.max_size, MAX_BYTES))
                if self._tracked is not None:
                    data = self._tracked.as_it_was(Path(path), data)
                yield from countable(path, data, self._settings)
        if self._tracked is not None:
            self._tracked.close()

    def _make_room(self, needed: int) -> None:
        kept = [(site, len(known.counts) if known else 0) for site, known in self._counted.items()]
        total = sum(lines for _, lines in kept)
        for site, lines in kept:
            if total + needed <= MAX_KEPT:
                return
            del self._counted[site]
            total -= lines


@lru_cache(maxsize=8)  # the documents of a site come one after the other
def read_statistics(path: str) -> SiteStatistics | None:
    """What `Sites.written` wrote; None for ''."""
    if not path:
        return None
    documents, counts = json.loads(Path(path).read_bytes())
    return SiteStatistics(documents, dict(counts))


def countable(name: str, data: bytes, settings: Settings) -> Iterator[str]:
    """The decoded text of a page, if its lines count: not that of what is no page of a site."""
    with suppress(InputError):
        content = unpacked(data, min(settings.max_size, MAX_BYTES))
        source = source_of(name, content, settings, name)
        if not source.markdown:
            yield decoding_of(source.data, settings.encoding).text
