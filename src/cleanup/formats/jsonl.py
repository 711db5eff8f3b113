"""JSON Lines: one object on one line for each document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.model import FIELDS
from cleanup.text.quoting import quoted

if TYPE_CHECKING:
    from cleanup.model import Document


def line(name: str, document: Document) -> bytes:
    """The line of a clean document, which goes by `name`; `edits` is how many it took.

    UTF-8, in which only what cannot be printed is escaped; a lone surrogate in a name, which
    stands for a byte that is no Unicode, is one of those.
    """
    stated = document.metadata
    record = {
        "id": name,
        "text": document.text,
        "encoding": document.encoding,
        "metadata": {field: stated[field] for field in FIELDS if field in stated},
        "edits": sum(len(step.edits) for step in document.history),
    }
    return quoted(record).encode() + b"\n"
