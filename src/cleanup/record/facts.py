"""What the worker that cleaned a document tells its record."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleanup.record.manifest import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Facts(NamedTuple):
    """Of a document that was cleaned. Hashes are SHA-256 in hexadecimal."""

    doc: str  # its name in the record
    input: str  # hash of the bytes that were read
    decoded: str  # of the decoded text in UTF-8
    output: str  # of the clean text in UTF-8
    encoding: str
    metadata: Mapping[str, str]
    edits: int
    repairs: int  # of the edits those that mended characters
    log: str  # the file that has its lines, without the number of the run, ...
    start: int  # ... from here, in bytes, ...
    end: int  # ... to here
    version: str = ""  # of what was read, if that lies behind an address

    def entry(self, run: int, made: str, past: Entry | None, originals: Iterable[str]) -> Entry:
        """What the record says of it after a run; `past` is what it said, if that leads on.

        `originals` are the names of the files that keep what it was; '' is none.
        """
        return Entry(
            input=past.input if past else self.input,
            decoded=past.decoded if past else self.decoded,
            outputs=[*(past.outputs if past else ()), self.output],
            encoding=past.encoding if past else self.encoding,
            edits=(past.edits if past else 0) + self.edits,
            runs=[*(past.runs if past else ()), run],
            metadata={**self.metadata, **(past.metadata if past else {})},
            repairs=(past.repairs if past else 0) + self.repairs,
            made=made,
            originals=[*filter(None, dict.fromkeys(originals))],
            version=self.version,
        )


def edits_of(texts: Iterable[Facts], run: int) -> Iterator[bytes]:
    """The lines of the edits of documents, as the log of a run has them. Raises OSError."""
    edited = (facts for facts in texts if facts.start < facts.end)
    begin = b'{"run": %d, ' % run
    for log, group in groupby(edited, attrgetter("log")):
        with Path(log).open("rb") as file:
            for facts in group:
                file.seek(facts.start)
                lines = file.read(facts.end - facts.start)
                yield begin + lines[1:].replace(b"\n{", b"\n" + begin)


def leads_on(entry: Entry, facts: Facts) -> bool:
    """Whether a run was given, and read, just what the last one of a document had made.

    If not, somebody else has changed the file since, and its old edits lead nowhere.
    """
    return bool(entry.runs) and {entry.outputs[-1]} == {facts.input, facts.decoded}
