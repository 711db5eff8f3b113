"""Boilerplate removal on labelled pages: cleanup with whole sites left out, beside its peers.

usage: python -m benchmarks.blocks PAGES [FOLDS]

PAGES is a folder of labelled pages with its two score.py; FOLDS what `tools/train_classifier.py
--left-out FOLDS` wrote: each page is then judged by tables that were learnt without its site.
Without FOLDS the tables of the package are used, which have seen these pages. The peers get what
cleanup gets, the text alone, each line as a paragraph of HTML (pip install -e '.[bench]').
"""

from __future__ import annotations

import gzip
import html
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import justext
import trafilatura

import cleanup
from cleanup.text.sentences import is_prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

from tools.labelled_pages import LabelledPage, load
from tools.left_out import FOLDS, fold_of, use_tables

LONG = 40  # characters of a line that is kept without punctuation


def everything(text: str) -> str:
    """The page as it is."""
    return text


def sentence_like(text: str) -> str:
    """The lines with sentence punctuation, and the long ones."""
    return "\n".join(row for row in text.split("\n") if is_prose(row) or len(row) > LONG)


def as_html(text: str) -> str:
    """A document of paragraphs, one for each line."""
    rows = (f"<p>{html.escape(row)}</p>" for row in text.split("\n") if row.strip())
    return f"<html><body><article>{''.join(rows)}</article></body></html>"


def by_trafilatura(text: str) -> str:
    """What trafilatura extracts; its comments are left out, as in its own evaluation."""
    return extracted(as_html(text))


def extracted(source: str) -> str:
    """What trafilatura extracts from HTML, without comments."""
    return trafilatura.extract(source, include_comments=False) or ""


def by_justext(text: str) -> str:
    """What jusText keeps, with the stop words of English, or none where there are no spaces."""
    words = justext.get_stoplist("English") if text.isascii() else frozenset()
    low, high = (0.3, 0.32) if words else (0.0, 0.0)
    found = justext.justext(as_html(text), words, stopwords_low=low, stopwords_high=high)
    return "\n".join(one.text for one in found if not one.is_boilerplate)


def by_cleanup(text: str) -> str:
    """What `cleanup run` makes of it."""
    return cleanup.clean(text).text


def write(pages: Iterable[LabelledPage], method: Callable[[str], str], folder: Path) -> None:
    """Write what a method makes of each page."""
    for page in pages:
        (folder / f"{page.name}.txt").write_text(method(page.text), "utf-8")


def show(title: str, pages: Path, folder: Path, work: Path) -> None:
    """Print the scores of one method."""
    print(f"\n## {title}")
    for kind, labels in (("dev", "labels.jsonl"), ("kinds", "kinds-labels.jsonl")):
        print(f"{kind}\n{_run([pages / 'score.py', pages / kind, pages / labels, folder])}")
    for path in sorted((pages / "gold").glob("*-dev.jsonl.gz")):
        show_gold(path, folder, work)


def show_gold(path: Path, folder: Path, work: Path) -> None:
    """Print the scores on the pages of one file."""
    gold = work / path.name.removesuffix(".gz")
    gold.write_bytes(gzip.decompress(path.read_bytes()))
    print(f"{path.name}\n{_run([path.parent / 'score.py', gold, folder])}")


def _run(command: list[Path]) -> str:
    arguments = [sys.executable, *map(str, command)]
    return subprocess.run(arguments, check=True, capture_output=True, text=True).stdout.strip()


def main() -> None:
    """Clean all pages by every method and print the scores."""
    folder, *folds = map(Path, sys.argv[1:])
    pages = load(folder)
    peers = {
        "everything": everything,
        "sentence-like lines": sentence_like,
        "trafilatura on the lines": by_trafilatura,
        "jusText on the lines": by_justext,
    }
    with tempfile.TemporaryDirectory() as work:
        for number, (title, method) in enumerate(peers.items()):
            output = Path(work) / str(number)
            output.mkdir()
            write(pages, method, output)
            show(title, folder, output, Path(work))
        output = Path(work) / "cleanup"
        output.mkdir()
        if not folds:
            write(pages, by_cleanup, output)
        for left_out in range(FOLDS if folds else 0):
            use_tables(folds[0] / str(left_out))
            write((p for p in pages if fold_of(p.site) == left_out), by_cleanup, output)
        show("cleanup" + (", sites left out" if folds else ""), folder, output, Path(work))


if __name__ == "__main__":
    main()
