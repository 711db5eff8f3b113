"""A function of a text or of a batch of columns: what is mapped over frames and datasets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isnan
from typing import TYPE_CHECKING, Any, overload

from cleanup.events import Failed
from cleanup.pipeline import chosen
from cleanup.record.fingerprint import fingerprint
from cleanup.runs import texts
from cleanup.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

EDITS, ERROR, METADATA = "cleanup_edits", "cleanup_error", "cleanup_metadata"


@dataclass(frozen=True)
class Cleaner:
    """Cleans each text by itself, without what recurs among them: call it with a text or a batch.

    Of a text, or bytes, it gives the clean text, and of a missing value (None, NaN, NA) that value.
    Of a batch, which maps names to columns of equal length, it gives the `column` of texts, clean,
    and three more: `cleanup_edits`, how many there are in each; `cleanup_metadata`, what the page
    stated, as a JSON object; and `cleanup_error`, null or why a text could not be cleaned, which
    then stays as it was. `made` stands for the settings and the version of cleanup, so that a cache
    which depends on the state of a Cleaner is never out of date. Raises SettingsError for an
    unknown rule code.
    """

    settings: Settings = field(default_factory=Settings)
    column: str = "text"
    made: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Refuse rule codes that are none."""
        chosen(self.settings)
        object.__setattr__(self, "made", fingerprint(self.settings))

    @overload
    def __call__(self, source: str | bytes) -> str: ...

    @overload
    def __call__(self, source: None) -> None: ...

    @overload
    def __call__(self, source: Mapping[str, Sequence[Any]]) -> dict[str, list[Any]]: ...

    def __call__(self, source: Any) -> Any:
        """The clean text, or the columns. Raises InputError for a text that cannot be cleaned."""
        if isinstance(source, Mapping):
            rows = [self.fields(text) for text in source[self.column]]
            names = (self.column, EDITS, METADATA, ERROR)
            return {name: [row[name] for row in rows] for name in names}
        if _is_missing(source):
            return source
        return texts.cleaned("<text>", source, self.settings).text

    def fields(self, source: str | bytes | None) -> dict[str, Any]:
        """What a batch has of one text, by the names of its columns."""
        if _is_missing(source):
            return {self.column: None, EDITS: 0, METADATA: "{}", ERROR: None}
        result = texts.attempted("<text>", source, self.settings)  # type: ignore[arg-type]  # it is not missing
        if isinstance(result, Failed):
            kept = source if isinstance(source, str) else None
            return {self.column: kept, EDITS: 0, METADATA: "{}", ERROR: result.reason}
        stated = json.dumps(dict(result.metadata), ensure_ascii=False)
        edits = sum(len(step.edits) for step in result.history)
        return {self.column: result.text, EDITS: edits, METADATA: stated, ERROR: None}


def _is_missing(value: object) -> bool:
    """Whether there is no text: None, NaN, or pandas' NA, which is not imported for that."""
    nan = isinstance(value, float) and isnan(value)
    return value is None or nan or type(value).__name__ == "NAType"
