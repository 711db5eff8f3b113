"""SPM: what sites with pirated novels print into the text, so that copies of it lead to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, remove_line, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.page.page import Page

LONGEST = 100  # code points of a line
STEMS = (
    "记住",
    "网址",
    "手机",
    "首发",
    "收藏",
    "更新",
    "弹窗",
    "点c",
    "点.c",
)  # one is in each of them
OPENING = r"^[\s*•·【\[(<《]*"
SITE = regex(
    r"[a-z0-9-]{2,30}\s?\.\s?"
    r"(?:com|net|org|cc|la|info|cn|tw|xyz|top|vip|me|io|biz|example)(?![a-z0-9])"
)
HEAD = regex(
    rf"{OPENING}(?:(?:天才)?(?:只需)?一秒(?:钟)?(?:就能?)?记住|请?(?:大家)?(?:记住|收藏)本(?:站|书|网站?)"
    r"|(?:请记住)?本书首发|喜欢《[^》\n]{1,30}》请|手机(?:用户|版|端|阅读|站)?请?(?:访问|浏览|登[录陆]|到|:))"
)
ADDRESS_HEAD = regex(
    rf"{OPENING}(?:请?(?:记住)?(?:本站|本书)?(?:的)?(?:最新|备用|永久|首发|手机版?)?(?:阅读)?(?:网址|域名|地址))"
)
SIGN = regex(
    r"无弹窗|无广告|更新(?:速度)?(?:全网)?(?:最?快|及时)|最快更新|全文(?:免费)?阅读|免费阅读|阅读体验"
    r"|(?:在线|手机版?|移动)阅读|小说|书友|章节|收藏本站"
)
# Behind a sentence: the name of a site between marks, or an address in pieces.
BEHIND = regex(
    r"(?<=[。!?…”」』])\s*((?:[\u4e00-\u9fff][~·_*^|\-]){2,6}[\u4e00-\u9fff][^。!?\n]{0,4}"
    r"(?:更新最快|最快更新|无弹窗|首发)[^。!?\n]{0,10}"
    r"|(?:\(?w\)?[\s.·*_~\-]{0,2}){3}[^。!?\n]{0,24}?(?:点|\.|。)\s?[.·*_~\-]?c[.·*_~\-]?o[.·*_~\-]?m)$"
)


@rule(
    "SPM007",
    stage=Stage.JUDGE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (
            "雪停了。\n天才一秒记住【青灯阁】地址：www.qingdeng.example，更新快，无弹窗！\n他推开门。\n",
            "雪停了。\n他推开门。\n",
        ),
        (
            "雪停了。\n手機用戶請瀏覽m.qingdeng.example閱讀，更優質的閱讀體驗。\n最新網址：www.qingdeng.example\n",
            "雪停了。\n",
        ),
        ("雪停了。青~灯~书~阁 更新最快\n", "雪停了。\n"),
    ),
    ignores=(
        "最新网址：www.library.example\n图书馆搬家以后，网站也换了地址。\n",
        "手机用户请登录m.bank.example办理，柜台周末休息。\n",
        "天才一秒就能记住一页书，我不行。\n",
        "“天才一秒记住”这样的话，盗版小说里到处都是。\n",
        "喜欢《渡船》请告诉我，我还有一本。\n",
        "他常去的那家网站更新最快，后来关了。\n",
    ),
)
def reading_site_watermark(page: Page) -> Iterator[Finding]:
    """What reading sites print between the paragraphs of novels: 天才一秒记住【…】地址：….

    Such a line opens as they do, with an address and a word of reading beside it, or with two of
    these words. A line with nothing but an address goes where another one shows whose page it is.
    Behind a sentence goes a name of a site with a mark after each character, and an address in
    pieces.
    """
    if not any(stem in page.folded for stem in STEMS):
        return
    lines = [block for block in page.blocks if len(block.text) <= LONGEST]
    found = {b.index for b in lines if HEAD.match(b.folded) and _leads_away(b.folded)}
    for block in lines if found else ():
        if block.index in found:
            yield remove_line(block, "watermark of a reading site")
        elif ADDRESS_HEAD.match(block.folded) and SITE.search(block.folded):
            yield remove_line(block, "address of a reading site", 0.9)
    for block in page.blocks:
        behind = BEHIND.search(block.folded)
        if behind:
            start, end = (block.start + at for at in behind.span(1))
            yield Finding(
                Span(start, end), "", "watermark of a reading site, behind a sentence", 0.9
            )


def _leads_away(folded: str) -> bool:
    """Whether a line names an address and reading, or says twice why to read there."""
    signs = {match.group() for match in SIGN.finditer(folded)}
    return len(signs) > 1 or (bool(signs) and SITE.search(folded) is not None)
