"""What a worker does with a handful of documents: it reads, cleans and writes each of them.

Beside the clean texts two files are written: the lines of all edits, as a log has them, and what is
told of each document. That one comes last: when it is there, all is.
"""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.errors import InputError, KindError, reason_of
from cleanup.formats import jsonl, size
from cleanup.formats import text as files
from cleanup.formats.compressed import unpacked, unpacked_name
from cleanup.formats.recognition import source_of
from cleanup.formats.recognition.kinds import Kind
from cleanup.formats.shards import KIND_OF, KINDS, name_of
from cleanup.model import Outcome, Tally
from cleanup.pipeline import cleaning_of
from cleanup.record.facts import Facts
from cleanup.record.history import original_bytes
from cleanup.record.lines import lines_of, repairs_of
from cleanup.record.logs import line_of
from cleanup.record.manifest import digest
from cleanup.runs.counts import count
from cleanup.runs.found import found_in
from cleanup.runs.per_path import settings_for
from cleanup.runs.sites import read_statistics
from cleanup.runs.sources import form_in, opened
from cleanup.stages.together import Cleaning, few, together
from cleanup.text.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import BinaryIO

    from cleanup.engines.table import Batch
    from cleanup.model import Document, Source
    from cleanup.runs.inputs import Item
    from cleanup.settings import Output, Settings

FORMS = ("jsonl", "changes")  # outputs that have a file beside the clean text
OF_HTML = ".txt"  # ends the name of the text of a page
Told = dict[str, Any]  # what is told of a document


class Handful(NamedTuple):
    """Some documents, and where their outputs go."""

    items: tuple[Item, ...]
    sites: tuple[str, ...]  # of each the file of what recurs on its site; '' without any
    target: str  # begins the names of the files that are written
    weight: int  # bytes, about

    @property
    def log(self) -> Path:
        """The file of the lines of their edits."""
        return Path(f"{self.target}.lines")

    @property
    def told(self) -> Path:
        """The file of what is told of each, in JSON."""
        return Path(f"{self.target}.json")

    def text(self, number: int) -> str:
        """The path of the clean text of one, counted from 0. There are many: it is a string."""
        return f"{self.target}.{number}"


class Read(NamedTuple):
    """A document that was read, and its bytes, decompressed."""

    item: Item
    digest: str  # SHA-256 of what was read, before it was decompressed, in hexadecimal
    compressed: bool
    unpacked: bytes
    source: Source


class Way(NamedTuple):
    """How documents are cleaned, and what becomes of them."""

    settings: Settings
    output: Output = "same"
    mends: bool = False  # they are mended in place


def form_of(text: str) -> str:
    """The path of the form in which a clean text goes out, if that is another one."""
    return f"{text}.form"


def clean_handfuls(batch: Batch, way: Way) -> Batch:
    """What an engine runs: clean each of the pickled handfuls. Raises OSError."""
    for row in batch["piece"]:
        clean_handful(pickle.loads(row), way)  # noqa: S301  # made by the run that is at work
    return {"piece": batch["piece"], "error": [None] * len(batch["piece"])}


def clean_handful(handful: Handful, way: Way) -> None:
    """Clean some documents. Raises OSError where there is no room for what becomes of them."""
    told: list[Told] = []
    with handful.log.open("wb") as log:
        for several in few((_read(item, way) for item in handful.items), _size_of):
            outcomes = iter(_outcomes(several, handful.sites[len(told) :], way))
            for read in several:
                target = handful.text(len(told))
                told.append(
                    _written(read, next(outcomes), target, way, log)
                    if isinstance(read, Read)
                    else read
                )
    part = handful.log.with_suffix(".part")
    part.write_bytes(json.dumps(told).encode())
    part.replace(handful.told)


def _size_of(read: Read | Told) -> int:
    """How many bytes are held of a document. Compressed it may have been much smaller."""
    return len(read.unpacked) if isinstance(read, Read) else 0


