"""A dataset card in Markdown: what was done to a folder, for those who get its texts.

The fields before it are those of the cards of Hugging Face. All text of a corpus in it is escaped.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cleanup import __version__
from cleanup.regex import regex
from cleanup.rules import RULES
from cleanup.settings import Settings
from cleanup.text.escape import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.record.manifest import Manifest
    from cleanup.report.overview import Overview

MADE = "# made by cleanup "  # a line in every card, so that it may be replaced
MARKUP = regex(r"([\\`*_\[\]#])|[<>&|~$]")  # the latter have no escape in all kinds of Markdown
# Documents, and what the cards call that many.
SIZES = (
    (10**3, "n<1K"),
    (10**4, "1K<n<10K"),
    (10**5, "10K<n<100K"),
    (10**6, "100K<n<1M"),
    (10**7, "1M<n<10M"),
    (10**8, "10M<n<100M"),
    (10**9, "100M<n<1B"),
)
MORE = "n>1B"


def card(manifest: Manifest, overview: Overview) -> str:
    """The card of a folder with this record, of which `overview` has what all rules did."""
    found = (entry.encoding or "not known" for entry in manifest.documents.values())
    encodings = Counter(found)
    return "\n".join(
        (
            *_front_matter(overview.folder, overview.documents - overview.copies_in_all),
            *_figures(overview),
            *_rules(overview),
            *_encodings(encodings),
            *_settings(manifest.head),
            *_undoing(manifest),
        )
    )


def escaped(text: str) -> str:
    """The text as Markdown that shows it, on one line."""
    return MARKUP.sub(lambda m: f"\\{m[0]}" if m[1] else f"&#{ord(m[0])};", shown(text))


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """The lines of a table, whose cells are Markdown; figures stand at the right."""
    names = [*head]
    yield f"| {' | '.join(names)} |"
    yield f"|---|{'---:|' * (len(names) - 1)}"
    for row in rows:
        cells = (f"{cell:,}" if isinstance(cell, int) else str(cell) for cell in row)
        yield f"| {' | '.join(cells)} |"


def _front_matter(folder: str, documents: int) -> Iterator[str]:
    """The fields, as YAML; JSON strings are that. `documents` are those that are left."""
    size = next((name for most, name in SIZES if documents < most), MORE)
    name = _name(folder)
    yield from ("---", f"{MADE}{__version__}")
    yield f"pretty_name: {json.dumps(name)}"
    yield from ("size_categories:", f"  - {json.dumps(size)}", "tags:", "  - cleaned-text", "---")
    yield from ("", f"# {escaped(name)}", "")
    yield (
        "Cleaned by cleanup: injected noise and what a site puts around its texts "
        "went, broken characters were mended. Sources, languages and licence are to be added by "
        "whoever gives this on."
    )


def _name(folder: str) -> str:
    return shown(folder.rstrip("/").rpartition("/")[2] or folder)


def _figures(overview: Overview) -> Iterator[str]:
    yield from ("", "## Figures", "")
    figures = (
        ("documents that were read", overview.documents),
        ("files they came from", overview.files),
        ("documents that were changed", overview.changed),
        ("copies left out", overview.copies_in_all),
        ("edits", overview.edits),
        ("characters removed", overview.removed),
    )
    yield from table(("", "number"), figures)


def _rules(overview: Overview) -> Iterator[str]:
    names = {rule.code: rule.name for rule in RULES}
    yield from ("", "## What was done, by rule", "")
    rows = (
        (f"{escaped(row.name)} {names.get(row.name, '')}", row.edits, row.documents, row.removed)
        for row in overview.rules
    )
    yield from table(("rule", "edits", "documents", "characters removed"), rows)


def _encodings(encodings: Counter[str]) -> Iterator[str]:
    yield from ("", "## Encodings of the inputs", "", "All results are in UTF-8.", "")
    ordered = sorted(encodings.items(), key=lambda one: (-one[1], one[0]))
    yield from table(("encoding", "files"), ((escaped(name), count) for name, count in ordered))


def _settings(head: dict[str, Any]) -> Iterator[str]:
    """Those that are not the defaults, as JSON in an indented block, which no text can end."""
    default = json.loads(json.dumps(asdict(Settings())))
    stated = head.get("settings")
    settings = stated if isinstance(stated, dict) else {}
    other = {name: value for name, value in settings.items() if value != default.get(name)}
    yield from ("", "## Settings", "")
    yield f"cleanup {escaped(str(head.get('version', 'of an unknown version')))}, " + (
        "with these settings:" if other else "with the settings it has by default."
    )
    if other:
        yield ""
        lines = json.dumps(other, ensure_ascii=False, indent=1).splitlines()
        yield from (f"    {shown(line)}" for line in lines)


def _undoing(manifest: Manifest) -> Iterator[str]:
    what = "decoded inputs, in UTF-8" if manifest.kind == "results" else "files as they were"
    yield from ("", "## How to look, and to take it back", "")
    yield "Every edit stands in `.cleanup/edits/` of the folder. In place of OUT put its path:"
    yield from ("", "    cleanup log OUT                  # every edit, with its reason")
    yield f"    cleanup undo OUT -o BEFORE       # the {what}"
    yield "    cleanup undo OUT --rule NAV008   # only what one rule did"
    yield ""
