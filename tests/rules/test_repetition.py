"""A body that stands several times: which copies are found, and which one stays."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleanup
from cleanup.page.segment import segment
from cleanup.rules.repetition.letters import letters_of
from cleanup.rules.repetition.runs import aligned
from cleanup.settings import Settings
from tests.support.paths import CASES

ALONE = Settings(select=("REP",))

HEADER = "首页 > 新闻 > 正文\n东岭港新航线开通\n2024-03-05 10:20 来源：东岭日报 作者：李某\n"
OTHER = "东岭日报手机版\n您的位置：首页 > 要闻\n东岭港开通新航线\n来源：东岭日报 2024-03-05\n"
FOOTER = "分享到：微信 微博\n上一篇：春季运动会开幕\n下一篇：没有了\n"
BODY = (
    "今年以来，东岭港新开通三条远洋航线，吞吐量比去年同期增长一成，其中集装箱增长最快。",
    "码头工人说，从前船要在锚地等上两天两夜，现在靠泊、卸货、离港，一个白天就够了。",
    "新的航线",
    "据港务部门介绍，新航线直达六个国家的十一座港口，运输时间平均缩短四天半左右。",
    "“货早到一天，花在仓库里的钱就少一天。”一家外贸公司的负责人这样算他的账。",
    "下一步，港口将继续扩建泊位，完善铁路专用线，让内陆省份的货物也能就近出海。",
)


def page(first, second):
    """Two copies under two headers."""
    return f"{HEADER}{lines(first)}{FOOTER}{OTHER}{lines(second)}{FOOTER}"


def lines(body):
    return "".join(f"{line}\n" for line in body)


def changed(at, line):
    """The body with one line replaced."""
    return (*BODY[:at], line, *BODY[at + 1 :])


def without(at):
    return (*BODY[:at], *BODY[at + 1 :])


EDITED = changed(1, BODY[1].replace("说", "讲").replace("就够了", "便够了"))
LOST = changed(3, BODY[3].replace("航线", "航?"))


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        pytest.param(BODY, BODY, BODY, id="equal copies: the first"),
        pytest.param(BODY, without(2), BODY, id="second lacks a subhead: the first"),
        pytest.param(without(2), BODY, BODY, id="first lacks a subhead: the second"),
        pytest.param(without(5), BODY, BODY, id="first is cut short: the second"),
        pytest.param(BODY, EDITED, BODY, id="a few words edited: the first"),
        pytest.param(LOST, BODY, BODY, id="first has a lost character: the second"),
        pytest.param(BODY, changed(4, BODY[4].replace("“", '"')), BODY, id="other quotes"),
    ],
)
def test_one_copy_stays(first, second, kept):
    """The more complete one, then the one with fewer lost characters, then the first."""
    text = cleanup.clean(page(first, second)).text
    assert [line for line in text.splitlines() if line in (*first, *second)] == list(kept)


def test_three_copies_become_one():
    """In any number of copies one stays."""
    text = cleanup.clean(page(BODY, BODY) + OTHER + lines(BODY) + FOOTER).text
    assert text == "东岭港新航线开通\n" + lines(BODY)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "租约甲\n" + lines(BODY[:2]) + "租约乙\n" + lines(BODY[:2]),
            id="forms with the same clauses",
        ),
        pytest.param(
            "初稿\n" + lines(BODY) + "定稿\n" + lines(EDITED), id="draft and final version"
        ),
        pytest.param(
            lines(BODY)
            + "\n"
            + lines(line.replace("三", "四").replace("六", "七") for line in BODY),
            id="the same with other figures",
        ),
        pytest.param(lines(BODY) + "\n" + lines(BODY[1:2]), id="one paragraph taken up again"),
    ],
)
def test_what_an_author_repeats_stays(text):
    """Without a site's header between them, only a whole repeated page is a copy."""
    assert cleanup.clean(text).text == text


def test_a_paragraph_that_only_the_dropped_copy_has_stays():
    """A block goes only if its like stays."""
    extra = "编者按：这条消息发出以后，本报收到许多读者来信，询问新航线是否也载客。"
    text = cleanup.clean(page((*BODY, BODY[0] + BODY[1]), (extra, *BODY))).text
    assert extra in text
    assert text.count(BODY[1]) == 2


