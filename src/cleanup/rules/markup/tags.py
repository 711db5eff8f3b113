"""HTM: tags that a text dump left in plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.text.speaks_of import speaks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BLOCK = "blockquote|br|center|div|h[1-6]|hr|li|ol|p|table|tbody|thead|tr|ul"
NAMES = f"{BLOCK}|a|b|big|em|font|i|img|o:p|small|span|strike|strong|sub|sup|td|th|tt|u"
TAG = regex(
    rf"<(?P<close>/?)(?P<name>{NAMES})(?![\w:-])(?P<rest>[^<>\n]{{0,400}})>|<!--[^<>\n]{{0,400}}-->",
    re.IGNORECASE,
)
ATTRIBUTES = regex(
    r"""(?:\s+(?:[a-z][\w:-]*+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=]+)|nowrap|noshade))*+\s*/?""",
    re.IGNORECASE,
)
# Signs that the tags are meant: the text is a page's source, or XML, or about either.
SOURCE = regex(
    r"<(?:!doctype|html|head|body|script|style|meta|link|form|input|button|nav|section|article)\b",
    re.IGNORECASE,
)
SOURCE_START = regex(rf"\s*(?:<\?xml\b|{SOURCE.pattern})", re.IGNORECASE)
OTHER_CLOSE = regex(rf"</(?!(?:{NAMES})\s*>)[a-z]", re.IGNORECASE)
ABOUT_TAGS = regex(
    r"(?<![./\w])x?html\b|\b(?:xml|css|markdown|javascript|php|latex|ruby)\b|`|\]\(|\[\"|\[\[|\{\{|"
    r"[0-9] -->|^#{1,6} |^@@ |^(?:[+-][ \t]*|[ \t]{2,})</?[a-z]|"
    r"[标標][签籤]\s?<|[写寫个個] ?<[a-z]+>[，。、；]|>\s?[标標][签籤]|\btags?\s?<|>\s?tags?\b|"
    r"[“「『‘\"]<[^<>\n]*>[”」』’\"]|正则|正則|字符串|字串|源[代程][码碼]|原始[码碼]|程式[码碼]|"
    r"编程|程序员|[标標][记記][语語]言|[网網][页頁][设設][计計]",
    re.IGNORECASE | re.MULTILINE,
)
NEVER_BARE = {"font", "img"}  # tags that say nothing without attributes: a synopsis may have them
FEW_TAGS = 8  # tags: up to here their share says nothing
LINE_EDGE = "\n\r"
SPACE = " \t\u00a0\u3000"
ENDED = "。！？…：；”」』）.!?:"


class Tag(NamedTuple):
    """A tag or comment; the name of a comment is empty."""

    span: Span
    name: str
    close: bool
    bare: bool


@rule(
    "HTM002",
    stage=Stage.REPAIR,
    needs="<",
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        ('山路<tt id="ab12">很窄</tt>，<font color=red>小心</font>。<br/>\n', "山路很窄，小心。\n"),
        ("<p>天亮了。</p><p>我們上山。\n", "天亮了。\n我們上山。\n"),
        ("天亮了。<!-- ad -->我們上山。\n", "天亮了。我們上山。\n"),
        ("面積10 m<sup>2</sup>\n", "面積10 m<sup>2</sup>\n"),
    ),
    ignores=(
        "在 HTML 裡用 <b> 和 </b> 表示粗體。\n",
        "換行標籤 <br> 不成對。\n",
        "写一个 <p>，再写一个 </p>，中间就是一段。\n",
        "若 a<b 且 c>d，又 a<b>c。\n",
        "讀<書名>，信寄 <a@b.example>。\n",
        "<i> 是第一個，<u v> 是內積。\n",
        "1\n00:00:01,000 --> 00:00:03,500\n<i>（廣播）</i>\n",
        "std::atomic<bool> vector<int>\n",
        "<s>語料</s> <p>一段</p>\n",
        "gslp -b<header> -f<font> [file]\n",
    ),
)
def tag_debris(text: str) -> Iterator[Finding]:
    """HTML tags and comments in otherwise plain text: `<tt id="ab12">`, `</font>`, `<br/>`.

    Only names that HTML formats text with, and only attributes as HTML has them. A tag that ends
    a line on the page becomes a line end. Held back where the text is source or XML, or is about
    such things; a whole page of source, and raised or lowered figures, are reported.
    """
    tags = _tags(text)
    if not tags:
        return
    size = sum(tag.span.end - tag.span.start for tag in tags)
    if SOURCE_START.match(text) or (len(tags) > FEW_TAGS and 2 * size > len(text)):
        yield Finding(tags[0].span, None, "HTML source: its tags are left")
    elif not (speaks_of(ABOUT_TAGS, text) or SOURCE.search(text) or OTHER_CLOSE.search(text)):
        for run in _runs(text, tags):
            yield _finding(text, run)


def _tags(text: str) -> list[Tag]:
    tags = [
        Tag(
            Span(*match.span()),
            (match["name"] or "").lower(),
            match["close"] == "/",
            not (match["rest"] or "").strip(),
        )
        for match in TAG.finditer(text)
        if match["rest"] is None or ATTRIBUTES.fullmatch(match["rest"])
    ]
    closed = {tag.name for tag in tags if tag.close}
    found: list[Tag] = []
    for tag in tags:
        behind = bool(found) and found[-1].span.end == tag.span.start
        if _sure(text, tag, closed, behind_another=behind):
            found.append(tag)
    return found


def _sure(text: str, tag: Tag, closed: set[str], *, behind_another: bool) -> bool:
    """Whether a name is a tag's: in a<b>c it is a number, in -f<font> a value."""
    doubtful = len(tag.name) == 1 or tag.name in NEVER_BARE
    if not doubtful or tag.close or not tag.bare or tag.name in closed:
        return True
    before = text[tag.span.start - 1 : tag.span.start] or "\n"
    return tag.name == "p" and (behind_another or before in LINE_EDGE + ENDED)


def _runs(text: str, tags: Sequence[Tag]) -> Iterator[list[Tag]]:
    """Tags that follow one another, with nothing but space between them."""
    run: list[Tag] = []
    for tag in tags:
        if run and text[run[-1].span.end : tag.span.start].strip(SPACE):
            yield run
            run = []
        run.append(tag)
    if run:
        yield run


def _finding(text: str, run: Sequence[Tag]) -> Finding:
    """What a run of tags becomes: a line end, a space between cells, or nothing."""
    start, end = run[0].span.start, run[-1].span.end
    names = {tag.name for tag in run}
    note = f"HTML tag {text[start:end][:40]}"
    if names & {"sub", "sup"}:
        return Finding(Span(start, end), None, f"{note}, left: it raises or lowers a figure")
    edges = (text[start - 1 : start] or "\n") + (text[end : end + 1] or "\n")
    inside = not set(edges) & set(LINE_EDGE)
    replacement = ""
    if inside and any(re.fullmatch(BLOCK, name) for name in names):
        replacement = "\n"
    elif inside and names & {"td", "th"}:
        replacement = " "
    return Finding(Span(start, end), replacement, note)
