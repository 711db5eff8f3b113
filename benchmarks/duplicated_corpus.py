"""A corpus of articles and their copies, with the truth about every document.

usage: python -m benchmarks.duplicated_corpus [DOCUMENTS] [SEED]

prints, of so many documents, the share of each kind, how much two originals have in common, how
similar the documents of a cluster are, and what a document costs.

Everything follows from the seed. Documents come in windows of a fixed size, each made on its own,
shuffled, and with the shares of SHARES; so document i is the same however many are asked for. The
copies of most kinds lie in one window, those of the kind `late` in ten.

The kinds:
- original     stands alone
- exact        copies to the character, 2 to 4 documents
- edited 2, 6, 12  copies with that share of the characters of the source replaced (4 in 5),
               taken out, or with one put after, each copy on its own
- chrome       one article on pages of different sites, never bare
- messenger    an article, and the same in a layout that cleanup does not take apart
- glossed      an article, and copies in Traditional characters after the kit that injects readings
- hub          50 to 500 copies of one article, half of them exact, half edited by 1 to 5 %
- chain        5 to 12 documents, each made from the one before by editing 6 to 8 %: whether two
               are copies of each other is for their similarity to say
- hard         2 to 4 articles that share paragraphs or sentences, so that the Jaccard similarity of
               their 5-grams is .4 to .7, and less than .85 of the texts in common; each tells of
               something else and is to be kept
- report       5 to 20 reports of one form, such as of prices or the weather, in which every figure
               and day differs. They are to be kept, though their similarity alone does not say so
- footer       articles of their own that end in one of a few disclaimers of 80 to 150 characters
- late         an article and nine copies, exact or edited by 2 %, each in another window
"""

from __future__ import annotations

import sys
import time
from itertools import chain, combinations, islice, pairwise
from itertools import count as numbers
from random import Random
from typing import TYPE_CHECKING

from benchmarks.duplicate_kinds import SHARES, Generated
from benchmarks.similarity import grams, indel, jaccard, normal

if TYPE_CHECKING:
    from collections.abc import Iterator

WINDOW = 10_000  # documents
FAR = 10  # windows over which the copies of the kind `late` are spread
RAW = ("chrome", "messenger", "glossed")  # kinds whose text is not clean
ALONE = ("original", "hard", "report", "footer")  # kinds of which every document is to be kept


def documents(count: int, seed: int = 0, window: int = WINDOW) -> Iterator[Generated]:
    """The first `count` documents of the corpus of a seed, in an order without meaning."""
    windows = (documents_of(seed, number, window) for number in numbers())
    for number, document in enumerate(islice(chain.from_iterable(windows), count)):
        yield document._replace(name=f"{number:08}-{document.name}")


def documents_of(seed: int, number: int, window: int = WINDOW) -> list[Generated]:
    """One window: so many documents, in the order that the corpus has them."""
    found: list[Generated] = []
    for kind, (share, cluster) in SHARES.items():
        wanted = round(share * window / 100)
        made: list[Generated] = []
        for at in numbers():
            if len(made) >= wanted:
                break
            group = f"{number}-{kind}-{at}"
            if kind == "late":
                group = f"{number - number % FAR}-{kind}-{at}"
            made += cluster(Random(f"{seed}-{group}"), kind, group, number % FAR)
        found += made[:wanted]
    Random(f"{seed}-{number}").shuffle(found)
    return found


def main() -> None:
    """Print what the corpus is like."""
    count, seed = (*map(int, sys.argv[1:]), *(10_000, 0)[len(sys.argv) - 1 :])
    start = time.process_time()
    found = list(documents(count, seed))
    seconds = time.process_time() - start
    size = sum(len(document.text.encode()) for document in found)
    print(f"{count:,} documents, {size / 1e6:.1f} MB, {count / seconds:,.0f} a CPU second")
    clusters: dict[str, list[Generated]] = {}
    for document in found:
        clusters.setdefault(document.group, []).append(document)
    for kind in SHARES:
        print(f"{kind:10}", row_of(kind, clusters))
    originals = [normal(document.body) for document in found if document.kind == "original"]
    for size in (4, 5):
        sets = [grams(text, size) for text in originals[:1000]]
        shared = sorted(len(a & b) / len(a | b) for a, b in islice(combinations(sets, 2), 100_000))
        mean, tail = sum(shared) / len(shared), shared[len(shared) * 999 // 1000]
        print(f"two originals, {size}-grams: mean {mean:.5f}, .999 quantile {tail:.4f}")


def row_of(kind: str, clusters: dict[str, list[Generated]]) -> str:
    """Documents and clusters of a kind; how similar neighbours in a cluster are: quantiles."""
    chosen = [cluster for cluster in clusters.values() if cluster[0].kind == kind]
    pairs = [pair for cluster in chosen for pair in pairwise(sorted(cluster)[:20])][:2000]
    row = f"{sum(map(len, chosen)):7,} in {len(chosen):6,}"
    for name, measure in (("Jaccard", jaccard), ("Indel", indel)):
        values = sorted(measure(first.body, second.body) for first, second in pairs)
        if values:
            quantiles = (values[len(values) * part // 100] for part in (0, 5, 50, 95))
            row += f"   {name} " + " ".join(f"{value:.3f}" for value in (*quantiles, values[-1]))
    return row


if __name__ == "__main__":
    main()