def test_two_notices_of_one_form_are_two():
    """Under different headlines what differs may be the news."""
    other = [line.replace("东岭", "西山") for line in BODY]
    first, second = HEADER + lines(BODY), OTHER.replace("东岭港", "西山港") + lines(other)
    text = cleanup.clean(first + FOOTER + second + FOOTER).text
    assert [line for line in text.splitlines() if line in (*BODY, *other)][-len(other) :] == other


HANT = (
    "今年以來，東嶺港新開通三條遠洋航線，吞吐量比去年同期增長一成，其中集裝箱增長最快。",
    "碼頭工人說，從前船要在錨地等上兩天兩夜，現在靠泊、卸貨、離港，一個白天就夠了。",
    "據港務部門介紹，新航線直達六個國家的十一座港口，運輸時間平均縮短四天半左右。",
    "「貨早到一天，花在倉庫裡的錢就少一天。」一家外貿公司的負責人這樣算他的帳。",
    "下一步，港口將繼續擴建泊位，完善鐵路專用線，讓內陸省份的貨物也能就近出海。",
)
ENGLISH = (
    "The harbour opened three new lines this year, and the tonnage has grown by a tenth.",
    "In the old days a ship would wait two days and two nights, the dockers like to say.",
    "The lines reach eleven harbours in six countries, and a voyage is shorter by four days.",
    "Every day that the goods come sooner is a day that nobody pays for in a warehouse.",
)
HANT_HEADER = "首頁 > 新聞 > 正文\n東嶺港新航線開通\n2024-03-05 10:20 來源：東嶺日報\n"
HANT_OTHER = "東嶺日報手機版\n東嶺港新航線開通\n來源：東嶺日報 2024-03-05\n"
EN_MENU = "Home\nNews\nLog in\nSubscribe\nContact us\nPrivacy Policy\n"
EN_HEADER = f"{EN_MENU}Three new lines for the harbour\nMarch 5, 2024\n"
EN_FOOTER = "Share\nRelated articles\nTerms of use\nCopyright 2024 All rights reserved\n"
BARE = tuple(line for line in BODY if len(line) > 10)
LONG = (
    BARE[0] + BARE[1],
    BARE[2] + BARE[3],
    BARE[4] + "港务部门说，到那时铁路与码头之间只隔着一道门。",
)
TITLE = "东岭港新航线开通\n"


def reworded(body):
    """Every paragraph edited, none in a figure or a name."""
    changes = (
        ("今年以来", "今年起"), ("从前", "过去"), ("介绍", "透露"), ("负责人", "经理人"),
        ("让", "使"), ("最快", "最为迅速"), ("卸货", "装卸"), ("缩短", "压缩"), ("花在", "用在"),
    )  # fmt: skip
    for old, new in changes:
        body = tuple(line.replace(old, new) for line in body)
    return body


def mangled(body, share, seed):
    """A share of the characters lost, doubled or replaced by one that says nothing."""
    rng = random.Random(seed)

    def one(character):
        if rng.random() >= share or character in "一二三四五六七八九十两半东岭港":
            return character
        return rng.choice(("", character * 2, "某", "的", "了"))

    return tuple("".join(map(one, line)) for line in body)


def joined(body):
    """Two paragraphs in one, all the way down."""
    return tuple("".join(body[at : at + 2]) for at in range(0, len(body), 2))


def split(body):
    """Every sentence's half a paragraph."""
    return tuple(part for line in body for part in (line[:20], line[20:]) if part)


def amid(body, chrome):
    """A line of the site after every paragraph."""
    return tuple(line for pair in zip(body, [chrome] * len(body), strict=True) for line in pair)


def copies(*bodies, header=HEADER, other=OTHER, footer=FOOTER):
    """The bodies, each but the first under the other header."""
    rest = "".join(f"{other}{lines(body)}{footer}" for body in bodies[1:])
    return f"{header}{lines(bodies[0])}{footer}{rest}"


def noise(seed):
    """A line of fifty characters at random, always the same for one seed."""
    return "".join(random.Random(seed).choices([chr(0x4E00 + at) for at in range(900)], k=50))


