"""What was done to a folder, line by line."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from cleanup.events import Damaged, unheard
from cleanup.record.history import History
from cleanup.record.manifest import load
from cleanup.record.names import record_of, tell_unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from cleanup.events import Tell
    from cleanup.record.lines import Line


def logged(
    folder: Path,
    tell: Tell,
    *,
    rules: tuple[str, ...] = (),
    documents: Collection[str] = (),
    confidence: float = 1.0,
) -> Iterator[Line]:
    """The edits that hold, and the documents that were left out, in the order of their names.

    With `rules`, codes or prefixes, only what these did; with `documents` only what was done to
    these; and only what was no surer than `confidence`, 0 to 1. Raises OutputError for a folder
    without a record that can be read.
    """
    manifest = record_of(folder)
    tell_unknown(documents, manifest.documents, tell)
    with closing(History(folder, manifest)) as history:
        for line in history.all_lines():
            known = not documents or line["doc"] in documents
            wanted = not rules or line["rule"].startswith(rules)
            if known and wanted and line["confidence"] <= confidence:
                yield line
        damaged = (*manifest.damaged, *history.damaged)
    if damaged:
        tell(Damaged(str(folder), damaged))


def rules_in(folder: Path) -> set[str]:
    """The codes of the rules of which the record of a folder tells, and of the last run's own.

    Raises OutputError for a folder without a record that can be read.
    """
    manifest = load(folder)
    settings = manifest.head.get("settings") if manifest else None
    own = settings.get("rules", ()) if isinstance(settings, dict) else ()
    codes = {rule["code"] for rule in own if isinstance(rule, dict) and "code" in rule}
    return codes | {line["rule"] for line in logged(folder, unheard)}
