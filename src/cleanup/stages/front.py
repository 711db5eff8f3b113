"""front: front matter stays apart from the stages, and the metadata come before the text."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleanup.model import Edit, Span, Step
from cleanup.rules.metadata.front_matter import front_matter_of
from cleanup.stages.edits import advance
from cleanup.stages.repair import repair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.model import Document
    from cleanup.rule import Rule


def split_front_matter(document: Document) -> tuple[str, Document]:
    """The front matter of a document, and the document without it."""
    front = front_matter_of(document.text)
    return front, replace(document, text=document.text[len(front) :]) if front else document


def reattach(front: str, document: Document, steps: int) -> Document:
    """The document behind its front matter again; the edits of its steps from `steps` on move."""
    if not front:
        return document
    done, since = document.history[:steps], document.history[steps:]
    moved = (Step(step.stage, tuple(_moved(e, len(front)) for e in step.edits)) for step in since)
    return replace(document, text=front + document.text, history=(*done, *moved))


def convert(document: Document, rules: Sequence[Rule[str]]) -> Document:
    """The document with its metadata in the script of its text: `rules` convert that."""
    if not rules or not document.metadata:
        return document
    converted = {
        field: repair(replace(document, text=value, history=()), rules)[0].text
        for field, value in document.metadata.items()
    }
    return replace(document, metadata=converted)


def write_front_matter(document: Document, rules: Sequence[Rule[Document]]) -> Document:
    """The document after the rules that put something before its text."""
    return advance(
        document, "front", [finding for rule in rules for finding in rule.find(document)]
    )


def _moved(edit: Edit, by: int) -> Edit:
    return edit._replace(span=Span(edit.span.start + by, edit.span.end + by))
