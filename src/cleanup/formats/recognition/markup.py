"""Text with marks for programs that show it: HTML, XML, Markdown, TeX."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.formats.recognition.sample import HALF, MANY, SOME
from cleanup.regex import regex

if TYPE_CHECKING:
    from cleanup.formats.recognition.sample import Sample

FEW_ELEMENTS = 3  # elements of markup, which a page dump may have left
CLOSED = regex(r"</([a-zA-Z][\w:.-]*)|/>")
OPENED = regex(r"<([a-zA-Z][\w:.-]*)[\s/>]")
ELEMENTS = regex(
    r"html|head|body|title|meta|link|script|style|div|section|article|header|footer|nav|main|aside|"
    r"p|h[1-6]|[uod]l|li|dt|dd|table|thead|tbody|t[rdh]|form|a|img|span|center|font|[bh]r|[bi]|em|"
    r"strong|iframe|button|input|select|textarea|blockquote|pre|figure",
    re.IGNORECASE,
)
HTML = regex(
    r"(?:<\?xml[^<>]*>\s*)?(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>])", re.IGNORECASE
)
XML = regex(r"<\?xml\s|<!DOCTYPE\s")
TAG = regex(r"</?[a-zA-Z][^<>]*>|<[!?]\w")
COMMENTS = regex(r"\s*(?:<!--.*?-->\s*)*", re.DOTALL)
TEX = regex(r"\s*(?:%|\\(?:documentclass|usepackage|begin|end|section|chapter|item)\b)")
TEX_HEAD = regex(r"^[^\S\n]*\\(?:documentclass|begin\{document\}|usepackage)", re.MULTILINE)
BIB = regex(r"@[A-Za-z]+\{[^,\s]*,$")
BIB_LINE = regex(rf"{BIB.pattern}|\s*[\w-]+\s*=\s*[{{\"\d]|\}}|%|\s+\S")
REST = regex(r"^\.\. [\w-]+::", re.MULTILINE)
FENCE = regex(r"^ {0,3}(?:```|~~~)[\w+-]*$", re.MULTILINE)
TABLE = regex(r"^ *+\|?(?: *+:?-{3,}+:? *+\|)++ *+(?::?-{3,}+:? *+)?$", re.MULTILINE)
HEADING = regex(r"#{1,6} \S")
LINK = regex(r"\[[^\[\]\n]+\]\((?:https?:|\.{0,2}/|#)[^()\s]*\)")


def is_html(sample: Sample) -> bool:
    """A page, or a part of one that is elements as a whole."""
    start = _start(sample)
    if HTML.match(sample.text, start):
        return _elements(sample) >= FEW_ELEMENTS
    opened = OPENED.match(sample.text, start)
    if opened is None or not ELEMENTS.fullmatch(opened[1]) or not _is_enclosed(sample):
        return False
    return len({*CLOSED.findall(sample.text)} - {""}) > 1  # paragraphs alone are those of a dump


def is_xml(sample: Sample) -> bool:
    """A declaration, or one element around everything."""
    start = _start(sample)
    if XML.match(sample.text, start):
        return _elements(sample) >= 1
    opened = OPENED.match(sample.text, start)
    if opened is None or ELEMENTS.fullmatch(opened[1]):
        return False
    around = sample.whole and sample.text.rstrip().endswith(f"</{opened[1]}>")
    return around or _is_enclosed(sample)


def _start(sample: Sample) -> int:
    """Where markup begins, behind comments."""
    comments = COMMENTS.match(sample.text)
    return comments.end() if comments else 0


def _elements(sample: Sample) -> int:
    return len(CLOSED.findall(sample.text))


def _is_enclosed(sample: Sample) -> bool:
    """Whether most lines are elements from end to end, and several of them are closed."""
    inside = [line for line in map(str.strip, sample.lines) if line[0] == "<" and line[-1] == ">"]
    return _elements(sample) >= FEW_ELEMENTS and len(inside) >= MANY * len(sample.lines)


def is_other_markup(sample: Sample) -> bool:
    """TeX, BibTeX, reStructuredText."""
    text = sample.text
    if "\\" in text and sample.share(TEX) >= (SOME / 2 if TEX_HEAD.search(text) else HALF):
        return True
    if "@" in text and any(map(BIB.match, sample.lines)):
        return sample.share(BIB_LINE) >= MANY
    return "\n.. " in text and len(REST.findall(text)) > 1


def is_markdown(sample: Sample) -> bool:
    """A heading on top, and below it fenced code, a table or links."""
    if not (sample.lines and HEADING.match(sample.lines[0])):
        return False
    parts = (FENCE, TABLE, LINK)
    return any(part.search(sample.text) for part in parts)
