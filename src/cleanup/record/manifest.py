"""What is known of a folder of results: of each document its hashes, its place and its metadata."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import MutableMapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from itertools import chain, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, get_args

from cleanup.errors import OutputError
from cleanup.formats import inside
from cleanup.formats import text as files
from cleanup.formats.shards import check_stated
from cleanup.record.logs import parsed, whole_lines
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER = ".cleanup"
MANIFEST, LEDGER, JOURNAL = "manifest.json", "ledger.jsonl", "journal.jsonl"  # files in it
PIECES = "edits"  # the folder in it of the pieces that hold the edits
PIECE = regex(rf"{PIECES}/([0-9]{{6,}})\.parquet")
WORK = "work"  # the folder in it of the engine's tables, until all copies are found
LEFT_OUT = "left-out"  # the folder in FOLDER that holds the copies that are left out
DOCUMENTS, END = b' "documents": {\n', b" }\n"  # lines of a manifest, around the documents
EXCERPT = 40  # bytes of a damaged line that are shown
Kind = Literal["results", "in place"]


@dataclass(slots=True)
class Entry:
    """What the manifest says of one document. Hashes are SHA-256 in hexadecimal."""

    input: str  # of the bytes that were read, before they were decompressed
    decoded: str  # of the decoded text in UTF-8: what undo gives back
    outputs: list[str]  # of the clean text in UTF-8 after each of the runs
    encoding: str
    edits: int
    runs: list[int]  # whose ledger lines lead from the decoded text to the clean one
    metadata: dict[str, str] = field(default_factory=dict)
    repairs: int = 0  # of the edits those that mended characters
    made: str = ""  # the fingerprint of what cleaned it, see `fingerprint`
    copy_of: str = ""  # the document that is kept in its place, if it is left out
    similarity: float = 0.0  # of the two, 0 to 1
    beside: str = ""  # the hash of the clean text that is kept; of a shard, of what lies aside
    marked: int = 0  # the run whose line says so, or which records of it are left out
    marked_before: int = 0  # the same while that is decided anew
    originals: list[str] = field(default_factory=list)  # names of what --in-place=SUFFIX kept
    orphan: bool = False  # its input is gone
    form: dict[str, Any] = field(default_factory=dict)  # of a file of many: see `formats.shards`
    layout: dict[str, Any] = field(default_factory=dict)  # where its fields are
    slices: list[list[Any]] = field(default_factory=list)  # records, and the hash of their text
    version: str = ""  # of the input, if that lay behind an address: see `formats.remote`

    def stated(self) -> dict[str, Any]:
        """The entry in plain values."""
        return {name: getattr(self, name) for name in KINDS}

    def packed(self) -> bytes:
        """The entry as a JSON object."""
        return json.dumps(self.stated()).encode()


# In JSON; a text that says so has backslashes in it.
ORPHAN, NO_SHARD = b'"orphan": true', b'"form": {}'
KINDS = {name: type(value) for name, value in asdict(Entry("", "", [], "", 0, [])).items()}


class Documents(MutableMapping[str, Entry]):
    """The entries of a folder's documents. There may be millions, so each is kept as JSON."""

    def __init__(self) -> None:
        """Begin with none."""
        self._packed: dict[str, bytes] = {}

    def __getitem__(self, doc: str) -> Entry:
        return Entry(**json.loads(self._packed[doc]))

    def __setitem__(self, doc: str, entry: Entry) -> None:
        self._packed[doc] = entry.packed()

    def __delitem__(self, doc: str) -> None:
        del self._packed[doc]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def take(self, packed: Mapping[str, bytes]) -> None:
        """Take up entries, each as a JSON object."""
        self._packed.update(packed)

    @staticmethod
    def journal(packed: Mapping[str, bytes]) -> Iterator[bytes]:
        """The lines of a journal that name such documents."""
        for doc, entry in packed.items():
            yield b'{"doc": %s, %s\n' % (json.dumps(doc).encode(), entry[1:])

    def orphans(self) -> list[str]:
        """The documents whose inputs are gone."""
        return [doc for doc, entry in self._packed.items() if ORPHAN in entry]

    def shards(self) -> list[tuple[str, Entry]]:
        """The files of many documents."""
        return [(doc, self[doc]) for doc, entry in self._packed.items() if NO_SHARD not in entry]

    def lines(self) -> Iterator[bytes]:
        """The members of a JSON object, in the order of their names, one a line."""
        last = len(self) - 1
        for number, (doc, entry) in enumerate(sorted(self._packed.items())):
            yield f"  {json.dumps(doc)}: ".encode() + entry + (b"\n" if number == last else b",\n")


