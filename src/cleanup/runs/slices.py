"""What a worker does: it reads a slice of a shard, cleans its records, writes what became of it.

Beside the output of the slice a file of lines is written: first what was counted, then each edit.
It appears when all is there. No text goes through the process that handed out the slice.
"""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.charset.decoding import decoding_of
from cleanup.errors import InputError
from cleanup.formats import jsonl, parquet
from cleanup.formats.jsonl import JsonLines
from cleanup.formats.shards import stated
from cleanup.formats.text import CHANGED, digest_of
from cleanup.formats.warc_pages import Warc
from cleanup.model import Document, Tally
from cleanup.runs.counts import count
from cleanup.runs.found import found_in
from cleanup.runs.hosts import counted, put_down, site_counts, site_of
from cleanup.runs.per_path import settings_for
from cleanup.runs.records import clean_record, field_cleaning
from cleanup.stages.together import MOST_SIZE, few, together, unraised
from cleanup.text.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.corpus.recurrence import SiteStatistics
    from cleanup.formats.record import Fields, Format, Record
    from cleanup.model import Outcome
    from cleanup.record.lines import Line
    from cleanup.runs.records import CleanRecord
    from cleanup.settings import Output, Settings

MARKS = (".at", ".deaths")  # files beside the output while a slice is worked on
MOST_ERRORS = 20  # odd records that are told one by one, of a slice


class Slice(NamedTuple):
    """A slice of a shard: where its bytes lie, what they are, and where its output goes."""

    path: str  # of the file that holds it
    start: int  # in bytes, ...
    end: int  # ... or in row groups, if it is Parquet
    doc: str  # the shard, as its record calls it
    name: str  # and as reports do
    form: Format
    layout: Fields
    maker: str = ""  # what stands for the settings, the version, and what recurs on the sites
    digest: str = ""  # of its bytes, or of its whole file if it is Parquet; SHA-256, hexadecimal
    shard: int = 0  # from 0
    number: int = 0  # in the shard, from 0
    last: bool = False  # of the shard
    target: str = ""  # of the output; its lines are in the file with .json behind that
    sites: str = ""  # the file of what recurs on them
    parquet: bool = False
    read: int = 0  # bytes of the shard, as it lies there, by its end; 0 of what is no file
    encoding: str = ""  # of its text; without one it is found out

    @property
    def weight(self) -> int:
        """How many bytes it has, about."""
        return Path(self.path).stat().st_size if self.parquet else self.end - self.start

    @property
    def made(self) -> str:
        """What stands for all that its output depends on."""
        form = stated(type(self.form).__name__, self.form)
        depends = (self.maker, self.doc, self.number, self.last, self.digest, form, self.layout)
        return sha256(repr(depends).encode("utf-8", "surrogatepass")).hexdigest()


def bytes_of(piece: Slice) -> bytes:
    """The bytes of a slice. Raises InputError, OSError."""
    if piece.parquet:
        groups = range(piece.start, piece.end)
        return parquet.as_lines(Path(piece.path), groups, piece.layout).encode()
    with Path(piece.path).open("rb") as file:
        file.seek(piece.start)
        data = file.read(piece.end - piece.start)
    if sha256(data).hexdigest() != piece.digest:
        raise InputError(CHANGED)
    return data


def read(piece: Slice, data: bytes) -> tuple[str, Iterator[Record]]:
    """The characters of a slice, whose bytes are given, and its records. Raises InputError."""
    if isinstance(piece.form, Warc) and not piece.encoding:
        pages = piece.form.converted(data)
        return pages.text, pages.with_origins(_records(piece, pages.text))
    text = decoding_of(data, piece.encoding).text if piece.encoding else piece.form.decoded(data)
    return text, _records(piece, text)


def _records(piece: Slice, text: str) -> Iterator[Record]:
    return piece.form.records(text, piece.layout, first=not piece.number)


def count_slice(piece: Slice) -> None:
    """Count what recurs, for `hosts`. Raises InputError, OSError."""
    texts = (
        (site_of(record.url, piece.doc), "\n".join(field.text for field in record.fields))
        for record in read(piece, bytes_of(piece))[1]
        if record.fields
    )
    put_down(counted(texts), piece.target)


def clean_slice(piece: Slice, settings: Settings, output: Output) -> None:
    """Clean one slice. Raises InputError, OSError."""
    data = bytes_of(piece)
    text, records = read(piece, data)
    work = _Work(piece, settings, output, _deaths(piece))
    with Path(piece.target).open("wb") as out, Path(f"{piece.target}.at").open("wb", 0) as at:
        for several in few(enumerate(records, 1), work.size_of):
            at.seek(0)  # so that it is known of which ones a process died
            at.write(b"%016d %016d\n" % (several[0][0], several[-1][0]))
            out.writelines(work.cleaned([record for _, record in several]))
    head = {
        "made": piece.made,
        "output": digest_of(Path(piece.target)),
        "last": piece.last,
        "plain": data == text.encode(),  # its bytes can be made of its text
        "decoded": sha256(text.encode()).hexdigest(),
        "tally": work.tally.stated(),
        "errors": work.errors,
        "found": work.found,
    }
    path = Path(f"{piece.target}.json")
    part = Path(f"{piece.target}.part")
    with part.open("wb") as file:
        file.writelines(quoted(line).encode() + b"\n" for line in (head, *work.lines))
    part.replace(path)
    for suffix in MARKS:
        Path(f"{piece.target}{suffix}").unlink(missing_ok=True)


