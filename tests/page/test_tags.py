"""Pages that were HTML are judged by their tags too."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import cleanup
from cleanup.explanation import explain
from cleanup.formats.html import visible
from cleanup.model import Source
from cleanup.page.classifier.elements import PARTS, Elements, label_of
from cleanup.page.content import content
from cleanup.page.segment import segment
from cleanup.pipeline import clean_document
from cleanup.settings import Settings

PARAGRAPHS = {
    "zh": (
        "四月的第一个星期，东岭镇的茶农就上了山，今年的雨水比往年来得早，新芽也长得齐。",
        "老周家的茶园在半山腰，祖孙三代都在这里采茶，炒茶用的铁锅还是他祖父留下来的。",
        "到了傍晚，收茶的车停在村口，一筐一筐的鲜叶过了秤，当天夜里就要下锅。",
    ),
    "en": (
        "In the first week of April the farmers of Dunmore went up the hill, two weeks early.",
        "The garden halfway up belongs to one family, and their iron pan is older than they are.",
        "At dusk a cart stops at the gate, the leaves are weighed, and the fires are lit at once.",
    ),
}
TALK = {
    "zh": (
        "我去年也去过那里，茶是真的香，就是路不太好走，下雨天要小心。",
        "楼上说得对，我们那边也是这样，年轻人都不愿意上山采茶了。",
        "请问收茶的价格今年大概是多少？想买一点寄给家里的老人。",
    ),
    "en": (
        "I went there last year, and the tea is as good as they say, but mind the road in rain.",
        "That is true of our valley too, the young people do not want to climb the hill any more.",
        "Does anybody know what they ask for a pound this year? I would like to send some home.",
    ),
}
TEASERS = {
    "zh": ("港口新航线昨日开通，首班船载客三百", "县图书馆周末开放到晚上九点", "山洪过后的第七天"),
    "en": ("New ferry line opens with 300 aboard", "Library to stay open late", "After the flood"),
}


def page_of(language: str, below: str, main: str = "article") -> str:
    """A page with a menu, an article, what is below it, and a footer."""
    article = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[language])
    menu = "".join(f"<li><a href=/{n}>{word}</a>" for n, word in enumerate(("东岭", "Dunmore")))
    return (
        f"<body><div class=header><ul class=nav>{menu}</ul></div>"
        f"<div class='{main}'><h1>采茶 Tea</h1><div class=entry-content>{article}</div></div>"
        f"{below}<div class=footer>版权所有 Copyright 2024</div>"
    )


def comments(language: str, around: str, one: str) -> str:
    """What readers say, in tags with these classes."""
    said = "".join(
        f"<li class='{one}'><div><b>A{n}</b> 2024-04-0{n}</div><p>{text}</p>"
        for n, text in enumerate(TALK[language], 1)
    )
    return f"<div class='{around}'><ol>{said}</ol></div>"


def teasers(language: str, around: str) -> str:
    """Headlines of other articles, in a block of this class."""
    rows = "".join(f"<li><a href=/{n}>{one}</a>" for n, one in enumerate(TEASERS[language]))
    return f"<div class='{around}'><ul>{rows}</ul></div>"


def source_of(html: str) -> Source:
    """A file of HTML."""
    text, origins = visible(html)
    return Source("a.html", text.encode(), is_html=True, origins=origins)


def clean(html: str) -> str:
    """What becomes of a file of HTML."""
    return clean_document(source_of(html), SETTINGS).document.text


SETTINGS = Settings()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("around", "one"), [("comments-area", "comment even thread-even depth-1"), ("pinglun", "reply")]
)
def test_comments_on_an_article_go(language, around, one):
    """The article stays whole."""
    text = clean(page_of(language, comments(language, around, one)))
    assert [one for one in TALK[language] if one in text] == []
    assert all(one in text for one in PARAGRAPHS[language])


@pytest.mark.parametrize("name", ["page.html", "pages.warc"])
def test_pages_in_files_and_archives_are_judged_so(tmp_path, inside, name):
    """By the command, with a record that leads back."""
    html = page_of("zh", comments("zh", "comments", "comment")).encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    given = {"page.html": html, "pages.warc": head.encode() + answer + b"\r\n\r\n"}
    (tmp_path / name).write_bytes(given[name])
    done = inside("run", name, "-o", "out")
    assert done.returncode == 0, done.stderr
    (result,) = (path for path in (tmp_path / "out").iterdir() if path.name.startswith("page"))
    text = result.read_text("utf-8")
    assert all(one in text for one in PARAGRAPHS["zh"])
    assert not any(one in text for one in TALK["zh"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_posts_of_a_forum_stay(language):
    """There what readers say is the text."""
    said = comments(language, "thread-posts comments", "post reply")
    text = clean(page_of(language, said, "forum-topic"))
    assert all(one in text for one in (*PARAGRAPHS[language], *TALK[language]))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_comments_without_an_article_stay(language):
    """Where nothing else is there, they may be the text itself."""
    text = clean(f"<body>{comments(language, 'comments', 'comment')}")
    assert all(one in text for one in TALK[language])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("around", ["related-posts", "sidebar", "hot-list", "more-links"])
def test_headlines_of_other_articles_go(language, around):
    """They stand in links, in an element of their own."""
    text = clean(page_of(language, teasers(language, around)))
    assert [one for one in TEASERS[language] if one in text] == []
    assert all(one in text for one in PARAGRAPHS[language])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_has_no_sentence_stays_without_the_sites_sentences(language):
    """All sentences of the page go, and it is none the less cleaned."""
    rows = {
        "zh": ("东岭炒茶的做法", "鲜叶三斤", "铁锅一口", "松柴两捆", "先把锅烧热", "翻炒二十分钟"),
        "en": ("Tea of Dunmore", "3 pounds of leaves", "1 iron pan", "Heat the pan", "Stir 20 min"),
    }[language]
    site = {
        "zh": "版权所有：东岭网。未经许可，不得转载本站内容，违者必究。京ICP备00000001号。",
        "en": "We use cookies. By using this site you accept our privacy policy and terms of use.",
    }[language]
    title, *steps = rows
    items = "".join(f"<li>{one}</li>" for one in steps)
    menu = "".join(f"<li><a href=/>{one}</a>" for one in ("首页", "新闻", "Home", "Contact us"))
    html = (
        f"<title>{title}</title><ul class=nav>{menu}</ul>"
        f"<div class=entry-content><h1>{title}</h1><ol>{items}</ol></div>"
        f"<div class=footer><ul>{menu}</ul><p>{site}</p></div>"
    )
    text = clean(html)
    assert [one for one in rows if one not in text] == []
    assert site not in text


CAPTION = {
    "zh": "图为东岭镇的茶农在半山腰采茶，李某摄。",
    "en": "Farmers of Dunmore pick tea halfway up the hill. Photo by A. Lee.",
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "around",
    [
        "<figure><figcaption>{}</figcaption></figure>",
        "<div class=wp-caption><p class=wp-caption-text>{}</p></div>",
    ],
)
def test_captions_of_pictures_go(language, around):
    """They stand amid the paragraphs of the text."""
    first, *others = PARAGRAPHS[language]
    figure = around.format(CAPTION[language])
    html = page_of(language, "").replace(f"<p>{others[0]}", f"{figure}<p>{others[0]}")
    text = clean(html)
    assert CAPTION[language] not in text
    assert all(one in text for one in (first, *others))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_text_of_captions_stays(language):
    """A page may tell its story in them."""
    told = "".join(
        f"<figure><figcaption>{one}</figcaption></figure>" for one in PARAGRAPHS[language]
    )
    text = clean(f"<body><ul class=nav><li><a href=/>Dunmore 东岭</a></ul>{told}")
    assert all(one in text for one in PARAGRAPHS[language])


HEADLINE = {"zh": "祖孙三代守茶园", "en": "Three generations keep a garden"}
HEADLINES = {
    "in a heading": ("<title>{0} - 东岭网 Dunmore</title>", "<h2>{0}</h2>"),
    "in no heading": ("<title>{0}</title>", "<div class=t>{0}</div>"),
    "as the highest heading": ("", "<h1>{0}</h1>"),
    "not the site's name": (
        "<meta property=og:title content='{0}'><title>{0} - 东岭网 Dunmore Daily</title>",
        "<h1>东岭网 Dunmore Daily</h1><h2>{0}</h2>",
    ),
    "not the last crumb": ("<title>{0}</title>", "<ol class=crumbs><li>{0}</ol><h1>{0}</h1>"),
    "in two lines": ("<title>{0}</title>", "<h1>{0}<br>1990 — 2020</h1>"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", HEADLINES)
def test_the_headline_is_what_tags_say(case, language):
    """The title that the head states, or the highest heading; its site's name is none."""
    head, above = (part.format(HEADLINE[language]) for part in HEADLINES[case])
    told = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[language])
    shown = visible(f"{head}<body>{above}<div class=content>{told}</div>")
    page = segment(shown.text, origins=shown.origins)
    found = content(page)
    assert found.headline.text == HEADLINE[language]
    assert page.origins[found.headline.index].path.split(">")[-1] != "li"
    named = {page.blocks[index].text for index in found.headlines}
    assert named - {HEADLINE[language]} == ({"1990 — 2020"} if case == "in two lines" else set())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_menus_go_where_no_article_is_sure(language):
    """What is hardly content is none, however little the rest looks like a text."""
    said = {
        "zh": ("求一张上山的地图", "收藏了，谢谢楼主"),
        "en": ("does anybody know what tea costs there", "saved, thank you"),
    }
    posts = "".join(f"<div class=post>{one}</div>" for one in said[language])
    menu = "".join(f"<li><a href=/>{one}</a>" for one in ("首页", "新闻", "Home", "Contact us"))
    html = f"<ul class=nav>{menu}</ul>{posts}<ul class=footer>{menu}</ul>"
    outcome = clean_document(source_of(html), SETTINGS)
    assert outcome.document.text.split() == " ".join(said[language]).split()
    assert "NAV012" in {report.code for report in outcome.reports}


