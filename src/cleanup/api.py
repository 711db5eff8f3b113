"""The library's front door: clean one text, see what was done, and take it back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleanup.errors import InputError
from cleanup.formats.compressed import unpacked
from cleanup.formats.recognition import source_of
from cleanup.pipeline import clean_document, clean_text
from cleanup.settings import Settings
from cleanup.stages.edits import restore

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleanup.model import Document, Finding, Step

SURROGATE = re.compile("[\ud800-\udfff]")


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

    def restore(self) -> str:
        """The decoded text as it was before any edit, exactly."""
        return restore(self.document.text, self.document.history)


def clean(source: str | bytes, settings: Settings | None = None) -> Result:
    """Clean one document: a text, or the bytes of a text in any encoding, gzip and zstd included.

    Raises KindError if the bytes are of another kind, such as JSON or a PDF, and the settings do
    not say what they are; InputError if they are not text, cannot be decompressed or are more than
    `settings.max_size`; SettingsError for an unknown rule code.
    """
    chosen = settings or Settings()
    if isinstance(source, str):
        lone = SURROGATE.search(source)
        if lone:
            raise InputError(f"not Unicode text: lone surrogate at {lone.start()}")
        outcome = clean_text(source, chosen)
    else:
        data = unpacked(source, chosen.max_size)
        outcome = clean_document(source_of("<bytes>", data, chosen), chosen)
    if outcome.document is None:
        raise InputError(outcome.error or "not text")
    return Result(outcome.document, outcome.reports)
