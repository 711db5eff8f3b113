"""JSON for people's eyes and for YAML: text stays readable, what steers or hides is escaped.

A JSON string is a YAML string too, if what YAML calls unprintable is written as an escape.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cleanup.regex import regex

if TYPE_CHECKING:
    import re

# Beside C0, which JSON itself escapes: C1, line separators, bidirectional controls, no characters.
UNPRINTABLE = regex(
    "[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


def quoted(value: object) -> str:
    """The JSON of a value on one line; lone surrogates, which stand for bytes, are escaped."""
    return UNPRINTABLE.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
