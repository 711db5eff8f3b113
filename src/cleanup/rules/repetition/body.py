"""REP001: the body of an article that stands several times in its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.rule import Safety, Stage, remove_line, rule
from cleanup.rules.examples import ARTICLE, BODY
from cleanup.rules.repetition.copies import (
    MIN_BODY_LETTERS,
    PART,
    Settled,
    completeness,
    is_copy,
    is_one_line_again,
)
from cleanup.rules.repetition.letters import letters_of
from cleanup.rules.repetition.runs import aligned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.model import Finding
    from cleanup.page.page import Page

LONGER = f"{ARTICLE}\n今年以來，東嶺港新開三條遠洋航線，吞吐量增長一成，其中集裝箱增長最快。\n"


@rule(
    "REP001",
    stage=Stage.COLLAPSE,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=((f"{LONGER}\n{LONGER}", LONGER),),
    ignores=(
        "山上有雲\n雲下有人\n\n歸去來兮\n\n山下有水\n水上有船\n\n歸去來兮\n",
        f"初稿\n\n{BODY}\n定稿\n\n{BODY}",
        f"第一条 {BODY}第二条 {BODY}",
    ),
)
def repeated_body(page: Page) -> Iterator[Finding]:
    """The body of an article that stands again in its page, the same or edited.

    Copies are found by their letters, whatever the line ends: a paragraph may be split, joined,
    edited, or have the site's lines in it. They are aligned letter by letter. A run is a copy of
    the body if it is long, dense and in sentences, and either is the same with nothing over it or
    between, or has a site's header between the copies. One that is edited needs the same headline
    too, and must differ in wording, not in what a form is filled with.

    The more complete copy stays, then the one with fewer lost characters, then the first. A block
    goes only if its like stays, with all its figures, names, denials and opposites. Refrains,
    dialogue, parallel clauses, drafts side by side and forms stay.
    """
    letters = letters_of(page)
    least = max(MIN_BODY_LETTERS // 2, int(PART / 2 * letters.fresh))
    settled = Settled(page)
    for stretch in letters.stretches:
        if stretch.size < least or is_one_line_again(letters, stretch):
            continue
        run = aligned(letters, stretch)
        if not is_copy(page, run, settled):
            continue
        first = completeness(page, run, run.first, run.in_first)
        first_stays = first >= completeness(page, run, run.second, run.in_second)
        twins = run.in_second if first_stays else run.in_first
        if settled.twins.keys() & {twin.like for twin in twins} and run.edited:
            continue  # what it is like is gone; whether it is like what stays shows in another run
        for twin in twins:
            like = settled.stays_for(twin.like)
            if twin.block in settled.twins or like == twin.block:
                continue
            if like != twin.like and letters.keys[twin.block] not in letters.keys[like]:
                continue  # what it is like is gone for the sake of a part of it
            if run.is_sound(twin, in_second=first_stays):
                settled.settle(twin.block, like)
                yield _again(page, twin.block, like, twin.similarity)


def _again(page: Page, block: int, like: int, similarity: float) -> Finding:
    """The finding that takes out a block whose like stays."""
    note = f"stands in line {page.blocks[like].number} already"
    if similarity < 1:
        note += f", similarity {similarity:.2f}"
    return remove_line(page.blocks[block], note, 0.97)
