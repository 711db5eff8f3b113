"""segment: text to a page of blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.model import Span
from cleanup.page.page import STANDARD, Block, Page, Strictness
from cleanup.text.folding import fold
from cleanup.text.sentences import is_prose

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
    folded = fold(text)
    blocks: list[Block] = []
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        end = start + len(line)
        stripped = line.strip()
        if stripped:
            first = start + line.index(stripped)
            span = Span(first, first + len(stripped))
            blocks.append(
                Block(
                    index=len(blocks),
                    number=number,
                    span=span,
                    line=Span(start, min(end + 1, len(text))),
                    text=stripped,
                    folded=folded[span.start : span.end],
                    prose=is_prose(stripped),
                )
            )
        start = end + 1
    recurrences = tuple(site.recurrence(block.folded) for block in blocks) if site else ()
    around = tuple(origins[block.number - 1] for block in blocks) if origins else ()
    return Page(text, folded, tuple(blocks), recurrences, strictness, around)
