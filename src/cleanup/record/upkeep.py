"""What runs and undo share in their care for the record of a folder."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from cleanup.errors import OutputError
from cleanup.formats import inside
from cleanup.formats import text as files
from cleanup.record.lines import is_copy
from cleanup.record.logs import chunks, lines_in_order, set_aside, whole_lines
from cleanup.record.manifest import FOLDER, JOURNAL, LEDGER, MANIFEST, PIECE, PIECES, WORK
from cleanup.record.pieces import MAX_PIECES, Pieces, together
from cleanup.record.shards import unsettled_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cleanup.record.lines import Line, Place
    from cleanup.record.manifest import Entry, Manifest


def remove_temporary(folder: Path, documents: Iterable[str] = ()) -> None:
    """Remove what runs that were killed have left of the files that they wrote."""
    for name in {
        FOLDER,
        f"{FOLDER}/{PIECES}",
        *(str(PurePosixPath(doc).parent) for doc in documents),
    }:
        with suppress(OutputError):  # what lies behind a link is not ours
            files.remove_temporary(inside.place(folder, name))


def make_own(folder: Path) -> None:
    """Leave no other name to what an earlier run has left in the work of a record.

    It is written anew in its place, and what lies elsewhere is not. Raises OSError, OutputError.
    """
    for parent, _, names in os.walk(folder / FOLDER / WORK):
        for path in (Path(parent, name) for name in names):
            if path.lstat().st_nlink > 1:
                files.copy(path, chunks(path), path)


def make_folders(record: Path, mode: int) -> list[Path]:
    """Make the folder of a record, and those above it as far as they are not there; all these.

    That of the documents gets no permissions that `mode` has not. Raises OSError.
    """
    made = [path for path in (record, *record.parents) if not path.exists()]
    record.mkdir(parents=True, exist_ok=True)
    if record.parent in made:
        record.parent.chmod(record.parent.stat().st_mode & mode)
    return made


def narrow(record: Path, files_of_it: Iterable[Path], readers: int) -> None:
    """Keep those out of a record whom the mode `readers` keeps out. Raises OSError."""
    for path in files_of_it:
        path.chmod(path.stat().st_mode & readers)
    others = readers & 0o044  # may read: they may list and enter the folder, too
    record.chmod(record.stat().st_mode & (0o7700 | others | others >> 1 | others >> 2))


def remove_made(folders: Iterable[Path]) -> None:
    """Remove the folders that were made for a record in which nothing stands, inner ones first."""
    record, *others = folders
    shutil.rmtree(record, ignore_errors=True)
    with suppress(OSError):  # somebody else has put something there
        for folder in others:
            folder.rmdir()


def lock(folder: Path) -> BinaryIO:
    """Hold the record of a folder until the file is closed.

    Raises OSError, and OutputError if another process holds it.
    """
    file = inside.opened(folder / FOLDER / "lock", "ab")
    if not files.is_locked(file):
        file.close()
        raise OutputError("another run is at work on it")
    return file


def keep_damaged(folder: Path, damaged: list[str]) -> list[str]:
    """Keep a record aside as it is, if there are damages in it; these. Raises OutputError."""
    for name in (MANIFEST, JOURNAL, LEDGER) if damaged else ():
        set_aside(folder / FOLDER / name)
    return damaged


def keep_lost_logs(record: Path) -> list[str]:
    """Keep aside logs to which no manifest belongs; what they are, for people.

    Raises OSError, OutputError.
    """
    left = [name for name in (LEDGER, JOURNAL) if any(whole_lines(record / name))]
    for name in left:
        set_aside(record / name)
        (record / name).unlink()
    return [f"{name}, to which no {MANIFEST} belongs" for name in left]


def settle(folder: Path, manifest: Manifest, readers: int) -> list[str]:
    """Put the lines of the log into pieces, and leave out of these what is obsolete.

    The manifest, which says then which pieces count, has to be written next, and then
    `remove_settled` takes the rest away. What could not be read is returned for people, and the log
    is kept aside. Raises OutputError, OSError.
    """
    log = folder / FOLDER / LEDGER
    pieces = Pieces(folder)
    try:
        stay, rewritten = _sorted_out(pieces, manifest)
        streams = [pieces.lines(name) for name in rewritten]
        settled = manifest.settled
        shards = unsettled_lines(folder, manifest.documents, settled, pieces.damaged)
        logged = lines_in_order(log, settled, pieces.damaged)
        streams += [_counted(logged, manifest), _counted(shards, manifest)]
        numbers = (int(match[1]) for name in manifest.pieces if (match := PIECE.fullmatch(name)))
        lines = _current(together(streams), manifest.documents)
        written = pieces.write(lines, 1 + max(numbers, default=0), readers)
        runs = (run for entry in manifest.documents.values() for run in entry.runs)
        manifest.settled = max((manifest.settled, *runs))  # those without an edit, too
    finally:
        pieces.close()
    for name in (LEDGER, *filter(PIECE.fullmatch, pieces.damaged)) if pieces.damaged else ():
        set_aside(folder / FOLDER / name)
    manifest.pieces = [*stay, *written]
    return pieces.damaged


def remove_settled(folder: Path, manifest: Manifest) -> None:
    """Remove the logs, which the manifest has taken in, and the pieces that it does not name.

    Raises OSError.
    """
    for name in (LEDGER, JOURNAL):
        (folder / FOLDER / name).unlink(missing_ok=True)
    for path in (folder / FOLDER / PIECES).glob("*.parquet"):
        if f"{PIECES}/{path.name}" not in manifest.pieces:
            path.unlink()


def _sorted_out(pieces: Pieces, manifest: Manifest) -> tuple[list[str], list[str]]:
    """The pieces that stay as they are, and those that are written anew."""
    stay = []
    for name in manifest.pieces:
        about = pieces.lines(name, ("doc", "run", "kept"))
        if all(_is_current(line, manifest.documents.get(line["doc"])) for line in about):
            stay.append(name)
    readable = [name for name in manifest.pieces if name not in pieces.damaged]
    stay = [name for name in stay if name in readable]
    if len(stay) >= MAX_PIECES:
        stay = []
    return stay, [name for name in readable if name not in stay]


def _counted(lines: Iterable[Line], manifest: Manifest) -> Iterator[Line]:
    """Lines of the log; the manifest is told that their runs are settled."""
    for line in lines:
        manifest.settled = max(manifest.settled, line["run"])
        yield line


def _current(
    groups: Iterable[tuple[Place, list[Line]]], documents: Mapping[str, Entry]
) -> Iterator[Line]:
    """The lines that lead to the present texts, and those that say what is left out."""
    for place, lines in groups:
        entry = documents.get(place.doc)
        yield from (line for line in lines if _is_current(line, entry))


def _is_current(line: Line, entry: Entry | None) -> bool:
    if entry is None:
        return False
    runs = (entry.marked, entry.marked_before) if is_copy(line) else entry.runs
    return line["run"] in runs
