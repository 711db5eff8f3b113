"""Train the trees that judge blocks in their context: context.tsv in src/cleanup/data/.

usage: python -m tools.train_context PAGES FOLDS [--left-out]

PAGES is a folder of labelled pages; FOLDS what `train_classifier --left-out FOLDS` wrote: what the
text of a page says is learnt from other sites alone, as it will be of pages that nobody has seen.
With --left-out five tables are written into FOLDS instead, each without a fifth of the sites.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from catboost import CatBoostClassifier as Trees

from cleanup.page.classifier.columns import matrix
from cleanup.page.classifier.model import judged
from cleanup.page.classifier.trees import CONTEXT
from cleanup.page.segment import segment
from tools.labelled_pages import LabelledPage, load
from tools.left_out import FOLDS, fold_of, use_tables
from tools.train_classifier import BOOSTING, DATA, FOREST, HEADER, WRITTEN, WRITTEN_WEIGHT, written

if TYPE_CHECKING:
    from collections.abc import Sequence

OF_CONTEXT = BOOSTING | {"iterations": 200, "learning_rate": 0.08}
EAST_ASIAN_WEIGHT = 6.0  # of a page against one in Latin script, of which there are more


class Rows(NamedTuple):
    """The blocks of a page as rows: features, labels, and how much each counts."""

    site: str
    names: list[str]
    values: np.ndarray
    labels: np.ndarray
    weight: np.ndarray


def rows_of(page: LabelledPage) -> Rows:
    """The rows of a page, judged by the tables in use."""
    judgement = judged(segment(page.text))
    families = judgement.in_context.families.values()
    columns = {name: column for family in families for name, column in family.items()}
    values = matrix(columns.values(), judgement.measures.count).T
    size = np.sqrt(judgement.measures.length + 1)
    other = WRITTEN_WEIGHT if page.corpus == WRITTEN else 1.0
    weight = size / size.sum() * (EAST_ASIAN_WEIGHT if page.east_asian else other)
    return Rows(page.site, [*columns], values, np.array(page.labels), weight)


def train(rows: Sequence[Rows], folder: Path) -> None:
    """Write the table into `folder`."""
    labels = np.concatenate([one.labels for one in rows])
    weight = np.concatenate([one.weight for one in rows])
    known = labels >= 0
    model = Trees(**OF_CONTEXT)
    model.fit(
        np.concatenate([one.values for one in rows])[known].astype(np.float32),
        labels[known],
        sample_weight=weight[known] / weight[known].mean(),
    )
    table = HEADER.format("train_context", FOREST) + written(model, rows[0].names)
    (folder / CONTEXT).write_text(table, "utf-8")


def main() -> None:
    """Train on all sites, or five times on four fifths of them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("folds", type=Path)
    parser.add_argument("--left-out", action="store_true")
    given = parser.parse_args()
    pages = [page for page in load(given.pages) if page.labels]
    rows: list[Rows] = []
    for fold in range(FOLDS):
        use_tables(given.folds / str(fold))
        rows += [rows_of(page) for page in pages if fold_of(page.site) == fold]
    rows.sort(key=lambda one: one.site)
    if not given.left_out:
        train(rows, DATA)
        return
    for fold in range(FOLDS):
        train([one for one in rows if fold_of(one.site) != fold], given.folds / str(fold))


if __name__ == "__main__":
    main()
