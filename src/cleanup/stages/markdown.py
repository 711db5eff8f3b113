"""Taking out of Markdown what was injected, where all else means what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.formats import markdown
from cleanup.model import Finding, Span
from cleanup.page.segment import segment
from cleanup.stages.edits import advance, outside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.formats.markdown import Block, Prose
    from cleanup.model import Document
    from cleanup.page.page import Page, Strictness
    from cleanup.rule import Rule

BLANK = ("\n\n", "\n\r\n")  # the end of a blank line
MOST_TRIED = 20  # findings of a document that are tried one by one, if not all of them can go


def take_out(document: Document, rules: Sequence[Rule[Page]], strictness: Strictness) -> Document:
    """Take out what the rules find: lines, whole paragraphs and headings, and parts of these.

    Nothing in lists, quotations, tables, code and HTML, nothing with a link, and nothing without
    which something else would be read otherwise.
    """
    text = document.text
    page = segment(markdown.as_page(text), strictness=strictness)
    found = [finding for rule in rules for finding in rule.find(page)]
    if not found:
        return document
    prose = markdown.prose(text)
    wanted = [
        _with_blank(text, finding, block)
        for finding in outside(found, markdown.verbatim(text))
        if (block := prose.block_around(finding.span)) is not None
        and markdown.is_bare(text[finding.span.start : finding.span.end], prose.links)
    ]
    return advance(document, "judge", _harmless(text, wanted, prose))


def _with_blank(text: str, finding: Finding, block: Block) -> Finding:
    """The finding; of a whole block between blank lines it takes one of these too."""
    start, end = finding.span
    below = markdown.LINE_END.match(text, end)
    above = start == 0 or text.endswith(BLANK, 0, start)
    if above and below and finding.span == block.span:
        return finding._replace(span=Span(start, below.end()))
    return finding


def _harmless(text: str, findings: Sequence[Finding], prose: Prose) -> list[Finding]:
    """All findings, if what is left means the same; else those of the first that can go."""
    if markdown.is_same_without(text, [one.span for one in findings], prose):
        return list(findings)
    kept: list[Finding] = []
    for finding in findings[:MOST_TRIED]:
        spans = [one.span for one in (*kept, finding)]
        if markdown.is_same_without(text, spans, prose):
            kept.append(finding)
    return kept
