"""Pages with a label for every block, for training and for measuring.

A folder of real pages holds dev/*.txt with labels.jsonl and kinds/*.txt with kinds-labels.jsonl
(ranges of lines), and gold/*-dev.jsonl.gz (the text of a page beside its gold content, from which
the labels of blocks are found by alignment). tools/pages/*.txt are pages that were written for the
project, of kinds and languages of which there are few real ones: each line begins with its label.
"""

from __future__ import annotations

import gzip
import json
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlparse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CONTENT, CHROME, UNSURE, TITLE = 1, 0, -1, -2
LABELS = {
    "body": CONTENT,
    "chrome": CHROME,
    "comment": CHROME,
    "meta": CHROME,
    "spam": CHROME,
    "title": TITLE,
}
WRITTEN = Path(__file__).parent / "pages"
LETTERS = {"b": CONTENT, "c": CHROME, "r": CHROME, "m": CHROME, "t": TITLE}  # p: a caption
GRAM = 12  # characters that two texts share before they count as the same
COVERED = 0.5  # of a block that must stand in the gold content
NEAR = 30  # characters of gold content between a short block and its neighbours
# Parts of a host name that do not name its owner.
COMMON_PARTS = {
    "www",
    "com",
    "cn",
    "org",
    "net",
    "co",
    "uk",
    "tw",
    "hk",
    "jp",
    "kr",
    "ne",
    "ac",
    "go",
    "m",
    "mp",
    "edu",
    "gov",
    "bbs",
    "new",
    "news",
}


@dataclass
class LabelledPage:
    """A page; `labels` are those of its lines that are not blank, in order."""

    name: str
    site: str
    corpus: str
    language: str
    kind: str
    text: str
    labels: list[int]
    gold: str = ""
    weight: float = 1.0
    sites: frozenset[str] = field(default_factory=frozenset)

    @property
    def blocks(self) -> list[str]:
        """The lines that are not blank."""
        return [line.strip() for line in self.text.split("\n") if line.strip()]

    @property
    def east_asian(self) -> bool:
        return self.language in ("zh", "ja", "ko")


def load(folder: Path) -> list[LabelledPage]:
    """All pages of a folder."""
    news = _by_lines(folder / "dev", folder / "labels.jsonl")
    kinds = _by_lines(folder / "kinds", folder / "kinds-labels.jsonl")
    return [*news, *kinds, *_by_gold(folder / "gold"), *written()]


def written() -> Iterator[LabelledPage]:
    """The pages that were written for the project."""
    for path in sorted(WRITTEN.glob("*.txt")):
        rows = path.read_text("utf-8").rstrip("\n").split("\n")
        language, kind = re.fullmatch(r"(\w+)(?:-han[st])?-(.+)-\d+", path.stem).groups()
        labels = [LETTERS.get(row[0], UNSURE) for row in rows if row[2:].strip()]
        text = "\n".join(row[2:] for row in rows)
        yield LabelledPage(path.stem, path.stem, "written", language, kind, text, labels)


def _by_lines(folder: Path, labelled: Path) -> Iterator[LabelledPage]:
    for row in labelled.read_text("utf-8").splitlines():
        record = json.loads(row)
        path = folder / f"{record['name']}.txt"
        if not path.exists():
            continue
        text = path.read_text("utf-8")
        lines = text.split("\n")
        labels = [UNSURE] * len(lines)
        for first, last, label in record["ranges"]:
            for at in range(first, min(last, len(lines) - 1) + 1):
                labels[at] = LABELS.get(label, UNSURE)
        kept = [label for line, label in zip(lines, labels, strict=True) if line.strip()]
        site = record.get("site")
        owner = owner_of(f"http://{site}") if site else record["name"].split("-")[0]
        language = record.get("lang", "zh").split("-")[0]
        kind = record.get("kind", "article")
        corpus = "kinds" if site else "labelled"
        yield LabelledPage(record["name"], owner, corpus, language, kind, text, kept)


