"""segment: text to a page of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.page.page import STANDARD, Block, Page, Strictness
from cleanup.text.folding import fold
from cleanup.text.scripts import cjk_before
from cleanup.text.sentences import SHORT_LINE, is_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.corpus.recurrence import SiteStatistics
    from cleanup.model import Origin


def segment(
    text: str,
    site: SiteStatistics | None = None,
    strictness: Strictness = STANDARD,
    origins: Sequence[Origin] = (),
) -> Page:
    """Every line that is not blank becomes a block; `site` knows how often it recurs.

    `origins` tells for each line of what was HTML where it stood.
    """
    folded, cjk = fold(text), cjk_before(text)
    blocks: list[Block] = []
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        end = min(start + len(line) + 1, len(text))
        stripped = line.strip()
        if stripped:
            first, size = start + line.index(stripped), len(stripped)
            own = folded[first : first + size]
            known = int(cjk[first + size] - cjk[first]) if size > SHORT_LINE else None
            prose = is_prose(stripped, known)
            blocks.append(Block(len(blocks), number, first, stripped, own, prose, start, end))
        start = end
    recurrences = tuple(site.recurrence(block.folded) for block in blocks) if site else ()
    around = tuple(origins[block.number - 1] for block in blocks) if origins else ()
    return Page(text, folded, tuple(blocks), recurrences, strictness, around)
