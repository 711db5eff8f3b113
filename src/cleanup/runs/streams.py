"""Clean documents that are not kept in a folder: one after the other, with or without copies."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.formats.scratch import Scratch
from cleanup.runs.cleaning import Way, form_of
from cleanup.runs.copies import Clean, compared
from cleanup.runs.cutting import sort_out
from cleanup.runs.handfuls import clean_texts
from cleanup.runs.shard_results import tell_slice
from cleanup.runs.shards import CleanShard, clean_shards, tell_failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.runs.copies import Compared
    from cleanup.runs.cutting import Shard
    from cleanup.runs.handfuls import CleanText
    from cleanup.runs.inputs import Item
    from cleanup.runs.run import Run
    from cleanup.settings import Output


def texts(items: Sequence[Item], run: Run, output: Output, shards: list[Shard]) -> Iterator[bytes]:
    """What becomes of documents, as it comes; of those that are no copies, if they are compared.

    What turns out to hold many documents is added to `shards`. Raises EngineError.
    """
    compares = output != "changes" and run.compares(len(items))
    with Scratch() as name:
        spool = Spool(Path(name))
        for text in _cleaned(items, run, Path(name), output, shards):
            goes_out = text.path if output == "same" else form_of(text.path)
            if compares:
                spool.take(text, goes_out)
            else:
                yield from _lines(Path(goes_out))
        if not compares:
            return
        copies = spool.compared(run).copies
        for copy in copies:
            run.tell(copy.event(removed=True))
        removed = {copy.copy for copy in copies}
        for clean in spool.texts:
            if clean not in removed:
                yield from _lines(spool.form_of(clean))


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from file


def _cleaned(
    items: Sequence[Item], run: Run, folder: Path, output: Output, shards: list[Shard]
) -> Iterator[CleanText]:
    way = Way(run.settings, output)
    for text in chain.from_iterable(clean_texts(items, run, folder, way, shards=shards)):
        run.tell(text.event())
        yield text


def outputs(shards: Sequence[Shard], run: Run, output: Output) -> Iterator[bytes]:
    """What becomes of the records of shards, as it comes. Raises EngineError."""
    with Scratch() as folder:
        for found in clean_shards(shards, run, Path(folder), output):
            if isinstance(found, CleanShard):
                if found.error:
                    tell_failure(found, run)
                continue
            piece, head = found
            tell_slice(piece, head, run)
            yield from _lines(Path(piece.target))
            for suffix in ("", ".json"):
                Path(f"{piece.target}{suffix}").unlink(missing_ok=True)


def check(items: Sequence[Item], run: Run) -> None:
    """Clean and compare the documents, and keep nothing: what is found, the run tells.

    Raises EngineError.
    """
    texts, shards = sort_out(items, run.settings)
    _check_texts(texts, shards, run)
    for _ in outputs(shards, run, "found"):
        pass  # nothing goes out


def _check_texts(items: Sequence[Item], shards: list[Shard], run: Run) -> None:
    compares = run.compares(len(items))
    with Scratch() as name:
        spool = Spool(Path(name))
        for text in _cleaned(items, run, Path(name), "found", shards):
            if compares:
                spool.take(text, text.path)
        if compares:
            copies, passages = spool.compared(run)
            for copy in copies:
                run.tell(copy.event())
            for shared in passages:
                run.tell(shared)


class Spool:
    """Clean documents in a folder while they wait until all can be compared."""

    def __init__(self, folder: Path) -> None:
        """Begin with none."""
        self._folder = folder / "spool"
        self.texts: list[Clean] = []

    def add(self, name: str, text: bytes) -> None:
        """Put a document down, its text in UTF-8."""
        self._next(name).write_bytes(text)

    def take(self, text: CleanText, form: str) -> None:
        """Take the file of a document, and the one in the form in which it may be wanted again."""
        path = self._next(text.item.name, text.facts.repairs)
        if form != text.path:
            Path(form).replace(form_of(str(path)))
        Path(text.path).replace(path)

    def form_of(self, clean: Clean) -> Path:
        """The file with the form in which a document is wanted."""
        form = Path(form_of(clean.path))
        return form if form.exists() else Path(clean.path)

    def compared(self, run: Run) -> Compared:
        """What the documents have in common. Raises EngineError."""
        return compared(self.texts, run, self._folder / "tables")

    def _next(self, name: str, repairs: int = 0) -> Path:
        self._folder.mkdir(exist_ok=True)
        path = self._folder / f"{len(self.texts):012}"
        self.texts.append(Clean(name, str(path), repairs))
        return path
