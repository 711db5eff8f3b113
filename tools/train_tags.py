"""Train the trees that judge blocks of HTML: tags.tsv in src/cleanup/data/.

usage: python -m tools.train_tags PAGES FOLDS [--left-out]

PAGES is a folder of labelled pages, of which those are used whose HTML is at hand
(gold/*-dev-html.jsonl.gz); FOLDS what `train_classifier --left-out FOLDS` wrote: what the text of a
page says is learnt from other sites alone, as it will be of pages that nobody has seen. With
--left-out five tables are written into FOLDS instead, each without a fifth of the sites.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from catboost import CatBoostClassifier as Trees

from cleanup.formats.html import visible
from cleanup.page.classifier.columns import matrix
from cleanup.page.classifier.model import judged
from cleanup.page.classifier.trees import TAGGED
from cleanup.page.segment import segment
from tools.labelled_pages import aligned, owner_of
from tools.left_out import FOLDS, fold_of, use_tables
from tools.train_classifier import BOOSTING, DATA, FOREST, HEADER, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.page.page import Page

OF_HTML = BOOSTING | {"iterations": 450, "depth": 4, "learning_rate": 0.05, "rsm": 0.2}
LATIN_WEIGHT = 1 / 3  # of a page in Latin script, of which there are most


class TaggedPage(NamedTuple):
    """A page of HTML with its gold content; the labels are those of its blocks."""

    name: str
    site: str
    is_latin: bool
    html: str
    gold: str


def pages_of(folder: Path) -> Iterator[TaggedPage]:
    """The pages of a folder whose HTML is at hand."""
    for path in sorted((folder / "gold").glob("*-dev-html.jsonl.gz")):
        with gzip.open(str(path).replace("-dev-html", "-dev"), "rt", encoding="utf-8") as rows:
            texts = {one["id"]: one for one in map(json.loads, rows)}
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            for row in map(json.loads, rows):
                text = texts[row["id"]]
                site = owner_of(row["url"] or "") or row["id"]
                is_latin = text.get("lang") == "other"
                yield TaggedPage(row["id"], site, is_latin, row["html"], text["gold"])


class Rows(NamedTuple):
    """The blocks of a page as rows: features, labels, and how much each counts."""

    site: str
    names: list[str]
    values: np.ndarray
    labels: np.ndarray
    weight: np.ndarray


def rows_of(one: TaggedPage) -> Rows | None:
    """The rows of a page, judged by the tables in use; none of an empty page."""
    page = page_of(one.html)
    if not page.blocks:
        return None
    families = judged(page).by_tags.families.values()
    columns = {name: column for family in families for name, column in family.items()}
    size = np.sqrt([len(block.text) for block in page.blocks])
    values = matrix(columns.values(), len(page.blocks)).T
    labels = np.array(aligned([block.text for block in page.blocks], one.gold))
    weight = size / size.sum() * (LATIN_WEIGHT if one.is_latin else 1)
    return Rows(one.site, [*columns], values.astype(np.float32), labels, weight)


def page_of(html: str) -> Page:
    """The page that HTML shows, with its origins."""
    shown = visible(html)
    return segment(shown.text, origins=shown.origins)


def train(rows: Sequence[Rows], folder: Path) -> None:
    """Write the table into `folder`."""
    weight = np.concatenate([one.weight for one in rows])
    model = Trees(**OF_HTML)
    model.fit(
        np.concatenate([one.values for one in rows]),
        np.concatenate([one.labels for one in rows]),
        sample_weight=weight / weight.mean(),
    )
    table = HEADER.format("train_tags", FOREST) + written(model, rows[0].names)
    (folder / TAGGED).write_text(table, "utf-8")


def main() -> None:
    """Train on all sites, or five times on four fifths of them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("folds", type=Path)
    parser.add_argument("--left-out", action="store_true")
    given = parser.parse_args()
    pages = [*pages_of(given.pages)]
    rows = list[Rows]()
    for fold in range(FOLDS):
        use_tables(given.folds / str(fold))
        found = (rows_of(one) for one in pages if fold_of(one.site) == fold)
        rows += [one for one in found if one]
    rows.sort(key=lambda one: one.site)
    if not given.left_out:
        train(rows, DATA)
        return
    for fold in range(FOLDS):
        train([one for one in rows if fold_of(one.site) != fold], given.folds / str(fold))


if __name__ == "__main__":
    main()