@dataclass(slots=True)
class Manifest:
    """What is known of a folder: how it came about, from what, and its documents."""

    kind: Kind
    inputs: list[str] = field(default_factory=list)
    complete: bool = True  # whether the last run came to its end
    documents: Documents = field(default_factory=Documents)
    head: dict[str, Any] = field(default_factory=dict)  # all that it says but of the documents
    pieces: list[str] = field(default_factory=list)  # those that count
    settled: int = 0  # the last run whose lines are in pieces; those of later ones are in the log
    damaged: list[str] = field(default_factory=list)  # what could not be read, for people


def digest(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def load(folder: Path) -> Manifest | None:
    """The manifest of a folder with what an unfinished journal adds; None if it has none.

    Lines that are damaged or name a file outside are not in it; who left logs came to no end.
    Raises OutputError if it is damaged as a whole, or lies behind a link.
    """
    check_record(folder)
    path = folder / FOLDER / MANIFEST
    try:
        with inside.opened(path, "rb") as file:
            found = _read(file)
        _take_up_journal(folder, found)
        left = [name for name in (LEDGER, JOURNAL, WORK) if (path.parent / name).exists()]
        found.complete = found.complete and not left
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise OutputError(f"cannot read its record: {error.strerror}") from None
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise OutputError(
            f"its {FOLDER}/{MANIFEST} is damaged ({error}); bring back a copy of it, "
            "or move it away to begin a new record"
        ) from None
    return found


def check_record(folder: Path) -> None:
    """Raise OutputError if the record of a folder is not all its own: links, pipes and the like."""
    record = inside.place(folder, FOLDER)
    try:
        for parent, folders, names in os.walk(record):
            if Path(parent) == record:
                folders[:] = [name for name in folders if name != LEFT_OUT]  # see `place_of`
            for name in (*folders, *names):
                path = inside.place(Path(parent), name)
                if name in names and not path.is_file():
                    raise OutputError(f"{path} is not a regular file")
        inside.place(record, LEFT_OUT)
    except OSError as error:
        raise OutputError(f"cannot read its record: {error.strerror}") from None


def write(folder: Path, manifest: Manifest, readers: int = files.ANYBODY) -> None:
    """Write the manifest of a folder, one line for each document. Raises OutputError.

    Nobody may read it whom the mode `readers` denies it.
    """
    stated = {name: getattr(manifest, name) for name in ("kind", "inputs", "pieces", "settled")}
    start = json.dumps({**manifest.head, **stated}, indent=1).removesuffix("\n}").encode()
    lines = chain((start, b",\n", DOCUMENTS), manifest.documents.lines(), (END, b"}\n"))
    files.write(folder / FOLDER / MANIFEST, lines, readers)


def _read(file: BinaryIO) -> Manifest:
    """What a manifest says; of the documents line by line, as they were written.

    Raises ValueError and the like for what `write` has not written so.
    """
    head = b"".join(takewhile(lambda line: line != DOCUMENTS, file))
    first = file.readline()
    content = json.loads(head.rstrip(b",\n") + b"}" if first else head)
    found = Manifest(content["kind"], content["inputs"], content.get("complete") is True)
    if found.kind not in get_args(Kind) or not isinstance(found.inputs, list):
        raise ValueError("it is of no kind")
    found.head = {key: value for key, value in content.items() if key != "documents"}
    found.pieces, found.settled = list(content.get("pieces", [])), content.get("settled", 0)
    if not isinstance(found.settled, int) or not all(map(PIECE.fullmatch, found.pieces)):
        raise ValueError("its pieces are none")
    if not first:  # somebody has written it otherwise
        for doc, record in content["documents"].items():
            found.documents[inside.checked_name(doc)] = _entry(record)
        return found
    for line in chain((first,), file):
        if line == END:
            return found
        try:
            for doc, record in json.loads(b"{" + line.rstrip(b",\n") + b"}").items():
                found.documents[inside.checked_name(doc)] = _entry(record)
        except (AttributeError, RecursionError, TypeError, ValueError):
            found.damaged.append(f"{MANIFEST}, line {line[:EXCERPT].decode(errors='replace')}")
    found.damaged.append(f"{MANIFEST}, which ends too soon")
    return found


def _entry(record: dict[str, Any]) -> Entry:
    """The entry that a record holds. Raises TypeError or ValueError."""
    entry = Entry(**record)
    for name, kind in KINDS.items():
        value = getattr(entry, name)
        if not isinstance(value, kind) and not (kind is float and isinstance(value, int)):
            raise TypeError(f"its {name} is {value!r}")
    names = (entry.copy_of, *entry.originals)
    words = (*entry.outputs, *entry.metadata.values(), *names)
    if not entry.outputs or not all(isinstance(word, str) for word in words):
        raise TypeError("a list of other things")
    if not all(isinstance(run, int) for run in entry.runs):
        raise TypeError("a run without a number")
    if entry.form:
        check_stated(entry.form, entry.layout)
        known = {(type(n), n > 0, type(text)) for n, text in entry.slices}
        if known - {(int, True, str)}:
            raise TypeError("its slices are none")
    for name in filter(None, names):
        inside.checked_name(name)
    return entry


def _take_up_journal(folder: Path, manifest: Manifest) -> None:
    """Add what a run that goes on or died has done. Its last files may be the old ones yet."""
    documents = manifest.documents
    pasts: dict[str, Entry | None] = {}  # what was known of texts that are other ones now
    for number, line in enumerate(whole_lines(folder / FOLDER / JOURNAL), 1):
        try:
            record = parsed(line) or {}
            name, entry = inside.checked_name(record.pop("doc")), _entry(record)
        except (LookupError, TypeError, ValueError):
            manifest.damaged.append(f"{JOURNAL}, line {number}")
            continue
        past = documents.get(name)
        documents[name] = entry
        pasts.pop(name, None)
        if not entry.form and (past is None or entry.outputs[-1] not in past.outputs):
            pasts[name] = past
    for doc, past in pasts.items():
        with suppress(OSError, OutputError):
            _take_back_unwritten(folder, manifest, doc, past)


def _take_back_unwritten(folder: Path, manifest: Manifest, doc: str, past: Entry | None) -> None:
    """Drop what is recorded of a text, if its file was not written. Raises OSError, OutputError."""
    place = found_at(folder, doc, past or manifest.documents[doc])
    if past is not None and files.digest_of(place) in past.outputs:
        manifest.documents[doc] = past
    elif past is None and manifest.kind == "results" and not os.path.lexists(place):
        del manifest.documents[doc]


def place_of(folder: Path, doc: str, entry: Entry) -> Path:
    """Where the clean text of a document belongs: to the results, or to those left out.

    Raises OutputError if a link would lead there.
    """
    return inside.place(folder, f"{FOLDER}/{LEFT_OUT}/{doc}" if entry.copy_of else doc)


def found_at(folder: Path, doc: str, entry: Entry) -> Path:
    """Where it is: a run that died may have recorded a move and not made it.

    Raises OutputError if a link would lead there.
    """
    place = place_of(folder, doc, entry)
    if entry.form or os.path.isfile(place):  # noqa: PTH113  # Path.is_file raises on names that are too long
        return place
    other = inside.place(folder, doc if entry.copy_of else f"{FOLDER}/{LEFT_OUT}/{doc}")
    return other if os.path.isfile(other) else place  # noqa: PTH113  # as above


def kept_again(entry: Entry) -> Entry:
    """The entry of a document that is left out no more."""
    return replace(entry, copy_of="", similarity=0.0, beside="", marked=0, marked_before=0)
