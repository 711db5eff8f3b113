"""Injected spam goes from Markdown too; what has a meaning in Markdown, and honest text, stays."""

from __future__ import annotations

import pytest

import cleanup
from cleanup.settings import Settings

SPAM = "国产精品免费-亚洲无码在线观看-一区二区三区视频-高清不卡"
GAMBLING = "澳门新葡京|百家乐注册|真人荷官|北京赛车开奖|娱乐城"
TRADE = "代开各类发票，保真可查，联系电话1 3 8 0 0 0 0 0 0 0 0李经理"
TITLE = "# 东岭老街的茶馆"
FIRST = "茶馆开在桥头，每天天不亮就烧水，挑担的人过桥以前总要**进来**喝一碗。"
SECOND = "老板姓周，祖上三代都在这条街上做生意，谁家的孩子几岁，他都[说得出来](a.md)。"
LAST = "去年冬天桥修好了，过桥的人反而少了，茶馆里的椅子常常空着一半。"
ARTICLE = f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{LAST}\n"

INJECTED = {
    "a paragraph above all": (f"{SPAM}\n\n{ARTICLE}", ARTICLE),
    "a paragraph below the title": (
        ARTICLE.replace(FIRST, f"{SPAM}\n\n{FIRST}"),
        ARTICLE,
    ),
    "a paragraph at the end": (f"{ARTICLE}\n{SPAM}\n", f"{ARTICLE}\n"),
    "without a last line end": (f"{ARTICLE}\n{SPAM}", f"{ARTICLE}\n"),
    "a line in a paragraph": (ARTICLE.replace(LAST, f"{SPAM}\n{LAST}"), ARTICLE),
    "the last line of a paragraph": (ARTICLE.replace(SECOND, f"{SECOND}\n{SPAM}"), ARTICLE),
    "right below a heading": (ARTICLE.replace(f"{TITLE}\n", f"{TITLE}\n{SPAM}\n"), ARTICLE),
    "two paragraphs": (f"{SPAM}\n\n{ARTICLE}\n{GAMBLING}\n", f"{ARTICLE}\n"),
    "a heading": (ARTICLE.replace(LAST, f"## {GAMBLING}\n\n{LAST}"), ARTICLE),
    "in bold": (ARTICLE.replace(LAST, f"**{SPAM}**\n\n{LAST}"), ARTICLE),
    "glued to a heading": (
        ARTICLE.replace(TITLE, f"{TITLE}_百家乐_老虎机_娱乐城"),
        ARTICLE,
    ),
    "glued to the start of a line": (ARTICLE.replace(LAST, f"{SPAM}{LAST}"), ARTICLE),
    "glued to the end of a line": (
        ARTICLE.replace(LAST, f"{LAST[:-1]}{SPAM}"),
        ARTICLE.replace(LAST, LAST[:-1]),
    ),
    "an advertisement": (ARTICLE.replace(LAST, f"{TRADE}\n\n{LAST}"), ARTICLE),
    "an advertisement in brackets": (
        ARTICLE.replace(LAST, f"{LAST[:-1]}【代开发票加微信ab123456】。"),
        ARTICLE,
    ),
    "beside a list": (
        f"{TITLE}\n\n{SPAM}\n\n- 绿茶\n- 红茶\n\n{FIRST}\n",
        f"{TITLE}\n\n- 绿茶\n- 红茶\n\n{FIRST}\n",
    ),
    "between front matter and text": (
        f"---\ntitle: 茶馆\n---\n\n{SPAM}\n\n{ARTICLE}",
        f"---\ntitle: 茶馆\n---\n\n{ARTICLE}",
    ),
    "line ends of Windows": (
        f"{SPAM}\n\n{ARTICLE}".replace("\n", "\r\n"),
        ARTICLE.replace("\n", "\r\n"),
    ),
}
LINKS = (
    "- [百家乐规则](http://a.example/1)\n- [老虎机的历史](http://a.example/2)\n"
    "- [北京赛车](http://a.example/3)\n- [娱乐城](http://a.example/4)\n"
)
BADGES = (
    "# cleanup\n\n[![build](https://img.example/build.svg)](https://ci.example)\n"
    "[![PyPI](https://img.example/pypi-v1.svg)](https://pypi.example/cleanup)\n"
    "![license](https://img.example/l-MIT-blue.svg) ![python](https://img.example/3.11-3.12.svg)\n\n"
    "Cleans scraped text. Install it with pip, and run it on a folder.\n"
)
ON_GAMBLING = (
    "# 澳门博彩业简史\n\n"
    "澳门的娱乐城起于上世纪三十年代，最早只有番摊和骰宝，后来才有百家乐和老虎机。\n\n"
    "## 百家乐、老虎机、轮盘、二十一点\n\n"
    "百家乐今天占赌场收入的八成以上，真人荷官的桌子多在贵宾厅里，老虎机则摆在大堂。\n\n"
    "百家乐 / 老虎机 / 轮盘 / 骰宝 / 番摊\n\n"
    "立法会上月通过了新的博彩法，监管机构可以随时查阅娱乐城的账目。\n"
)
HONEST = {
    "an article about gambling": ON_GAMBLING,
    "a list of links": f"# 参考\n\n{LINKS}\n{FIRST}\n",
    "links in one line": (
        f"{FIRST}\n\n[百家乐](a.md) | [老虎机](b.md) | [北京赛车](c.md) | [娱乐城](d.md)\n"
    ),
    "links by reference": (
        f"{FIRST}\n\n[百家乐][1] | [老虎机][2] | [北京赛车][1] | [娱乐城][2]\n\n"
        "[1]: http://a.example/1\n[2]: http://a.example/2\n"
    ),
    "a README with badges": BADGES,
    "badges about the trade": BADGES.replace("build", "casino-poker-slots-baccarat"),
    "a fence": f"{ARTICLE}\n```\n{SPAM}\n{GAMBLING}\n```\n",
    "indented code": f"{ARTICLE}\n    {SPAM}\n    {GAMBLING}\n",
    "code in a line": f"{FIRST}\n\n`{SPAM}`\n",
    "code amid a line": f"{FIRST[:-1]}`{SPAM}`。\n",
    "a table": (
        f"{ARTICLE}\n| 词 | 类 |\n|---|---|\n| 百家乐-老虎机-娱乐城 | 赌 |\n| {SPAM} | 色 |\n"
    ),
    "a table without edges": (
        f"{ARTICLE}\n百家乐 | 老虎机 | 娱乐城\n---|---|---\n北京赛车 | 六合彩 | 时时彩\n"
    ),
    "HTML": f"{ARTICLE}\n<div>\n{SPAM}\n</div>\n",
    "HTML in a line": f"{ARTICLE}\n<b>{SPAM}</b>\n",
    "a comment": f"{ARTICLE}\n<!-- {SPAM} -->\n",
    "a quotation": f"{ARTICLE}\n页面被插入了这样的文字：\n\n> {SPAM}\n",
    "a list of words": f"{ARTICLE}\n- {SPAM}\n- {GAMBLING}\n",
    "numbered words": f"{ARTICLE}\n1. {SPAM}\n2. {GAMBLING}\n",
    "a list of tasks": f"{ARTICLE}\n- [ ] {SPAM}\n- [x] {GAMBLING}\n",
    "front matter": f"---\nkeywords: {SPAM}\ntags: [百家乐, 老虎机, 娱乐城]\n---\n\n{ARTICLE}",
    "a definition of a link": f"{ARTICLE}\n[词]: http://a.example/百家乐-老虎机-娱乐城-北京赛车\n",
    "a footnote": f"{ARTICLE}注[^1]。\n\n[^1]: {SPAM}\n",
    "an image": f"{ARTICLE}\n![{SPAM}](a.png)\n",
    "an article on spam": (
        "# 垃圾关键词的形态\n\n黑帽SEO常在首行写入一串关键词，搜索引擎会降低这种网页的排名。\n\n"
        f"例如“{SPAM}”这样的文字，屏蔽词表里都有。\n"
    ),
    "words in a sentence": (
        f"{FIRST}\n\n该网站提供百家乐,时时彩,北京赛车,老虎机等玩法，警方已立案侦查。\n"
    ),
    "tags below a post": f"{ARTICLE}\n标签：茶馆 - 老街 - 东岭 - 桥头\n",
    "hash tags": f"{ARTICLE}\n#茶馆 #老街 #东岭 #桥头 #去年冬天\n",
    "a heading of many words": f"# 绿茶-红茶-白茶-黑茶\n\n{FIRST}\n",
    "a notice of an office": (
        f"{FIRST}\n\n代开发票请到办税大厅窗口，咨询电话12366，工作日均可办理，不收取任何费用。\n"
    ),
    "a path and options": "Run `a`.\n\nsrc/poker-slots/casino_games --bet-size --no-limit\n",
}
# Without the spam something else would be read otherwise.
BOUND = {
    "between two lists": f"{FIRST}\n\n- 绿茶\n- 红茶\n\n{SPAM}\n\n- 白茶\n- 黑茶\n",
    "over an underline": f"{FIRST}\n\n{SPAM}\n===\n\n{LAST}\n",
    "over a rule that would be one": f"{FIRST}\n\n{SPAM}\n---\n\n{LAST}\n",
    "over a definition that would be one": f"{FIRST}\n\n{SPAM}\n[a]: http://a.example\n",
    "between a list and code": f"{FIRST}\n\n- 绿茶\n\n{SPAM}\n\n      x = 1\n",
    "over lines that would be code": f"{FIRST}\n\n{SPAM}\n    {LAST}\n",
}


def as_markdown(source):
    """The text of a Markdown document after cleaning, of which all can be taken back."""
    result = cleanup.clean(source.encode(), Settings(input_format="markdown"))
    assert result.restore() == source
    return result.text


@pytest.mark.parametrize("case", INJECTED)
def test_injected_spam_goes(case):
    """And a second cleaning has nothing to do."""
    source, expected = INJECTED[case]
    assert as_markdown(source) == expected
    assert as_markdown(expected) == expected


@pytest.mark.parametrize("case", HONEST)
def test_what_is_honest_or_code_stays(case):
    assert as_markdown(HONEST[case]) == HONEST[case]


@pytest.mark.parametrize("case", BOUND)
def test_what_the_rest_hangs_on_stays(case):
    assert as_markdown(BOUND[case]) == BOUND[case]


def test_of_many_those_go_that_can():
    """One that something hangs on does not keep the others."""
    bound = BOUND["between two lists"]
    assert as_markdown(f"{GAMBLING}\n\n{bound}") == bound


def test_rules_can_be_chosen():
    source = INJECTED["a paragraph above all"][0]
    settings = Settings(input_format="markdown", ignore=("SPM",))
    assert cleanup.clean(source.encode(), settings).text == source
