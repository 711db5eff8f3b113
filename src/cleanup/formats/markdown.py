"""Markdown: what of it no repair may touch, because every character of it counts."""

from __future__ import annotations

import re
from itertools import accumulate

from cleanup.model import Span

# By the names of CommonMark and of its most common extension.
VERBATIM = ("fence", "code_block", "html_block", "table_open")
CODE = re.compile(r"(?<!`)(`{1,3})(?!`)[^\n]*?[^`\n]\1(?!`)|\]\([^()\s]*\)|<https?://[^<>\s]*>")


def verbatim(text: str) -> list[Span]:
    """Code, tables and HTML, in blocks and in lines, and the targets of links, in their order."""
    from markdown_it import MarkdownIt  # noqa: PLC0415  # 0.1 s for those who have such files

    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    parser = MarkdownIt("commonmark").enable("table").disable("inline")
    blocks = [
        Span(starts[token.map[0]], starts[token.map[1]])
        for token in parser.parse(text)
        if token.map and token.type in VERBATIM
    ]
    return sorted(blocks + [Span(*match.span()) for match in CODE.finditer(text)])
