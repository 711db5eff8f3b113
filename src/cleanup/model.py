"""The values that flow through the pipeline. All are immutable."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

# What the metadata of a document may state, in the order in which they are shown.
FIELDS = ("title", "date", "source", "author", "editor", "section")


class Span(NamedTuple):
    """A half-open range of code points of the text that a stage was given."""

    start: int
    end: int


class Finding(NamedTuple):
    """What a rule saw. `replacement` None means: reported, never changed.

    `confidence` is the rule's own estimate, 0 to 1, that the finding is right. `metadata` holds
    facts that the removed text stated about the document, as (field, value) pairs.
    """

    span: Span
    replacement: str | None
    note: str
    confidence: float = 1.0
    metadata: tuple[tuple[str, str], ...] = ()
    code: str = ""

    def at(self, span: Span) -> Finding:
        """The same at another place; faster than `_replace`, since every finding is moved."""
        return Finding(span, *self[1:])


class Edit(NamedTuple):
    """A finding that was decided: `before` at `span` becomes `after`."""

    span: Span
    before: str
    after: str
    code: str
    note: str
    confidence: float


class Step(NamedTuple):
    """Edits applied together, in order and without overlap, by one stage."""

    stage: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One input as it came: `id` names it in reports, `data` is its bytes.

    `markdown` is whether they are Markdown, of which only characters are repaired.
    """

    id: str
    data: bytes
    markdown: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded text on its way through the stages, with all that was done to it so far."""

    id: str
    text: str
    encoding: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    history: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: a document, or the reason why there is none.

    `reports` are findings that changed nothing, placed in `decoded`, the text before any edit.
    `kind` names the kind of a source that is no text, and is left alone for that reason.
    """

    id: str
    document: Document | None = None
    decoded: str = ""
    reports: tuple[Finding, ...] = ()
    error: str | None = None
    kind: str = ""
