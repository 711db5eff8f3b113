"""DUP: documents of which a corpus holds a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.corpus.alignment import differ_in_facts
from cleanup.corpus.body import bodies_of, read
from cleanup.corpus.similarity import similarity_of
from cleanup.model import Finding, Span
from cleanup.rule import Safety, Stage, rule
from cleanup.settings import SIMILARITY

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = (
    "东岭港三条航线同时开通\n\n三月五日清晨，三艘货轮先后驶离东岭港，前往南方的三座城市。"
    "港务局说，往后每天都有船出发，运费比从前低一成。\n\n码头上的工人已经等了两年，"
    "仓库也从四座增加到九座。渔民们盼着鲜鱼当天就能摆上外地的市场。\n"
)


class Copy(NamedTuple):
    """A clean text and another one that would be kept in its place.

    `least` is the share of the two that they must have in common, 0 to 1.
    """

    text: str
    kept: str
    least: float = SIMILARITY


@rule(
    "DUP001",
    stage=Stage.DUPLICATES,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (KEPT.replace("。", "．").replace("，", " "), ""),
        ("東嶺港" + KEPT[3:], ""),
        (KEPT + "阅读 1532 评论 12\n", ""),
    ),
    ignores=(KEPT.replace("九座", "八座"), KEPT + "运费：35\n", "……\n", ""),
)
def same_body(copy: Copy) -> Iterator[Finding]:
    """A document whose text is that of another one.

    What is compared is what a reader would compare: the cleaned texts, in one script and one
    case, without space and punctuation, and without what stands beside the body: counters,
    addresses and dates of the site above and below it, readers' comments, its links. Of all
    documents with one body that stays which has the least beside it, then the one with the fewest
    repairs, then the first by its name. A document without letters is no copy.
    """
    text, kept = bodies_of([copy.text, copy.kept])
    if text and text == kept:
        yield Finding(Span(0, len(copy.text)), "", "the same text", 1.0)


@rule(
    "DUP002",
    stage=Stage.DUPLICATES,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (KEPT.replace("先后", "陆续").replace("盼着", "期待"), ""),
        (KEPT.replace("清晨", "早上").replace("已经", "都"), ""),
    ),
    ignores=(
        KEPT.replace("九座", "八座"),
        KEPT.replace("五日", "六日"),
        KEPT.replace("东岭", "西河")
        .replace("货轮", "客船")
        .replace("南方", "北方")
        .replace("工人", "旅客")
        .replace("仓库", "售票窗口")
        .replace("渔民", "店主"),
        "",
    ),
)
def near_duplicate(copy: Copy) -> Iterator[Finding]:
    """A document that has nearly all of its text in common with another one, in the same order.

    Candidates meet by MinHash sketches of character shingles, but what counts are the texts: at
    least the share `--similarity` of the two must be one common subsequence, of short texts more.
    What differs may not state other facts: where one has another figure, date, name, model,
    colour, denial or opposite in the same place, both stay, and so do forms that were filled in
    differently. What only one has, such as a paragraph, is no contradiction.

    That copy stays which has the most sentences, tables and headline, then the one with the least
    that is likely the site's or stands beside the body, then the one with the fewest repairs, then
    the first by its name. Each that goes is similar to the very copy that stays, so no chain of
    small differences joins two unlike texts. What goes is moved aside, and `cleanup undo` brings it
    back.
    """
    text, kept = read([copy.text, copy.kept])
    similarity = similarity_of(text.body, kept.body, copy.least)
    if text.body != kept.body and similarity and not differ_in_facts(text, kept):
        yield Finding(Span(0, len(copy.text)), "", f"similarity {similarity:.3f}", similarity)


class Passage(NamedTuple):
    """A paragraph that stands in several documents: where, in how many, and if here first."""

    line: int  # of the clean text, from 0
    documents: int
    first: bool


class Shared(NamedTuple):
    """A clean text and its passages."""

    text: str
    passages: tuple[Passage, ...]


@rule(
    "DUP003",
    stage=Stage.PASSAGES,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=((KEPT, KEPT),),
    ignores=("第一版\n第二版\n",),
)
def shared_passage(shared: Shared) -> Iterator[Finding]:
    """A paragraph of 80 letters or more that stands in at least five documents of the corpus.

    It may be a press release that articles quote, a disclaimer or a licence. It is reported and
    stays; DUP004 takes it out. Of documents that are copies as a whole only the kept one counts.
    """
    for passage in shared.passages:
        note = f"stands in {passage.documents:,} documents"
        yield Finding(_paragraph(shared.text, passage.line), None, note)


@rule(
    "DUP004",
    stage=Stage.PASSAGES,
    safety=Safety.RISKY,
    since="0.1.0",
    fixes=((KEPT, KEPT.split("\n", maxsplit=1)[0] + "\n"),),
    ignores=("第一版\n第二版\n",),
)
def repeated_passage(shared: Shared) -> Iterator[Finding]:
    """A passage (DUP003) that an earlier document, by its name, has too.

    Only on request, and only where results go to a folder: an article without the press release
    that it quotes may be hard to understand.
    """
    for passage in shared.passages:
        if not passage.first:
            note = f"stands in {passage.documents:,} documents, in an earlier one too"
            yield Finding(_paragraph(shared.text, passage.line), "", note)


def _paragraph(text: str, line: int) -> Span:
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[:line]))
    return Span(start, start + len(lines[line]))
