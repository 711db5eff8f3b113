"""Build src/cleanup/data/ from pypinyin, opencc and a folder of clean running text.

usage: build_tables.py TEXT_FOLDER

TEXT_FOLDER holds zh-hans-wiki.txt and zh-hant-wiki.txt: clean prose in either script, a paragraph a
line. Half of the lines are used; the benchmarks measure on the others.

The tables are derived figures: readings of characters, pairs of characters, and characters in
order of frequency. No sentence of any source is in them.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import opencc
import pypinyin
from pypinyin import phrases_dict

DATA = Path(__file__).parent.parent / "src" / "cleanup" / "data"
LETTER = re.compile("[\u4e00-\u9fa5，。、；：？！“”（）《》]{2}")
PAIR_CLASSES = 7
HAN = [chr(code) for code in range(0x4E00, 0x9FA6)]


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
    converter = opencc.OpenCC("t2s")
    pairs = [(one, converter.convert(one)) for one in HAN]
    return "".join(a + b for a, b in pairs if a != b and len(b) == 1) + "\n"


def frequency(folder: Path) -> str:
    """Han characters by falling frequency in modern prose, in both scripts."""
    hans = "\n".join(prose(folder, "zh-hans-wiki.txt"))
    hant = "\n".join(prose(folder, "zh-hant-wiki.txt"))
    counts = Counter(hans) + Counter(hant) + Counter(opencc.OpenCC("s2t").convert(hans))
    han = [(-n, c) for c, n in counts.items() if "\u4e00" <= c <= "\u9fa5"]
    return "".join(c for _, c in sorted(han)) + "\n"


def pairs(folder: Path) -> str:
    """Pairs of neighbours in Simplified text: first character, then the second ones by class.

    The columns are powers of two of the count, the first is for pairs that only a dictionary of
    words has. Traditional text is converted, so that one table serves both scripts.
    """
    converter = opencc.OpenCC("t2s")
    counts: Counter[tuple[str, str]] = Counter()
    for line in prose(folder, "zh-hans-wiki.txt") + prose(folder, "zh-hant-wiki.txt"):
        simple = converter.convert(line)
        counts.update(two for two in pairwise(simple) if LETTER.match(two[0] + two[1]))
    words = {converter.convert(word) for word in phrases_dict.phrases_dict}
    listed = {two for word in words for two in pairwise(word) if LETTER.match(two[0] + two[1])}
    rows: defaultdict[str, list[str]] = defaultdict(lambda: [""] * (PAIR_CLASSES + 1))
    for first, second in sorted(listed | set(counts)):
        size = min(PAIR_CLASSES, counts[first, second].bit_length())
        rows[first][size] += second
    return "".join("\t".join((first, *rows[first])) + "\n" for first in sorted(rows))


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
        "pairs.tsv": "# Built by tools/build_tables.py: neighbours in Simplified prose (CMRC 2018, "
        "DRCD) by powers of two of their count, after those that are only in words of "
        f"pypinyin {pypinyin.__version__} (MIT).\n{pairs(folder)}",
    }
    for name, content in tables.items():
        (DATA / name).write_text(content, "utf-8", newline="\n")
        print(name, len(content.encode()))


if __name__ == "__main__":
    main()
