"""MET: lines that state facts about the article. They leave the text and enter the metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.model import Finding
from cleanup.page import phrases
from cleanup.page.content import content
from cleanup.page.facts import MAX_TITLE, shortened, stated
from cleanup.page.line_kinds import CREDIT, REPORTER, blocks_of
from cleanup.page.outline import outline
from cleanup.rule import Safety, Stage, remove_line, rule
from cleanup.rules.examples import ARTICLE, BODY, SITE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.page.outline import Outline
    from cleanup.page.page import Page

BYLINE = "來源:中國信息網   時間:2018-08-07"
NEAR_BLOCKS = 3  # blocks from the article's end: further below, credits are other articles'
HEADLINE = "東嶺工業穩步增長"
PAGE = f"{HEADLINE}\n\n{BYLINE}\n\n{BODY}"


@rule(
    "MET001",
    stage=Stage.JUDGE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (PAGE, f"{HEADLINE}\n\n\n{BODY}"),
        (
            f"{HEADLINE}\n2024年3月5日 10:20 来源：东岭日报 作者：李某\n{BODY}",
            f"{HEADLINE}\n{BODY}",
        ),
    ),
    ignores=(
        "2018-08-07 開館\n2018-09-01 擴建\n2019-01-05 重開\n",
        "10月22日\n\n“東嶺這五年”系列發布會舉行。\n",
        "甲 2018-08-07 10:20\n你好\n乙 2018-08-07 10:21\n你好\n甲 2018-08-07 10:22\n再見\n",
    ),
)
def byline(page: Page) -> Iterator[Finding]:
    """Source, date, author, counters of clicks, on a line of their own near a headline.

    Two facts on one line make a byline, or a date with a time right below the headline. A date
    alone stays: diaries, chronicles and timetables are made of such lines.
    """
    judged = {at: facts for at in content(page).lead if (facts := stated(page.blocks[at]))}
    for index, facts in (judged | _marked_bylines(page)).items():
        yield remove_line(page.blocks[index], "byline")._replace(metadata=facts)


def _marked_bylines(page: Page) -> dict[int, tuple[tuple[str, str], ...]]:
    """The facts of the bylines that marks of a page show, by index; none of another article's."""
    found = outline(page)
    if not found.web:
        return {}
    body = _body(page, found)
    return {
        index: () if index in found.below else line.fields
        for index, line in found.bylines.items()
        if index not in body and (line.sure or index in found.lead)
    }


@rule(
    "MET002",
    stage=Stage.JUDGE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (
            f"{SITE}{ARTICLE}\n转自：东岭导报\n責任編輯：李某\n",
            f"{SITE}{ARTICLE}\n",
        ),
    ),
    ignores=(
        f"{ARTICLE}\n来源：国家统计局\n",
        f"{SITE}{ARTICLE}\n记者：您怎么看？\n受访者：我看很好。\n{BODY}",
    ),
)
def credit_line(page: Page) -> Iterator[Finding]:
    """One fact about the article on a line of its own: 轉自：…, 責任編輯：…, 作者：….

    Only where the page shows other signs of a site, and only before the first sentence or after
    the last one: between paragraphs it may be the source of a table or a turn of an interview.
    """
    found = outline(page)
    if not found.web or not page.prose:
        return
    body = _body(page, found)
    for index, line in found.bylines.items():
        of_a_table = index > body.stop and not page.blocks[index - 1].prose
        if line.sure or index in body or (of_a_table and index not in found.below):
            continue
        others = index in found.below and not any(
            index in tail[:NEAR_BLOCKS] for tail in found.tails
        )
        own = () if others else line.fields
        yield remove_line(page.blocks[index], "credit line", 0.9)._replace(metadata=own)
    for block in blocks_of(page, REPORTER):
        if block.index not in body and not block.prose:
            signed = () if block.index in found.below else stated(block)
            yield remove_line(block, "reporter's name or tags", 0.85)._replace(metadata=signed)


@rule(
    "MET003",
    stage=Stage.JUDGE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (f"{PAGE}(資料圖片 來源互聯網)\n{BODY}", f"{PAGE}{BODY}"),
        (f"{PAGE}图片来源：视觉中国\n{BODY}", f"{PAGE}{BODY}"),
    ),
    ignores=(
        f"{PAGE}图为队员在测量井圈内径。\n{BODY}",
        f"{PAGE}副市長莊某作主題發布\n{BODY}",
        "图片来源：视觉中国\n",
    ),
)
def image_credit(page: Page) -> Iterator[Finding]:
    """Who made or owns a picture, on a line of its own: (資料圖片 來源互聯網), 图片来源：….

    A caption that says what the picture shows stays.
    """
    found = outline(page)
    if not found.web:
        return
    for block in blocks_of(page, CREDIT):
        yield remove_line(block, "credit of a picture")


@rule(
    "MET004",
    stage=Stage.JUDGE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (
            f"{PAGE}donglinggongye\n(資料圖片 來源互聯網)\n{BODY}",
            f"{PAGE}(資料圖片 來源互聯網)\n{BODY}",
        ),
    ),
    ignores=(f"{PAGE}donglinggongye\n{BODY}", "README.md\n(資料圖片)\n"),
)
def alternative_text(page: Page) -> Iterator[Finding]:
    """The alternative text or file name of a picture, right beside the picture's credit line."""
    found = outline(page)
    if not found.web:
        return
    credited = (block.index for block in blocks_of(page, CREDIT))
    beside = {near for at in credited for near in (at - 1, at, at + 1)}
    for block in (page.blocks[at] for at in sorted(beside) if 0 <= at < len(page.blocks)):
        if phrases.ALT_TEXT.match(block.text) or phrases.IMAGE_FILE.match(block.folded):
            yield remove_line(block, "alternative text of a picture", 0.9)


@rule(
    "MET005",
    stage=Stage.JUDGE,
    before="MET",  # a headline is known by its byline, which the others take out
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=((PAGE, PAGE), (f"{HEADLINE}_要闻_东岭信息网\n{HEADLINE}\n{BODY}",) * 2),
    ignores=(f"{HEADLINE}\n{BODY}", f"东岭信息网_要闻\n东岭信息网\n{HEADLINE}\n{BODY}"),
)
def headline(page: Page) -> Iterator[Finding]:
    """The headline is the document's title, for its metadata. It stays in the text.

    It is the line that the first line of the page repeats with the names of section and site
    (headline_section_site), else the one that the byline or the breadcrumb points to. The first
    line of a text without such signs may be anything, so it is no title.
    """
    block = content(page).title
    if block is not None:
        stated = (("title", shortened(block.text, MAX_TITLE)),)
        yield Finding(block.span, None, "headline", 0.9, stated)


def _body(page: Page, found: Outline) -> range:
    """From the first sentence of the article to the last one before the site's part."""
    below, start = found.below, max(found.lead.stop, found.header.stop)
    inside = [b.index for b in page.prose if b.index not in below and b.index >= start]
    return range(inside[0], inside[-1] + 1) if inside else range(0)
