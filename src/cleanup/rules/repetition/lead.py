"""REP003: the first sentences of an article that stand over it too."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from cleanup.page.content import content
from cleanup.page.line_kinds import BYLINE, CHROME, is_a
from cleanup.page.outline import outline
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, remove_line, rule
from cleanup.rules.examples import BODY, SITE
from cleanup.rules.repetition.letters import INSIGNIFICANT, letters_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from cleanup.model import Finding
    from cleanup.page.page import Block, Page

MIN_LETTERS, MIN_LATIN_LETTERS = 18, 50  # letters of a lead, where most are letters of an alphabet
MOST_BLOCKS = 3  # paragraphs of a lead
MAX_BARE_LEADS = 2  # what stands more often is a refrain, where nothing else shows a lead
MAX_LEADS = 4  # a description, leads and the article itself; what stands more often is no lead
SITE_SENTENCES = 3  # sentences of the site that may stand over it
BEGINNING = 24  # code points of a sentence that tell it from nearly all others
MAX_BLOCKS_BETWEEN = 60  # blocks from a lead to the article: menus stand there
LABEL = regex(
    r"^[\s【\[(<*]*(?:导读|导语|摘要|提要|内容提要|内容摘要|内容简介|核心提示|新闻摘要|文章摘要|编者按|简介"
    r"|description|summary|excerpt)[\s】\])>]*(?::\s*|$)"
)
CUT = regex(
    r"(?:(?<!…)…++|(?<!\.)\.{3,}+|(?<!。)。{2,}+)\s*+[\[(【<]*+"
    r"(?:(?:阅读|查看|显示|展开)?(?:全文|更多|详细|详情|原文)|read more|more)?"
    r"[\s\])】>»]*+$"
)
CUTS = ("…", "...", "。。")  # one of them is in every such mark
LETTER = regex(r"[^\W_]")
CAPTION = regex(r"摄|[图圖][为:]|photo|写真|사진")  # of two pictures of one thing
ABSTRACT = regex(r"关键[词字]|key ?words|\bdoi\b|中图分类号|키워드|キーワード")
HEADLINE = "东岭工业稳步增长\n2024-03-05 来源：东岭日报\n"


@rule(
    "REP003",
    stage=Stage.COLLAPSE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (SITE + HEADLINE + "导读：" + BODY.split("\n\n")[0] + "\n" + BODY, SITE + HEADLINE + BODY),
        (f"{BODY[:22]}……[详细]\n{SITE}{HEADLINE}{BODY}", SITE + HEADLINE + BODY),
    ),
    ignores=(
        BODY.split("\n\n")[0] + "\n" + BODY,
        f"{SITE}{HEADLINE}摘要：东岭市工业增加值同比增长，增速居全省首位，创新成效明显。\n{BODY}",
        f"{SITE}{HEADLINE}{BODY}{BODY[:22]}……\n",
    ),
)
def repeated_lead(page: Page) -> Iterator[Finding]:
    """The beginning of an article as a lead over it, word for word or cut short: 导读：…, ……[详细].

    Only on a page that shows other signs of a site, where the article begins with the same
    letters, and where the lead is one: it has a label or is cut short, or lines of the site stand
    between the two, or it stands right below such a line and right over the article. Nothing of
    the author's may stand between. A summary in words of its own, an abstract with keywords, the
    same text in the other script, and what is taken up again and again stay.
    """
    has_cuts = any(mark in page.folded for mark in CUTS)
    over = [block for block in page.blocks if block.prose or (has_cuts and _cut(block))]
    for at in range(min(SITE_SENTENCES, len(over))):
        if not _is_begun_again(over[at], over[at + 1 : at + 1 + MAX_BLOCKS_BETWEEN]):
            continue  # nearly always
        for count in range(MOST_BLOCKS, 0, -1):
            lead = over[at : at + count]
            below = (block for block in over[at + count :] if block.prose)
            body = list(islice(below, MOST_BLOCKS + 1))
            if _opens(lead, body) and _is_lead(page, lead, body):
                yield from _gone(page, lead, body[0])
                return


def _is_begun_again(lead: Block, below: Sequence[Block]) -> bool:
    """Whether one of the blocks below may begin with the same letters as a lead."""
    text = lead.text[_stated(lead)]
    letter = _first_letter(text)
    if not letter:
        return True
    begun = [block for block in below if _first_letter(block.text) in {letter, ""}]
    return any(_begin_alike(text, block.text) for block in begun)


def _begin_alike(one: str, other: str) -> bool:
    """Whether the letters at the beginnings of two texts are the same, as far as they go."""
    first, second = (INSIGNIFICANT.sub("", text[:BEGINNING]) for text in (one, other))
    return first.startswith(second) or second.startswith(first)


def _first_letter(text: str) -> str:
    """The first letter or figure of a text, '' if there is none."""
    if text[:1].isalnum():
        return text[0]
    found = LETTER.search(text)
    return found[0] if found else ""


def _opens(lead: Sequence[Block], body: Sequence[Block]) -> bool:
    """Whether the body begins with the letters of the lead, and goes on."""
    if not body or body[0].index - lead[0].index > MAX_BLOCKS_BETWEEN:
        return False
    if not _is_begun_again(lead[0], body[:1]):
        return False
    text = "".join(map(_letters, lead))
    long = "".join(INSIGNIFICANT.sub("", block.text) for block in body)
    least = MIN_LATIN_LETTERS if text.isascii() else MIN_LETTERS
    cut = any(map(_cut, lead[:-1]))
    return not cut and least <= len(text) < len(long) and long.startswith(text)


def _is_lead(page: Page, lead: Sequence[Block], body: Sequence[Block]) -> bool:
    """Whether the site put a lead over the body, rather than the author."""
    first, last = lead[0], lead[-1]
    amid = [b for b in page.blocks[first.index + 1 : body[0].index] if b not in lead]
    if CAPTION.search(last.folded) or any(ABSTRACT.search(block.folded) for block in amid):
        return False
    headline, known = content(page).headline, content(page).judgement.known
    sites = [known[b.index] or is_a(b, CHROME | BYLINE) for b in amid]
    own = [b for b, is_site in zip(amid, sites, strict=True) if not (is_site or b is headline)]
    if own or not (outline(page).web or content(page).is_web):
        return False
    times = letters_of(page).stream.count(INSIGNIFICANT.sub("", first.folded[_stated(first)]))
    if times > MAX_LEADS:
        return False
    labelled = LABEL.match(first.folded) or _label(page, first)
    if any(sites) or _cut(last) or labelled:
        return True
    above = page.blocks[max(0, first.index - 1)]
    if len(_letters(first)) < 2 * (MIN_LATIN_LETTERS if first.text.isascii() else MIN_LETTERS):
        return False
    return times <= MAX_BARE_LEADS and is_a(above, CHROME | BYLINE)


def _label(page: Page, block: Block) -> Block | None:
    """The label that stands over a lead on a line of its own."""
    above = page.blocks[block.index - 1] if block.index else None
    return above if above and LABEL.fullmatch(above.folded) else None


def _letters(block: Block) -> str:
    """The letters of a lead without its label, and without the mark that it is cut short."""
    return INSIGNIFICANT.sub("", block.text[_stated(block)])


def _cut(block: Block) -> re.Match[str] | None:
    """The mark at the end of a line that it is cut short."""
    for mark in CUTS:
        if mark in block.folded:
            return CUT.search(block.folded)
    return None


def _stated(block: Block) -> slice:
    label, cut = LABEL.match(block.folded), _cut(block)
    return slice(label.end() if label else 0, cut.start() if cut else None)


def _gone(page: Page, lead: Sequence[Block], body: Block) -> Iterator[Finding]:
    """The findings that take out a lead, and its label where that stands over it."""
    label = _label(page, lead[0])
    for block in (*([label] if label else []), *lead):
        yield remove_line(block, f"the article begins so in line {body.number}", 0.93)
