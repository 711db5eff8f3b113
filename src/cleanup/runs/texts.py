"""Documents at hand, not in files: each cleaned by itself, or with those of its site."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from cleanup.corpus.recurrence import MIN_DOCUMENTS, statistics_of
from cleanup.errors import InputError
from cleanup.events import Failed
from cleanup.formats.compressed import unpacked
from cleanup.formats.recognition import source_of
from cleanup.pipeline import chosen, cleaning_of, text_cleaning
from cleanup.regex import regex
from cleanup.runs.per_path import settings_for
from cleanup.runs.sites import MAX_BYTES, countable
from cleanup.stages.edits import restore
from cleanup.stages.together import few, only, together, unraised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cleanup.corpus.recurrence import SiteStatistics
    from cleanup.model import Document, Finding, Outcome, Step
    from cleanup.settings import Settings
    from cleanup.stages.together import Cleaning

    NamedSource = tuple[str, str | bytes]

SURROGATE = regex("[\ud800-\udfff]")
BATCH_SCHEMA = (
    "id string, text string, encoding string, metadata string, edits bigint, error string"
)
COLUMNS = tuple(column.split()[0] for column in BATCH_SCHEMA.split(", "))


@dataclass(frozen=True, slots=True)
class Result:
    """A cleaned document and the record of every change to it."""

    document: Document
    reports: tuple[Finding, ...]

    @property
    def text(self) -> str:
        """The clean text."""
        return self.document.text

    @property
    def metadata(self) -> Mapping[str, str]:
        """Title, date, source and the like, as far as the page stated them."""
        return self.document.metadata

    @property
    def history(self) -> tuple[Step, ...]:
        """All edits, step by step; the spans of a step refer to that step's input."""
        return self.document.history

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from cleanup.runs.notebook import html_of  # noqa: PLC0415  # for notebooks alone

        return html_of(self)

    def restore(self) -> str:
        """The decoded text as it was before any edit, exactly."""
        return restore(self.document.text, self.document.history)


def cleaned(
    name: str, source: str | bytes, settings: Settings, site: SiteStatistics | None = None
) -> Result:
    """Clean one document, which may be one of a site. Raises InputError, SettingsError."""
    return _result(only(_cleaning(name, source, settings, site)))


def _cleaning(
    name: str, source: str | bytes, settings: Settings, site: SiteStatistics | None = None
) -> Cleaning:
    settings = settings_for(settings, name)
    if isinstance(source, str):
        return (yield from text_cleaning(checked_text(source), settings, site, name))
    if isinstance(source, bytes | bytearray | memoryview):
        data = unpacked(bytes(source), settings.max_size)
        path = "" if name.startswith("<") else name
        return (yield from cleaning_of(source_of(name, data, settings, path), settings, site))
    raise InputError(f"neither a text nor bytes, but {type(source).__name__}")


def _result(outcome: Outcome) -> Result:
    """What became of a document. Raises InputError where nothing did."""
    if outcome.document is None:
        raise InputError(outcome.error or "not text")
    return Result(outcome.document, outcome.reports)


def checked_text(text: str) -> str:
    """The text itself. Raises InputError for one that cannot be written as UTF-8."""
    lone = SURROGATE.search(text)
    if lone:
        raise InputError(f"not Unicode text: lone surrogate at {lone.start()}")
    return text


def named(sources: Iterable[str | bytes | NamedSource]) -> Iterator[NamedSource]:
    """Each source with its name, or else with its number, from 0."""
    for number, source in enumerate(sources):
        yield source if isinstance(source, tuple) else (str(number), source)


def all_cleaned(
    sources: Iterable[NamedSource], settings: Settings, *, recurrence: bool
) -> Iterator[Result | Failed]:
    """The result of each document, or why there is none. Raises SettingsError, at once."""
    rules = chosen(settings)
    if not recurrence or not rules.judge:  # nobody else asks
        return (attempted(name, source, settings) for name, source in sources)
    pages = list(sources)
    return (result for _, result in _side_by_side(pages, settings, _sites(pages, settings)))


def _side_by_side(
    pages: Iterable[NamedSource],
    settings: Settings,
    sites: Mapping[str, SiteStatistics | None] = MappingProxyType({}),
) -> Iterator[tuple[str, Result | Failed]]:
    """The name of each document, and what becomes of it."""
    for several in few(pages, _size_of):
        outcomes = together(
            _cleaning(name, page, settings, sites.get(_site(name))) for name, page in several
        )
        for (name, _), outcome in zip(several, outcomes, strict=True):
            yield name, _told(name, outcome)


def clean_batch(batch: Mapping[str, Sequence[Any]], settings: Settings) -> dict[str, list[Any]]:
    """Clean each row of the columns `id` and `text`; BATCH_SCHEMA has what comes out."""
    chosen(settings)
    pairs = zip(batch["id"], batch["text"], strict=True)
    rows = [_row(name, result) for name, result in _side_by_side(pairs, settings)]
    return {column: [row[number] for row in rows] for number, column in enumerate(COLUMNS)}


def _size_of(row: tuple[str, Any]) -> int:
    return len(row[1]) if isinstance(row[1], str | bytes | bytearray | memoryview) else 0


def _row(name: str, result: Result | Failed) -> tuple[Any, ...]:
    if isinstance(result, Failed):
        return name, None, None, None, None, result.reason
    stated = json.dumps(dict(result.metadata), ensure_ascii=False)
    edits = sum(len(step.edits) for step in result.history)
    return name, result.text, result.document.encoding, stated, edits, None


def attempted(
    name: str, source: str | bytes, settings: Settings, site: SiteStatistics | None = None
) -> Result | Failed:
    """What becomes of one document. A defect of ours costs that document, not the others."""
    (outcome,) = together([_cleaning(name, source, settings, site)])
    return _told(name, outcome)


def _told(name: str, outcome: Outcome | Exception) -> Result | Failed:
    try:
        return _result(*unraised([outcome]))
    except InputError as error:
        return Failed(name, str(error))
    except Exception as error:  # noqa: BLE001  # named with its document; the others go on
        return Failed(name, f"internal error, please report: {error!r}")


def _site(name: str) -> str:
    """What names the site of a document: the folder in its name."""
    return str(PurePosixPath(name).parent)


def _sites(pages: Iterable[NamedSource], settings: Settings) -> dict[str, SiteStatistics | None]:
    """What the pages of each site have in common; nothing of a site of too few."""
    members: defaultdict[str, list[NamedSource]] = defaultdict(list)
    for name, page in pages:
        members[_site(name)].append((name, page))
    return {
        site: statistics_of(_texts(sorted(own, key=lambda page: page[0]), settings))
        for site, own in members.items()
        if len(own) >= MIN_DOCUMENTS
    }


def _texts(pages: Iterable[NamedSource], settings: Settings) -> Iterator[str]:
    """The decoded pages, but for those that are none."""
    for name, page in pages:
        if isinstance(page, bytes | bytearray | memoryview):
            yield from countable(name, bytes(page), settings)
        elif isinstance(page, str) and len(page) <= MAX_BYTES and not SURROGATE.search(page):
            yield page
