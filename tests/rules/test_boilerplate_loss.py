"""No document becomes empty, and none loses most of its sentences, without a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup import clean
from cleanup.model import Finding
from cleanup.page.segment import segment
from cleanup.rule import Rule, Safety, Stage
from cleanup.rules import of_stage
from cleanup.settings import Settings
from cleanup.stages.judge import judged

OWN = "今年前三季度，东岭市规模以上工业增加值同比增长百分之八，增速居全省首位。\n"
OTHER = "与此同时，科技金融支撑更加有力，整合设立总规模五十亿元的风投基金，成效明显。\n"
MENU = "首页 登录\n首页 > 新闻 > 正文\n"
STATED = (
    "版权声明：本网转载内容版权归原作者所有，如有侵权请联系我们删除，"
    "本站不承担责任，特此声明，请大家周知。\n"
)
END = "版权所有 东岭信息网 京ICP备00000001号\n"
SPAM = "国产精品-亚洲无码-一区二区三区视频-高清不卡-人妻熟女-百家乐注册\n"
RELATED = f"责任编辑：李某\n相关新闻\n{OTHER.replace('。', '了')}{OTHER}"
PAGES = {
    "a statement of the site": f"{MENU}{OWN}责任编辑：王某\n{STATED}{END}",
    "teasers": f"{MENU}{OWN}分享到：微信 微博\n{RELATED}{END}",
    "readers": f"{MENU}{OWN}责任编辑：李某\n网友评论\n{OTHER}",
    "comments": f"{MENU}{OWN}网友评论\n{OTHER}张三\n{OTHER}",
    "spam besides": f"{SPAM}{MENU}{OWN}责任编辑：王某\n{STATED}{END}",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_most_sentences_lost_is_told(page):
    """The page is cleaned all the same."""
    result = clean(page)
    assert result.text.strip() == OWN.strip()
    assert [report.code for report in result.reports] == ["NAV014"]


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_more_lost_than_may_be_keeps_the_page(page):
    """What NAV001 to NAV008 and MET would take counts; injected spam goes."""
    result = clean(page, Settings(most_loss=0.4))
    assert result.text == page.replace(SPAM, "")
    assert [report.code for report in result.reports] == ["NAV012"]
    assert clean(result.text, Settings(most_loss=0.4)).text == result.text


@pytest.mark.parametrize(
    "page",
    [
        f"{MENU}{OWN}{OTHER}{END}",
        f"{OWN}{OTHER}",
        f"{SPAM}{OWN}{OTHER}{SPAM * 4}",
        f"{MENU}{OWN}{OTHER}{MENU}东岭新闻网\n东岭工业\n{OWN}{OTHER}",
        "",
        "\n \n",
    ],
    ids=["site", "plain", "spam", "body twice", "empty", "blank"],
)
def test_an_honest_loss_is_no_alarm(page):
    """Menus, spam and second copies are no loss."""
    assert {report.code for report in clean(page).reports}.isdisjoint({"NAV012", "NAV014"})


@pytest.mark.parametrize(
    "page", [SPAM, SPAM * 3, f"\n{SPAM}\n"], ids=["one line", "three", "blank lines"]
)
def test_a_document_of_nothing_but_spam_is_told(page):
    """It becomes empty."""
    result = clean(page)
    assert not result.text.strip()
    assert [report.code for report in result.reports] == ["NAV014"]


def taking(lines):
    """A rule that takes out the lines with these numbers, from 0."""

    def inspect(page):
        return [Finding(block.line, "", "") for block in page.blocks if block.index in lines]

    return Rule(
        code="NAV001",
        name="taking",
        stage=Stage.JUDGE,
        before="",
        after="",
        needs="",
        safety=Safety.STANDARD,
        since="0",
        fixes=(),
        ignores=(),
        docstring="",
        inspect=inspect,
    )


@pytest.mark.parametrize(
    ("text", "taken", "stays"),
    [
        ("首页\n登录\n", {0, 1}, True),
        ("首页\n登录\n*\n", {0, 1}, True),
        ("首页\n登录\n", {0}, False),
        (OWN, {0}, True),
        (f"东岭\n{OWN}{OTHER}", {1, 2}, True),
        (f"东岭\n{OWN}{OTHER}", {0, 2}, False),
        (f"{OWN * 30}", set(range(29)), True),
        (f"{OWN * 30}", set(range(28)), False),
    ],
)
def test_nothing_becomes_empty(text, taken, stays):
    """Whatever rule takes it; on a page without sentences its lines count."""
    found = judged(segment(text), [taking(taken)], of_stage(Stage.LOSS))
    edits = [finding for finding in found if finding.replacement == ""]
    assert (not edits) is stays
    assert ("NAV012" in {finding.code for finding in found}) is stays


@given(
    st.lists(st.sampled_from([OWN, OTHER, STATED, END, SPAM, MENU, "网友评论\n", "东岭\n", "\n"]))
)
def test_no_document_becomes_empty_in_silence(parts):
    """Any order of the parts of pages."""
    result = clean("".join(parts))
    if not result.text.strip() and "".join(parts).strip():
        assert {report.code for report in result.reports} & {"NAV012", "NAV014"}


def test_the_command_tells_it(cleanup, tmp_path):
    """In what check lists, and in the summary of a run."""
    page = tmp_path / "in" / "page.txt"
    page.parent.mkdir()
    page.write_text(PAGES["teasers"], "utf-8")
    assert "NAV014" in cleanup("check", str(page)).stdout.decode()
    run = cleanup("run", str(page.parent))
    assert "NAV014" in run.stderr.decode()
