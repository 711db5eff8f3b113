"""REP002: the headline that stands several times over its article, or amid it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.page.bylines import NEAR_BODY
from cleanup.page.outline import outline
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, remove_line, rule
from cleanup.rules.examples import BODY, SITE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.model import Finding
    from cleanup.page.outline import Outline
    from cleanup.page.page import Block, Page

MIN_HEADLINE, MIN_LATIN = 8, 20  # letters of a headline that no refrain has
NEAR_BLOCKS = 3  # blocks to the sentences above and below the alternative text of a picture
NUMBER = regex(r"\s*+[_(\[-]?\s*+(?:图|第)?\s?\d{1,2}\s?(?:张|图)?[)\]]?$")
HEADLINE = "东岭工业今年前三季度稳步增长"
TOP = f"{SITE}{HEADLINE}\n2024-03-05 来源：东岭日报\n"


@rule(
    "REP002",
    stage=Stage.COLLAPSE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (f"{TOP}{HEADLINE}\n{BODY}", f"{TOP}{BODY}"),
        (f"{TOP}{BODY}{HEADLINE}\n{BODY}", f"{TOP}{BODY}{BODY}"),
    ),
    ignores=(
        f"歸去來\n\n歸去來\n\n{BODY}",
        f"首页 > 新闻 > 正文\n早晨\n{BODY}早晨\n{BODY}",
        f"{HEADLINE}\n{BODY}{HEADLINE}\n{BODY}",
        f"{TOP}{BODY}他写下的题目是：\n{HEADLINE}\n{BODY}",
    ),
)
def repeated_headline(page: Page) -> Iterator[Finding]:
    """The headline again: below the byline, or between paragraphs as a picture's alternative text.

    Only on a page that shows other signs of a site; between paragraphs only a long headline, the
    same to the letter but for a number behind it. A title that a poem takes up, and one that a
    colon introduces, stay.
    """
    found = outline(page)
    headline = found.headline
    if headline is None:
        return
    body = False
    for block in page.blocks[headline.index + 1 :]:
        near = block.index < headline.index + NEAR_BODY
        if block.prose and block.folded != headline.folded:
            body = True
        elif block.folded == headline.folded and near and not body:
            yield remove_line(block, f"headline of line {headline.number} again", 0.95)
        elif body and _is_alternative(page, block, headline, found):
            note = f"headline of line {headline.number} as the text of a picture"
            yield remove_line(block, note, 0.9)


def _is_alternative(page: Page, block: Block, headline: Block, found: Outline) -> bool:
    """Whether a line between paragraphs is the headline once more."""
    if not block.folded.startswith(headline.folded) or block.index in found.below:
        return False
    least = MIN_LATIN if headline.folded.isascii() else MIN_HEADLINE
    rest = block.folded[len(headline.folded) :]
    if sum(map(str.isalnum, headline.folded)) < least or (rest and not NUMBER.fullmatch(rest)):
        return False
    above = page.blocks[max(0, block.index - NEAR_BLOCKS) : block.index]
    below = page.blocks[block.index + 1 : block.index + 1 + NEAR_BLOCKS]
    introduced = above[-1].folded.endswith((":", "《", "“", "「", "『", ","))
    return not introduced and any(b.prose for b in above) and any(b.prose for b in below)