def head_of(piece: Slice) -> dict[str, Any]:
    """What was counted in a slice that is done."""
    with Path(f"{piece.target}.json").open("rb") as file:
        head: dict[str, Any] = json.loads(file.readline())
    return head


def is_done(piece: Slice) -> bool:
    """Whether a run that was broken off has cleaned just this slice."""
    try:
        head = head_of(piece)
        known = head["made"], head["output"]
        return known == (piece.made, digest_of(Path(piece.target)))
    except (LookupError, OSError, TypeError, ValueError):
        return False


def _deaths(piece: Slice) -> list[range]:
    """The records that were worked on, side by side, when a process died of this slice."""
    at, deaths = (Path(f"{piece.target}{suffix}") for suffix in MARKS)
    if not at.exists():
        return []
    with deaths.open("ab") as file:
        file.write(at.read_bytes() + b"\n")
    pairs = (line.split() for line in deaths.read_bytes().splitlines())
    return [range(int(first), int(last) + 1) for first, last in filter(None, pairs)]


class _Work:
    """What is known while the records of a slice are cleaned."""

    def __init__(
        self, piece: Slice, settings: Settings, output: Output, deaths: Sequence[range]
    ) -> None:
        self._piece, self._deaths = piece, deaths
        self._settings = settings_for(settings, piece.name)
        lines = output == "jsonl" and isinstance(piece.form, JsonLines)
        self._output = "same" if lines else output
        self._sites = site_counts(piece.sites) if piece.sites else None
        self.tally = Tally()
        self.lines: list[Line] = []
        self.errors: list[tuple[int, str, str]] = []  # record, name, reason
        self.found: list[tuple[Any, ...]] = []

    def size_of(self, numbered: tuple[int, Record]) -> int:
        """How much of a record is held: too much for others beside it, if a process died of it."""
        number, record = numbered
        alone = any(number in died for died in self._deaths)
        return MOST_SIZE + 1 if alone else len(record.raw)

    def cleaned(self, records: Sequence[Record]) -> Iterator[bytes]:
        """What goes out for records. A defect of ours costs one, not the others."""
        known = [self._reason(at, one) for at, one in enumerate(records, self.tally.records + 1)]
        cleanings = [
            [] if error else [field_cleaning(field, self._settings, site) for field in one.fields]
            for one, error, site in zip(records, known, map(self._site, records), strict=True)
        ]
        outcomes = iter(together(chain.from_iterable(cleanings)))
        for record, error, own in zip(records, known, cleanings, strict=True):
            yield self._one(record, [*islice(outcomes, len(own))], error)

    def _reason(self, number: int, record: Record) -> str:
        """Why a record is not cleaned; '' if it is."""
        deaths = [died for died in self._deaths if number in died]
        deadly = len(deaths) > 1 and range(number, number + 1) in deaths
        return "two processes that worked on it died" if deadly else record.error

    def _site(self, record: Record) -> SiteStatistics | None:
        return self._sites.of(site_of(record.url, self._piece.doc)) if self._sites else None

    def _one(self, record: Record, outcomes: Sequence[Outcome | Exception], error: str) -> bytes:
        """What goes out for one."""
        self.tally.records += 1
        if outcomes:
            try:
                return self._cleaned(record, outcomes)
            except Exception as fault:  # noqa: BLE001  # named with its record; the others go on
                error = f"internal error, please report: {fault!r}"
        if error:
            self.tally.odd += 1
            if len(self.errors) < MOST_ERRORS:
                self.errors.append((self.tally.records, record.id, error))
        return record.raw.encode() if self._output == "same" else b""

    def _cleaned(self, record: Record, outcomes: Sequence[Outcome | Exception]) -> bytes:
        piece, number = self._piece, self.tally.records
        first = piece.number == 0 and number == 1
        clean = clean_record(piece.form, record, piece.layout, unraised(outcomes), first=first)
        # each text is lent a line end
        count(self.tally, clean.outcomes, changed=clean.raw != record.raw, lent=1)
        known = {"record": number}
        self.lines += ({**line, **known} for line in clean.lines)
        if self._output == "found":
            self.found += (
                (*found[:5], number, field.path)
                for field, outcome in zip(record.fields, clean.outcomes, strict=True)
                for found in found_in(outcome)
            )
        return self._out(record, clean)

    def _out(self, record: Record, clean: CleanRecord) -> bytes:
        """The form in which a record goes out."""
        if self._output == "same":
            return clean.raw.encode()
        name = record.id or f"{self._piece.doc}:{self.tally.records}"
        if self._output == "jsonl":
            history = tuple(
                step for one in clean.outcomes if one.document for step in one.document.history
            )
            document = Document(name, "\n\n".join(clean.texts), "utf-8", clean.metadata, history)
            return jsonl.line(name, document)
        if self._output == "changes":
            shown = f"{self._piece.name}:{record.id}"
            return b"".join(
                quoted([f"{shown}:{field.path}", field.text, text, ""]).encode() + b"\n"
                for field, text in zip(record.fields, clean.texts, strict=True)
                if field.text != text
            )
        return b""
