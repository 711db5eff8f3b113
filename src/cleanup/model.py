"""The values that flow through the pipeline. All are immutable."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, NamedTuple

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


class Origin(NamedTuple):
    """Where a line of HTML stands: the tags around it, as in `body>div#main.content>p`.

    `elements` are the numbers of these in the page, so that lines of one element are known;
    `links` is the share, 0 to 1, of the line's characters that are links. The head of the page
    states a title, of which the line is the share `title`, and whether the page `is_article`.
    """

    path: str
    links: float
    elements: tuple[int, ...]
    title: float = 0.0
    is_article: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One input as it came: `id` names it in reports, `data` is its bytes.

    `markdown` is whether they are Markdown, of which only characters are repaired. What was HTML
    is the text that it shows, `is_html`; `origins` has an entry for each line of that.
    """

    id: str
    data: bytes
    markdown: bool = False
    is_html: bool = False
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded text on its way through the stages, with all that was done to it so far.

    What was HTML has an origin for each line of its decoded text, until it was judged by them.
    """

    id: str
    text: str
    encoding: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    history: tuple[Step, ...] = ()
    origins: tuple[Origin, ...] = ()


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


class Found(NamedTuple):
    """An edit or a report at a line and a column, from 1, of the decoded text.

    Of a file of many, `record` is counted from 1, and `field` holds the text.
    """

    line: int
    column: int
    code: str
    note: str
    text: str
    record: int = 0
    field: str = ""


@dataclass(slots=True)
class Tally:
    """What was counted in some documents, or records. Characters are code points."""

    records: int = 0  # of all kinds: header and empty lines too
    documents: int = 0  # records with a text
    changed: int = 0
    odd: int = 0  # records that could not be read; they stay as they are
    characters: int = 0
    removed: int = 0
    repairs: int = 0
    edits: Counter[str] = field(default_factory=Counter)  # by rule
    taken: Counter[str] = field(default_factory=Counter)  # code points, by rule
    touched: Counter[str] = field(default_factory=Counter)  # records, by rule
    reported: Counter[str] = field(default_factory=Counter)  # by rule

    @classmethod
    def of(cls, known: Mapping[str, Any]) -> Tally:
        """The tally that a head states."""
        counted: dict[str, Any] = {
            name: Counter(value) if isinstance(value, dict) else value
            for name, value in known.items()
        }
        return cls(**counted)

    def stated(self) -> dict[str, Any]:
        """The tally in plain values."""
        return {name: getattr(self, name) for name in TALLIED}

    def join(self, other: Tally) -> None:
        """Count what another has counted."""
        for name in TALLIED:
            others = getattr(other, name)
            if others and isinstance(others, Counter):
                getattr(self, name).update(others)
            elif others:
                setattr(self, name, getattr(self, name) + others)


TALLIED = tuple(field.name for field in fields(Tally))
