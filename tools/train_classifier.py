"""Train the classifier of blocks: src/cleanup/data/classifier.tsv and vocabulary.tsv.

usage: python -m tools.train_classifier PAGES TEXT [--left-out OUT]

PAGES is a folder of labelled pages (see labelled_pages.py), TEXT one of clean running text (see
build_tables.py). Pages are used as they are, with another text in place of their own, and with
little chrome. With --left-out five pairs of tables are written below OUT instead, each without a
fifth of the sites; benchmarks/blocks.py measures on the sites that were left out.

The loss is convex and the solver starts from nothing, so the same pages give the same tables.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from cleanup.page.classifier.features import features
from cleanup.page.classifier.measures import Measures
from cleanup.page.classifier.model import BIAS, is_east_asian
from cleanup.page.classifier.words import lines_of, words_of
from cleanup.page.segment import segment
from tools import learn_vocabulary as learn
from tools.labelled_pages import CONTENT, UNSURE, LabelledPage, load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DATA = Path(__file__).parent.parent / "src" / "cleanup" / "data"
HEADER = "# Learnt from labelled pages by tools/train_classifier.py: {}.\n"
FOLDS = 5
RIDGE = 20.0
STEPS = 60
EAST_ASIAN_WEIGHT = 16.0  # of a page against one in Latin script, of which there are 20 times more
VARIANT_WEIGHT = 0.4  # of a page with another text in it
THINNED_SHARE = 0.3  # of the pages in Latin script that are used with little chrome too
CLAUSE = re.compile(r"(?<=[，。！？；、,.])")


@dataclass
class Rows:
    """The blocks of pages as rows of a matrix: the values of all features."""

    names: list[str]
    counts: list[int]
    values: list[np.ndarray]  # of each page


def fold_of(site: str) -> int:
    """Which of the five parts a site belongs to."""
    return zlib.crc32(site.encode()) % FOLDS


def variants(pages: Sequence[LabelledPage], texts: Path) -> Iterator[LabelledPage]:
    """Pages with another text in place of their own, and pages with little chrome."""
    pick = random.Random(7)  # noqa: S311  # the same pages each time
    running = {
        path.stem: path.read_text("utf-8").splitlines() for path in sorted(texts.glob("*.txt"))
    }
    running = {
        name: [line for line in rows if line] for name, rows in running.items() if name != "README"
    }
    articles = [page for page in pages if page.east_asian and page.kind == "article"]
    for page in articles:
        if CONTENT in page.labels:
            for number in range(3):
                yield _with_text(page, *_another_text(page, number, articles, running, pick))
    for page in pages:
        if CONTENT in page.labels and (page.east_asian or pick.random() < THINNED_SHARE):
            yield _thinned(page, pick)


def _thinned(page: LabelledPage, pick: random.Random) -> LabelledPage:
    """The page with the chrome next to its content alone, as of a small site."""
    numbered = [at for at, line in enumerate(page.text.split("\n")) if line.strip()]
    inside = [at for at, label in enumerate(page.labels) if label == CONTENT]
    first = max(0, inside[0] - pick.randint(3, 30))
    last = min(len(numbered) - 1, inside[-1] + pick.randint(3, 40))
    lines = page.text.split("\n")[numbered[first] : numbered[last] + 1]
    if pick.random() < 0.5:  # noqa: PLR2004  # as crawlers write that know no paragraphs
        lines = [line for line in lines if line.strip()]
    labels = page.labels[first : last + 1]
    return replace(page, text="\n".join(lines), labels=labels, weight=VARIANT_WEIGHT, gold="")


def _another_text(
    page: LabelledPage,
    number: int,
    articles: Sequence[LabelledPage],
    running: dict[str, list[str]],
    pick: random.Random,
) -> tuple[list[str], str]:
    """The text of another page of the same fold, or a passage; and the site that it is from."""
    others = [o for o in articles if fold_of(o.site) == fold_of(page.site) and o.site != page.site]
    others = [other for other in others if CONTENT in other.labels]
    if number == 0 and others:
        other = pick.choice(others)
        labelled = zip(other.blocks, other.labels, strict=True)
        return [block for block, label in labelled if label == CONTENT], other.site
    modern = ["zh-hans-wiki", "zh-hant-wiki"] if page.language == "zh" else ["ja"]
    if number < 2:  # noqa: PLR2004  # the second kind: very short articles
        rows = running[pick.choice(modern)]
        start = pick.randrange(len(rows) - 3)
        return rows[start : start + pick.choice((1, 1, 2, 3))], ""
    rows = running[pick.choice([*modern, "zh-classical"] if page.language == "zh" else modern)]
    start = pick.randrange(len(rows) - 40)
    passage = rows[start : start + pick.randint(3, 25)]
    if pick.random() < 0.6:  # noqa: PLR2004  # verse, dialogue: a clause a line
        passage = [part for row in passage for part in CLAUSE.split(row) if part.strip()][:60]
    return passage, ""


def _with_text(page: LabelledPage, text: Sequence[str], site: str) -> LabelledPage:
    """The page with `text` in place of its content."""
    labels = iter(page.labels)
    marked = [(line, next(labels) if line.strip() else None) for line in page.text.split("\n")]
    inside = [at for at, (_, label) in enumerate(marked) if label == CONTENT]
    first, last = inside[0], inside[-1]
    spaced = any(label is None for _, label in marked[first:last])
    lines: list[tuple[str, int | None]] = []
    for at, (line, label) in enumerate(marked):
        if at == first:
            for row in text:
                lines += [(row, CONTENT), ("", None)] if spaced else [(row, CONTENT)]
        if label != CONTENT and not (first <= at <= last and label is None):
            lines.append((line, label))
    return replace(
        page,
        text="\n".join(line for line, _ in lines),
        labels=[label for line, label in lines if line.strip() and label is not None],
        weight=VARIANT_WEIGHT,
        sites=frozenset({site} - {""}),
        gold="",
    )


def matrix(pages: Sequence[LabelledPage]) -> Rows:
    """All features of all pages; the vocabulary of a page is learnt from other sites alone."""
    number_of = {site: at for at, site in enumerate(sorted({page.site for page in pages}))}
    words, rows = learn.count([page for page in pages if page.weight == 1], number_of)
    found = Rows([], [], [])
    known: dict[frozenset[int], learn.Vocabulary] = {}
    for page in sorted(pages, key=lambda page: page.site):
        own = frozenset(number_of[site] for site in (page.site, *page.sites))
        if own not in known:
            known = {own: learn.vocabulary(words, rows, own)}
        lines = lines_of(segment(page.text))
        measures = Measures(lines, words_of(lines), known[own])
        families = features(measures).values()
        columns = {name: one for family in families for name, one in family.items()}
        found.names = list(columns)
        found.counts = [column.values for column in columns.values()]
        script = np.full(len(lines), not is_east_asian(measures))
        values = [column.value for column in columns.values()]
        found.values.append(np.stack([script, *values], axis=1).astype(np.int16))
    return found


def fit(rows: Rows, pages: Sequence[LabelledPage]) -> np.ndarray:
    """The weights: those that both kinds of pages share, then those of each, then the bias."""
    labels = np.concatenate([page.labels for page in pages])
    importance = np.concatenate([_importance(page) for page in pages])
    values = np.concatenate(rows.values)
    order = np.argsort(values[:, 0], kind="stable")  # the pages of one kind, then the others
    order = order[labels[order] != UNSURE]
    labels, importance = labels[order], importance[order] / importance[order].mean()
    values = np.ascontiguousarray(values[order].T)
    parts = np.searchsorted(values[0], [0, 1, 2])
    kinds = [slice(parts[at], parts[at + 1]) for at in (0, 1)]
    starts = np.cumsum([0, *rows.counts])
    size = int(starts[-1])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = np.full(len(labels), weights[-1])
        for kind, own in enumerate((weights[size : 2 * size], weights[2 * size : -1])):
            both = weights[:size] + own
            for start, column in zip(starts, values[1:, kinds[kind]], strict=False):
                odds[kinds[kind]] += both[start + column]
        error = importance * (1 / (1 + np.exp(-odds)) - labels)
        cost = float((importance * (np.logaddexp(0, odds) - labels * odds)).sum())
        slopes = [
            np.concatenate(
                [
                    np.bincount(column, error[part], minlength=count)
                    for count, column in zip(rows.counts, values[1:, part], strict=True)
                ]
            )
            for part in kinds
        ]
        ridge = RIDGE * weights[:-1]
        slope = np.concatenate([slopes[0] + slopes[1], *slopes]) + ridge
        return cost + float(ridge @ weights[:-1]) / 2, np.append(slope, error.sum())

    start = np.zeros(3 * size + 1)
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return np.asarray(best.x)


def _importance(page: LabelledPage) -> np.ndarray:
    """How much each block counts: all pages of a language the same, long blocks more."""
    size = np.sqrt([max(1, len(block)) for block in page.blocks])
    return size / size.sum() * page.weight * (EAST_ASIAN_WEIGHT if page.east_asian else 1.0)


def written(rows: Rows, weights: np.ndarray) -> str:
    """The table of weights: feature, weights on East Asian pages, weights on others."""
    size = sum(rows.counts)
    here, there = weights[:size] + weights[size : 2 * size], weights[:size] + weights[2 * size : -1]
    output, start = [f"{BIAS}\t{weights[-1]:.2f}\t{weights[-1]:.2f}"], 0
    for name, count in zip(rows.names, rows.counts, strict=True):
        both = (" ".join(f"{w:.2f}" for w in side[start : start + count]) for side in (here, there))
        output.append("\t".join([name, *both]))
        start += count
    return "\n".join(output).replace("-0.00", "0.00") + "\n"


def train(pages: Sequence[LabelledPage], folder: Path, left_out: int | None) -> None:
    """Write both tables into `folder`, without the sites of one fold if one is left out."""
    used = sorted((p for p in pages if fold_of(p.site) != left_out), key=lambda page: page.site)
    rows = matrix(used)
    weights = fit(rows, used)
    originals = [page for page in used if page.weight == 1]
    number_of = {site: at for at, site in enumerate(sorted({page.site for page in used}))}
    vocabulary = learn.written(originals, *learn.count(originals, number_of))
    folder.mkdir(parents=True, exist_ok=True)
    table = HEADER.format("feature, weights of its values on East Asian pages, on others")
    (folder / "classifier.tsv").write_text(table + written(rows, weights), "utf-8")
    table = HEADER.format("word or line, how much it speaks for chrome, the words")
    (folder / "vocabulary.tsv").write_text(table + vocabulary, "utf-8")


def main() -> None:
    """Train on all sites, or five times on four fifths of them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("--left-out", type=Path, metavar="OUT")
    chosen = parser.parse_args()
    pages = load(chosen.pages)
    pages = [*pages, *variants(pages, chosen.text)]
    sys.stderr.write(f"{len(pages)} pages\n")
    if chosen.left_out is None:
        train(pages, DATA, None)
        return
    for left_out in range(FOLDS):
        train(pages, chosen.left_out / str(left_out), left_out)
        sys.stderr.write(f"fold {left_out} done\n")


if __name__ == "__main__":
    main()
