"""The library's front door: what the commands do, for programs. Nothing here prints.

One document, `clean`; many that are at hand, `clean_many`, `clean_batch`, `find_copies`; many in
files, `clean_folder`, `clean_in_place`, `undo`; and why, `explain`, `explain_file`. What happens on
the way, the functions for files tell event by event: see `cleanup.events`.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleanup import explanation
from cleanup.errors import InputError, OutputError, SettingsError
from cleanup.events import CopyFound, Failed, PassagesFound, unheard
from cleanup.formats.compressed import unpacked
from cleanup.formats.recognition import source_of
from cleanup.formats.remote import refuse_folder
from cleanup.formats.scratch import Scratch
from cleanup.model import Source
from cleanup.record.undo import undo as undo_record
from cleanup.runs import texts
from cleanup.runs.explain import explain_file as explain_in_folder
from cleanup.runs.folder import into_folder
from cleanup.runs.inputs import Inputs, expand
from cleanup.runs.jobs import mending
from cleanup.runs.run import Run
from cleanup.runs.streams import Spool
from cleanup.settings import Plan, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cleanup.events import Tell
    from cleanup.explanation import Explanation
    from cleanup.runs.texts import NamedSource, Result

    AnyPath = str | os.PathLike[str]


def clean(source: str | bytes, settings: Settings | None = None) -> Result:
    """Clean one document: a text, or the bytes of a text in any encoding, gzip and zstd included.

    Raises KindError if the bytes are of another kind, such as JSON or a PDF, and the settings do
    not say what they are; InputError if they are not text, cannot be decompressed or are more than
    `settings.max_size`; SettingsError for an unknown rule code.
    """
    name = "<text>" if isinstance(source, str) else "<bytes>"
    return texts.cleaned(name, source, settings or Settings())


def clean_many(
    sources: Iterable[str | bytes | NamedSource],
    settings: Settings | None = None,
    *,
    recurrence: bool = True,
) -> Iterator[Result | Failed]:
    """Clean documents: of each source, in their order, its result, or Failed with the reason.

    A source is a text, bytes, or a pair of a name and one of these; without a name it goes by its
    number, from 0. What recurs on the pages of a site speaks for being its frame. The pages of a
    site are those whose names have the same folder (all that have none), five at the least; to
    count their lines first, all sources are held in memory. Without `recurrence` they are taken one
    by one. Raises SettingsError for an unknown rule code.
    """
    _refuse_text(sources)
    return texts.all_cleaned(texts.named(sources), settings or Settings(), recurrence=recurrence)


def clean_batch(
    batch: Mapping[str, Sequence[Any]], settings: Settings | None = None
) -> dict[str, list[Any]]:
    """Clean the rows of a batch, which has them as columns of equal length: what a Spark job calls.

    In come `id`, a text, and `text`, each a text or bytes. Out come, one row for one, `id`, `text`
    (null for a failure), `encoding`, `metadata` (a JSON object), `edits` (their number) and `error`
    (null, or why there is no text); BATCH_SCHEMA has the types as Spark writes them. Each row is
    cleaned by itself, without recurrence. Raises SettingsError for an unknown rule code.
    """
    return texts.clean_batch(batch, settings or Settings())


def clean_folder(
    paths: AnyPath | Iterable[AnyPath],
    out: AnyPath,
    settings: Settings | None = None,
    plan: Plan | None = None,
    tell: Tell = unheard,
) -> None:
    """Clean files, and all text files below folders, into the folder `out`: `cleanup run -o OUT`.

    `out` mirrors their names and holds the record in `.cleanup/`, which `undo` takes back. What an
    earlier run cleaned just so is not cleaned again, and of copies one is kept. One document that
    fails is told as Failed, and the others go on. Raises OutputError where `out` is taken or cannot
    be written, InputError for an empty path, EngineError, OSError, and SettingsError for an unknown
    rule code.
    """
    run = Run(settings or Settings(), plan or Plan(), tell)
    refuse_folder(os.fspath(out))
    names, target = _names(paths), Path(out)
    inputs = Inputs(names, expand(names, run, target))
    with _named(out):
        into_folder(target, inputs, run)


def clean_in_place(
    paths: AnyPath | Iterable[AnyPath],
    suffix: str = "",
    settings: Settings | None = None,
    plan: Plan | None = None,
    tell: Tell = unheard,
) -> None:
    """Clean files, and all text files below folders, where they are: `cleanup run --in-place`.

    The record, which `undo` takes back, is in `.cleanup/` of each folder that was named; for a file
    it is the working folder, or the file's own if that lies elsewhere. With a `suffix` the original
    is kept as FILE+suffix. Copies are only told. Raises as `clean_folder`, and SettingsError for a
    suffix with a slash.
    """
    if "/" in suffix:
        raise SettingsError(f"suffix: {suffix!r} is no part of a name, for it has a slash")
    run = Run(settings or Settings(), plan or Plan(), tell)
    for folder, work in mending(_names(paths), suffix, run):
        with _named(folder or ""):
            work(run)


def find_copies(
    sources: Iterable[str | tuple[str, str]],
    settings: Settings | None = None,
    plan: Plan | None = None,
) -> list[CopyFound | PassagesFound]:
    """What clean texts have in common: which are copies, then passages that the others share.

    A source is a text or a pair of a name and a text; without a name it goes by its number, from 0.
    Of copies the one that comes first is kept. All are compared with all, on the disk where they
    are many, by the engine of the plan. Raises InputError for a text with lone surrogates,
    EngineError, and SettingsError for an unknown rule code.
    """
    _refuse_text(sources)
    run = Run(settings or Settings(), plan or Plan())
    names: list[str] = []
    with Scratch() as folder:
        spool = Spool(Path(folder))
        for number, source in enumerate(sources):
            name, text = source if isinstance(source, tuple) else (str(number), source)
            names.append(name)
            spool.add(f"{number:012}", texts.checked_text(text).encode())
        if not run.compares(len(names)):
            return []
        copies, passages = spool.compared(run)
    return [
        *(_copy(found.event(), names) for found in copies),
        *(_passages(found, names) for found in passages),
    ]


def explain(source: str | bytes, line: int, settings: Settings | None = None) -> Explanation:
    """Why a line of a document, counted from 1 in its decoded text, was kept or removed.

    Raises InputError as `clean`, and for a line that there is not; SettingsError.
    """
    chosen = settings or Settings()
    if isinstance(source, str):
        document = Source("<text>", texts.checked_text(source).encode())
        return explanation.explain(document, line, replace(chosen, encoding="utf-8"))
    data = unpacked(source, chosen.max_size)
    return explanation.explain(source_of("<bytes>", data, chosen), line, chosen)


def explain_file(path: AnyPath, line: int, settings: Settings | None = None) -> Explanation:
    """As `explain`, of a file, judged with the others of its folder: `cleanup explain FILE:LINE`.

    Raises InputError, SettingsError.
    """
    return explain_in_folder(Path(path), line, settings or Settings())


def undo(
    folder: AnyPath,
    output: AnyPath | None = None,
    tell: Tell = unheard,
    *,
    documents: Iterable[str] = (),
    rules: Iterable[str] = (),
) -> None:
    """Give back, below `output` or in their place, the documents of a folder: `cleanup undo`.

    Of each it tells Restored or Failed: what was changed since it was cleaned is left alone. Raises
    OutputError for a folder without a record that can be read.
    """
    place = None if output is None else os.fspath(output)
    undo_record(os.fspath(folder), place, tell, tuple(documents), tuple(rules))


def _names(paths: AnyPath | Iterable[AnyPath]) -> tuple[str, ...]:
    """The paths as texts. An empty one would be the working folder, which nobody meant."""
    several = (paths,) if isinstance(paths, str | os.PathLike) else paths
    names = tuple(os.fspath(path) for path in several)
    if "" in names:
        raise InputError("an empty path; `.` is the working folder")
    return names


def _refuse_text(sources: object) -> None:
    """Raise TypeError for one text, whose characters would be taken for documents."""
    if isinstance(sources, str | bytes):
        raise TypeError("one text is no list of them; put it into one")


def _copy(found: CopyFound, names: Sequence[str]) -> CopyFound:
    """The event with the names that the caller knows."""
    return replace(found, name=names[int(found.name)], kept=names[int(found.kept)])


def _passages(found: PassagesFound, names: Sequence[str]) -> PassagesFound:
    """As `_copy`."""
    shared = (passage._replace(first=names[int(passage.first)]) for passage in found.passages)
    return PassagesFound(names[int(found.name)], tuple(shared))


@contextmanager
def _named(folder: AnyPath) -> Iterator[None]:
    """Put the folder's name before what is wrong with it."""
    try:
        yield
    except OutputError as error:
        raise OutputError(f"{os.fspath(folder)}: {error}") from None
