"""segment: text to a page of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.model import Span
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
    start, length = 0, len(text)
    for number, line in enumerate(text.split("\n"), start=1):
        end = start + len(line) + 1
        stripped = line.strip()
        if stripped:
            size, whole = len(stripped), Span(start, min(end, length))
            first = start if size == len(line) else start + line.index(stripped)
            own = folded[first : first + size]
            known = int(cjk[first + size] - cjk[first]) if size > SHORT_LINE else None
            prose = is_prose(stripped, known)
            blocks.append(Block(len(blocks), number, first, stripped, own, prose, whole))
        start = end
    recurrences = tuple(site.recurrence(block.folded) for block in blocks) if site else ()
    around = tuple(origins[block.number - 1] for block in blocks) if origins else ()
    return Page(text, folded, tuple(blocks), recurrences, strictness, around)
