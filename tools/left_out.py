"""Tables that were learnt without a fifth of the sites, to judge the pages of these."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from cleanup import data
from cleanup.page.classifier import model, trees, vocabulary

if TYPE_CHECKING:
    from pathlib import Path

FOLDS = 5
LEARNT = (trees.CONTENT, trees.CONTEXT, trees.TITLES, trees.TAGGED, "vocabulary.tsv")


def fold_of(site: str) -> int:
    """Which of the five parts a site belongs to."""
    return zlib.crc32(site.encode()) % FOLDS


def use_tables(folder: Path) -> None:
    """Let the classifier read its learnt tables from `folder`."""

    def lines(name: str) -> list[str]:
        if name not in LEARNT:
            return data.lines(name)
        return (folder / name).read_text("utf-8").split("\n")[1:-1]

    trees.lines = vocabulary.lines = lines
    trees.forest.cache_clear()
    model.rows_of.cache_clear()
    vocabulary.vocabulary.cache_clear()
