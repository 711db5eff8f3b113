"""Records that programs exchange: JSON, web archives, catalogues, patches, subtitles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.formats.recognition.sample import HALF, MANY, MOST, SOME
from cleanup.regex import regex

if TYPE_CHECKING:
    from cleanup.formats.recognition.sample import Sample

FEW_LINES = 3  # lines, which prove nothing
SPACE = " \t\n"
# One JSON value after the other, as far as they go: a string, number, word or bracket.
JSON_TOKENS = regex(
    r'(?:[\s,:\[\]{}]|"(?:[^"\\\n]|\\.)*+"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|'
    r"(?:true|false|null|NaN)\b)*+"
)
JSON_CUT = regex(r'(?:"(?:[^"\\\n]|\\.)*+\\?)?\Z')  # the string amid which a head ends
JSON_LINE = regex(r'\{\s*(?:\}|//|"(?:[^"\\\n]|\\.)*"\s*:)|\[\s*(?:[\]{["\d-]|true|false|null)')
JSON_MEMBER = regex(
    r'\s*+(?:"(?:[^"\\\n]|\\.)*"\s*+(?::|,?\s*$)|[{}\[\],][{}\[\]\s,]*$|-?[\d.]+,?$'
    r"|(?:true|false|null),?$|//)"
)
PO = regex(r'(?:msgid|msgstr|msgctxt|msgid_plural)(?:\[\d\])? "|"|#')
HUNK = regex(r"^(?:--- .*\n\+\+\+ .*\n)?@@ -\d+(?:,\d+)? \+\d+(?:,\d+)? @@", re.MULTILINE)
DIFFED = regex(
    r"[ +\-@\\]|diff |index |(?:new|deleted) file|(?:old|new) mode|(?:similarity|rename|copy) |"
    r"Binary files |From |From:|Date:|Subject:|Index: |={20}"
)
TIMED = regex(r"(?:\d{2,3}:)?\d\d:\d\d[,.]\d{2,3} --> (?:\d{2,3}:)?\d\d:\d\d[,.]\d{2,3}")
CUE = regex(rf"\d+$|{TIMED.pattern}")
LYRIC = regex(r"(?:\[\d\d:\d\d\.\d\d\d?\]|\[(?:ti|ar|al|by|offset|length|re|ve):)")
SUBTITLES = regex(r"\s*(?:\[Script Info\]|\{\d+\}\{\d+\}|<SAMI>)", re.IGNORECASE)
CALENDAR = regex(r"\s*BEGIN:V(?:CALENDAR|CARD|EVENT)\b")
KEY = regex(r"-----BEGIN [A-Z0-9 ]+-----$")
ENCODED = regex(r"[A-Za-z0-9+/_-]{60,}={0,2}$|[A-Za-z0-9+/_-]{1,76}={1,2}$")


def is_warc(sample: Sample) -> bool:
    """Web archives (ISO 28500): a record's version, then its header."""
    return bool(re.match(r"WARC/\d\.\d+\s*\n(?:[\w-]+:.*\n)*?WARC-Type:", sample.text))


def is_json_lines(sample: Sample) -> bool:
    """A JSON object or array in each line; some may be broken."""
    lines = sample.lines
    if not lines or lines[0].lstrip()[0] not in "{[":
        return False
    begun = [line for line in lines if JSON_LINE.match(line.lstrip(SPACE))]
    whole = [line for line in begun if line[-1] in "}]," and _is_tokens(line)]
    return len(whole) > 1 and len(begun) >= MOST * len(lines) and len(whole) >= HALF * len(lines)


def is_json(sample: Sample) -> bool:
    """One JSON object or array, or the beginning of one; its lines may have some damage."""
    text = sample.text.strip(SPACE)
    if not JSON_LINE.match(text) or not {*text} & {*'",{'}:
        return False
    return _is_tokens(text) or (
        len(sample.lines) > FEW_LINES and sample.share(JSON_MEMBER) >= MOST and text[-1] in '}],"'
    )


def _is_tokens(text: str) -> bool:
    """Whether a text is nothing but tokens of JSON, the last one of which may be cut."""
    tokens = JSON_TOKENS.match(text)
    return tokens is not None and JSON_CUT.match(text, tokens.end()) is not None


def is_po(sample: Sample) -> bool:
    """Catalogues of translations, as gettext writes them."""
    return 'msgid "' in sample.text and 'msgstr "' in sample.text and sample.share(PO) >= MOST


def is_diff(sample: Sample) -> bool:
    """A patch as a whole, with or without its mail header."""
    if "@@ -" not in sample.text or not HUNK.search(sample.text):
        return False
    return sample.share(DIFFED) >= MANY


def is_subtitles(sample: Sample) -> bool:
    """SubRip, WebVTT, SubStation; lyrics with a time for each line."""
    if SUBTITLES.match(sample.text):
        return True
    if " --> " in sample.text:
        return sample.share(CUE) >= SOME / 2 and len(TIMED.findall(sample.text)) > 1
    return sample.text.count("\n[") >= FEW_LINES and sample.share(LYRIC) >= MANY


def is_calendar(sample: Sample) -> bool:
    """Calendars and contacts (RFC 5545, RFC 6350)."""
    return CALENDAR.match(sample.text) is not None


def is_key(sample: Sample) -> bool:
    """Certificates, keys, and other data in base64."""
    lines = sample.lines
    if not lines:
        return False
    encoded = all(ENCODED.match(line) for line in lines[:-1] or lines)
    return encoded or KEY.match(lines[0]) is not None
