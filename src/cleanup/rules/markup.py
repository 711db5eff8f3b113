"""HTM: remains of HTML in text that should hold none."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.rule import Safety, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

# Named references need their semicolon: `&copy` in a query string is no reference.
REFERENCE = re.compile(
    r"&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,24});"
)
# Signs that a text is about markup, or is markup: then its references are meant.
ABOUT_MARKUP = re.compile(
    r"</?[A-Za-z][^<>\n]{0,200}>|<!--|`&|(?<![./\w])x?html\b|\bxml\b|\bentit(?:y|ies)\b|实体|實體|转义|轉義",
    re.IGNORECASE,
)
QUOTES = "\"'`“”‘’「」『』«»"


@rule(
    "HTM001",
    safety=Safety.STANDARD,
    since="0.1.0",
    mends=(
        ("研發&amp;創新\n", "研發&創新\n"),
        ("增長&#37;，&amp;quot;雙創&amp;quot;\n", '增長%，"雙創"\n'),
        ("第一段&nbsp;文字\n", "第一段\u00a0文字\n"),
    ),
    leaves=(
        "在 HTML 裡寫 &nbsp; 表示不換行空格。\n",
        "<p>a &lt; b</p>\n",
        "記號“&amp;”讀作 and。\n",
        "page.asp?a=1&copy=2&lt=3\n",
        "R&D; 不是實際的實體\n",
    ),
)
def escaped_character(text: str) -> Iterator[Finding]:
    """An HTML character reference left in plain text: `&nbsp;`, `&#20013;`, `&amp;quot;`.

    The scraper, or the site itself, escaped once more than was unescaped. References that are
    escaped several times over are resolved in one go. Held back where the text is about markup
    or is markup, where the reference is quoted, and where no such character exists.
    """
    if "&" not in text or not REFERENCE.search(text) or ABOUT_MARKUP.search(text):
        return
    for match in REFERENCE.finditer(text):
        start, end = match.span()
        if (start and text[start - 1] in QUOTES) or text[end : end + 1] in tuple(QUOTES):
            continue
        character = _resolve(match.group())
        if character is not None:
            note = f"HTML character reference {match.group()}"
            yield Finding(Span(start, end), character, note)


def _resolve(reference: str) -> str | None:
    """The one character meant, or None: unknown, a surrogate, or a control character."""
    before = ""
    while before != reference:
        before, reference = reference, html.unescape(reference)
    known = len(reference) == 1 and (reference.isprintable() or reference.isspace())
    return reference if known and reference != "\ufffd" else None
