"""Train the trees that judge blocks of HTML: tags.tsv in src/cleanup/data/.

usage: python -m tools.train_tags PAGES FOLDS [--left-out]

PAGES is a folder of labelled pages, of which those are used whose HTML is at hand
(gold/*-dev-html.jsonl.gz); FOLDS what `train_classifier --left-out FOLDS` wrote: what the text of a
page says is learnt from other sites alone, as it will be of pages that nobody has seen. With
--left-out five tables are written into FOLDS instead, each without a fifth of the sites.
"""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleanup.formats.html import visible
from cleanup.page.classifier.model import judged
from cleanup.page.classifier.trees import TAGGED
from cleanup.page.segment import segment
from tools.labelled_pages import aligned, owner_of
from tools.second_forest import Rows, Training, as_rows
from tools.train_classifier import BOOSTING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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


def rows_of(one: TaggedPage) -> Rows | None:
    """The rows of a page, judged by the tables in use; none of an empty page."""
    page = page_of(one.html)
    if not page.blocks:
        return None
    judgement = judged(page)
    size = judgement.measures.length + 1
    labels = np.array(aligned([block.text for block in page.blocks], one.gold))
    weight = size / size.sum() * (LATIN_WEIGHT if one.is_latin else 1)
    return as_rows(one.site, judgement.by_tags, labels, weight)


def page_of(html: str) -> Page:
    """The page that HTML shows, with its origins."""
    shown = visible(html)
    return segment(shown.text, origins=shown.origins)


if __name__ == "__main__":
    Training(TAGGED, "train_tags", OF_HTML).run(__doc__, pages_of, rows_of)
