"""NAV009 to NAV011: what the classifier takes for the site's, named by where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.page.content import content
from cleanup.rule import Safety, Stage, remove_line, rule
from cleanup.rules.examples import ARTICLE, BODY
from cleanup.text.learnt import learnt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.model import Finding, Span
    from cleanup.page.page import Block, Page

TOP = "登录\n注册\n设为首页\n联系我们\n"
BUTTON = "立即下载 免费注册\n"
MORE = "为筹集资金，东岭市发行了专项债券，用于港口扩建，预计明年完工，届时吞吐量将翻一番。\n"
COMMENTS = "网友评论\n张三\n回复\n顶 12\n"
END = "版权所有 东岭信息网 京ICP备00000001号\n"
BOTTOM = f"相关阅读\n东岭港开通新航线\n春季运动会开幕\n{COMMENTS}{END}"
PAGE = f"{TOP}{ARTICLE}{BUTTON}{MORE}{BOTTOM}"
LINKS = f"{TOP}东岭港\n南岭港\n{END}"


@rule(
    "NAV009",
    stage=Stage.JUDGE,
    after="NAV",  # of a line that is known others tell more
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=((PAGE, PAGE.replace(COMMENTS + END, "")),),
    ignores=(ARTICLE, f"{ARTICLE}网友评论\n这一条航线开得好。\n"),
)
def reader_comments(page: Page) -> Iterator[Finding]:
    """What readers wrote below an article, with their names, times and buttons.

    In a thread of a forum the posts are the content and stay: there they are what the page is
    made of. The blocks are told apart by the classifier (see NAV010).
    """
    found = content(page)
    for at, told in _chrome(page).items():
        if at >= found.comments:
            yield _gone(page.blocks[at], told, "among comments below the article")


@rule(
    "NAV010",
    stage=Stage.JUDGE,
    after="NAV",  # of a line that is known others tell more
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=((PAGE, f"{ARTICLE}{BUTTON}{MORE}{COMMENTS}{END}"),),
    ignores=(ARTICLE, f"首页\n登录\n{ARTICLE}", f"{ARTICLE}{BODY}{BODY}"),
)
def around_the_article(page: Page) -> Iterator[Finding]:
    """Menus, buttons, links, teasers, promotions and footers above and below the article.

    A classifier weighs a block's shape and words, its neighbours, the marks above and below it,
    and the page; `cleanup explain FILE:LINE` shows how. Only a text that shows that it is a web
    page, by labels known from many sites, is judged at all. Blocks go below the probability that
    lets the page's expected F-measure be highest, and never above one half.
    """
    found = content(page)
    for at, told in _chrome(page).items():
        if at not in found.body and at < found.comments:
            where = "above" if at < found.body.start else "below"
            yield _gone(page.blocks[at], told, f"{where} the article")


@rule(
    "NAV011",
    stage=Stage.JUDGE,
    after="NAV",  # of a line that is known others tell more
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=((PAGE, PAGE.replace(BUTTON, "")),),
    ignores=(ARTICLE, f"{BODY}推荐\n{BODY}"),
)
def amid_the_article(page: Page) -> Iterator[Finding]:
    """Links, promotions and forms that a site puts between the paragraphs of an article.

    As NAV010; near sentences that stay, above and below, a block must be far less likely.
    """
    for at, told in _chrome(page).items():
        if at in content(page).body:
            yield _gone(page.blocks[at], told, "amid the article")


@learnt
def removed(_page: Page) -> set[Span]:
    """What the rules that were asked before take out of a page."""
    return set()


@learnt
def _chrome(page: Page) -> dict[int, tuple[float, str]]:
    """The chrome that no rule before has found, by index, and what speaks against it."""
    found, known = content(page), removed(page)
    blocks = [at for at in found.chrome if page.blocks[at].line not in known]
    return dict(zip(blocks, found.judgement.against(blocks), strict=True)) if blocks else {}


def _gone(block: Block, told: tuple[float, str], what: str) -> Finding:
    """A finding for a block that is chrome."""
    unlikely, family = told
    note = f"{what}; {unlikely:.0%} chrome, most of all by {family}"
    return remove_line(block, note, round(unlikely, 3))
