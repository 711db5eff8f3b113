r"""HTM: characters that program text wrote out, left in prose: \u3000, %u4e2d."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.text.speaks_of import Scope, shows, speaks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ESCAPES = regex(r"(?:\\u[0-9a-fA-F]{4})+|(?:%u[0-9a-fA-F]{4}){2,}")
CODE = regex(r"[\\%]u([0-9a-fA-F]{4})")
# Other escapes of the same string, in a line that has such characters.
ALSO = {'\\"': '"', "\\/": "/", "\\n": "\n", "\\t": "\t", "\\r\\n": "\n"}
# Whatever may be undone, and addresses, which are passed over.
ANY = regex(rf'https?://[!-\[\]-~]+|{ESCAPES.pattern}|\\r\\n|\\[nt"/]')
OTHER_BACKSLASH = regex(r'\\(?!u[0-9a-fA-F]{4}|[nrt"/])')
LINE = regex("[^\n]+")
# From one character to another, with blanks or without.
RANGE = regex(rf"(?<![0-9a-fA-F]){CODE.pattern} *[-–~～至到] *(?P<last>{CODE.pattern})(?![\\%])")
# What stands beside a range of a pattern, or beside a string of a program.
BESIDE = "[]^-–~～至到`'"
ABOUT_ESCAPES = regex(
    r"\bunicode\b|\bu\+[0-9a-f]{4}|\b(?:json|regexp?|python|java|javascript|php|printf?|echo|return|var|"
    r"string|char)\b|[转轉跳][义義脱脫]|正[则則規规]|字[符元串]|[编編][码碼]|文字コード|エスケープ|"
    r"[\"'][,;)\]}]|[=(\[{:]\s*[\"']|[a-z] ?= ?\\u|=>|\{\s*\"",
    re.IGNORECASE,
)


@rule(
    "HTM005",
    stage=Stage.REPAIR,
    before="MOJ",  # what was written out may be mojibake
    needs=(r"\\%", "u"),
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        ("雪停了。\\u3000我们上山。\n", "雪停了。\u3000我们上山。\n"),
        ("标题：\\u5c71\\u8def\\uff0c\\u5f88\\u7a84\n", "标题：山路，很窄\n"),
        (
            '\\u003ca href=\\"\\/x\\"\\u003e山路\\u003c\\/a\\u003e很窄。\n',
            '<a href="/x">山路</a>很窄。\n',
        ),
        ("%u5c71%u8def很窄。\n", "山路很窄。\n"),
        ("到了\\ud83d\\ude00。\n", "到了😀。\n"),
        ("匹配 [\\u4e00-\\u9fa5] 就行。\n",) * 2,
        ("「\\u96ea」は「雪」のことです。\n",) * 2,
        ("greeting=\\u4f60\\u597d\n",) * 2,
        ("从 \\u4e00 到 \\u9fff 都是。\n",) * 2,
        ("\\u5c71\\u8def - \\u6d77\\u5cb8\n", "山路 - 海岸\n"),
        ('{"title": "\\u5c71\\u8def"}\n',) * 2,
        ("它写作 \\u3000，是 Unicode 的写法。\n",) * 2,
        ("半个 \\ud83d 什么也不是。\n",) * 2,
    ),
    ignores=(
        "http://example.com/s?q=%u5c71%u8def&p=2\n",
        "路径是 C:\\users\\undo。\n",
        "打八折%u折。\n",
    ),
)
def written_out_character(text: str) -> Iterator[Finding]:
    r"""A character that was written out as program text has it: `\u3000`, `\u5b9e\u6218`, `%u5b9e`.

    A JSON string or a script was taken for text. In a line that has such characters the other
    escapes of JSON are undone too. Held back, and reported, where the lines around are about
    programs or have code, beside a range of a pattern, beside the very character, and where no such
    character exists. What is part of an address stays.
    """
    if "\\u" not in text and "%u" not in text:
        return
    for line in LINE.finditer(text):
        found = list(ESCAPES.finditer(line.group()))
        if not found:
            continue
        span = Span(*line.span())
        if OTHER_BACKSLASH.search(line.group()) or _is_code(text, span):
            place = Span(span.start + found[0].start(), span.start + found[0].end())
            yield Finding(place, None, "written out, left: amid program text", 0.5)
            continue
        ends = {one.start(end) for one in RANGE.finditer(text, *span) for end in (0, "last")}
        for match in ANY.finditer(text, *span):
            if match.group().startswith("http"):
                continue
            character = ALSO.get(match.group()) or _decoded(match.group())
            place = Span(*match.span())
            around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
            meant = place.start in ends or set(around) & set(BESIDE)
            if character and not (meant or shows(text, place, character)):
                yield Finding(place, character, f"written out: {match.group()[:12]}")
            else:
                yield Finding(place, None, "written out, left", 0.5)


def _is_code(text: str, line: Span) -> bool:
    around = speaks_of(ABOUT_ESCAPES, text, Scope.LINES, line)
    return around or ABOUT_ESCAPES.search(text, *line) is not None


def _decoded(escapes: str) -> str:
    """The characters of a run of escapes, or '' if any of them is none that prints."""
    units = b"".join(bytes.fromhex(code) for code in CODE.findall(escapes))
    found = units.decode("utf-16-be", "replace").replace("\r\n", "\n")
    known = all(one.isprintable() or one.isspace() for one in found) and "\ufffd" not in found
    return found if known else ""
