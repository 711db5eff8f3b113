"""How likely a block has to be to stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cleanup.page.classifier.model import MAX_THRESHOLD

if TYPE_CHECKING:
    from cleanup.page.classifier.model import Judgement
    from cleanup.settings import Level

# How many times as much as purity it counts that the text is whole.
RECALL = {"safe": 2.0, "standard": 1.0, "aggressive": 0.5}
FINE, FOUND = 0.8, 200  # probability, and length of the sentences that have it: the text is found


def expected(judgement: Judgement, level: Level) -> float:
    """The probability from which on blocks are expected to be worth what they cost."""
    return judgement.threshold(RECALL[level])


def thresholds(judgement: Judgement, level: Level) -> np.ndarray:
    """For each block the probability from which on it stays.

    Where so many sentences are beyond doubt that the text is found, what stands above and below
    them has to be likelier than not, but for rows of lists: of what readers and other articles
    say there each line is rather likely, and none certain. HTML needs none of this: its tags tell.
    """
    measures = judgement.measures
    outside = np.zeros(measures.count, bool)
    sure = np.flatnonzero(measures.prose & (judgement.probability >= FINE))
    if level != "safe" and not judgement.origins and measures.length[sure].sum() >= FOUND:
        at = np.arange(measures.count)
        outside = ((at < sure[0]) | (at > sure[-1])) & ~measures.bulleted
    return np.where(outside, MAX_THRESHOLD, expected(judgement, level))
