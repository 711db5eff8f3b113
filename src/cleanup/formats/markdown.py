"""Markdown: what of it no rule may touch, and whether it means the same without a part of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from cleanup.model import Span
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# By the names of CommonMark and of its most common extension.
VERBATIM = ("fence", "code_block", "html_block", "table_open")
CODE = regex(r"(?<!`)(`{1,3})(?!`)[^\n]*?[^`\n]\1(?!`)|\]\([^()\s]*\)|<https?://[^<>\s]*>")
LINE_END = regex(r"\r\n?|\n")
# What opens a line of a heading, a list or a quotation.
OPENING = regex(r"^(?:[ \t]*(?:#{1,6}|[-*+]|\d{1,9}[.)])[ \t]|[ \t]*>[ \t]?)+", re.MULTILINE)
# Definitions of links and notes, and the marks of extensions.
EXTENSION = regex(r"[ \t]*(?:\[[^\]\n]*\]:|\{[%{]|[:|!]|\$\$)")
PROSE = ("paragraph_open", "heading_open")
BREAKS = ("text", "softbreak", "hardbreak")
EMPHASIS = ("em_open", "em_close", "strong_open", "strong_close")


class Block(NamedTuple):
    """A block that stands in no other one: its text with its line ends, and where it begins."""

    span: Span
    line: int  # from 0
    prose: bool  # a paragraph or a heading, of which a part may be taken out


class Outline(NamedTuple):
    """The blocks of a text in their order, and what it defines that may be referred to."""

    blocks: list[Block]
    links: dict[str, Any]

    def at(self, part: Span) -> int:
        """The number of the block in which a part begins; -1 if it is above all."""
        return bisect_right(self.blocks, part.start, key=lambda block: block.span.start) - 1


def verbatim(text: str) -> list[Span]:
    """Code, tables and HTML, in blocks and in lines, and the targets of links, in their order."""
    starts = _line_starts(text)
    blocks = [
        Span(starts[token.map[0]], starts[token.map[1]])
        for token in _parser().disable("inline").parse(text)
        if token.map and token.type in VERBATIM
    ]
    return sorted(blocks + [Span(*match.span()) for match in CODE.finditer(text)])


def outline(text: str) -> Outline:
    """The outline of a text: definitions, and what marks of extensions open, are no prose."""
    starts = _line_starts(text)
    links: dict[str, Any] = {}
    blocks = []
    for token in _parser().disable("inline").parse(text, links):
        if token.map and token.level == 0 and token.nesting >= 0:
            span = Span(starts[token.map[0]], starts[token.map[1]])
            prose = token.type in PROSE and not EXTENSION.match(text, span.start)
            blocks.append(Block(span, token.map[0], prose))
    return Outline(blocks, links)


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


def is_same_without(text: str, parts: Sequence[Span], known: Outline) -> bool:
    """Whether a text means the same without parts of its prose that stand side by side.

    What is left is what it was, but for paragraphs and headings of which all is taken out. Only
    the block above and the one below can be read otherwise.
    """
    first, last = max(0, known.at(parts[0]) - 1), known.at(parts[-1]) + 2
    blocks = known.blocks[first:last]
    start, stop = blocks[0].span.start, max(parts[-1].end, blocks[-1].span.end)
    pieces, end = [], start
    for part in parts:
        pieces.append(text[end : part.start])
        end = max(end, part.end)
    rest = "".join([*pieces, text[end:stop]])
    gone = {
        block.line - blocks[0].line
        for block in blocks
        if any(part.start <= block.span.start and block.span.end <= part.end for part in parts)
    }
    return [*_shape(text[start:stop], gone)] == [*_shape(rest, set())]


def _shape(text: str, gone: set[int]) -> Iterator[tuple[Any, ...]]:
    """All that a text is but words and breaks, without the prose that begins in lines `gone`."""
    links: dict[str, Any] = {}
    left = 0  # tokens of a block that is gone
    for token in _parser().parse(text, links):
        if token.level == 0 and token.type in PROSE and token.map and token.map[0] in gone:
            left = 3  # it opens, has its words, and closes
        if left:
            left -= 1
            continue
        yield _traits(token)
        yield from (_traits(child) for child in token.children or () if child.type not in BREAKS)
    yield (repr(sorted(links.get("references", {}))),)


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
