"""collapse: of a body that stands several times in one page, one copy stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.page.page import STANDARD
from cleanup.page.segment import segment
from cleanup.stages.edits import advance, origins_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.corpus.recurrence import SiteStatistics
    from cleanup.model import Document
    from cleanup.page.page import Page, Strictness
    from cleanup.rule import Rule

MAX_PASSES = 8


def collapse(
    document: Document,
    rules: Sequence[Rule[Page]],
    site: SiteStatistics | None = None,
    strictness: Strictness = STANDARD,
    passes: int = MAX_PASSES,
) -> tuple[Document, Page]:
    """Take out the copies that the rules of repetition found, until they find none.

    Which copy of many is like which others shows when the nearest ones are gone. There are at most
    so many `passes`. Returns also the page that the document is then.
    """
    page = segment(document.text, site, strictness, origins_of(document))
    for _ in range(passes):
        findings = [finding for rule in rules for finding in rule.find(page)]
        steps = len(document.history)
        document = advance(document, "collapse", findings)
        if len(document.history) == steps:
            break
        page.forget()
        page = segment(document.text, site, strictness, origins_of(document))
    return document, page
