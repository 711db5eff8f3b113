"""NAV: what a site prints around an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.page import phrases
from cleanup.page.content import content
from cleanup.page.facts import section
from cleanup.page.line_kinds import (
    BREADCRUMB,
    DISCLAIMER,
    INLINE_NOTICE,
    INLINE_RELATED,
    LABELS,
    LEGAL,
    MENU,
    blocks_of,
    kinds_on,
)
from cleanup.page.outline import outline
from cleanup.rule import Safety, Stage, remove_line, rule
from cleanup.rules.examples import ARTICLE, BODY, SITE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.page.page import Page


@rule(
    "NAV001",
    stage=Stage.JUDGE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (f"當前位置:主頁 > 新聞中心 > 產業規劃 >\n\n{ARTICLE}", ARTICLE),
        (f"首页 > 新闻 > 地方 > 正文\n\n{ARTICLE}", ARTICLE),
    ),
    ignores=(
        "若 a > b > c，則 a > c。\n",
        "首页 > 新闻 > 正文，这样的路径叫做面包屑导航，用户由此知道自己身在何处。\n",
        "春 > 夏 > 秋 > 冬\n",
    ),
)
def breadcrumb(page: Page) -> Iterator[Finding]:
    """The path of sections that leads to the article: 當前位置: 主頁 > 新聞中心 > 產業規劃.

    It begins with the words for 'you are here' or with the home page, and stands over the first
    sentence that is not the site's, or on a page with other signs of a site under the last one. A
    path between paragraphs, one inside a sentence, and a chain of inequalities stay.
    """
    if not page.prose:
        return
    if not blocks_of(page, BREADCRUMB):
        return
    found = outline(page)
    chrome = {*content(page).chrome}
    first = next((b.index for b in page.prose if b.index not in chrome), page.prose[0].index)
    last = page.prose[-1].index
    for block in blocks_of(page, BREADCRUMB):
        under = block.index in found.below or (found.web and block.index > last)
        if block.index < first or under:
            own = () if under else section(block, found.headline)
            yield remove_line(block, "breadcrumb")._replace(metadata=own)


@rule(
    "NAV002",
    stage=Stage.JUDGE,
    after="NAV",  # of a line that is known others tell more
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=((f"Network\n\n{SITE}\n{ARTICLE}", ARTICLE),),
    ignores=(ARTICLE, f"序言\n\n目录\n\n{ARTICLE}", f"東嶺日報\n\n{ARTICLE}"),
)
def site_header(page: Page) -> Iterator[Finding]:
    """Site name, menus and buttons above the headline.

    The headline is known by the byline below it or the breadcrumb above it. A line right above
    it that may be its first half stays, and so does everything on a page without such anchors.
    """
    for index in outline(page).header:
        found = content(page)
        if index not in found.headlines and not found.is_sure(index):
            yield remove_line(page.blocks[index], "above the headline, in the site's header", 0.9)


@rule(
    "NAV003",
    stage=Stage.JUDGE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=((f"{SITE}{ARTICLE}\n分享到：微信 微博\n", f"当前位置：首页 > 新闻\n{ARTICLE}"),),
    ignores=(f"{ARTICLE}\n微信\n", "登录\n注册\n搜索\n首页\n", "按钮有：登录、注册、搜索。\n"),
)
def button_bar(page: Page) -> Iterator[Finding]:
    """A line of nothing but buttons: 分享到：微信 微博 QQ空间, 字号 大 中 小, 打印 关闭.

    Single words that could be an item of the author's own list stay, outside of the site's parts
    of the page.
    """
    found = outline(page)
    if not found.web:
        return
    kinds = kinds_on(page)
    for block in blocks_of(page, LABELS):
        if block.index in found.lead or kinds[block.index] & MENU:
            yield remove_line(block, "buttons or links of the site")


@rule(
    "NAV004",
    stage=Stage.JUDGE,
    after="NAV",  # of a line that is known others tell more
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (
            f"{SITE}{ARTICLE}\n责任编辑：李某\n\n相关新闻\n\n东岭举行运动会\n",
            f"{SITE}{ARTICLE}",
        ),
    ),
    ignores=(
        f"{ARTICLE}\n延伸閱讀\n\n王大明：《工業史》，東嶺出版社，一九九八年。\n",
        f"{ARTICLE}相关新闻\n\n{BODY}{BODY}",
    ),
)
def below_the_article(page: Page) -> Iterator[Finding]:
    """Everything that a site puts below an article.

    Share bars, related and hot lists, teasers of other articles, comments, legal lines: it begins
    with a line that ends articles (an editor's name, the head of a related list, a share bar) and
    reaches to the end of the page, or to where sentences in a row show that the article goes on or
    stands again. A page without signs of a site has no such part.
    """
    for tail in outline(page).tails:
        for index in tail:
            block = page.blocks[index]
            if not (page.origins and block.prose and content(page).is_sure(index)):
                yield remove_line(block, "below the article, in the site's part", 0.9)


@rule(
    "NAV005",
    stage=Stage.JUDGE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (f"{ARTICLE}\n版权所有：东岭信息网 京ICP备00000001号-2\n", f"{ARTICLE}\n"),
        (f"{ARTICLE}\nCopyright © 2024 東嶺新聞網\n", f"{ARTICLE}\n"),
    ),
    ignores=(
        "备案号写在网页底部，例如京ICP备00000001号，点击后跳转到查询页面。\n",
        "本书版权所有。翻印必究的说法由来已久。\n",
        f"{ARTICLE}版权所有：小霍\n",
    ),
)
def legal_footer(page: Page) -> Iterator[Finding]:
    """Copyright notices and registration numbers (ICP备案, 公网安备) as lines of their own.

    A sentence that speaks of them stays, and so does an author's own line on rights below a text
    without signs of a site.
    """
    last = page.prose[-1].index if page.prose else len(page.blocks)
    for block in blocks_of(page, LEGAL):
        if block.prose:
            continue
        registered = phrases.REGISTERED.search(block.folded) is not None
        if outline(page).web or (registered and block.index > last):
            yield remove_line(block, "legal footer")


@rule(
    "NAV006",
    stage=Stage.JUDGE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (
            f"{SITE}{ARTICLE}\n免责声明：本网转载内容，如有侵权请联系删除。\n",
            f"{SITE}{ARTICLE}\n",
        ),
    ),
    ignores=(
        f"{ARTICLE}\n免责声明：这四个字在法律上意味着什么？\n",
        "许多网页写着“免责声明：本网转载内容版权归原作者所有”，其实并不免责。\n",
    ),
)
def disclaimer(page: Page) -> Iterator[Finding]:
    """A site's statement about rights and liability, in full sentences, below an article.

    Known by its head word and by what such statements name: reprints, this site, infringement.
    On a text that shows no other sign of a site it stays.
    """
    below = outline(page).below
    for block in blocks_of(page, DISCLAIMER):
        if block.index in below:
            yield remove_line(block, "disclaimer of the site")


@rule(
    "NAV007",
    stage=Stage.JUDGE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (
            f"{SITE}{BODY}相关阅读：东岭港新航线开通\n{BODY}",
            f"{SITE}{BODY}{BODY}",
        ),
        (f"{SITE}{BODY}請繼續往下閱讀...\n{BODY}", f"{SITE}{BODY}{BODY}"),
        (f"{SITE}{BODY}〔下載東嶺新聞APP，好禮週週抽〕\n{BODY}", f"{SITE}{BODY}{BODY}"),
    ),
    ignores=(
        f"{BODY}相关阅读：东岭港新航线开通\n{BODY}",
        f"{BODY}廣告\n{BODY}",
        f"{SITE}{BODY}廣告\n{BODY}",
        f"{SITE}{BODY}请继续往下阅读第二章。\n{BODY}",
    ),
)
def inline_related_link(page: Page) -> Iterator[Finding]:
    """A link to another article between two paragraphs: 相关阅读：…, on a line of its own.

    So is what stands where an advertisement was (請繼續往下閱讀, Advertisement), and a line in
    brackets that asks to download an application. On a text without signs of a site all stays.
    """
    notes = {INLINE_RELATED: "link to a related article", INLINE_NOTICE: "interrupts the article"}
    for kind, note in notes.items():
        for block in blocks_of(page, kind):
            if not block.prose and (outline(page).web or content(page).is_web):
                yield remove_line(block, note, 0.9)


@rule(
    "NAV013",
    stage=Stage.JUDGE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (f"{SITE}{BODY.rstrip()}返回首页>>\n", f"{SITE}{BODY}"),
        (f"{SITE}{BODY.rstrip()} 【打印】 【关闭】\n", f"{SITE}{BODY}"),
    ),
    ignores=(
        f"{BODY.rstrip()}返回首页>>\n",
        f"{SITE}{BODY.rstrip()}他點了返回首页\n",
        f"{SITE}{BODY.rstrip()}（完）\n",
    ),
)
def glued_button(page: Page) -> Iterator[Finding]:
    """Buttons at the end of a paragraph, behind its last mark: …成效明顯。返回首页>>.

    Only the buttons go, and only on a page with signs of a site. A sentence that ends in such a
    word has no mark before it, and stays.
    """
    if not outline(page).web:
        return
    for block in page.prose:
        glued = phrases.GLUED.search(block.folded)
        if glued and phrases.labels(glued[1]):
            start = block.span.start + glued.start(1)
            yield Finding(Span(start, block.span.end), "", "buttons behind a sentence", 0.9)
