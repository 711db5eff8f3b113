"""Taking out of Markdown what was injected, where all else means what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.formats import markdown
from cleanup.model import Finding, Span
from cleanup.page.segment import segment
from cleanup.stages.edits import advance, outside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.formats.markdown import Block, Outline
    from cleanup.model import Document
    from cleanup.page.page import Page, Strictness
    from cleanup.rule import Rule

BLANK = ("\n\n", "\n\r\n")  # the end of a blank line


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
    outline = markdown.outline(text)
    wanted = [
        _with_blank(text, finding, block)
        for finding in outside(found, markdown.verbatim(text))
        if (block := _prose_around(finding.span, outline))
        and markdown.is_bare(text[finding.span.start : finding.span.end], outline.links)
    ]
    harmless = [
        finding
        for together in _side_by_side(wanted, outline)
        if markdown.is_same_without(text, [one.span for one in together], outline)
        for finding in together
    ]
    return advance(document, "judge", harmless)


def _prose_around(part: Span, outline: Outline) -> Block | None:
    """The paragraph or heading in which a part lies."""
    at = outline.at(part)
    block = outline.blocks[at] if at >= 0 else None
    return block if block and block.prose and part.end <= block.span.end else None


def _side_by_side(findings: Sequence[Finding], outline: Outline) -> list[list[Finding]]:
    """The findings, together where no block is between them: as one they go or stay."""
    groups: list[list[Finding]] = []
    last = -2
    for finding in sorted(findings, key=lambda one: one.span):
        at = outline.at(finding.span)
        if at > last + 1:
            groups.append([])
        groups[-1].append(finding)
        last = at
    return groups


def _with_blank(text: str, finding: Finding, block: Block) -> Finding:
    """The finding; of a whole block between blank lines it takes one of these too."""
    start, end = finding.span
    below = markdown.LINE_END.match(text, end)
    above = start == 0 or text.endswith(BLANK, 0, start)
    if above and below and finding.span == block.span:
        return finding._replace(span=Span(start, below.end()))
    return finding
