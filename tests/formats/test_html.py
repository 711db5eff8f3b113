"""HTML: the lines that a browser shows, and where they stand."""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.errors import InputError
from cleanup.formats.html import main_content, visible

SHOWN = {
    "paragraphs": ("<title>题</title><p>春天<p>雨", ["春天", "雨"]),
    "inline elements": ("<p>春<b>天</b>来<a href=x>了</a><o:p>。</o:p></p>", ["春天来了。"]),
    "line breaks": ("<p>春天<br>雨<BR/>雪", ["春天", "雨", "雪"]),
    "lists": ("<ul><li>一<li>二</ul><dl><dt>三<dd>四</dl>", ["一", "二", "三", "四"]),
    "tables": ("<table><tr><th> 名 <th>价<tr><td>书</td> <td></td><td>5</td></table>",
               ["名\t价", "书\t\t5"]),
    "tables for layout": ("<table><tr><td><p>栏<p>目</td><td><div>文</div></td></table>",
                          ["栏", "目", "文"]),
    "preformatted lines": ("<p>a  b\n c</p><pre>\na  b\n\n  c<br>d\n</pre><p>e",
                           ["a b c", "a  b", "", "  c", "d", "e"]),
    "source lines": ("<p>今天\n  天气 很\n好</p><p>a\nb", ["今天天气 很好", "a b"]),
    "space": ("<p>  a <b> b</b> \t<i>c </i> </p>&nbsp;d&#12288;e", ["a b c", "\xa0d\u3000e"]),
    "references": ("<p>&amp;lt; &lt;b&gt; &hellip; &#x4e2d; &#20013", ["&lt; <b> … 中 中"]),
    "ruby": ("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字", ["漢(かん)字"]),
    "no styles": ("<style>p{}</style><p>a", ["a"]),
    "no scripts": ("<p>a<script>if (a<b) '</p>'</script>b<noscript>c</noscript>", ["ab"]),
    "no comments": ("<p>a<!-- > b -->c", ["ac"]),
    "no pictures": ("<p>a<img alt='画'><svg><text>c</text></svg><video>e</video>f", ["af"]),
    "no frames": ("<p>a<iframe><p>b</iframe><object>d</object>f", ["af"]),
    "no fields": ("<form>姓名 <input value=a><textarea>d</textarea>", ["姓名"]),
    "no widgets": ("<form>姓名 <select><option>b</select><button>c</button>", ["姓名"]),
    "nothing hidden": ("<p>a<i hidden>b</i><i style='x:y;visibility:hidden'>e</i>", ["a"]),
    "no hidden blocks": ("a<div style='DISPLAY : none'>c<p>d</p></div>e", ["ae"]),
    "no templates": ("a<template><p>f</template>", ["a"]),
    "no veiled parts": ("<p>a, b<div style='visibility: hidden'><p>c</div>", ["a, b"]),
    "a text that waits for its script": (
        "<p>题<div style='visibility:hidden;opacity:0'><p>春天来了<p hidden>雨</p></div>",
        ["题", "春天来了"]),
    "open dialogs": ("<dialog>g</dialog><dialog open>h</dialog>", ["h"]),
    "what speaks of hiding": ("<p title='it is hidden by style=\"display:none\"'>a", ["a"]),
    "sources": ("<p>a<xmp>&amp;<b>\nc</xmp>d", ["a", "&amp;<b>", "c", "d"]),
    "plain text": ("a<plaintext></p>", ["a", "</p>"]),
    "odd attributes": ("<p a\"b=c =d disabled 'x=\"&lt;p>y\">a", ["a"]),
    "tags that never close": ("<div><p>a<b>b<div>c</p></b>d", ["ab", "c", "d"]),
    "tags that never opened": ("</div></p>a</td></b>b", ["ab"]),
    "a cut tag": ("<p>a<a hre", ["a"]),
    "no tags": ("春天 & 雨 < 雪", ["春天 & 雨 < 雪"]),
    "nothing": ("", []),
    "NUL bytes": ("<p>a\0b</p\0>", ["ab"]),
}  # fmt: skip


@pytest.mark.parametrize("case", SHOWN)
def test_lines(case):
    """What is shown, and nothing else."""
    source, lines = SHOWN[case]
    shown = visible(source)
    assert shown.text == "\n".join(lines)
    assert len(shown.origins) == len(lines)


def test_origins():
    """The path to a line, how much of it stands in links, and the very elements around it."""
    source = (
        "<div id=top class='nav main'><a href=1>首页</a></div>"
        "<div class=content><p>正文<a>链接</a></p>尾<table><tr><td>格</table></div>"
    )
    assert visible(source).origins == (
        ("body>div#top.nav.main", 1.0, (0, 1), 0.0, False),
        ("body>div.content>p", 0.5, (0, 2, 3), 0.0, False),
        ("body>div.content", 0.0, (0, 2), 0.0, False),
        ("body>div.content>table>tbody>tr>td", 0.0, (0, 2, 4, 5, 6, 7), 0.0, False),
    )


TITLES = {
    "the title": ("<title>春天来了</title>", 1.0),
    "with the site's name": ("<title>春天来了_东岭网</title>", 4 / 7),
    "with other marks": ("<title>“春天”\n来了！</title>", 1.0),
    "for other sites": ("<title>东岭网</title><meta property='og:title' content='春天来了'>", 1.0),
    "by another name": ("<META NAME=twitter:title CONTENT='春天来了'>", 1.0),
    "in references": ("<title>&#26149;天来了</title>", 1.0),
    "cut": ("<title>春天来</title>", 0.0),
    "of a picture": ("<svg><title>春天来了</title></svg>", 0.0),
    "another": ("<title>雨</title><meta name=description content='春天来了'>", 0.0),
    "none": ("", 0.0),
}


