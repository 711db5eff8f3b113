"""Train the trees that judge blocks in their context: context.tsv in src/cleanup/data/.

usage: python -m tools.train_context PAGES FOLDS [--left-out]

PAGES is a folder of labelled pages; FOLDS what `train_classifier --left-out FOLDS` wrote: what the
text of a page says is learnt from other sites alone, as it will be of pages that nobody has seen.
With --left-out five tables are written into FOLDS instead, each without a fifth of the sites.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cleanup.page.classifier.model import judged
from cleanup.page.classifier.trees import CONTEXT
from cleanup.page.segment import segment
from tools.labelled_pages import LabelledPage, load
from tools.second_forest import Rows, Training, as_rows
from tools.train_classifier import BOOSTING, WRITTEN, WRITTEN_WEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OF_CONTEXT = BOOSTING | {"iterations": 200, "learning_rate": 0.08}
EAST_ASIAN_WEIGHT = 6.0  # of a page against one in Latin script, of which there are more


def pages_of(folder: Path) -> Iterator[LabelledPage]:
    """The pages that have a block."""
    return (page for page in load(folder) if page.labels)


def rows_of(page: LabelledPage) -> Rows:
    """The rows of a page, judged by the tables in use."""
    judgement = judged(segment(page.text))
    size = judgement.measures.length + 1
    other = WRITTEN_WEIGHT if page.corpus == WRITTEN else 1.0
    weight = size / size.sum() * (EAST_ASIAN_WEIGHT if page.east_asian else other)
    return as_rows(page.site, judgement.among.in_context, np.array(page.labels), weight)


if __name__ == "__main__":
    Training(CONTEXT, "train_context", OF_CONTEXT).run(__doc__, pages_of, rows_of)
