"""Build src/cleanup/data/word_pairs.tsv from the language model of an input method.

usage: python -m tools.build_word_pairs LIBIME

LIBIME is libime_1.0.16.orig.tar.xz, the source of Debian's package libime 1.0.16-1, as
`apt-get source --download-only libime=1.0.16-1` fetches it. Its data is under LGPL-2.1-or-later
(debian/copyright), and so is the table.

The model was made from text in Simplified Chinese that is not in the package; it has three words
in a row at most, and no punctuation. Of it are kept words of up to four characters, and the pairs
that say most.
"""

from __future__ import annotations

import hashlib
import sys
import tarfile
from collections import defaultdict
from io import TextIOWrapper
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.data import simplified
from cleanup.kernels.words import LONGEST_WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = Path(__file__).parent.parent / "src" / "cleanup" / "data" / "word_pairs.tsv"
SHA256 = "3f034ae347b4110ac3dfb88d678a38d2264e6588d61f249b9007a7759751b2f9"
MODEL = "libime-1.0.16/data/lm_sc.arpa-20220810.tar.xz"
PAIRS = 1_000_000  # that are kept
BITS = log2(10)  # the model has logarithms to the base of ten
HEADER = (
    "# Built by tools/build_word_pairs.py: words, their cost in bits, that of backing off, and "
    "words that follow by their cost, from the Simplified Chinese model of libime 1.0.16 "
    "(LGPL-2.1-or-later)."
)


def entries(archive: Path) -> Iterator[tuple[tuple[str, ...], float]]:
    """The model's words and pairs of words that the table may have, each with its cost in bits."""
    with tarfile.open(archive) as source, tarfile.open(fileobj=source.extractfile(MODEL)) as model:
        content = model.extractfile("lm_sc.arpa")
        if content is None:
            raise SystemExit(f"{archive} has no model")
        for line in TextIOWrapper(content, "utf-8"):
            if line.startswith("\\3-grams"):
                return
            cost, _, rest = line.rstrip("\n").partition("\t")
            words = tuple(rest.partition("\t")[0].split(" "))
            if cost.startswith("-") and all(map(_kept, words)):
                yield words, -float(cost) * BITS


def _kept(word: str) -> bool:
    """Whether a word is of Simplified characters that every program has, and not too long."""
    return (
        word.translate(simplified()) == word
        and len(word) <= LONGEST_WORD
        and "\u3400" <= min(word) <= max(word) <= "\u9fff"
    )


def word_pairs(archive: Path) -> str:
    """A row for each word: the word, its cost, that of backing off, followers by whole bits.

    Kept are the pairs without which the model loses most (Stolcke, 1998): that are likely, and
    likelier than each word by itself. The costs of backing off are set anew.
    """
    alone: dict[str, float] = {}
    pairs: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for words, cost in entries(archive):
        if len(words) == 1:
            alone[words[0]] = cost
        else:
            pairs[words[0]][words[1]] = cost
    worth = sorted(
        (-(2 ** -(alone[one] + cost)) * (alone[two] - cost), one, two)
        for one, found in pairs.items()
        for two, cost in found.items()
        if cost + 1 < alone[two]
    )
    kept: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for _, one, two in worth[:PAIRS]:
        kept[one][two] = pairs[one][two]
    return "".join(_row(word, alone, kept[word]) for word in sorted(alone))


def _row(word: str, alone: dict[str, float], followers: dict[str, float]) -> str:
    left = 1 - sum(2**-cost for cost in followers.values())
    others = 1 - sum(2 ** -alone[two] for two in followers)
    backoff = -log2(max(left, 0.01) / others)
    columns: defaultdict[int, list[str]] = defaultdict(list)
    for two, cost in sorted(followers.items()):
        columns[round(cost)].append(two)
    by_cost = (" ".join(columns[cost]) for cost in range(max(columns, default=-1) + 1))
    return "\t".join([word, f"{alone[word]:.1f}", f"{backoff:.1f}", *by_cost]) + "\n"


def main() -> None:
    """Write the table."""
    archive = Path(sys.argv[1])
    if hashlib.sha256(archive.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{archive} is not the source of libime 1.0.16")
    content = f"{HEADER}\n{word_pairs(archive)}"
    TABLE.write_text(content, "utf-8", newline="\n")
    print(TABLE.name, len(content.encode()))


if __name__ == "__main__":
    main()
