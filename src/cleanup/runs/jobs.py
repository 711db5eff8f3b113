"""Which paths of a run go where; a folder that cannot be done costs itself alone."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleanup.errors import EngineError, OutputError
from cleanup.events import Failed, Recorded
from cleanup.formats.inside import inner_name
from cleanup.formats.remote import is_remote, refuse_secret
from cleanup.runs.folder import into_folder
from cleanup.runs.in_place import in_place
from cleanup.runs.inputs import STDIN, Inputs, expand, record_root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cleanup.runs.inputs import Item
    from cleanup.runs.run import Run

    Stream = Callable[[Sequence[Item], Run], None]


class Job(NamedTuple):
    """Work, and the folder that holds the record of it; None for a stream, which has no record."""

    folder: Path | None
    work: Callable[[Run], None]


def into(target: Path, paths: Sequence[str], run: Run) -> Job:
    """The job that cleans paths into a folder."""
    inputs = Inputs(tuple(paths), expand(paths, run, target))
    return Job(target, partial(into_folder, target, inputs))


def beside(paths: Sequence[str], stream: Stream, run: Run) -> Iterator[Job]:
    """Those that clean each folder to FOLDER.clean beside it, and the other paths to a stream."""
    for is_folder, group in groupby(paths, _is_folder):
        together = tuple(group)
        if not is_folder:
            yield Job(None, partial(stream, expand(together, run)))
            continue
        for path in together:
            place = Path(path).resolve() if Path(path).name in ("", "..") else Path(path)
            target = place.with_name(f"{place.name}.clean")
            job = into(target, (path,), run)
            yield Job(target, _refuse_link) if target.is_symlink() else job


def mending(paths: Sequence[str], suffix: str, run: Run) -> Iterator[Job]:
    """Those that mend paths in place, one for each folder that keeps a record of it."""
    for root, items in _by_root(paths, run):
        yield Job(root, partial(in_place, root, Inputs(tuple(paths), items), suffix=suffix))


def attempt(job: Job, run: Run) -> None:
    """Do a job; if it cannot be done, tell so. Raises OSError for a stream, closed or full."""
    folder = job.folder
    try:
        job.work(run)
    except (EngineError, OutputError) as error:
        run.tell(Failed(str(folder or "run"), str(error)))
    except OSError as error:
        if folder is None:
            raise
        run.tell(Failed(str(error.filename or folder), error.strerror or str(error)))
    else:
        if folder is not None:
            run.tell(Recorded(str(folder)))


def _refuse_link(_run: Run) -> None:
    raise OutputError("is a link that nobody has named; if you mean it, name it with -o")


def _is_folder(path: str) -> bool:
    return path != STDIN and os.path.isdir(path)  # noqa: PTH112  # as in inputs.py


def _by_root(paths: Sequence[str], run: Run) -> list[tuple[Path, list[Item]]]:
    """The documents by the folder that keeps their record, each file once, by its own name there.

    That is the folder that was named, or `record_root` of a file that was.
    """
    roots: dict[Path, dict[str, Item]] = {}
    for path in paths:
        if is_remote(path):
            refuse_secret(path)
            run.tell(Failed(path, "cannot be mended behind an address; clean it with -o OUT"))
            continue
        for item in expand((path,), run):
            if item.path is None:
                continue
            place = Path(os.path.realpath(item.path.parent)) / item.path.name
            root = Path(path) if _is_folder(path) else record_root(item.path)
            inner = inner_name(root, item.path)  # that of what a link leads to
            name = inner or place.relative_to(os.path.realpath(root)).as_posix()
            roots.setdefault(root, {}).setdefault(name, replace(item, relative=name))
    return [(root, [*items.values()]) for root, items in roots.items()]
