"""Markdown: what of it no rule may touch, and whether it means the same without a part of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# By the names of CommonMark and of its most common extension.
VERBATIM = ("fence", "code_block", "html_block", "table_open")
CODE = re.compile(r"(?<!`)(`{1,3})(?!`)[^\n]*?[^`\n]\1(?!`)|\]\([^()\s]*\)|<https?://[^<>\s]*>")
LINE_END = re.compile(r"\r\n?|\n")
# What opens a line of a heading, a list or a quotation.
OPENING = re.compile(r"^(?:[ \t]*(?:#{1,6}|[-*+]|\d{1,9}[.)])[ \t]|[ \t]*>[ \t]?)+", re.MULTILINE)
# Definitions of links and notes, and the marks of extensions.
EXTENSION = re.compile(r"[ \t]*(?:\[[^\]\n]*\]:|\{[%{]|[:|!]|\$\$)")
PROSE = ("paragraph_open", "heading_open")
BREAKS = ("text", "softbreak", "hardbreak")
EMPHASIS = ("em_open", "em_close", "strong_open", "strong_close")


class Block(NamedTuple):
    """A paragraph or a heading that stands in no list or quotation: its lines, with their ends."""

    span: Span
    lines: Span  # their numbers, from 0


class Prose(NamedTuple):
    """The paragraphs and headings of a text of which a part may be taken out, in their order."""

    blocks: list[Block]
    links: dict[str, Any]  # what the text defines that may be referred to

    def block_around(self, part: Span) -> Block | None:
        """The block in which a part lies."""
        at = bisect_right(self.blocks, part.start, key=lambda block: block.span.start) - 1
        return self.blocks[at] if at >= 0 and part.end <= self.blocks[at].span.end else None


def verbatim(text: str) -> list[Span]:
    """Code, tables and HTML, in blocks and in lines, and the targets of links, in their order."""
    starts = _line_starts(text)
    blocks = [
        Span(starts[token.map[0]], starts[token.map[1]])
        for token in _parser().disable("inline").parse(text)
        if token.map and token.type in VERBATIM
    ]
    return sorted(blocks + [Span(*match.span()) for match in CODE.finditer(text)])


def prose(text: str) -> Prose:
    """The prose of a text: none is in definitions and in what marks of extensions open."""
    starts = _line_starts(text)
    links: dict[str, Any] = {}
    found = [
        Block(Span(starts[token.map[0]], starts[token.map[1]]), Span(*token.map))
        for token in _parser().disable("inline").parse(text, links)
        if token.map and token.level == 0 and token.type in PROSE
    ]
    blocks = [block for block in found if not EXTENSION.match(text, block.span.start)]
    return Prose(blocks, links)


def as_page(text: str) -> str:
    """A text of the same length, as a page has it: blanks for code in a line, targets and marks."""
    text = CODE.sub(_blank, text)
    return OPENING.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def is_bare(part: str, links: dict[str, Any]) -> bool:
    """Whether a part of a paragraph or heading is words, with emphasis at the most."""
    tokens = _parser().parseInline(OPENING.sub("", part), {**links})
    return all(child.type in (*BREAKS, *EMPHASIS) for one in tokens for child in one.children or ())


def is_same_without(text: str, parts: Sequence[Span], prose: Prose) -> bool:
    """Whether a text without `parts` of its prose means the same: what is left is what it was.

    Paragraphs and headings go of which all is taken out.
    """
    pieces, end, gone = [], 0, set()
    for start, stop in sorted(parts):
        pieces.append(text[end:start])
        end = max(end, stop)
        at = bisect_left(prose.blocks, start, key=lambda block: block.span.start)
        if at < len(prose.blocks) and prose.blocks[at].span.start == start:
            gone |= {prose.blocks[at].lines} if stop >= prose.blocks[at].span.end else set()
    rest = "".join([*pieces, text[end:]])
    return [*_shape(text, gone)] == [*_shape(rest, set())]


def _shape(text: str, gone: set[Span]) -> Iterator[tuple[Any, ...]]:
    """All that a text is but words and breaks, without the blocks that are `gone`."""
    environment: dict[str, Any] = {}
    left = 0  # tokens of a block that is gone
    for token in _parser().parse(text, environment):
        if token.level == 0 and token.type in PROSE and token.map and Span(*token.map) in gone:
            left = 3  # it opens, has its words, and closes
        if left:
            left -= 1
            continue
        yield _traits(token)
        yield from (_traits(child) for child in token.children or () if child.type not in BREAKS)
    yield (repr(sorted(environment.get("references", {}))),)


def _traits(token: Token) -> tuple[Any, ...]:
    words = "" if token.type in ("inline", "image") else token.content
    return token.type, token.markup, token.info, token.hidden, repr(token.attrs), words


def _line_starts(text: str) -> list[int]:
    """Where each line begins, as Markdown counts lines; and the end, also where it ends a line."""
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]
    return starts if starts[-1] == len(text) and text else [*starts, len(text)]


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415  # 0.1 s for those who have such files

    return MarkdownIt("commonmark").enable("table")
