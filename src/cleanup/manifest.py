"""What is known of a folder of results: of each document its hashes, its place and its metadata."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from cleanup.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.settings import Settings

FOLDER = ".cleanup"
LEFT_OUT = "left-out"  # the folder in FOLDER that holds the copies that are left out
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


@dataclass(slots=True)
class Manifest:
    """What is known of a folder: how it came about, from what, and its documents."""

    kind: Kind
    inputs: list[str] = field(default_factory=list)
    complete: bool = True  # whether the last run came to its end
    documents: dict[str, Entry] = field(default_factory=dict)


def digest(data: bytes) -> str:
    """The SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def load(folder: Path) -> Manifest | None:
    """The manifest of a folder with what an unfinished journal adds; None if it has none.

    Raises OutputError if it is damaged or names files outside of the folder.
    """
    path = folder / FOLDER / "manifest.json"
    try:
        content = json.loads(path.read_bytes())
        found = Manifest(content["kind"], content["inputs"], content.get("complete") is True)
        for doc, entry in content["documents"].items():
            found.documents[_inside(doc)] = Entry(**entry)
        _take_up_journal(folder, found)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise OutputError(f"cannot read its record: {error.strerror}") from None
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise OutputError(f"its {FOLDER}/manifest.json is damaged: {error}") from None
    return found


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
