"""HTML: the text that a browser shows, line by line, and where each line stands in the page.

The page is parsed as HTML5 says, whatever is wrong with it, and written out again by the parser
(Lexbor, in Resiliparse). What is written out is well-formed, so that one pass over its tags and
texts is enough, however deeply these are nested.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from cleanup.charset.decoding import SUPERSETS, decoding_of
from cleanup.charset.wide import MARKS
from cleanup.errors import InputError
from cleanup.formats.html_head import PLACE, Head
from cleanup.formats.html_hostile import tamed
from cleanup.formats.html_lines import Lines
from cleanup.regex import regex

if TYPE_CHECKING:
    from resiliparse.parse.html import HTMLTree

    from cleanup.model import Origin

# Comments; elements whose content is no markup; tags, whose values stand in quotes; text.
TOKEN = regex(
    r"<!--.*?-->|<!doctype[^>]*+>|"
    r"<(?P<raw>script|style|iframe|noembed|noframes|xmp|plaintext)(?=[\s>])"
    r'(?:\s+=?[^\s=>]*+(?:="[^"]*+")?)*+\s*>(?P<content>.*?)</(?P=raw)>|'
    r'<(?P<open>[^\s<>/!][^\s>/]*+)(?P<attributes>(?:\s+=?[^\s=>]*+(?:="[^"]*+")?)*+)\s*/?>|'
    r"</(?P<close>[^\s>]*+)[^>]*+>|(?P<text>[^<]++)|<",
    re.DOTALL | re.IGNORECASE,
)
SHOWN_AS_IT_IS = {"xmp", "plaintext"}
META = regex(rb"<meta([^>]+)", re.IGNORECASE)
DECLARED = regex(rb".charset\s*+=\s*+[\"']?\s*+([\w.:-]+)", re.IGNORECASE | re.DOTALL)
HEAD = 4096  # bytes in which the encoding is declared
# Of one-byte encodings any bytes are text, so that a declaration proves nothing.
PROVEN = {"gb18030", "big5", "big5hkscs", "cp950", "cp932", "euc_jp", "cp949", "euc_kr"}


class HtmlText(NamedTuple):
    """The visible text of a page, and the origin of each of its lines."""

    text: str
    origins: tuple[Origin, ...]


def visible(data: bytes | str) -> HtmlText:
    """All that a page shows, in the order of the document: one block, or one row, on a line.

    `<br>` ends a line, `<pre>` keeps its own, cells of a row have a tab between them. Scripts,
    styles, what is hidden, forms' widgets, pictures' texts and the title are left out. A page more
    of which is `visibility: hidden` than shown waits for its script, and that is shown too. Raises
    InputError for bytes that are no text, and where the parser is not installed.
    """
    source = str(_parsed(data))
    lines, head = _told(source)
    if lines.veiled > lines.shown:
        lines, head = _told(source, unveiled=True)
    found = lines.finished()
    origins = tuple(head.stated_of(text, origin) for text, origin in found)
    return HtmlText("\n".join(line.text for line in found), origins)


def _told(source: str, *, unveiled: bool = False) -> tuple[Lines, Head]:
    """The lines of a page that the parser has written out, and what its head states."""
    lines, head = Lines(unveiled=unveiled), Head()
    for token in TOKEN.finditer(source):
        match token.lastgroup:
            case "text":
                lines.add(token["text"])
                if lines.open_tags == PLACE:
                    head.title(token["text"])
            case "attributes":
                lines.open(token["open"].lower(), token["attributes"])
                if token["open"].lower() == "meta":
                    head.meta(token["attributes"])
            case "close":
                lines.close(token["close"].lower())
            case "content" if token["raw"].lower() == "script":
                head.script(token["content"])
            case "content" if token["raw"].lower() in SHOWN_AS_IT_IS:
                lines.open("pre", "")
                lines.add(token["content"], escaped=False)
                lines.close("pre")
    return lines, head


def main_content(data: bytes | str) -> str:
    """The main content of a page as the library Resiliparse tells it. Raises as `visible`."""
    tree = _parsed(data)
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415  # an extra

    return extract_plain_text(
        tree, main_content=True, alt_texts=False, list_bullets=False, comments=False
    )


def _parsed(data: bytes | str) -> HTMLTree:
    try:
        from resiliparse.parse.html import HTMLTree  # noqa: PLC0415  # an extra
    except ImportError:
        raise InputError("HTML; to read it, install corpus-cleanup[html]") from None
    text = data if isinstance(data, str) else decoded(data)
    return HTMLTree.parse(tamed(text.encode("utf-8", "replace").decode()))


def decoded(data: bytes, declared: str = "") -> str:
    """The source of a page: by its mark, as UTF-8, in the encoding it declares, or as it looks.

    `declared` is the encoding that its server declares. Raises InputError for what is no text.
    """
    if not any(data.startswith(mark) for mark, _ in MARKS):
        tags = (DECLARED.search(tag[1]) for tag in META.finditer(data[:HEAD]))
        meta = next(filter(None, tags), None)
        name = declared or (meta[1].decode("ascii", "replace") if meta else "")
        name = SUPERSETS.get(_codec(name), _codec(name))
        if name in PROVEN:
            for encoding in ("utf-8", name):
                try:
                    return data.decode(encoding)
                except UnicodeDecodeError:
                    continue
    return decoding_of(data).text


def _codec(name: str) -> str:
    """The name of a codec for the name of an encoding; empty for none."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""
