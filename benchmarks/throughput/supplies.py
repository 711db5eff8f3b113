"""Where the texts and pages of the mixes come from: invented, or out of folders that are given.

Those of folders end when there are no more: none is used twice, for copies cost less than others.
"""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from itertools import chain, count, cycle, zip_longest
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from opencc import OpenCC

from benchmarks import invented_languages, invented_pages, invented_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SEED = "throughput"
SMALL, LARGE = 1_000, 8_000  # bytes of a clean text
LARGEST = 30_000  # bytes of a page out of a folder
KANA, HAN, LATIN = (re.compile(f"[{one}]") for one in ("\u3041-\u30fa", "\u4e00-\u9fff", "a-zA-Z"))


class Supply(NamedTuple):
    """Chinese texts that are clean, and pages by kind: zh, ja, latin."""

    name: str
    texts: Callable[[], Iterator[str]]
    pages: Callable[[str], Iterator[str]]


def supply(texts: Path | None, pages: Path | None) -> Supply:
    """What is in the folders that are given; the rest is invented."""
    names = (
        f"{what} {'given' if given else 'invented'}"
        for what, given in (("texts", texts), ("pages", pages))
    )
    return Supply(
        ", ".join(names),
        (lambda: _texts_of(texts)) if texts else _invented_texts,
        (lambda kind: _pages_of(pages, kind)) if pages else _invented_pages,
    )


def _invented_texts() -> Iterator[str]:
    """Articles, every other one in Traditional characters."""
    chance = Random(SEED)
    for number in count():
        text = invented_text.article(chance, SMALL // 3, LARGE // 3) + "\n"
        yield traditional().convert(text) if number % 2 else text


@cache
def traditional() -> OpenCC:
    """What writes Chinese in Traditional characters."""
    return OpenCC("s2t")


def _invented_pages(kind: str) -> Iterator[str]:
    """Articles in layouts, one layout after the other."""
    chance = Random(f"{SEED} {kind}")
    if kind == "zh":
        for layout in cycle(invented_pages.LAYOUTS):
            text = invented_text.article(chance, 350, 2_000)
            yield invented_pages.page(text, layout, chance) + "\n"
    languages = ("ja",) if kind == "ja" else invented_languages.LATIN
    each = [[(name, layout) for layout in invented_languages.layouts(name)] for name in languages]
    for name, layout in cycle(chain.from_iterable(each)):
        size = (350, 2_000) if kind == "ja" else (1_000, 6_000)
        text = invented_languages.article(name, chance, *size)
        yield invented_pages.page(text, layout, chance, invented_languages.words(name)) + "\n"


def _texts_of(folder: Path) -> Iterator[str]:
    """Neighbouring lines of Chinese files, of each file in turn."""
    chance = Random(SEED)
    files = (path.read_text("utf-8") for path in sorted(folder.rglob("*.txt")))
    cut = [_cut(text, chance) for text in files if kind_of(text) == "zh"]
    for some in zip_longest(*cut):
        yield from filter(None, some)


def _cut(text: str, chance: Random) -> Iterator[str]:
    lines = filter(str.strip, text.split("\n"))
    some, size, wanted = [], 0, chance.randint(SMALL, LARGE)
    for line in lines:
        some.append(line + "\n")
        size += len(line.encode()) + 1
        if size >= wanted:
            yield "".join(some)
            some, size, wanted = [], 0, chance.randint(SMALL, LARGE)


def _pages_of(folder: Path, kind: str) -> Iterator[str]:
    """The *.txt of a folder, and the field `text` of its *.jsonl and *.jsonl.gz, shuffled."""
    found = [path.read_text("utf-8") for path in sorted(folder.rglob("*.txt"))]
    for path in sorted(folder.rglob("*.jsonl*")):
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
            found += (row["text"] for row in map(json.loads, lines) if "text" in row)
    fit = {page: None for page in found if SMALL <= len(page.encode()) <= LARGEST}
    of_kind = [page for page in fit if kind_of(page) == kind]
    Random(SEED).shuffle(of_kind)
    yield from of_kind


def kind_of(text: str) -> str:
    """zh, ja, latin, or nothing of these, by the characters."""
    kana, han, latin = (len(pattern.findall(text)) for pattern in (KANA, HAN, LATIN))
    if kana + han > latin:
        return "ja" if kana > han / 10 else "zh"
    return "latin" if latin > len(text) / 2 else ""