@pytest.mark.parametrize("case", TITLES)
def test_titles(case):
    """How much of the title that the head states a line is."""
    head, share = TITLES[case]
    shown = visible(f"{head}<h1>春天来了</h1><p>雨停了，天晴了。")
    assert [origin.title for origin in shown.origins] == [pytest.approx(share), 0]


STATED = {
    "<meta property=og:type content=article>": True,
    "<meta content=Article name=og:type>": True,
    "<meta property=og:type content=website>": False,
    '<script type=application/ld+json>{"@context": "https://schema.org", "@type": '
    '["NewsArticle"]}</script>': True,
    '<script>{"@context":"http://schema.org","@graph":[{"@type":"BlogPosting"}]}</script>': True,
    '<script>{"@context":"http://schema.org","@type":"DiscussionForumPosting"}</script>': False,
    '<script>{"@type": "Article"}</script>': False,
    "": False,
}


@pytest.mark.parametrize("head", STATED)
def test_articles_are_stated(head):
    """By Open Graph, or as linked data."""
    (origin,) = visible(f"{head}<p>雨停了，天晴了。").origins
    assert origin.is_article is STATED[head]


HOSTILE = {
    "nested blocks": "<div>" * 10_000 + "雨",
    "nested blocks with text": "<div>雨" * 10_000,
    "nested formats": "<b>" * 10_000 + "雨",
    "formats that are never closed": "<b><p>" * 2_000 + "雨",
    "formats with a name each": "".join(f"<b id={n}><p>" for n in range(20_000)) + "雨",
    "such formats in tables": "".join(f"<table><b id={n}>x" for n in range(20_000)) + "雨",
    "ends without a beginning": "<x></y>" * 10_000 + "雨",
    "nested tables": "<table><tr><td>" * 3_000 + "雨",
    "nested links": "<a href=x>" * 5_000 + "雨",
    "one huge attribute": f"<p class='{'x ' * 10**6}' title='{'y' * 10**6}'>雨",
    "many attributes": f"<p {' '.join(f'a{n}=b' for n in range(5_000))}>雨",
    "many cells": "<table><tr>" + "<td>雨" + "<td>" * 10**5,
    "open angles": "<" * 10**5 + "雨",
    "open comments": "<!--" * 10**5,
    "references": "&" * 10**5 + "雨",
    "space": "<p>雨" + " \n" * 10**5 + "x",
    "many titles": "".join(f"<meta name=og:title content='雨{n}'>" for n in range(10**5))
    + "<p>雨" * 10**4,
    "a script without an end": "雨<script>" + "</scrip" * 10**5,
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_pages_take_no_longer(case):
    """They do not crash, whatever is nested; their text is not lost."""
    start = time.process_time()
    shown = visible(HOSTILE[case])
    assert time.process_time() - start < 5
    assert "雨" in shown.text or case == "open comments"
    assert sum(len(origin.path) for origin in shown.origins) < 10**7


def test_endless_work_is_refused():
    """Before it is begun."""
    with pytest.raises(InputError, match="HTML of tags that are never closed"):
        visible("<x></y>" * 10**5 + "雨")


ENCODED = {
    "UTF-8": (b"<p>", "utf-8"),
    "UTF-8 that says GBK": (b"<meta charset=gbk><p>", "utf-8"),
    "GBK as declared": (b"<meta charset='gb2312'><p>", "gb18030"),
    "GBK as declared in the old way": (b'<META content="text/html; charset=GBK"><p>', "gbk"),
    "GBK that is not declared": (b"<p>", "gbk"),
    "GBK that says Latin-1": (b"<meta charset=iso-8859-1><p>", "gbk"),
    "UTF-16": (b"", "utf-16"),
}


@pytest.mark.parametrize("case", ENCODED)
def test_encodings(case):
    """What the bytes are goes before what the page says."""
    source, encoding = ENCODED[case]
    text = "今天下雨，我们在家里看书，妈妈在厨房里做饭，弟弟在画画。"
    assert visible(source + text.encode(encoding)).text == text


def test_binary_data_are_refused():
    """A picture with the name of a page."""
    with pytest.raises(InputError):
        visible(bytes(range(256)) * 10)


@given(st.text(st.sampled_from("<>/!-\"'= &;abp\n\0雨")) | st.text())
def test_any_page_has_as_many_origins_as_lines(source):
    """Whatever it is made of."""
    shown = visible(source)
    lines = shown.text.split("\n") if shown.origins else []
    assert len(shown.origins) == len(lines)
    assert all(0 <= origin.links <= 1 for origin in shown.origins)


def test_main_content():
    """Without what is around it."""
    text = "今天下雨，我们在家里看书，妈妈在厨房里做饭。" * 5
    page = (
        "<nav><ul><li><a href=/>首页</a><li><a href=/n>新闻</a></ul></nav>"
        f"<article><h1>雨天</h1><p>{text}</p></article><footer>版权所有</footer>"
    )
    assert text in main_content(page)
    assert "版权" not in main_content(page.encode())


@pytest.mark.parametrize("read", [visible, main_content])
def test_without_the_parser(monkeypatch, read):
    """It is said what to install."""
    monkeypatch.setitem(sys.modules, "resiliparse.parse.html", None)
    with pytest.raises(InputError, match=r"HTML; to read it, install corpus-cleanup\[html\]"):
        read("<p>a")
