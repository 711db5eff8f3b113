"""One record cleaned: each of its texts is a document, and all else of it stays as it is spelt."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cleanup.errors import RestoreError
from cleanup.model import Finding, Outcome, Span
from cleanup.pipeline import text_cleaning
from cleanup.record.lines import lines_of
from cleanup.record.rewriting import lent, returned, rewritten
from cleanup.record.unwinding import unwound
from cleanup.stages.edits import advance
from cleanup.stages.together import only

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleanup.corpus.recurrence import SiteStatistics
    from cleanup.formats.record import Field, Fields, Format, Record
    from cleanup.record.lines import Line
    from cleanup.settings import Settings
    from cleanup.stages.together import Cleaning

LINE_END = Finding(Span(0, 0), "\n", "the line end that each text has for the time being", code="")


class CleanRecord(NamedTuple):
    """A record after its cleaning: its characters, its texts, and the lines that lead back."""

    raw: str
    texts: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    metadata: Mapping[str, str]
    lines: tuple[Line, ...]  # without the name of the shard, the record and the run


def clean_record(
    form: Format,
    record: Record,
    layout: Fields,
    outcomes: tuple[Outcome, ...],
    *,
    first: bool = False,
) -> CleanRecord:
    """A record with what became of its texts; `first` is whether it is the first of its shard.

    That it can be taken back is verified. Raises RestoreError where it cannot.
    """
    documents = [outcome.document for outcome in outcomes if outcome.document is not None]
    texts = tuple(
        returned(document.text, field.text)
        for field, document in zip(record.fields, documents, strict=True)
    )
    metadata: dict[str, str] = {}
    for document in documents:
        metadata = {**document.metadata, **metadata}
    raw, aside = rewritten(form, record, texts, layout, metadata)
    if raw == record.raw:
        return CleanRecord(raw, texts, outcomes, metadata, ())
    lines = [*aside]
    for field, outcome, document in zip(record.fields, outcomes, documents, strict=True):
        edits = lines_of("", 0, outcome.decoded, document)
        lines += ({**line, "field": field.path} for line in edits)
    (again,) = form.records(raw, layout, first=first)
    if unwound(form, again, lines) != record.raw:
        raise RestoreError("what was done to it could not be undone")
    return CleanRecord(raw, texts, outcomes, metadata, tuple(lines))


def clean_field(field: Field, settings: Settings, site: SiteStatistics | None) -> Outcome:
    """What becomes of a text of a record, by itself."""
    return only(field_cleaning(field, settings, site))


def field_cleaning(field: Field, settings: Settings, site: SiteStatistics | None) -> Cleaning:
    """The cleaning of a text of a record, which has a line end for the time being if it has none.

    A text in a record gets no line end that it did not have.
    """
    source = lent(field.text)
    outcome = yield from text_cleaning(source, settings, site, field.path, field.origins)
    document = outcome.document
    if source != field.text and document is not None and not document.text.endswith("\n"):
        end = len(document.text)
        ended = LINE_END._replace(span=Span(end, end))
        outcome = replace(outcome, document=advance(document, "compose", [ended]))
    return outcome
