"""Train the classifier of blocks: trees.tsv, titles.tsv, vocabulary.tsv in src/cleanup/data/.

usage: python -m tools.train_classifier PAGES TEXT [--left-out OUT]

PAGES is a folder of labelled pages (see labelled_pages.py), TEXT one of clean running text (see
build_tables.py). Pages are used as they are, with another text in place of their own, and with
little chrome, those of tools/pages/ also with the chrome of others. With --left-out the tables are
written five times below OUT instead, each time without a fifth of the sites; benchmarks/blocks.py
measures on the sites that were left out.

Nothing in it is left to chance, so the same pages give the same tables.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import sys
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
from catboost import CatBoostClassifier as Trees

from cleanup.page.classifier.columns import matrix as columns_of
from cleanup.page.classifier.features import features
from cleanup.page.classifier.measures import Measures
from cleanup.page.classifier.trees import CONTENT as CONTENT_TREES
from cleanup.page.classifier.trees import TITLES as TITLE_TREES
from cleanup.page.classifier.trees import UNIT
from cleanup.page.classifier.words import lines_of
from cleanup.page.segment import segment
from tools import learn_vocabulary as learn
from tools.labelled_pages import CHROME, CONTENT, TITLE, UNSURE, LabelledPage, load
from tools.left_out import FOLDS, fold_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DATA = Path(__file__).parent.parent / "src" / "cleanup" / "data"
HEADER = "# Learnt from labelled pages by tools/{}.py: {}.\n"
FOREST = "the bias, then of each tree its questions, and its leaves"
LARGE, THIRD = "wcxb", 3  # a corpus of which one page of so many is used
BOOSTING = {
    "iterations": 260,
    "depth": 6,
    "learning_rate": 0.12,
    "l2_leaf_reg": 20,
    "boosting_type": "Plain",
    "bootstrap_type": "No",
    "random_strength": 0,
    "random_seed": 1,
    "border_count": 32,
    "leaf_estimation_iterations": 1,
    "thread_count": 2,
    "verbose": False,
}
RARE_WEIGHT = 16.0  # of a page against one in Latin script, of which there are 20 times more
WRITTEN_WEIGHT = 4.0  # of a written page in Latin script
WRITTEN = "written"  # the corpus of pages that were written for the project
RECOMBINED = 4  # variants of each of them
DROPPED = 0.2  # share of the site's lines that a variant lacks
PASSAGES = 40  # of each running text, as pages without a site
VARIANT_WEIGHT = 0.4  # of a page with another text in it
THINNED_SHARE = 0.3  # of the pages in Latin script that are used with little chrome too
CLAUSE = re.compile(r"(?<=[，。！？；、,.])")


@dataclass
class Rows:
    """The blocks of pages as rows of a matrix: the values of all features."""

    names: list[str]
    values: list[np.ndarray]  # of each page


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
    yield from _recombined([page for page in pages if page.corpus == WRITTEN], pick)
    for name, rows in running.items():
        for number in range(PASSAGES):
            yield _passage(f"{name}-{number}", name[:2], rows, pick)


def _recombined(pages: Sequence[LabelledPage], pick: random.Random) -> Iterator[LabelledPage]:
    """Written pages with the parts above and below of others in their language, some lines gone.

    So what belongs to a site is not known by the text that stands beside it.
    """
    for page in pages:
        alike = [one for one in pages if one.language == page.language]
        for number in range(RECOMBINED):
            above, below = (page, page) if number % 2 else (pick.choice(alike), pick.choice(alike))
            rows = [*_parts(above)[0], *_parts(page)[1], *_parts(below)[2]]
            rows = [row for row in rows if row[1] != CHROME or pick.random() > DROPPED]
            text = "\n".join(_with_other_figures(line, pick) for line, _ in rows)
            labels = [label for line, label in rows if line.strip()]
            sites = frozenset({above.site, below.site} - {page.site})
            yield replace(page, text=text, labels=labels, weight=VARIANT_WEIGHT, sites=sites)


def _parts(page: LabelledPage) -> tuple[list[tuple[str, int]], ...]:
    """The lines of a page with their labels: above its title or text, those, and below them."""
    labels = iter(page.labels)
    rows = [(line, next(labels) if line.strip() else UNSURE) for line in page.text.split("\n")]
    own = [at for at, (line, label) in enumerate(rows) if line.strip() and label != CHROME]
    first, last = own[0], own[-1] + 1
    return rows[:first], rows[first:last], rows[last:]


def _with_other_figures(line: str, pick: random.Random) -> str:
    """The line with other digits in its figures."""
    return re.sub(r"(?<!\d)[1-9]\d*", lambda m: str(pick.randrange(1, 10 ** len(m[0]))), line)


def _passage(name: str, language: str, rows: Sequence[str], pick: random.Random) -> LabelledPage:
    """A passage of running text, or one broken into clauses as verse is: all of it is content."""
    start = pick.randrange(len(rows) - 40)
    passage = list(rows[start : start + pick.randint(1, 30)])
    if pick.random() < 0.4:  # noqa: PLR2004  # verse, dialogue: a clause a line
        passage = _clauses(passage)
    text = "\n".join(passage)
    labels = [CONTENT] * sum(bool(line.strip()) for line in passage)
    return LabelledPage(
        name, name, "running", language, "text", text, labels, weight=VARIANT_WEIGHT
    )


def _clauses(passage: Sequence[str]) -> list[str]:
    return [part for row in passage for part in CLAUSE.split(row) if part.strip()][:60]


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
        passage = _clauses(passage)
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
    found = Rows([], [])
    known: dict[frozenset[int], learn.Vocabulary] = {}
    for page in sorted(pages, key=lambda page: page.site):
        own = frozenset(number_of[site] for site in (page.site, *page.sites))
        if own not in known:
            known = {own: learn.vocabulary(words, rows, own)}
        measures = Measures(lines_of([segment(page.text)]), known[own])
        families = features(measures).values()
        columns = {name: one for family in families for name, one in family.items()}
        found.names = list(columns)
        found.values.append(columns_of(columns.values(), measures.count).T)
    return found


def fit(rows: Rows, labels: Sequence[np.ndarray], importance: Sequence[np.ndarray]) -> Trees:
    """Trees that tell rows labelled 1 from those labelled 0, each learnt on what is still wrong."""
    wanted, weight = np.concatenate(labels), np.concatenate(importance)
    known = wanted >= 0
    model = Trees(**BOOSTING)
    values = np.concatenate(rows.values)[known].astype(np.float32)
    model.fit(values, wanted[known], sample_weight=weight[known] / weight[known].mean())
    return model


def of_content(rows: Rows, pages: Sequence[LabelledPage]) -> Trees:
    """Trees that tell content from chrome.

    All pages of a language count the same, and long blocks more than short ones.
    """
    return fit(
        rows, [np.array(page.labels) for page in pages], [_importance(page) for page in pages]
    )


def of_titles(rows: Rows, pages: Sequence[LabelledPage]) -> Trees:
    """Trees that tell headlines from all other blocks, on the pages whose headline is labelled."""
    titled = [at for at, page in enumerate(pages) if TITLE in page.labels]
    labels = [(np.array(pages[at].labels) == TITLE).astype(int) for at in titled]
    importance = [
        np.full(len(one), pages[at].weight / np.sqrt(len(one)))
        for at, one in zip(titled, labels, strict=True)
    ]
    return fit(Rows(rows.names, [rows.values[at] for at in titled]), labels, importance)


def _importance(page: LabelledPage) -> np.ndarray:
    size = np.sqrt([max(1, len(block)) for block in page.blocks])
    other = WRITTEN_WEIGHT if page.corpus == WRITTEN else 1.0
    return size / size.sum() * page.weight * (RARE_WEIGHT if page.east_asian else other)


def written(model: Trees, names: Sequence[str]) -> str:
    """The table of trees: the bias, then of each tree its questions, and its leaves."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "trees.json"
        model.save_model(str(path), format="json")
        learnt = json.loads(path.read_text("utf-8"))
    scale, (bias,) = learnt["scale_and_bias"]
    output = [str(round(UNIT * bias))]
    depth = max(len(tree["splits"]) for tree in learnt["oblivious_trees"])
    for tree in learnt["oblivious_trees"]:
        asked = [
            f"{names[one['float_feature_index']]} > {math.floor(one['border'])}"
            for one in tree["splits"]
        ]
        leaves = [str(round(UNIT * scale * value)) for value in tree["leaf_values"]]
        missing = depth - len(asked)  # a question that is asked again changes nothing
        asked, leaves = asked + asked[-1:] * missing, leaves * 2**missing
        output.append(f"{'; '.join(asked)}\t{' '.join(leaves)}")
    return "\n".join(output) + "\n"


