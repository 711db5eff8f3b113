"""Bytes to text: how often the text comes back, beside other detectors, in one run.

usage: python -m benchmarks.detection TEXT_FOLDER [--rounds N] [--peers] [--codecs] [--wrong]

Every codec, seven lengths, six kinds of damage (encoded_texts.py). A text is right if it is the
truth, or differs from it by no more characters than the damage explains. Files that mix encodings
are counted by line, and there a line is right only if it is the truth.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from benchmarks.encoded_texts import CHINESE, CODECS, LENGTHS, UNDAMAGED, group_of, items, mixed
from cleanup.charset.decoding import decoding_of
from cleanup.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

# Two codes of one mark, one of them the vendor's or the web's: equal for a reader.
SAME = str.maketrans("～∼∥－￠￡￢—•￣・", "〜〜‖−¢£¬―‧¯·")


def by_cleanup(data: bytes) -> str:
    """The text by cleanup, '' if it is refused."""
    try:
        return decoding_of(data).text
    except InputError:
        return ""


def by_chardet(data: bytes) -> str:
    """The text in the encoding that chardet names."""
    import chardet  # noqa: PLC0415  # the peers are measured only if asked for

    return by_name(data, chardet.detect(data)["encoding"])


def by_normalizer(data: bytes) -> str:
    """The text in the encoding that charset-normalizer names."""
    import charset_normalizer  # noqa: PLC0415  # as above, and of the extra `bench`

    best = charset_normalizer.from_bytes(data).best()
    return by_name(data, best.encoding if best else None)


def by_cchardet(data: bytes) -> str:
    """The text in the encoding that cchardet names."""
    import cchardet  # noqa: PLC0415  # as above, and of the extra `bench`

    return by_name(data, cchardet.detect(data)["encoding"])


def by_name(data: bytes, name: str | None) -> str:
    """The text in the encoding that a detector names, with the codec's own replacements."""
    try:
        return data.decode(name or "ascii", "replace").removeprefix("\ufeff")
    except LookupError:
        return ""


def right(found: str, truth: str, most: int) -> bool:
    """Whether a text is the truth, or differs by at most so many characters."""
    found, truth = (text.removeprefix("\ufeff").translate(SAME) for text in (found, truth))
    return found == truth or Levenshtein.distance(found, truth, score_cutoff=most) <= most


def measured(
    decode: Callable[[bytes], str], folder: Path, rounds: int
) -> tuple[Counter[str], Counter[str], list[str]]:
    """What is right and how many there are, by row of the table, and the wrong ones."""
    good: Counter[str] = Counter()
    count: Counter[str] = Counter()
    wrong = []
    for item in items(folder, rounds):
        ok = right(decode(item.data), item.truth, item.most)
        chinese = item.language in CHINESE
        rows = ["all", f"damage: {item.kind}", f"{item.size} bytes", group_of(item.codec)]
        rows += [f"codec {item.codec}"] + ["Chinese"] * chinese
        rows += [f"Chinese, {'undamaged' if item.kind in UNDAMAGED else 'damaged'}"] * chinese
        count.update(rows)
        good.update(rows if ok else ())
        wrong += [] if ok else [f"{item.language} {item.codec} {item.size} {item.kind}"]
    for kind, data, lines in mixed(folder, rounds):
        found = decode(data).translate(SAME).split("\n")
        rows = ["mixed files, their lines", f"mixed: {kind}"]
        for number, line in enumerate(lines):
            ok = found[number : number + 1] == [line.translate(SAME)]
            count.update(rows)
            good.update(rows if ok else ())
            wrong += [] if ok else [f"mixed {kind}: {line} -> {found[number : number + 1]}"]
    return good, count, wrong


def rank(row: str) -> int:
    """Where a row stands: what is told by its first word in this order, then the codecs."""
    order = ("all", "Chinese", "damage", *(f"{size} " for size in LENGTHS), "")
    last = row.startswith("mixed") + 2 * row.startswith("codec")
    return next(at for at, head in enumerate(order) if row.startswith(head)) + last


def main() -> None:
    """Print one table: a row for each kind of item, a column for each tool."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=1, help="texts of every codec and length")
    parser.add_argument("--peers", action="store_true", help="other detectors too")
    parser.add_argument("--codecs", action="store_true", help="a row for every codec too")
    parser.add_argument("--wrong", action="store_true", help="list what was not right")
    options = parser.parse_args()
    tools = TOOLS if options.peers else {"cleanup": by_cleanup}
    results, seconds = {}, {}
    for tool, decode in tools.items():
        start = time.process_time()
        results[tool] = measured(decode, options.folder, options.rounds)
        seconds[tool] = time.process_time() - start
    codecs = {codec for names in CODECS.values() for codec in names.split()}
    print(f"{len(codecs)} codecs, {len(LENGTHS)} lengths\n")
    print(f"| | items | {' | '.join(tools)} |\n|---|---:|{'---:|' * len(tools)}")
    _, count, _ = results["cleanup"]
    for row in sorted(count, key=rank):
        if options.codecs or not row.startswith("codec"):
            shares = (f"{good[row] / total[row]:.4f}" for good, total, _ in results.values())
            print(f"| {row} | {count[row]:,} | {' | '.join(shares)} |")
    print(f"| CPU seconds | | {' | '.join(f'{spent:.0f}' for spent in seconds.values())} |")
    if options.wrong:
        print("\n".join(wrong for wrong in results["cleanup"][2]))


TOOLS: dict[str, Callable[[bytes], str]] = {
    "cleanup": by_cleanup,
    "chardet": by_chardet,
    "charset-normalizer": by_normalizer,
    "cchardet": by_cchardet,
}

if __name__ == "__main__":
    main()
