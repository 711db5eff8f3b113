"""Clean documents that are not kept in a folder: one after the other, with or without copies."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cleanup.events import Cleaned
from cleanup.record.lines import repairs_of
from cleanup.record.logs import chunks
from cleanup.runs.cleaning import documents
from cleanup.runs.copies import Clean, compared
from cleanup.runs.cutting import sort_out
from cleanup.runs.shard_results import tell_slice
from cleanup.runs.shards import CleanShard, clean_shards, tell_failure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cleanup.runs.cleaning import Done
    from cleanup.runs.copies import Compared
    from cleanup.runs.cutting import Shard
    from cleanup.runs.inputs import Item
    from cleanup.runs.run import Run
    from cleanup.settings import Output


def cleaned(items: Sequence[Item], run: Run, shards: list[Shard] | None = None) -> Iterator[Done]:
    """The documents, cleaned, in their order. Raises EngineError.

    What turns out to hold many documents is added to `shards`, if they are given.
    """
    for done in documents(items, run, shards=shards):
        run.tell(Cleaned(done.item.name, done.outcome, done.changed))
        yield done


def without_copies(
    items: Sequence[Item], run: Run, form: Callable[[Done], bytes], shards: list[Shard]
) -> Iterator[bytes]:
    """A form of each document that is no copy, all at once, or as they come if none is compared.

    What turns out to hold many documents is added to `shards`. Raises EngineError.
    """
    if not run.compares(len(items)):
        yield from map(form, cleaned(items, run, shards))
        return
    with TemporaryDirectory(prefix="cleanup-") as name:
        spool = Spool(Path(name))
        for done in cleaned(items, run, shards):
            spool.add(done.item.name, done.output, repairs_of(done.document), form(done))
        copies = spool.compared(run).copies
        for copy in copies:
            run.tell(copy.event(removed=True))
        removed = {copy.copy for copy in copies}
        for clean in spool.texts:
            if clean not in removed:
                yield spool.form_of(clean)


def outputs(shards: Sequence[Shard], run: Run, output: Output) -> Iterator[bytes]:
    """What becomes of the records of shards, as it comes. Raises EngineError."""
    with TemporaryDirectory(prefix="cleanup-") as folder:
        for found in clean_shards(shards, run, Path(folder), output):
            if isinstance(found, CleanShard):
                if found.error:
                    tell_failure(found, run)
                continue
            piece, head = found
            tell_slice(piece, head, run)
            yield from chunks(Path(piece.target))
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
    with TemporaryDirectory(prefix="cleanup-") as folder:
        spool = Spool(Path(folder))
        for done in cleaned(items, run, shards):
            if compares:
                spool.add(done.item.name, done.output, repairs_of(done.document))
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
        self._folder = folder
        self.texts: list[Clean] = []

    def add(self, name: str, text: bytes, repairs: int = 0, form: bytes | None = None) -> None:
        """Put a document down, its text in UTF-8, and the form in which it may be wanted again."""
        path = self._folder / f"{len(self.texts):012}"
        path.write_bytes(text)
        if form is not None:
            path.with_suffix(".form").write_bytes(form)
        self.texts.append(Clean(name, str(path), repairs))

    def form_of(self, clean: Clean) -> bytes:
        """The form in which a document is wanted."""
        return Path(clean.path).with_suffix(".form").read_bytes()

    def compared(self, run: Run) -> Compared:
        """What the documents have in common. Raises EngineError."""
        return compared(self.texts, run, self._folder / "tables")