EN = {"header": EN_HEADER, "other": EN_HEADER, "footer": EN_FOOTER}
TRADITIONAL = {"header": HANT_HEADER, "other": HANT_OTHER}


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        pytest.param(copies(BARE, reworded(BARE)), BARE, id="every paragraph reworded"),
        pytest.param(copies(BARE, mangled(BARE, 0.01, 1)), BARE, id="1 % of the characters"),
        pytest.param(copies(BARE, mangled(BARE, 0.02, 2)), BARE, id="2 %"),
        pytest.param(copies(BARE, mangled(BARE, 0.03, 3)), BARE, id="3 %"),
        pytest.param(copies(BARE, mangled(BARE, 0.04, 4)), BARE, id="4 %"),
        pytest.param(copies(BARE, mangled(BARE, 0.05, 5)), BARE, id="5 %"),
        pytest.param(copies(BARE, joined(BARE)), BARE, id="paragraphs joined"),
        pytest.param(copies(BARE, split(BARE)), BARE, id="paragraphs split"),
        pytest.param(copies(joined(BARE), BARE), joined(BARE), id="the first has them joined"),
        pytest.param(copies(BARE, ("".join(BARE),)), BARE, id="the whole body in one line"),
        pytest.param(copies(BARE, joined(reworded(BARE))), BARE, id="joined and reworded"),
        pytest.param(copies(BARE[:1], BARE[:1]), BARE[:1], id="a body of one paragraph"),
        pytest.param(copies(BARE[:2], BARE[:2]), BARE[:2], id="a body of two"),
        pytest.param(copies(*[BARE] * 4), BARE, id="four copies"),
        pytest.param(copies(*[BARE] * 5), BARE, id="five copies"),
        pytest.param(
            copies(BARE, reworded(BARE), mangled(BARE, 0.02, 6)), BARE, id="three, two edited"
        ),
        pytest.param(copies(BARE[:3], BARE[:4], BARE), BARE, id="the last is the longest"),
        pytest.param(copies(BARE, amid(BARE, "分享到：微信 微博")), BARE, id="share bars amid"),
        pytest.param(copies(BARE, amid(BARE, "关注公众号")), BARE, id="unknown lines amid"),
        pytest.param(copies(amid(BARE, "微信 微博"), BARE), BARE, id="share bars amid the first"),
        pytest.param(copies(BARE, HANT), BARE, id="the other script"),
        pytest.param(copies(HANT, HANT, **TRADITIONAL), HANT, id="Traditional"),
        pytest.param(
            copies(HANT, mangled(HANT, 0.03, 7), **TRADITIONAL), HANT, id="Traditional, edited"
        ),
        pytest.param(copies(HANT, joined(HANT), **TRADITIONAL), HANT, id="Traditional, joined"),
        pytest.param(copies(ENGLISH, ENGLISH, **EN), ENGLISH, id="English"),
        pytest.param(copies(*[ENGLISH] * 3, **EN), ENGLISH, id="English, three copies"),
        pytest.param(
            copies(ENGLISH, tuple(line.replace("this", "the same") for line in ENGLISH), **EN),
            ENGLISH,
            id="English, edited",
        ),
        pytest.param(copies(ENGLISH, joined(ENGLISH), **EN), ENGLISH, id="English, joined"),
        pytest.param(lines(BARE) * 3, BARE, id="three times and nothing else"),
        pytest.param(TITLE + lines(LONG) * 2, (TITLE.strip(), *LONG), id="under a title"),
    ],
)
def test_copies_become_one(page, kept):
    """Whatever the line ends, the header, the number; the most complete one stays."""
    text = cleanup.clean(page, ALONE).text
    assert [line for line in text.splitlines() if line in kept] == list(kept)
    left = [line for line in text.splitlines() if line not in kept and len(line) > 40]
    assert left == []
    assert cleanup.clean(text, ALONE).text == text


