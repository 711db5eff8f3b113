"""Some edits of the records of a shard, taken back; all else that was done stays."""

from __future__ import annotations

from dataclasses import replace
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from cleanup.errors import RestoreError
from cleanup.formats import inside, parquet
from cleanup.formats import text as files
from cleanup.formats.compressed import packed
from cleanup.formats.record import Fields
from cleanup.formats.shards import format_stated
from cleanup.formats.size import CHUNK
from cleanup.record.lines import Place, edits_in, is_copy, is_edit, lines_of, steps_of
from cleanup.record.rewriting import DRESSING, lent, returned, rewritten
from cleanup.record.shards import packing_of, records_in
from cleanup.record.unwinding import unwound, unwound_runs
from cleanup.stages.edits import without

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from cleanup.formats.record import Format, Record
    from cleanup.record.history import Dropped, History
    from cleanup.record.ledger import Ledger
    from cleanup.record.lines import Line
    from cleanup.record.manifest import Entry

    Without = tuple[str, list[Line]]


def take_back_of_shard(
    root: Path, ledger: Ledger, history: History, doc: str, dropped: Dropped
) -> bool:
    """Write a shard without some edits, and record what is still done; false if there are none.

    Raises InputError, OSError, OutputError, RestoreError.
    """
    entry, place = ledger.documents[doc], inside.place(root, doc)
    if files.digest_of(place) != entry.outputs[-1]:
        raise RestoreError("changed since it was cleaned; left as it is")
    with TemporaryFile() as records, TemporaryFile() as result:
        edits, changed = 0, False
        for record, raw, lines in _without(entry, place, history, doc, dropped):
            changed = changed or raw != record
            edits += sum(len(line.get("lengths") or (1,)) for line in lines)
            if lines:
                ledger.log(doc, lines)
            records.write(raw.encode())
        if not changed:
            return False
        records.seek(0)
        _write(entry, place, records, result)
        result.seek(0)
        digest = files.digest_of_stream(result)
        new = replace(entry, outputs=[digest], runs=[ledger.run], edits=edits)
        ledger.enter(doc, new)
        result.seek(0)
        files.write(place, iter(lambda: result.read(CHUNK), b""))
    return True


def _without(
    entry: Entry, place: Path, history: History, doc: str, dropped: Dropped
) -> Iterator[tuple[str, str, list[Line]]]:
    """Each record that does not lie aside, without these edits, and all lines that stay."""
    form, layout = format_stated(entry.form), Fields(**entry.layout)
    kept: Iterator[Record] | None = None
    for number in range(1, sum(records for records, _ in entry.slices) + 1):
        lines = history.lines(Place(doc, number))
        edits = [line for line in lines if not is_copy(line)]
        aside = any(is_copy(line) and line["run"] == entry.marked for line in lines)
        if kept is None:
            kept = records_in(place, entry, first=not aside)
        if aside:
            yield "", "", edits
            continue
        record = next(kept)
        first = number == 1
        raw, stay = without_edits(form, layout, record, edits, dropped, first=first)
        yield record.raw, raw, [{**line, "record": number} for line in stay]


def without_edits(  # noqa: PLR0913  # what is known of a record
    form: Format,
    layout: Fields,
    record: Record,
    lines: Sequence[Line],
    dropped: Dropped,
    *,
    first: bool,
) -> Without:
    """A record without some edits, and the lines that stay. Raises RestoreError."""
    of_text = [line for line in lines if is_edit(line)]
    if not any(dropped(edit) for line in of_text for edit in edits_in(line)):
        return record.raw, [*lines]
    if len({line["run"] for line in lines}) > 1:
        raise RestoreError("was mended more than once: it is undone as a whole, or not")
    if layout.metadata and any(line["stage"] == DRESSING for line in lines):
        raise RestoreError("has metadata in its records: it is undone as a whole, or not")
    (before,) = form.records(
        unwound_runs(form, layout, record, lines, first=first), layout, first=first
    )
    texts: list[str] = []
    stay: list[Line] = []
    for field in before.fields:
        steps = steps_of(line for line in of_text if line["field"] == field.path)
        source = lent(field.text)
        document = without(source, steps, dropped)
        texts.append(returned(document.text, field.text))
        stay += ({**line, "field": field.path} for line in lines_of("", 0, source, document))
    raw, aside = rewritten(form, before, texts, layout, {})
    stay += aside
    (again,) = form.records(raw, layout, first=first)
    if unwound(form, again, stay) != before.raw:
        raise RestoreError("what would stay could not be undone; left as it is")
    return raw, stay


def _write(entry: Entry, place: Path, records: BinaryIO, result: BinaryIO) -> None:
    """Write records in the form of their shard."""
    if entry.form["name"] == "parquet":
        parquet.write(place, result, map(bytes.decode, records), Fields(**entry.layout))
    else:
        result.writelines(packed(iter(lambda: records.read(CHUNK), b""), packing_of(place)))
