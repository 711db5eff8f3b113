"""Train what tells web pages from plain texts: gate.tsv in src/cleanup/data/.

usage: python -m tools.train_gate PAGES TEXT FOLDS

PAGES and TEXT are as for train_classifier.py; FOLDS is what it wrote with --left-out, so that the
blocks of each page are judged as those of a page that was never seen. Plain texts are those among
the written pages, the hard negatives of the tests, and passages of running text. Printed is how
the trees decide on texts that were left out, five parts one after the other.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from catboost import CatBoostClassifier as Trees

from cleanup.page.classifier.trees import GATE, UNIT, read
from cleanup.page.evidence import evidence
from cleanup.page.segment import segment
from cleanup.page.signs import signs
from tools.labelled_pages import CHROME, load
from tools.left_out import FOLDS, fold_of, use_tables
from tools.train_classifier import BOOSTING, DATA, FOREST, HEADER, chosen, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NEGATIVES = Path(__file__).parent.parent / "tests" / "cases" / "negatives"
PASSAGE, PASSAGES = 37, 160  # lines of a passage of running text, passages of a text
SHAPE = {"iterations": 150, "depth": 4, "learning_rate": 0.08, "l2_leaf_reg": 3}
PLAIN_WEIGHT = 3.0  # of a plain text: to take one for a page is worse than the reverse
SURE = 4.0  # log-odds from which on a text is a page


class Text(NamedTuple):
    """A text, where it is from, whether it is a page, and its evidence."""

    name: str
    corpus: str
    page: bool
    found: dict[str, int]


def texts(pages: Path, running: Path, folds: Path) -> Iterator[Text]:
    """All texts, each judged by tables that do not know it."""
    labelled = chosen(load(pages))
    for left_out in range(FOLDS):
        use_tables(folds / str(left_out))
        for one in labelled:
            if fold_of(one.site) == left_out and one.blocks:
                yield Text(one.name, one.corpus, CHROME in one.labels, evidence_of(one.text))
    use_tables(DATA)
    for path in sorted(NEGATIVES.glob("*.txt")):
        yield Text(path.stem, "negatives", False, evidence_of(path.read_text("utf-8")))
    for path in sorted(running.glob("*.txt")):
        rows = path.read_text("utf-8").split("\n")
        for at in range(0, min(len(rows), PASSAGE * PASSAGES), PASSAGE):
            passage = "\n".join(rows[at : at + PASSAGE])
            if passage.strip():
                yield Text(f"{path.stem}-{at}", "running", False, evidence_of(passage))


def evidence_of(text: str) -> dict[str, int]:
    """What a text shows."""
    return evidence(signs(segment(text)))


def fit(found: Sequence[Text]) -> str:
    """The table of the trees learnt from these texts."""
    names = list(found[0].found)
    model = Trees(**{**BOOSTING, **SHAPE})
    values = np.array([list(one.found.values()) for one in found], np.float32)
    pages = np.array([one.page for one in found])
    model.fit(values, pages.astype(int), sample_weight=np.where(pages, 1.0, PLAIN_WEIGHT))
    bias, *trees = written(model, names).split("\n")
    return "\n".join([str(int(bias) - round(UNIT * SURE)), *trees])


def decided(table: str, found: Sequence[Text]) -> np.ndarray:
    """The log-odds, less what is asked for, that each text is a page."""
    trees = read(table.rstrip("\n").split("\n"))
    values = np.array([[one.found[name] for one in found] for name in trees.names])
    return trees.sums(trees.leaves(values)) / UNIT


def main() -> None:
    """Learn from all of them, and print how it goes with those that are left out."""
    pages, running, folds = map(Path, sys.argv[1:4])
    found = list(texts(pages, running, folds))
    part = np.array([fold_of(one.name) for one in found])
    odds = np.zeros(len(found))
    for left_out in range(FOLDS):
        learnt = [one for one, where in zip(found, part, strict=True) if where != left_out]
        rest = [one for one, where in zip(found, part, strict=True) if where == left_out]
        odds[part == left_out] = decided(fit(learnt), rest)
    count = Counter((one.corpus, one.page) for one in found)
    opened = Counter(
        (one.corpus, one.page) for one, sure in zip(found, odds, strict=True) if sure > 0
    )
    for (corpus, page), number in sorted(count.items()):
        what = "pages" if page else "plain texts"
        print(f"{corpus:12} {what:11} {opened[corpus, page]:5} of {number} taken for pages")
    closest = sorted(zip(odds, found, strict=True), key=lambda pair: -pair[0])
    plain = [f"{one.name} {sure:.2f}" for sure, one in closest if not one.page]
    print("plain texts most like pages:", ", ".join(plain[:8]))
    (DATA / GATE).write_text(HEADER.format("train_gate", FOREST) + fit(found), "utf-8")


if __name__ == "__main__":
    main()
