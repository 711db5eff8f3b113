"""HTM: references and escapes in text that should hold none."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.text.scripts import HAN
from cleanup.text.speaks_of import shows, speaks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# Named references need their semicolon: `&copy` in a query string is no reference. `&nbsp` needs
# none, unless it begins a word or has a value.
REFERENCE = regex(
    r"&(?:amp;)*(?:#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,24};|nbsp(?![\w=;])|"
    rf"nbsp(?=[{HAN}]))"
)
# Bytes from 80 on, one after the other: of text that was misread before it was escaped (MOJ).
BYTES = regex(
    r"(?:&(?:amp;)*#(?:1(?:2[89]|[3-9][0-9])|2[0-4][0-9]|25[0-5]|x[89a-f][0-9a-f]);){3,}",
    re.IGNORECASE,
)
ESCAPED_AGAIN = regex("&(?:amp;)+")
# Signs that a text is about markup, or is markup: then its references are meant.
ABOUT_MARKUP = regex(
    r"</?[A-Za-z][^<>\n]{0,200}>|<!--|`&|(?<![./\w])x?html\b|\bxml\b|\bentit(?:y|ies)\b|实体|實體|转义|轉義|"
    r"[“‘「『\"']&(?:amp;)*(?:lt|gt|amp);[”’」』\"']|"
    r"(?:[写寫换換]成|[记記]作|\b(?:written|typed|escaped|spelt|spelled) as) ?"
    r"&[a-z0-9#;]{2,30};(?=[\s，。、；,.)）])",
    re.IGNORECASE,
)
# References that lost their first or their last sign.
BROKEN = regex(
    r"\?#(?P<whole>[0-9]{3,6}|x[0-9a-f]{4,5});|&#(?P<open>[0-9]{5,6}|x[0-9a-f]{4,5})(?![0-9a-f;])",
    re.IGNORECASE,
)
EAST_ASIAN = regex(f"[{HAN}\u3001-\u30ff\uac00-\ud7a3\uff01-\uff5e“”‘’…—]")
WESTERN_MARKS = regex("[\u00b7\u2013-\u201d\u2022\u2026]")
# Line ends as spreadsheets, logs and JSON write them.
LINE_ESCAPE = regex(r"(?:_x000[dDaA]_|x0[dD]x0[aA]|\\r\\n|\\[nr])+")
ONE_LINE = regex(r"_x000[aA]_|x0[dD]x0[aA]|\\n")
SENTENCE_END = regex("[。！？…：；”」』）】\n]")
SENTENCE_START = regex(f"[{HAN}“‘「『《（【\u3000\n]")
OTHER_BACKSLASH = regex(r"\\(?:[^nrt\n]|t(?=\w))")
ABOUT_ESCAPES = regex(
    r"\bhex\b|0x[0-9a-f]|\\x|`|[\"']\s*[:,;)\]}=+]|[=(\[{]\s*[\"']|"
    r"\\[nr][，、；]|反斜|\b(?:backslash|excel|xml|ascii|json|regexp?|python|java|"
    r"javascript|php|printf?|echo|unicode|return|def|var)\b|十六[进進]制|[转轉][义義]|[换換]行|回[车車]|"
    r"正则|正則|字符|字元|字串|编程|程序员|源[代程][码碼]|程式[码碼]|替[换換]",
    re.IGNORECASE,
)
QUOTES = "\"'`“”‘’「」『』«»"


@rule(
    "HTM001",
    stage=Stage.REPAIR,
    before="MOJ",  # a byte of mojibake may be written as a reference
    needs="&",
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        ("研發&amp;創新\n", "研發&創新\n"),
        ("增長&#37;，&amp;quot;雙創&amp;quot;\n", '增長%，"雙創"\n'),
        ("第一段&nbsp;文字\n", "第一段\u00a0文字\n"),
        ("第一段&nbsp第二段\n", "第一段\u00a0第二段\n"),
        ("后来写成&lt;山路&gt;一书。\n", "后来写成<山路>一书。\n"),
    ),
    ignores=(
        "在 HTML 裡寫 &nbsp; 表示不換行空格。\n",
        "<p>a &lt; b</p>\n",
        "記號“&amp;”讀作 and。\n",
        "「&amp;」を「&」に直す。&nbsp; は空白。\n",
        "&#20154; 代表人。\n",
        "page.asp?a=1&copy=2&lt=3\n",
        "R&D; 不是實際的實體\n",
        "尖括号要写成 &lt; 和 &gt;。\n",
        "It is written as &amp; in source.\n",
    ),
)
def escaped_character(text: str) -> Iterator[Finding]:
    """An HTML character reference left in plain text: `&nbsp;`, `&#20013;`, `&amp;quot;`.

    The scraper, or the site itself, escaped once more than was unescaped. References that are
    escaped several times over are resolved in one go. So are bytes of mojibake, whatever character
    each is by itself. Held back where the text is about markup or is markup, where the reference
    is quoted, and where no such character exists. `&nbsp` needs no semicolon.
    """
    if not REFERENCE.search(text) or speaks_of(ABOUT_MARKUP, text):
        return
    bytes_end = 0
    for match in REFERENCE.finditer(text):
        start, end = match.span()
        if start >= bytes_end and (run := BYTES.match(text, start)):
            bytes_end = run.end()
        if (start and text[start - 1] in QUOTES) or text[end : end + 1] in tuple(QUOTES):
            continue
        character = _resolve(match.group(), byte=start < bytes_end)
        if character is not None and not shows(text, Span(start, end), character):
            note = f"HTML character reference {match.group()}"
            yield Finding(Span(start, end), character, note)


@rule(
    "HTM003",
    stage=Stage.REPAIR,
    needs="#",
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        ("山上有?#20154;家，也有?#8220;路?#8221;。\n", "山上有人家，也有“路”。\n"),
        ("山上有&#20154家\n", "山上有人家\n"),
    ),
    ignores=(
        "Is it ?#1234; or ?#99999;\n",
        "色号&#12345678\n",
        "寫 &#20013 時漏了分號，HTML 也認得。\n",
        "page?#20013\n",
        "?#20154; 也不是人。\n",
    ),
)
def broken_reference(text: str) -> Iterator[Finding]:
    """A numeric reference that lost its `&` or its `;`: `?#20154;` for 人.

    Only what stands for a Chinese, Japanese or Korean character is resolved, or beside one for a
    dash, a quotation mark or dots. Held back where the text is about markup or is markup.
    """
    if not BROKEN.search(text) or speaks_of(ABOUT_MARKUP, text):
        return
    end = 0  # of the last reference that held
    for match in BROKEN.finditer(text):
        character = _resolve(f"&#{match['whole'] or match['open']};")
        before = text[match.start() - 1 : match.start()] or "\n"
        after = text[match.end() : match.end() + 1] or "\n"
        east = EAST_ASIAN.match(before) is not None or match.start() == end > 0
        if character is None or shows(text, Span(*match.span()), character):
            continue
        if match["open"]:
            sure = east and (after in "\n&" or EAST_ASIAN.match(after) is not None)
        else:
            sure = east or EAST_ASIAN.match(after) is not None or before == "\n"
        wanted = EAST_ASIAN.match(character) or (match["whole"] and WESTERN_MARKS.match(character))
        if sure and wanted:
            end = match.end()
            note = f"broken HTML character reference {match.group()}"
            yield Finding(Span(*match.span()), character, note, 0.95)


@rule(
    "HTM004",
    stage=Stage.REPAIR,
    needs=(r"\\x", "0rn"),
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        ("天亮了。x0dx0a我們上山。\n", "天亮了。\n我們上山。\n"),
        ("天亮了。_x000D_\n我們上山。_x000D_\n", "天亮了。\n我們上山。\n"),
        ("天亮了。\\r\\n我們上山。\\n\\n到了。\\n", "天亮了。\n我們上山。\n\n到了。\n"),
    ),
    ignores=(
        'print("天亮了。\\n我們上山。")\n',
        '{"text": "天亮了。\\n我們上山。"}\n',
        "在 C:\\new\\天亮了。\\n我們 裡。\n",
        "換行寫作 \\n。\\n也寫作 x0dx0a。\n",
        "把 Excel 裡的_x000D_刪掉。\n",
        "匹配 。\\n+ 的行\n",
        "地址 0x0dx0a\n",
        "他的昵称是 \\n，签名是：下雨了。\\n回家了。\n",
    ),
)
def escaped_line_end(text: str) -> Iterator[Finding]:
    r"""A line end that was written out: `\n`, `\r\n`, `x0dx0a`, `_x000D_`.

    Exports of databases and spreadsheets escape line ends, and nobody unescaped them. `\n` holds
    only between a sentence and the next one in Chinese. Held back where the text is about
    programs, has code, or has any other backslash.
    """
    if (
        not LINE_ESCAPE.search(text)
        or speaks_of(ABOUT_ESCAPES, text)
        or OTHER_BACKSLASH.search(text)
    ):
        return
    for match in LINE_ESCAPE.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
        if match.group().startswith("\\"):
            sure = bool(SENTENCE_END.match(before) and SENTENCE_START.match(after))
        else:
            sure = bool(EAST_ASIAN.match(after if before == "\n" else before))
        if sure:
            lines = min(2, len(ONE_LINE.findall(match.group()))) or 1
            inside = before != "\n" and text[end : end + 1] not in ("\n", "\r")
            yield Finding(
                Span(start, end), "\n" * lines if inside else "", "escaped line end", 0.95
            )


def _resolve(reference: str, *, byte: bool = False) -> str | None:
    """The one character meant, or None: unknown, a surrogate, or a control character.

    A control character that is a `byte` of mojibake is one that is known.
    """
    before, reference = "", ESCAPED_AGAIN.sub("&", reference)  # at once, however often
    while before != reference:
        before, reference = reference, html.unescape(reference)
    known = len(reference) == 1 and (byte or reference.isprintable() or reference.isspace())
    return reference if known and reference != "\ufffd" else None
