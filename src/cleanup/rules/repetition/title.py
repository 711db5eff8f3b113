"""REP002: the headline that stands several times over its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.model import Finding
from cleanup.rule import Safety, rule
from cleanup.rules.boilerplate import BODY, SITE
from cleanup.rules.outline import NEAR_BODY, outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.page import Page


@rule(
    "REP002",
    safety=Safety.STANDARD,
    since="0.1.0",
    mends=(
        (
            SITE + "东岭工业稳步增长\n2024-03-05 来源：东岭日报\n东岭工业稳步增长\n" + BODY,
            SITE + "东岭工业稳步增长\n2024-03-05 来源：东岭日报\n" + BODY,
        ),
    ),
    leaves=(f"歸去來\n\n歸去來\n\n{BODY}", f"首页 > 新闻 > 正文\n早晨\n{BODY}早晨\n{BODY}"),
)
def repeated_headline(page: Page) -> Iterator[Finding]:
    """The headline a second time, between the byline and the first sentence of the article.

    Only on a page that shows other signs of a site; a title that a poem takes up stays.
    """
    headline = outline(page).headline
    if headline is None:
        return
    for block in page.blocks[headline.index + 1 : headline.index + NEAR_BODY]:
        if block.prose and block.folded != headline.folded:
            return
        if block.folded == headline.folded:
            yield Finding(block.line, "", f"headline of line {headline.number} again", 0.95)
