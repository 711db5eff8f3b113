"""What runs and undo share in their care for the record of a folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO

from cleanup.errors import OutputError
from cleanup.formats import inside
from cleanup.formats import text as files
from cleanup.record.logs import parsed, set_aside, whole_lines
from cleanup.record.manifest import FOLDER, JOURNAL, LEDGER, MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from cleanup.record.manifest import Entry


def remove_temporary(folder: Path, documents: Iterable[str] = ()) -> None:
    """Remove what runs that were killed have left of the files that they wrote."""
    for name in {FOLDER, *(str(PurePosixPath(doc).parent) for doc in documents)}:
        with suppress(OutputError):  # what lies behind a link is not ours
            files.remove_temporary(inside.place(folder, name))


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


def keep_lines(path: Path, documents: Mapping[str, Entry]) -> list[str]:
    """Leave in a ledger only the lines that lead to the present texts of the documents.

    Of a document that is left out, the last line that says so is the one. If there are damaged
    lines, which are returned for people, the ledger is kept aside as it was. Raises OutputError.
    """
    dropped, said = set[int](), dict[str, int]()
    damaged: list[str] = []
    known: tuple[str, Entry | None] = ("", None)
    for number, line in enumerate(whole_lines(path)):
        record = parsed(line)
        if record is None:
            damaged.append(f"{LEDGER}, line {number + 1}")
            dropped.add(number)
            continue
        doc = record["doc"]
        if known[0] != doc:
            known = (doc, documents.get(doc))
        if not _is_current(record, known[1]):
            dropped.add(number)
        elif "kept" in record:
            dropped |= {said[doc]} if doc in said else set()
            said[doc] = number
    if damaged:
        set_aside(path)
    if dropped:
        lines = enumerate(whole_lines(path))
        files.write(path, (line for number, line in lines if number not in dropped))
    return damaged


def _is_current(record: dict[str, Any], entry: Entry | None) -> bool:
    if entry is None:
        return False
    if "kept" in record:
        return (entry.copy_of, entry.similarity) == (record["kept"], record.get("similarity"))
    return record.get("run") in entry.runs