LEAD = BARE[0]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f"{HEADER}导读：{LEAD}\n{lines(BARE)}{FOOTER}", id="labelled"),
        pytest.param(f"{HEADER}【导读】\n{LEAD}\n{lines(BARE)}{FOOTER}", id="label on its own"),
        pytest.param(f"{HEADER}摘要：{LEAD[:24]}……\n{lines(BARE)}{FOOTER}", id="cut short"),
        pytest.param(f"{LEAD[:24]}……[详细]\n{HEADER}{lines(BARE)}{FOOTER}", id="a teaser above"),
        pytest.param(f"{HEADER}{LEAD[:30]}…全文\n{lines(BARE)}{FOOTER}", id="whole text below"),
        pytest.param(f"{HEADER}{LEAD}\n分享到：微信 微博\n{lines(BARE)}{FOOTER}", id="a bar amid"),
        pytest.param(f"{HEADER}{LEAD}\n{lines(BARE)}{FOOTER}", id="nothing but the paragraph"),
        pytest.param(f"{HEADER}导语：{BARE[0]}{BARE[1]}\n{lines(BARE)}{FOOTER}", id="two of them"),
    ],
)
def test_a_lead_that_the_article_repeats_goes(page):
    """The article itself stays whole, and nothing of the lead does."""
    text = cleanup.clean(page).text
    assert text == "东岭港新航线开通\n" + lines(BARE)


@pytest.mark.parametrize("suffix", ["", "1", "(2)", " 图3"])
def test_the_headline_as_alternative_text_goes(suffix):
    """Between paragraphs, with a number or without."""
    title = "东岭港新航线开通\n"
    body = lines(BARE[:2]) + f"东岭港新航线开通{suffix}\n" + lines(BARE[2:])
    assert cleanup.clean(HEADER + body + FOOTER).text == title + lines(BARE)


@pytest.mark.parametrize(
    ("old", "new"),
    [("三条", "四条"), ("六个", "九个"), ("两天两夜", "三天三夜"), ("增长最快", "下降最快")],
)
def test_a_paragraph_with_another_figure_is_another_paragraph(old, new):
    """Nor does the rest of such a copy go: what differs alone is what a form is filled with."""
    other = tuple(line.replace(old, new) for line in BARE)
    text = cleanup.clean(copies(BARE, other), ALONE).text
    assert [line for line in text.splitlines() if line in other] == [
        line for line in (*BARE, *other) if line in other
    ]


@pytest.mark.parametrize("name", ["说 王", "负责人", "码头工人"])
def test_notices_that_differ_in_names_are_two(name):
    """Under one headline, with one header."""
    first = tuple(line.replace("码头工人", "周师傅") for line in BARE)
    second = tuple(line.replace("码头工人", "吴师傅") for line in BARE)
    text = cleanup.clean(copies(first, second), ALONE).text
    assert all(line in text for line in (*first, *second))


@pytest.mark.parametrize(
    "quote",
    ["引用 2楼 的发言：", "老陈 写道：", "On Monday somebody wrote:", "3 hours ago, Anna said:"],
)
def test_what_somebody_quotes_stays(quote):
    """A whole post again, in the answer to it."""
    body = ENGLISH if quote.isascii() else BARE
    page = f"{EN_HEADER if quote.isascii() else HEADER}{lines(body)}回复 举报\n{quote}\n"
    text = page + lines(body) + "I could not agree more.\n"
    assert cleanup.clean(text, ALONE).text == text


NEGATIVES = sorted((CASES / "negatives").glob("*.txt"))


@pytest.mark.parametrize(
    ("header", "footer"), [(HEADER, FOOTER), (EN_HEADER, EN_FOOTER)], ids=["Chinese", "English"]
)
def test_what_authors_repeat_stays_on_a_web_page_too(header, footer):
    """Every hard negative, with a site around it: refrains, forms, parallel clauses, drafts."""
    for path in NEGATIVES:
        text = header + path.read_text("utf-8") + footer
        assert cleanup.clean(text, ALONE).text == text, path.name


PARAGRAPH = st.builds(
    lambda seed, length: noise(seed)[:length] + "。", st.integers(0, 10**6), st.integers(12, 50)
)
SITE_LINES = [*HEADER.splitlines(), *FOOTER.splitlines(), *OTHER.splitlines(), "", "广告"]
EXTRA = st.sampled_from(SITE_LINES)


