"""Documents, cut into handfuls that workers clean.

A handful is the unit of work. The process that hands them out sees what is told of the documents,
not their texts.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.events import Cleaned, Failed, PassedOver
from cleanup.model import Found, Tally
from cleanup.record.facts import Facts
from cleanup.runs import remote_sites
from cleanup.runs.cleaning import FORMS, Handful, Way, clean_handfuls, form_of
from cleanup.runs.cutting import Shard
from cleanup.runs.progress import Phased, size_of, size_of_all
from cleanup.runs.sites import Sites
from cleanup.runs.working import worked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from cleanup.runs.inputs import Item
    from cleanup.runs.run import Run

MOST_DOCUMENTS = 16  # of a handful: half a second of work
MOST_BYTES = 1 << 17  # the same, unless one document has more
TOGETHER = 8  # handfuls that are recorded at once, after one wait for the disk


class CleanText(NamedTuple):
    """A document that was cleaned; its files are there until more are asked for."""

    item: Item
    path: str  # of the clean text
    facts: Facts
    tally: Tally
    compressed: bool
    exact: bool  # whether undo can make its bytes of its text; only told of what is mended in place
    found: tuple[Found, ...]

    @property
    def changed(self) -> bool:
        """Whether its bytes, decompressed, are others now."""
        return bool(self.tally.changed)

    def event(self, folder: Path | str = "") -> Cleaned:
        """What the run tells of it."""
        return Cleaned(self.item.name, self.tally, self.changed, self.found, str(folder))


def clean_texts(  # noqa: PLR0913  # what is given to the workers, and what comes back
    items: Sequence[Item],
    run: Run,
    folder: Path,
    way: Way,
    *,
    shards: list[Shard] | None = None,
    sites: Sites | None = None,
    together: int = 1,
) -> Iterator[list[CleanText]]:
    """Clean documents, and give those of so many handfuls `together`, in their order.

    The outputs lie in `folder`, which all machines see that work on them. What cannot be cleaned,
    the run tells; what turns out to hold many documents is added to `shards`, if they are given.
    `sites` are those of the documents; by default, what they have in common among themselves.
    Raises EngineError, and OSError where there is no room for the outputs.
    """
    known = sites or Sites(items, run)
    here = True if any(item.is_stdin for item in items) else None  # others see no such stream
    remote = known.remote_members(items)
    known.take(remote_sites.counted(remote, run, folder) if remote else None)
    each = _each_clean(_cut(items, known, folder), run, folder, way, here)
    counted = _counted(each, items, run)
    while handfuls := list(islice(counted, together)):
        yield [text for one in handfuls for text in _without_failures(*one, run, shards)]
        for handful, _ in handfuls:
            _remove(handful, way)


def _cut(items: Iterable[Item], sites: Sites, folder: Path) -> Iterator[Handful]:
    """The documents in handfuls, none of them empty; the first are small, to be done soon."""
    few: list[Item] = []
    weight = number = 0
    for item in items:
        size = _size_of(item)
        if few and (len(few) == min(MOST_DOCUMENTS, number + 1) or weight + size > MOST_BYTES):
            yield _handful(few, sites, folder, number, weight)
            few, weight, number = [], 0, number + 1
        few.append(item)
        weight += size
    if few:
        yield _handful(few, sites, folder, number, weight)


def _handful(few: list[Item], sites: Sites, folder: Path, number: int, weight: int) -> Handful:
    known = tuple(sites.written(item, folder) for item in few)
    return Handful(tuple(few), known, str(folder / f"{number:06}"), weight)


def _size_of(item: Item) -> int:
    """How many bytes a document has; of what lies behind an address a guess."""
    return MOST_BYTES // MOST_DOCUMENTS if item.is_remote else size_of(item)


def _each_clean(
    handfuls: Iterator[Handful], run: Run, folder: Path, way: Way, here: bool | None
) -> Iterator[tuple[Handful, str]]:
    """Each handful after its cleaning; if a process died of it, its documents one by one.

    So a document that kills its process costs itself alone.
    """
    work = partial(clean_handfuls, way=way)
    for handful, error in worked(handfuls, work, run, folder, here=here):
        if error and len(handful.items) > 1:
            singles = (
                Handful((item,), (site,), f"{handful.target}-{number}", _size_of(item))
                for number, (item, site) in enumerate(
                    zip(handful.items, handful.sites, strict=True)
                )
            )
            yield from worked(singles, work, run, folder, here=here or False)
        else:
            yield handful, error


def _counted(
    each: Iterable[tuple[Handful, str]], items: Sequence[Item], run: Run
) -> Iterator[tuple[Handful, str]]:
    """The same; the run tells how many documents these are by now."""
    phase = Phased("cleaning", len(items), size_of_all(items), run.tell)
    for handful, error in each:
        phase.advance(len(handful.items), handful.weight)
        yield handful, error


def _without_failures(
    handful: Handful, error: str, run: Run, shards: list[Shard] | None
) -> Iterator[CleanText]:
    """The documents that could be cleaned; of the others the run tells."""
    told: list[dict[str, Any]]
    told = [{"error": error}] if error else json.loads(handful.told.read_bytes())
    for number, (item, known) in enumerate(zip(handful.items, told, strict=True)):
        if "error" not in known:
            yield CleanText(
                item,
                handful.text(number),
                Facts(*known["facts"]),
                Tally.of(known["tally"]),
                known["compressed"],
                known["exact"],
                tuple(Found(*one) for one in known["found"]),
            )
        elif shards is not None and known.get("form"):
            shards.append(Shard(item, known["form"]))
        elif known.get("kind") and (run.plan.skip_other_kinds or not item.named):
            run.tell(PassedOver(item.name, known["kind"]))
        else:
            run.tell(Failed(item.name, known["error"]))


def _remove(handful: Handful, way: Way) -> None:
    """Remove what nobody has taken of the files of a handful."""
    paths: list[Path | str] = [handful.told, handful.log]
    for text in (handful.text(number) for number in range(len(handful.items))):
        paths += (text, form_of(text)) if way.output in FORMS else (text,)
    for path in paths:
        with suppress(FileNotFoundError):
            os.unlink(path)  # noqa: PTH108  # many are asked for
