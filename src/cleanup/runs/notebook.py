"""A result as a notebook shows it: HTML, in which all text is escaped."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from cleanup.rules import RULES
from cleanup.text.escape import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup.runs.texts import Result

MOST = 2_000  # code points of the text


def html_of(result: Result) -> str:
    """How many edits there were, by which rules, what the page stated, and how the text begins."""
    names = {rule.code: rule.name for rule in RULES}
    codes = [edit.code for step in result.history for edit in step.edits if edit.code]
    counted = sorted(Counter(codes).items(), key=lambda row: (-row[1], row[0]))
    edits = [(code, names.get(code, ""), f"{count:,}") for code, count in counted]
    reports = [(report.code, "reported", report.note) for report in result.reports]
    text = "\n".join(map(_text, result.text[:MOST].split("\n")))
    rest = "…" if len(result.text) > MOST else ""
    return (
        f"<p><b>{len(codes):,} edits</b>, {escape(result.document.encoding)}</p>"
        f"{_table((*edits, *reports))}{_table(result.metadata.items())}"
        f'<pre style="white-space: pre-wrap">{text}{rest}</pre>'
    )


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    """A table of texts; nothing for no rows."""
    made = ("<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    body = "".join(made)
    return f"<table>{body}</table>" if body else ""


def _text(text: str) -> str:
    """A line of text that neither is markup nor hides anything."""
    return escape(shown(text))