@st.composite
def pages_with_copies(draw):
    """An article, and a page of it and of copies, which are cut, edited and interrupted."""
    article = draw(st.lists(PARAGRAPH, min_size=1, max_size=8, unique_by=lambda one: one[:12]))
    page = [*HEADER.splitlines(), *article]
    for _ in range(draw(st.integers(1, 3))):
        page += draw(st.lists(EXTRA, max_size=4))
        change = draw(st.sampled_from([tuple, joined, split, lambda body: mangled(body, 0.04, 8)]))
        copy = change(article[draw(st.integers(0, 2)) :])
        for line in copy:
            page += [line, *draw(st.lists(EXTRA, max_size=1))]
    return article, "".join(f"{line}\n" for line in page)


def letters(text):
    """A text without what is no letter."""
    return "".join(filter(str.isalnum, text))


@settings(max_examples=150, deadline=None)
@given(pages_with_copies())
def test_nothing_that_stands_once_is_lost(page):
    """Of every paragraph of the article one copy stays, or the letters of it in joined ones."""
    article, text = page
    result = cleanup.clean(text, ALONE)
    site = set(SITE_LINES)
    left = letters("".join(line for line in result.text.splitlines() if line not in site))
    for paragraph in article:
        assert letters(paragraph) in left or _edited_in(letters(paragraph), left)
    assert cleanup.clean(result.text, ALONE).text == result.text
    assert result.restore() == text


def test_copies_do_not_go_for_one_another():
    """Of four copies, one joined in pairs, each paragraph has one that stays."""
    sizes = (12, 12, 12, 12, 13, 49, 50)
    article = [f"{noise(number)[:size]}。" for number, size in enumerate(sizes)]
    crumb, headline, _ = HEADER.splitlines()
    pairs = ["".join(article[at : at + 2]) for at in (1, 3, 5)]
    copies = [crumb, *pairs[:2], headline, pairs[2], *article, article[0], crumb, *article[1:]]
    text = HEADER + "".join(f"{line}\n" for line in [*article, *copies])
    left = letters(cleanup.clean(text, ALONE).text)
    assert all(letters(paragraph) in left for paragraph in article)


def test_of_paragraphs_that_begin_alike_each_stays_once():
    """Even where copies are joined and cut amid them."""
    begins = "僷傪佺仩俌佬僁伐侬倍儱俆份储倬仡儲兴僙儫众傐儨偧侨乚"
    body = [f"{begins[:12]}。", "乸僺傯以侽侔偊僅乔丙僰侅。", "倝党侘儸偐傂佌伵児低兟僷。"]
    body += [f"{begins[:length]}。" for length in (19, 26, 13, 14, 18)]
    joined = [f"{body[2]}{body[3]}", f"{body[4]}{body[5]}", f"{body[6]}{body[7]}"]
    site, headline, byline = HEADER.splitlines()
    lines = [site, headline, byline, *body, *joined, *body[:3], site, *body[3:]]
    lines += [*body[:2], site, *body[2:]]
    text = cleanup.clean("\n".join(lines) + "\n", ALONE).text
    assert all(text.count(one[:-1]) for one in body)


def _edited_in(paragraph, text):
    """Whether most of a paragraph's letters stand in the text in order, as an edited copy has them.

    Every paragraph is unedited in the first copy; so only a worse first copy may be dropped.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415

    return fuzz.partial_ratio(paragraph, text) >= 85


def test_what_goes_says_what_stays():
    """The note names the line and, of an edited block, the similarity."""
    result = cleanup.clean(copies(BARE, reworded(BARE)), ALONE)
    notes = [edit.note for step in result.history for edit in step.edits if edit.code == "REP001"]
    assert "stands in line 4 already, similarity 0.9" in " ".join(notes)


@pytest.mark.parametrize(
    "line",
    ["{0}", "{0}{n}", "{0}\n{1}", "{other}", "{again}"],
    ids=["equal", "numbered", "two in turn", "different", "a book again and again"],
)
def test_work_grows_with_the_length(line):
    """Letters that are aligned, of all stretches, against the letters of the page."""
    text = "\n".join(
        line.format(*BARE, n=n, other=noise(n), again=noise(n % 200)) for n in range(2_000)
    )
    page = segment(text)
    found = letters_of(page)
    runs = [aligned(found, stretch) for stretch in found.stretches]
    assert sum(len(run.second_places) for run in runs) <= 6 * len(found.stream)
    assert len(found.stretches) <= 2 * len(page.blocks)
