"""The mixes of documents that are measured: clean ones, pages, and noisy ones."""

from __future__ import annotations

from itertools import islice
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.glosses import annotated, damage
from benchmarks.mojibake import misread
from benchmarks.throughput.forms import write
from benchmarks.throughput.supplies import traditional

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from benchmarks.throughput.supplies import Supply

SITES, PAGES = 20, 200  # at least so many sites; about so many pages in each of many sites
SHARDS = 4  # of a mix of records
TABLE = 55  # characters that a kit annotates
EVERY = 15  # one line in so many is damaged


class Written(NamedTuple):
    """A mix on disk."""

    folder: Path
    documents: int
    size: float  # megabytes of text


def clean(supply: Supply) -> Iterator[bytes]:
    """Clean Chinese texts."""
    return map(str.encode, supply.texts())


def pages(kind: str) -> Callable[[Supply], Iterator[bytes]]:
    """Pages as a scraper hands them over."""
    return lambda supply: map(str.encode, supply.pages(kind))


def noisy(supply: Supply) -> Iterator[bytes]:
    """Texts with injected readings, pages with lines of all kinds of damage; a third is in GBK."""
    chance = Random("noisy")
    both = zip(supply.texts(), supply.pages("zh"), strict=False)
    for number, (text, page) in enumerate(both):
        yield _noisy(number, text, page, chance)


def one_in_ten(supply: Supply) -> Iterator[bytes]:
    """Chinese pages, of which one in ten is noisy."""
    chance, texts = Random("one in ten"), supply.texts()
    for number, page in enumerate(supply.pages("zh")):
        is_noisy = number % 10 == 0
        yield _noisy(number // 10, next(texts, page), page, chance) if is_noisy else page.encode()


MIXES: dict[str, Callable[[Supply], Iterator[bytes]]] = {
    "clean": clean,
    "pages zh": pages("zh"),
    "pages Latin": pages("latin"),
    "pages ja": pages("ja"),
    "noisy": noisy,
    "one in ten noisy": one_in_ten,
}


def written(folder: Path, form: str, mix: str, supply: Supply, most: int) -> Written:
    """Write the first `most` documents of a mix, or all that there are."""
    sites = SITES * max(1, most // (SITES * PAGES))
    sizes: list[int] = []

    def named() -> Iterator[tuple[str, bytes]]:
        for number, data in enumerate(islice(MIXES[mix](supply), most)):
            sizes.append(len(data))
            yield f"s{number % sites}.example/{number:07}.txt", data

    write(folder, form, named(), SHARDS)
    return Written(folder, len(sizes), sum(sizes) / 1e6)


def _noisy(number: int, text: str, page: str, chance: Random) -> bytes:
    """The text or the page with the damage that is due to this number."""
    if number % 2:
        lines = [_writable(line) for line in traditional().convert(text).split("\n")]
        table = chance.sample(annotated(), TABLE)
        document = "\n".join(damage(line, table).text for line in lines)
    else:
        document = _damaged(page, chance) if number % 3 else page
    return document.encode("utf-8" if number % 3 else "gb18030", "replace")


def _writable(line: str) -> str:
    """What GBK can write of a line."""
    return line.encode("gbk", "ignore").decode("gbk")


def _damaged(page: str, chance: Random) -> str:
    """Some lines misread, with references or tags, with characters put in, doubled or lost."""
    lines = page.split("\n")
    for _ in range(1 + len(lines) // EVERY):
        at = chance.randrange(len(lines))
        lines[at] = chance.choice(DAMAGE)(lines[at])
    return "\n".join(lines)


DAMAGE: tuple[Callable[[str], str], ...] = (
    lambda line: misread(line, "utf-8", "gbk"),
    lambda line: misread(_writable(line), "gbk", "latin-1"),
    lambda line: misread(line, "utf-8", "cp1252"),
    lambda line: line.replace("，", "&nbsp;&#65292;").replace("“", "&ldquo;"),
    lambda line: "\u200b".join(line[at : at + 9] for at in range(0, len(line), 9)),
    lambda line: f"<p>{line}</p><br/>",
    lambda line: line.replace("。", "。。").replace("的", "的\ufffd", 1),
)
