"""REP003: the first sentences of an article that stand over it too."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.model import Finding
from cleanup.rule import Safety, rule
from cleanup.rules.boilerplate import BODY, SITE
from cleanup.rules.content import content
from cleanup.rules.outline import outline
from cleanup.rules.repetition.letters import INSIGNIFICANT, letters_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.page import Block, Page

LEAST, LEAST_LATIN = 18, 50  # letters of a lead, where most are letters of an alphabet
MOST_BLOCKS = 3  # paragraphs of a lead
FIRST = 3  # sentences of the site that may stand over it
REACH = 60  # blocks from a lead to the article: menus stand there
LABEL = re.compile(
    r"^[\s【\[(<*]*(?:导读|导语|摘要|提要|内容提要|内容摘要|内容简介|核心提示|新闻摘要|文章摘要|编者按|简介"
    r"|description|summary|excerpt)[\s】\])>]*(?::\s*|$)"
)
CUT = re.compile(
    r"(?:…+|\.{3,}|。{2,})\s*[\[(【<]*"
    r"(?:(?:阅读|查看|显示|展开)?(?:全文|更多|详细|详情|原文)|read more|more)?"
    r"[\s\])】>»]*$"
)
CAPTION = re.compile(r"摄|[图圖][为:]|photo|写真|사진")  # of two pictures of one thing
ABSTRACT = re.compile(r"关键[词字]|key ?words|\bdoi\b|中图分类号|키워드|キーワード")
HEADLINE = "东岭工业稳步增长\n2024-03-05 来源：东岭日报\n"
FIRST_SENTENCE = BODY.split("，", maxsplit=1)[0]


@rule(
    "REP003",
    safety=Safety.STANDARD,
    since="0.2.0",
    mends=(
        (SITE + HEADLINE + "导读：" + BODY.split("\n\n")[0] + "\n" + BODY, SITE + HEADLINE + BODY),
        (f"{BODY[:22]}……[详细]\n{SITE}{HEADLINE}{BODY}", SITE + HEADLINE + BODY),
    ),
    leaves=(
        BODY.split("\n\n")[0] + "\n" + BODY,
        f"{SITE}{HEADLINE}摘要：东岭市工业增加值同比增长，增速居全省首位，创新成效明显。\n{BODY}",
        f"{SITE}{HEADLINE}{BODY}{BODY[:22]}……\n",
    ),
)
def repeated_lead(page: Page) -> Iterator[Finding]:
    """The beginning of an article as a lead over it, word for word or cut short: 导读：…, ……[详细].

    Only on a page that shows other signs of a site, before the first sentence of the article, and
    only if the article begins with the same letters. A summary in words of its own, an abstract
    with keywords, and an author who takes up his own sentence stay.
    """
    over = [block for block in page.blocks if block.prose or CUT.search(block.folded)]
    for at in range(min(FIRST, len(over))):
        for count in range(MOST_BLOCKS, 0, -1):
            lead = over[at : at + count]
            body = [block for block in over[at + count :] if block.prose]
            if _opens(page, lead, body):
                yield from _gone(page, lead, body[0])
                return


def _opens(page: Page, lead: Sequence[Block], body: Sequence[Block]) -> bool:
    """Whether the body begins with the letters of the lead, and goes on."""
    if not body or body[0].index - lead[0].index > REACH:
        return False
    keys = letters_of(page).keys
    parts = [_letters(block) for block in lead]
    cut = [CUT.search(block.folded) is not None for block in lead]
    text = "".join(parts)
    if len(text) < (LEAST_LATIN if text.isascii() else LEAST) or any(cut[:-1]):
        return False
    long = "".join(keys[block.index] for block in body[: MOST_BLOCKS + 1])
    if not long.startswith(text) or len(text) == len(long) or CAPTION.search(lead[-1].folded):
        return False
    above = page.blocks[lead[0].index : body[0].index]
    if any(ABSTRACT.search(block.folded) for block in above):
        return False
    return outline(page).web or content(page).is_web


def _letters(block: Block) -> str:
    """The letters of a lead without its label, and without the mark that it is cut short."""
    return INSIGNIFICANT.sub("", CUT.sub("", LABEL.sub("", block.folded)))


def _gone(page: Page, lead: Sequence[Block], body: Block) -> Iterator[Finding]:
    """The findings that take out a lead, and its label where that stands over it."""
    label = page.blocks[max(0, lead[0].index - 1)]
    lines = [label] if LABEL.fullmatch(label.folded) else []
    for block in (*lines, *lead):
        yield Finding(block.line, "", f"the article begins so in line {body.number}", 0.93)
