"""Main content of HTML pages: cleanup with whole sites left out, beside its peers.

usage: python -m benchmarks.html PAGES [FOLDS]

PAGES is a folder of labelled pages, of which those of gold/ are used whose HTML is at hand; FOLDS
what `tools/train_classifier.py --left-out FOLDS` and `tools/train_tags.py PAGES FOLDS --left-out`
wrote: each page is then judged by tables that were learnt without its site. Without FOLDS the
tables of the package are used, which have seen these pages. All get the HTML; the last row got the
text that it shows (pip install -e '.[bench,html]').
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import cleanup
from benchmarks.blocks import extracted, show_gold
from cleanup.formats.html import main_content, visible
from cleanup.model import Source
from cleanup.pipeline import clean_document
from cleanup.settings import Settings
from tools.left_out import FOLDS, fold_of, use_tables
from tools.train_tags import TaggedPage, pages_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def by_cleanup(html: str) -> str:
    """What `cleanup run` makes of a file of HTML."""
    text, origins = visible(html)
    source = Source("page", text.encode(), is_html=True, origins=origins)
    document = clean_document(source, Settings()).document
    return document.text if document else ""


def by_its_text(html: str) -> str:
    """What `cleanup run` makes of the text that the page shows, without its tags."""
    return cleanup.clean(visible(html).text).text


OURS = {"cleanup": by_cleanup, "cleanup, text alone": by_its_text}
PEERS: dict[str, Callable[[str], str]] = {
    "trafilatura": extracted,
    "Resiliparse": main_content,
}


def write(pages: Iterable[TaggedPage], method: Callable[[str], str], folder: Path) -> None:
    """Write what a method makes of each page."""
    for page in pages:
        (folder / f"{page.name}.txt").write_text(method(page.html), "utf-8")


def main() -> None:
    """Clean all pages by every method and print the scores."""
    folder, *folds = map(Path, sys.argv[1:])
    pages = [*pages_of(folder)]
    with tempfile.TemporaryDirectory() as work:
        for title, method in {**PEERS, **OURS}.items():
            output = Path(work) / title
            output.mkdir()
            if title in PEERS or not folds:
                write(pages, method, output)
            for left_out in range(FOLDS if folds and title in OURS else 0):
                use_tables(folds[0] / str(left_out))
                write((one for one in pages if fold_of(one.site) == left_out), method, output)
            print(f"\n## {title}")
            for path in sorted((folder / "gold").glob("*-dev-html.jsonl.gz")):
                show_gold(
                    path.with_name(path.name.replace("-dev-html", "-dev")), output, Path(work)
                )


if __name__ == "__main__":
    main()
