"""How trees are learnt that judge blocks by what the first forest says of them, and by more."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

import numpy as np
from catboost import CatBoostClassifier as Trees

from cleanup.page.classifier.columns import matrix
from tools.left_out import FOLDS, fold_of, use_tables
from tools.train_classifier import DATA, FOREST, HEADER, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cleanup.page.classifier.model import Weighed


class OfASite(Protocol):
    """A page with its site."""

    @property
    def site(self) -> str: ...


OnePage = TypeVar("OnePage", bound=OfASite)


class Rows(NamedTuple):
    """The blocks of a page as rows: features, labels, and how much each counts."""

    site: str
    names: list[str]
    values: np.ndarray
    labels: np.ndarray  # below 0 where it is not known
    weight: np.ndarray


def as_rows(site: str, weighed: Weighed, labels: np.ndarray, weight: np.ndarray) -> Rows:
    """The rows of a page with the features of a forest."""
    columns = {name: one for family in weighed.families.values() for name, one in family.items()}
    values = matrix(columns.values(), weighed.count).T.astype(np.float32)
    return Rows(site, [*columns], values, labels, weight)


class Training(NamedTuple):
    """The table that is learnt, the tool that learns it, and the settings of its trees."""

    table: str
    tool: str
    settings: dict[str, Any]

    def run(
        self,
        description: str,
        pages_of: Callable[[Path], Iterable[OnePage]],
        rows_of: Callable[[OnePage], Rows | None],
    ) -> None:
        """Train on all sites, or five times on four fifths of them.

        What the first forest says of a page is learnt from other sites alone, as it will be of
        pages that nobody has seen.
        """
        parser = argparse.ArgumentParser(description=description.split("\n", 1)[0])
        parser.add_argument("pages", type=Path)
        parser.add_argument("folds", type=Path)
        parser.add_argument("--left-out", action="store_true")
        given = parser.parse_args()
        pages = [*pages_of(given.pages)]
        found: list[Rows] = []
        for fold in range(FOLDS):
            use_tables(given.folds / str(fold))
            found += filter(None, (rows_of(one) for one in pages if fold_of(one.site) == fold))
        found.sort(key=lambda one: one.site)
        if not given.left_out:
            self.train(found, DATA)
            return
        for fold in range(FOLDS):
            self.train([r for r in found if fold_of(r.site) != fold], given.folds / str(fold))

    def train(self, found: Sequence[Rows], folder: Path) -> None:
        """Write the table into `folder`."""
        labels = np.concatenate([one.labels for one in found])
        weight = np.concatenate([one.weight for one in found])
        known = labels >= 0
        model = Trees(**self.settings)
        model.fit(
            np.concatenate([one.values for one in found])[known],
            labels[known],
            sample_weight=weight[known] / weight[known].mean(),
        )
        header = HEADER.format(self.tool, FOREST)
        (folder / self.table).write_text(header + written(model, found[0].names), "utf-8")