def _written(read: Read, outcome: Outcome, target: str, way: Way, log: BinaryIO) -> Told:
    """What is told of a document, after it was cleaned and written. Raises OSError."""
    document = outcome.document
    if document is None:
        return {"error": outcome.error}
    output = document.text.encode()
    _put_down(output, target)
    if way.output in FORMS:
        _put_down(_form(read, outcome, document, output, way.output), form_of(target))
    tally = Tally()
    count(tally, (outcome,), changed=output != read.unpacked)
    start = log.tell()
    log.writelines(_lines(read.item.relative, outcome, document))
    facts = _facts(read, outcome, document, output)._replace(log=log.name, start=start)
    return {
        "facts": facts._replace(end=log.tell()),
        "tally": tally.stated(),
        "compressed": read.compressed,
        "exact": way.mends and _is_exact(facts, outcome.decoded),
        "found": found_in(outcome) if way.output == "found" else (),
    }


def _put_down(data: bytes, path: str) -> None:
    with open(path, "wb") as file:  # noqa: PTH123  # names of many files are not made paths
        file.write(data)


def _read(item: Item, way: Way) -> Read | Told:
    """One document, or what is told of why it is none.

    If it was compressed, its name below the result loses the suffix that says so; if it was HTML,
    it gets that of a text. What comes as a stream is not read to its end if it holds many.
    """
    most, content, form = way.settings.max_size, b"", ""
    try:
        if not item.is_file:
            with opened(item) as stream:
                if form := form_in(stream, item, way.settings):
                    raise KindError(KIND_OF[form])  # noqa: TRY301  # as `source_of` does
                content = size.joined(stream.chunks(), most)
                known, compressed = stream.digest(), bool(stream.packing)
        else:
            data = files.read(item.name, most)
            content = unpacked(data, most)
            known, compressed = digest(data), content is not data
        if compressed:
            item = replace(item, relative=unpacked_name(item.relative))
        name = "" if item.is_stdin else item.name
        source = source_of(item.name, content, way.settings, name, reads_html=not way.mends)
    except KindError as error:
        form = form or (name_of(Kind(error.kind), content) if error.kind in KINDS else "")
        return {"error": str(error), "kind": error.kind, "form": form}
    except (InputError, OSError) as error:
        return {"error": reason_of(error)}
    if source.is_html:
        item = replace(item, relative=f"{item.relative}{OF_HTML}")
    return Read(item, known, compressed, content, source)


def _outcomes(several: Iterable[Read | Told], sites: Sequence[str], way: Way) -> list[Outcome]:
    """What becomes of those that were read. A defect of ours costs one document, not the run."""
    pairs = zip(several, sites, strict=False)  # the sites of others follow
    known = [(read, site) for read, site in pairs if isinstance(read, Read)]
    outcomes = together(_cleaning(read, site, way) for read, site in known)
    return [
        Outcome(read.source.id, error=f"internal error, please report: {outcome!r}")
        if isinstance(outcome, Exception)
        else outcome
        for (read, _), outcome in zip(known, outcomes, strict=True)
    ]


def _cleaning(read: Read, site: str, way: Way) -> Cleaning:
    settings = settings_for(way.settings, read.item.name)
    return (yield from cleaning_of(read.source, settings, read_statistics(site)))


def _form(read: Read, outcome: Outcome, document: Document, output: bytes, form: Output) -> bytes:
    """The form in which a document goes out, if that is not its clean text."""
    if form == "jsonl":
        return jsonl.line(read.item.relative, document)
    if output == read.unpacked:
        return b""
    note = f"{document.encoding} becomes UTF-8"
    change = (read.item.name, outcome.decoded, document.text, note)
    return quoted(change).encode() + b"\n"


def _lines(doc: str, outcome: Outcome, document: Document) -> list[bytes]:
    lines = [*lines_of(doc, 0, outcome.decoded, document)]
    for line in lines:
        del line["run"]  # whose it is, its record says
    return [line_of(line) for line in lines]


def _facts(read: Read, outcome: Outcome, document: Document, output: bytes) -> Facts:
    decoded = outcome.decoded.encode()
    plain = None if read.compressed else read.unpacked
    return Facts(
        doc=read.item.relative,
        input=read.digest,
        decoded=read.digest if decoded == plain else digest(decoded),
        output=read.digest if output == plain else digest(output),
        encoding=document.encoding,
        metadata=dict(document.metadata),
        edits=sum(len(step.edits) for step in document.history),
        repairs=repairs_of(document),
        log="",
        start=0,
        end=0,
        version=read.item.version,
    )


def _is_exact(facts: Facts, decoded: str) -> bool:
    """Whether undo can make the bytes of a document of its text."""
    return original_bytes(decoded, facts.encoding, facts.input) is not None
