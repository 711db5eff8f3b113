"""Whether confidence means something: of removals with so much of it, how many are right.

usage: python -m benchmarks.calibration PAGES [FOLDS]

PAGES and FOLDS are as for `benchmarks.blocks`; of its largest corpus every third page is judged. A
line that goes is right where it is labelled as chrome, metadata or a comment, wrong where it is
content or the headline; other lines do not count. Each page counts the same.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleanup.page.segment import segment
from cleanup.pipeline import chosen
from cleanup.settings import Settings
from cleanup.stages.edits import decide
from cleanup.stages.judge import judged
from tools.labelled_pages import CHROME, CONTENT, TITLE, load
from tools.left_out import FOLDS, fold_of, use_tables
from tools.train_classifier import chosen as pages_chosen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tools.labelled_pages import LabelledPage

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.01)
RIGHT = {CHROME: True, CONTENT: False, TITLE: False}
CLASSIFIER = ("NAV009", "NAV010", "NAV011")
ALL = "all rules"


class Removal(NamedTuple):
    """A line that goes; `weight` is its share of the lines of its page that do."""

    rule: str
    confidence: float
    right: bool
    weight: float


def removals(page: LabelledPage) -> Iterator[Removal]:
    """The labelled lines of a page that would go."""
    rules = chosen(Settings())
    blocks = segment(page.text, strictness=rules.strictness)
    edits = decide(page.text, judged(blocks, rules.judge, rules.loss))
    labels = dict(zip((block.line for block in blocks.blocks), page.labels, strict=True))
    gone = [edit for edit in edits if labels.get(edit.span) in RIGHT]
    for edit in gone:
        rule = "NAV009 to NAV011" if edit.code in CLASSIFIER else edit.code
        yield Removal(rule, edit.confidence, RIGHT[labels[edit.span]], 1 / len(gone))


def show(found: Iterable[Removal]) -> None:
    """Print the share that is right, and how many lines that is of, by rule and confidence."""
    by_rule: defaultdict[str, list[Removal]] = defaultdict(list)
    for removal in found:
        for rule in (removal.rule, ALL):
            by_rule[rule].append(removal)
    for rule, lines in sorted(by_rule.items()):
        print(rule)
        for low, high in pairwise(EDGES):
            inside = [line for line in lines if low <= line.confidence < high]
            if inside:
                right = sum(line.weight for line in inside if line.right)
                share = right / sum(line.weight for line in inside)
                print(f"  {low:.2f} to {min(high, 1):.2f}  {share:.3f}  {len(inside):7,} lines")


def main() -> None:
    """Judge all pages and print the curves."""
    folder, *folds = map(Path, sys.argv[1:])
    pages = pages_chosen(load(folder))
    found: list[Removal] = []
    for left_out in range(FOLDS if folds else 1):
        if folds:
            use_tables(folds[0] / str(left_out))
        judged_now = (p for p in pages if not folds or fold_of(p.site) == left_out)
        found += (removal for page in judged_now for removal in removals(page))
    show(found)


if __name__ == "__main__":
    main()
