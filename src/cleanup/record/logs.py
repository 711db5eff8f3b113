"""The logs of a record: files of JSON objects, one a line, each about a document."""

from __future__ import annotations

import json
import os
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from cleanup.errors import OutputError
from cleanup.formats import size
from cleanup.formats import text as files
from cleanup.formats.inside import opened
from cleanup.record.lines import checked, place_of_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cleanup.record.lines import Line, Place


def whole_lines(path: Path) -> Iterator[bytes]:
    """The lines of a log; one that was torn by a crash or a full disk is no line.

    Raises OSError.
    """
    if path.exists():
        with opened(path, "rb") as log:
            yield from (line for line in log if line.endswith(b"\n"))


def parsed(line: bytes) -> dict[str, Any] | None:
    """The record that a line of a log holds; None for a line that is damaged."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    named = isinstance(record, dict) and isinstance(record.get("doc"), str)
    return record if named else None


def lines_in_order(path: Path, settled: int, damaged: list[str]) -> Iterator[Line]:
    """The lines of a ledger's log that later runs than `settled` have written, as a piece has them.

    Those that are damaged are noted in `damaged` and passed over. Raises OSError.
    """
    ranges: dict[Place, list[tuple[int, int]]] = {}  # of lines that follow one another
    start = 0
    for number, text in enumerate(whole_lines(path), 1):
        try:
            line = checked(parsed(text) or {})
            place = place_of_line(line)
        except (AttributeError, LookupError, OverflowError, TypeError, ValueError):
            damaged.append(f"{path.name}, line {number}")
        else:
            if line["run"] > settled:
                known = ranges.setdefault(place, [])
                if known and known[-1][1] == start:
                    known[-1] = known[-1][0], start + len(text)
                else:
                    known.append((start, start + len(text)))
        start += len(text)
    if ranges:
        with opened(path, "rb") as log:
            for place in sorted(ranges):
                for start, end in ranges[place]:
                    log.seek(start)
                    yield from filter(None, map(parsed, log.read(end - start).splitlines()))


def append(path: Path, lines: Iterable[bytes], readers: int, *, sync: bool) -> None:
    """Add lines to a log, durably if `sync`. Raises OutputError."""
    try:
        with opened(path, "ab", 0o666 & readers) as file:
            file.writelines(lines)
            file.flush()
            if sync:
                os.fsync(file.fileno())
    except OSError as error:
        raise OutputError(f"cannot write its record: {error.strerror}") from None


def trim(path: Path) -> None:
    """Make a log ready for more lines: cut off an end that was torn, leave no other name to it.

    Raises OSError, OutputError.
    """
    if not path.exists():
        return
    status = path.stat()
    if status.st_nlink > 1:  # what is a snapshot of the folder must not grow with it
        files.copy(path, chunks(path), path)
    whole = sum(map(len, whole_lines(path)))
    if whole < status.st_size:
        with opened(path, "r+b") as file:
            file.truncate(whole)


def set_aside(path: Path) -> None:
    """Keep a file of a record that is damaged as NAME.damaged, or .damaged.1 and so on.

    Raises OutputError.
    """
    if path.exists():
        aside = path.with_name(f"{path.name}.damaged")
        names = chain((aside,), (aside.with_name(f"{aside.name}.{n}") for n in count(1)))
        files.copy(next(name for name in names if not os.path.lexists(name)), chunks(path), path)


def chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file. Raises OSError."""
    with opened(path, "rb") as file:
        while chunk := file.read(size.CHUNK):
            yield chunk


def line_of(record: dict[str, Any]) -> bytes:
    """One line. Names that are no Unicode (surrogates stand for their bytes) are escaped."""
    try:
        return json.dumps(record, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(record, ensure_ascii=True).encode() + b"\n"
