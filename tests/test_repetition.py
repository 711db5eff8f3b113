"""A body that stands several times: which copies are found, and which one stays."""

from __future__ import annotations

import pytest

import cleanup

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
