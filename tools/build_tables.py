"""Build src/cleanup/data/ from pypinyin, opencc and a folder of clean running text.

usage: build_tables.py TEXT_FOLDER

The tables are derived figures: readings of characters, pairs of characters, and characters in
order of frequency. No sentence of any source is in them.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

import opencc
import pypinyin

DATA = Path(__file__).parent.parent / "src" / "cleanup" / "data"
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
    hans = (folder / "zh-hans-wiki.txt").read_text("utf-8")
    hant = (folder / "zh-hant-wiki.txt").read_text("utf-8")
    counts = Counter(hans) + Counter(hant) + Counter(opencc.OpenCC("s2t").convert(hans))
    han = [(-n, c) for c, n in counts.items() if "\u4e00" <= c <= "\u9fa5"]
    return "".join(c for _, c in sorted(han)) + "\n"


def main() -> None:
    """Write the three tables, each with a header that names its source."""
    folder = Path(sys.argv[1])
    built = f"# Built by tools/build_tables.py from pypinyin {pypinyin.__version__}"
    tables = {
        "readings.tsv": f"{built}, all readings (MIT).\n{readings()}",
        "simplified.txt": "# Built by tools/build_tables.py from opencc's t2s (Apache-2.0): "
        f"Traditional character, Simplified character, and so on.\n{simplified()}",
        "frequency.txt": "# Built by tools/build_tables.py: Han characters by falling frequency "
        f"in encyclopaedic prose (CMRC 2018, DRCD), both scripts.\n{frequency(folder)}",
    }
    for name, content in tables.items():
        (DATA / name).write_text(content, "utf-8", newline="\n")
        print(name, len(content.encode()))


if __name__ == "__main__":
    main()