def train(pages: Sequence[LabelledPage], folder: Path, left_out: int | None) -> None:
    """Write the tables into `folder`, without the sites of one fold if one is left out."""
    used = sorted((p for p in pages if left_out not in _folds(p)), key=lambda page: page.site)
    rows = matrix(used)
    originals = [page for page in used if page.weight == 1]
    number_of = {site: at for at, site in enumerate(sorted({page.site for page in used}))}
    vocabulary = learn.written(originals, *learn.count(originals, number_of))
    folder.mkdir(parents=True, exist_ok=True)
    table = HEADER.format("train_classifier", FOREST)
    for name, learnt in ((CONTENT_TREES, of_content), (TITLE_TREES, of_titles)):
        (folder / name).write_text(table + written(learnt(rows, used), rows.names), "utf-8")
    table = HEADER.format(
        "train_classifier", "word or line, how much it speaks for chrome, the words"
    )
    (folder / "vocabulary.tsv").write_text(table + vocabulary, "utf-8")


def _folds(page: LabelledPage) -> set[int]:
    """The parts of the sites that a page has lines of."""
    return {fold_of(site) for site in (page.site, *page.sites)}


def chosen(pages: Sequence[LabelledPage]) -> list[LabelledPage]:
    """The pages, but only every third of those of a corpus that is much larger than the others."""
    return [
        page
        for page in pages
        if page.corpus != LARGE or zlib.crc32(page.name.encode()) % THIRD == 0
    ]


def main() -> None:
    """Train on all sites, or five times on four fifths of them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("--left-out", type=Path, metavar="OUT")
    given = parser.parse_args()
    pages = chosen(load(given.pages))
    pages = [*pages, *variants(pages, given.text)]
    sys.stderr.write(f"{len(pages)} pages\n")
    if given.left_out is None:
        train(pages, DATA, None)
        return
    for left_out in range(FOLDS):
        train(pages, given.left_out / str(left_out), left_out)
        sys.stderr.write(f"fold {left_out} done\n")


if __name__ == "__main__":
    main()
