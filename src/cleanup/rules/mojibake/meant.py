"""Whether damage is shown rather than suffered: quoted, or where encodings are spoken of."""

from __future__ import annotations

import re

from cleanup.model import Span
from cleanup.regex import regex
from cleanup.text.speaks_of import Scope, speaks_of

ABOUT_ENCODING = regex(
    r"[乱亂][码碼]|[编編][码碼]|文字化け|文字コード|字符集|字元集|[内內][码碼]|[码碼]表|解码|解碼|"
    r"mojibake|encod|charset|unicode|\butf|\bgbk\b|\bgb ?(?:2312|18030)|\bbig-?5|"
    r"\bshift.?jis|\bcp\d{3}|"
    r"windows-\d{3}|iso-8859|latin-?1|인코딩|锟斤拷",
    re.IGNORECASE,
)
QUOTES = "\"'`“”‘’「」『』«»《》"


def is_meant(text: str, start: int, end: int) -> bool:
    """Whether damage is quoted, or encodings are spoken of in the lines around it."""
    # The marks may be bytes of the damage as well as what encloses it.
    opened = set(text[max(0, start - 1) : start + 1]) & set(QUOTES)
    closed = set(text[end - 1 : end + 1]) & set(QUOTES)
    return bool(opened and closed) or is_about_encoding(text, Span(start, end))


def is_about_encoding(text: str, span: Span) -> bool:
    """Whether encodings are spoken of in the lines around a place."""
    return speaks_of(ABOUT_ENCODING, text, Scope.LINES, span)
