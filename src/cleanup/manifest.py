"""What is known of a folder of results: of each document its hashes, its place and its metadata."""

from __future__ import annotations

import hashlib
import json
from collections.abc import MutableMapping
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from itertools import chain, takewhile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from cleanup.errors import OutputError
from cleanup.formats import text as files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cleanup.settings import Settings

FOLDER = ".cleanup"
LEFT_OUT = "left-out"  # the folder in FOLDER that holds the copies that are left out
DOCUMENTS, END = b' "documents": {\n', b" }\n"  # lines of a manifest, around the documents
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
    beside: str = ""  # the hash of the clean text that is kept


class Documents(MutableMapping[str, Entry]):
    """The entries of a folder's documents. There may be millions, so each is kept as JSON."""

    def __init__(self) -> None:
        """Begin with none."""
        self._packed: dict[str, bytes] = {}

    def __getitem__(self, doc: str) -> Entry:
        return Entry(**json.loads(self._packed[doc]))

    def __setitem__(self, doc: str, entry: Entry) -> None:
        self._packed[doc] = json.dumps(asdict(entry)).encode()

    def __delitem__(self, doc: str) -> None:
        del self._packed[doc]

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

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


def digest(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def load(folder: Path) -> Manifest | None:
    """The manifest of a folder with what an unfinished journal adds; None if it has none.

    Raises OutputError if it is damaged or names files outside of the folder.
    """
    path = folder / FOLDER / "manifest.json"
    try:
        with path.open("rb") as file:
            content, documents = _read(file)
            found = Manifest(content["kind"], content["inputs"], content.get("complete") is True)
            found.head = {key: value for key, value in content.items() if key != "documents"}
            for doc, entry in documents:
                found.documents[_inside(doc)] = Entry(**entry)
        _take_up_journal(folder, found)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise OutputError(f"cannot read its record: {error.strerror}") from None
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise OutputError(f"its {FOLDER}/manifest.json is damaged: {error}") from None
    return found


def write(folder: Path, head: Mapping[str, Any], documents: Documents) -> None:
    """Write the manifest of a folder, one line for each document. Raises OutputError."""
    start = json.dumps(dict(head), indent=1).removesuffix("\n}").encode()
    lines = chain((start, b",\n", DOCUMENTS), documents.lines(), (END, b"}\n"))
    files.write(folder / FOLDER / "manifest.json", lines)


def _read(file: BinaryIO) -> tuple[dict[str, Any], Iterable[tuple[str, Any]]]:
    """What a manifest says of the run, and its documents; these line by line as they were written.

    Raises ValueError.
    """
    head = b"".join(takewhile(lambda line: line != DOCUMENTS, file))
    first = file.readline()
    if not first:  # somebody has written it otherwise
        content = json.loads(head)
        return content, content["documents"].items()
    return json.loads(head.rstrip(b",\n") + b"}"), _members(chain((first,), file))


def _members(lines: Iterable[bytes]) -> Iterator[tuple[str, Any]]:
    for line in lines:
        if line == END:
            return
        yield from json.loads(b"{" + line.rstrip(b",\n") + b"}").items()
    raise ValueError("it ends too soon")


def _take_up_journal(folder: Path, manifest: Manifest) -> None:
    """Add what a run that goes on or died has done. Its last file may not have been written yet."""
    documents, doc, past = manifest.documents, "", None
    for record in map(parsed, whole_lines(folder / FOLDER / "journal.jsonl")):
        doc = _inside(record.pop("doc"))
        past = documents.get(doc)
        documents[doc] = Entry(**record)
    if past is not None:
        path = found_at(folder, doc, past)
        if path.is_file() and digest(path.read_bytes()) in {*past.outputs} - {
            *documents[doc].outputs
        }:
            documents[doc] = past


def place_of(folder: Path, doc: str, entry: Entry) -> Path:
    """Where the clean text of a document belongs: to the results, or to those left out."""
    return folder / FOLDER / LEFT_OUT / doc if entry.copy_of else folder / doc


def found_at(folder: Path, doc: str, entry: Entry) -> Path:
    """Where it is: a run that died may have recorded a move and not made it."""
    other = folder / doc if entry.copy_of else folder / FOLDER / LEFT_OUT / doc
    place = place_of(folder, doc, entry)
    return other if other.is_file() and not place.is_file() else place


def kept_again(entry: Entry) -> Entry:
    """The entry of a document that is left out no more."""
    return replace(entry, copy_of="", similarity=0.0, beside="")


def is_own(data: bytes, entry: Entry | None) -> bool:
    """Whether a text is one that cleanup has written: a clean one, or what undo gave back."""
    return entry is not None and digest(data) in (*entry.outputs, entry.decoded)


def fingerprint(settings: Settings) -> str:
    """16 hexadecimal digits that stand for all that the cleaning of a document depends on."""
    return digest(f"{code_version()} {asdict(settings)}".encode())[:16]


@cache
def code_version() -> str:
    """The digest of this package's own files: another version may clean otherwise."""
    package = Path(__file__).parent
    found = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            found.update(path.relative_to(package).as_posix().encode() + b"\0")
            found.update(path.read_bytes())
    return found.hexdigest()


def _inside(doc: str) -> str:
    """The name of a document, if it is a name below the folder. Raises ValueError."""
    if PurePosixPath(doc).is_absolute() or ".." in PurePosixPath(doc).parts:
        raise ValueError(f"it names {doc!r}")
    return doc


def whole_lines(path: Path) -> Iterator[bytes]:
    """The lines of a log; one that was torn by a crash or a full disk is no line."""
    if path.exists():
        with path.open("rb") as log:
            yield from (line for line in log if line.endswith(b"\n"))


def parsed(line: bytes) -> dict[str, Any]:
    """The record that a line of a log holds. Raises OutputError."""
    try:
        record = json.loads(line)
    except ValueError as error:
        raise OutputError(f"its record is damaged: {error}") from None
    if not isinstance(record, dict) or not isinstance(record.get("doc"), str):
        raise OutputError("its record is damaged: a line names no document")
    return record