IN_THE_TEXT = {
    "a list": ("<ul>{}</ul>", "<li>{}"),
    "a numbered list": ("<ol class=steps>{}</ol>", "<li>{}"),
    "a table": ("<table>{}</table>", "<tr><td>{}<td>5"),
    "a quotation": ("<blockquote>{}</blockquote>", "<p>{}"),
    "code": ("<pre>{}</pre>", "{}\n"),
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("case", IN_THE_TEXT)
def test_what_stands_amid_paragraphs_stays(language, case):
    """Lists, tables and quotations are part of the text."""
    around, row = IN_THE_TEXT[case]
    said = {
        "zh": ("鲜叶三斤", "铁锅一口", "松柴两捆"),
        "en": ("fresh leaves", "iron pan", "pine wood"),
    }
    rows = "".join(row.format(one) for one in said[language])
    first, *others = PARAGRAPHS[language]
    html = page_of(language, "").replace(f"<p>{others[0]}", f"{around.format(rows)}<p>{others[0]}")
    text = clean(html)
    assert [one for one in (first, *said[language], *others) if one not in text] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_clean_stays_so(language):
    """The result is text; cleaning that again changes nothing."""
    text = clean(page_of(language, comments(language, "comments", "comment")))
    assert cleanup.clean(text).text == text


TAGS = (
    *("<div class=a>", "</div>", "<p>", "<li>", "<ul>", "</ul>", "<h1>", "</h1>"),
    *("<table><tr><td>", "</table>", "<a href=x>", "</a>"),
)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from((*TAGS, *PARAGRAPHS["zh"], *TEASERS["zh"], "回复")),
        max_size=40,
    ).map("".join)
)
@example("<div>" * 40 + PARAGRAPHS["zh"][0] + "</div>" * 39 + "<p>首页")
def test_any_html_is_cleaned_once_and_for_all(html):
    """Whatever its tags are."""
    once = clean(html)
    assert cleanup.clean(once).text == once