def _by_gold(folder: Path) -> Iterator[LabelledPage]:
    for path in sorted(folder.glob("*-dev.jsonl.gz")):
        corpus = path.name.removesuffix("-dev.jsonl.gz")
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            for record in map(json.loads, rows):
                page = LabelledPage(
                    record["id"],
                    owner_of(record["url"] or "") or record["id"],
                    corpus,
                    record.get("lang") or "en",
                    record["kind"],
                    record["text"],
                    [],
                    record["gold"],
                )
                page.labels = aligned(page.blocks, page.gold)
                if page.blocks:
                    yield page


def owner_of(url: str) -> str:
    """The part of a host name that names its owner, so that all of a site stays together."""
    parts = [part for part in (urlparse(url).hostname or "").split(".") if part not in COMMON_PARTS]
    return parts[-1] if parts else ""


def aligned(blocks: Sequence[str], gold: str) -> list[int]:
    """For each block whether it stands in the gold content, in the order of the content."""
    content = _bare(gold)
    bare = [_bare(block) for block in blocks]
    places: dict[int, tuple[int, int]] = {}
    for block, start in _heaviest_chain(_candidates(bare, content)):
        places[block] = (start, start + len(bare[block]))
    next_start = [len(content)] * (len(bare) + 1)
    for at in range(len(bare) - 1, -1, -1):
        next_start[at] = places[at][0] if at in places else next_start[at + 1]
    end = 0
    for at, text in enumerate(bare):
        if at in places:
            end = max(end, places[at][1])
            continue
        limit = next_start[at + 1]
        found = content.find(text, max(0, end - 2), limit + 2)
        if found >= 0 and (found - end <= NEAR or limit - found - len(text) <= NEAR):
            end = found + len(text)
            places[at] = (found, end)
    return [CONTENT if at in places else CHROME for at in range(len(bare))]


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text.lower())


def _candidates(bare: Sequence[str], content: str) -> list[tuple[int, int, float]]:
    """Blocks, the places in the content where they may stand, and how much of them does."""
    grams: dict[str, list[int]] = defaultdict(list)
    for at in range(len(content) - GRAM + 1):
        grams[content[at : at + GRAM]].append(at)
    found = []
    for block, text in enumerate(bare):
        covered = [False] * len(text)
        starts: Counter[int] = Counter()
        for at in range(len(text) - GRAM + 1):
            hits = grams.get(text[at : at + GRAM], ())
            if hits:
                covered[at : at + GRAM] = [True] * GRAM
            if len(hits) < 20:  # noqa: PLR2004  # a gram that is everywhere places nothing
                starts.update(hit - at for hit in hits)
        if text and sum(covered) >= COVERED * len(text):
            found += [(block, start, float(sum(covered))) for start, _ in starts.most_common(6)]
    return found


def _heaviest_chain(candidates: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Of the candidates a heaviest series in which blocks and places both go forward."""
    starts = sorted({start for _, start, _ in candidates})
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(starts) + 1)  # a Fenwick tree of maxima
    value, previous = [0.0] * len(candidates), [-1] * len(candidates)
    by_block: dict[int, list[int]] = defaultdict(list)
    for at, (block, _, _) in enumerate(candidates):
        by_block[block].append(at)
    for block in sorted(by_block):
        for at in by_block[block]:
            place, top = bisect_left(starts, candidates[at][1]), (0.0, -1)
            while place > 0:
                top = max(top, best[place], key=lambda pair: pair[0])
                place -= place & -place
            value[at], previous[at] = top[0] + candidates[at][2], top[1]
        for at in by_block[block]:
            place = bisect_left(starts, candidates[at][1]) + 1
            while place <= len(starts):
                if value[at] > best[place][0]:
                    best[place] = (value[at], at)
                place += place & -place
    chain = []
    at = max(range(len(candidates)), key=value.__getitem__, default=-1)
    while at >= 0:
        chain.append(candidates[at][:2])
        at = previous[at]
    return chain[::-1]
