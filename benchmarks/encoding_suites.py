"""Public test files of detectors: how many come out as their declared encoding has them.

usage: python -m benchmarks.encoding_suites FOLDER [--peers] [--wrong]

FOLDER has a folder for each encoding, named as it is, a language after it or not: as the folder
tests/ in the source distribution of chardet 5. A text is right if it is that of the declared
encoding, or of one with more characters by which a vendor, or the web, reads it.
"""

from __future__ import annotations

import argparse
import codecs
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.detection import SAME, TOOLS, by_cleanup

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = {  # that Python does not know
    "maccyrillic": "mac-cyrillic",
    "macroman": "mac-roman",
    "mac-centraleurope": "mac-latin2",
}
SUPERSETS = {
    "big5": ("cp950", "big5hkscs"),
    "gb2312": ("gbk", "gb18030"),
    "euc_kr": ("cp949",),
    "shift_jis": ("cp932",),
    "iso8859-1": ("cp1252",),
    "iso8859-8": ("cp1255",),
    "iso8859-9": ("cp1254",),
    "iso8859-11": ("cp874",),
    "tis-620": ("cp874",),
}


def codec_of(name: str) -> str:
    """The codec of a folder's name, without its language; '' if Python has none."""
    for known in (name.lower(), name.lower().rpartition("-")[0]):
        try:
            return codecs.lookup(NAMES.get(known, known)).name
        except LookupError:
            continue
    return ""


def truths(data: bytes, codec: str) -> Iterator[str]:
    """The text in the codec and in those that have more, as far as they read all of it."""
    for name in (codec, *SUPERSETS.get(codec, ())):
        try:
            yield data.decode(name).removeprefix("\ufeff").translate(SAME)
        except UnicodeDecodeError:
            continue


def main() -> None:
    """Print a row for each encoding, a column for each tool."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", action="store_true", help="other detectors too")
    parser.add_argument("--wrong", action="store_true", help="list what was not right")
    options = parser.parse_args()
    tools = TOOLS if options.peers else {"cleanup": by_cleanup}
    count: Counter[str] = Counter()
    right = {tool: Counter[str]() for tool in tools}
    seconds = dict.fromkeys(tools, 0.0)
    wrong = []
    for path in sorted(options.folder.glob("*/*")):
        codec, data = codec_of(path.parent.name), path.read_bytes()
        texts = list(truths(data, codec)) if codec else []
        if not texts:
            print(f"{path}: no codec of Python reads it")
            continue
        rows = ("all", codec)
        count.update(rows)
        for tool, decode in tools.items():
            start = time.process_time()
            found = decode(data).removeprefix("\ufeff").translate(SAME)
            seconds[tool] += time.process_time() - start
            right[tool].update(rows if found in texts else ())
            wrong += [f"{tool} {path}"] if found not in texts else []
    print(f"| | files | {' | '.join(tools)} |\n|---|---:|{'---:|' * len(tools)}")
    for row in sorted(count, key=lambda row: (row != "all", row)):
        shares = (f"{right[tool][row] / count[row]:.3f}" for tool in tools)
        print(f"| {row} | {count[row]} | {' | '.join(shares)} |")
    print(f"| CPU seconds | | {' | '.join(f'{spent:.1f}' for spent in seconds.values())} |")
    if options.wrong:
        print("\n".join(wrong))


if __name__ == "__main__":
    main()