def test_the_tree_of_a_page():
    """Elements hold blocks; siblings of one kind share a number."""
    shown = visible(
        "<div id=a1 class='b odd'><p>x<p>y</div><div id=a2 class=b>z</div><pre>u\nv</pre>"
    )
    tree = Elements(shown.origins)
    assert tree.depth.tolist() == [4, 4, 3, 3, 3]  # <body>, and one more that holds all
    assert tree.tag[tree.up(0)].tolist() == ["p", "p", "div", "pre", "pre"]
    outer = tree.around[2]
    assert outer[0] == outer[1] != outer[2]
    assert tree.sibling[outer[0]] == tree.sibling[outer[2]] != tree.sibling[outer[3]]
    assert tree.sums(np.ones(5))[outer].tolist() == [2, 2, 1, 2, 2]


@pytest.mark.parametrize(
    ("label", "says"),
    [
        (
            "div#comment-57.comment.thread-odd",
            ("div", {"comments"}, "div#comment-.comment.thread-odd"),
        ),
        ("ul.topNav.hot", ("ul", {"menu", "related"}, "ul.topNav.hot")),
        ("article", ("article", set(), "article")),
        ("td", ("td", set(), "td")),
        ("", ("", set(), "")),
    ],
)
def test_labels(label, says):
    """What names of tags, ids and classes say."""
    tag, parts, kind = says
    found = label_of(label)
    assert (found.tag, found.kind) == (tag, kind)
    assert found.parts == sum(1 << PARTS.index(part) for part in parts)


def test_a_line_of_html_can_be_explained():
    """By its tags, in the page as it was judged."""
    source = source_of(page_of("zh", teasers("zh", "related-posts")))
    rows = source.data.decode().split("\n")
    gone = explain(source, rows.index(TEASERS["zh"][0]) + 1, SETTINGS)
    kept = explain(source, rows.index(PARAGRAPHS["zh"][0]) + 1, SETTINGS)
    assert (gone.label, kept.label) == ("chrome", "body")
    assert gone.probability < kept.threshold <= kept.probability
    assert any(
        name.startswith(("0 up", "kind", "main", "items", "links")) for name, _ in gone.reasons
    )
