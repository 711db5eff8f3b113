"""Speed of decode and repair: megabytes of input a CPU second on one core, and its growth.

usage: python -m benchmarks.speed TEXT_FOLDER

Clean Chinese text in UTF-8 and in GBK, and the same with injected readings, in three sizes.
Measured is CPU time, not the clock; beside it stands what the codec alone takes, so that figures
of different machines can be compared.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.glosses import annotated, damage
from cleanup.model import Source
from cleanup.pipeline import chosen
from cleanup.settings import Settings
from cleanup.stages.decode import decode
from cleanup.stages.repair import repair

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (1, 4, 16)  # megabytes
TABLE = 55  # characters that the kit annotates, as in the seeds


def main() -> None:
    """Print a row for each kind of input."""
    text = (Path(sys.argv[1]) / "zh-hant-wiki.txt").read_text("utf-8")
    lines = [
        line for line in text.split("\n") if line.encode("gbk", "ignore").decode("gbk") == line
    ]
    table = random.Random(1).sample(annotated(), TABLE)
    kinds = {
        "clean UTF-8": text.encode(),
        "glossed UTF-8": "\n".join(damage(line, table).text for line in lines[:600]).encode(),
        "clean GBK": "\n".join(lines).encode("gbk"),
    }
    run(kinds["clean UTF-8"])  # the tables are read once
    run(kinds["clean GBK"])
    print(f"{'':16}" + "".join(f"{size:>8} MB" for size in SIZES) + "   decoding alone")
    for kind, data in kinds.items():
        codec = "gb18030" if "GBK" in kind else "utf-8"
        speeds = [speed(run, data, size) for size in SIZES]
        alone = speed(lambda part, codec=codec: part.decode(codec), data, SIZES[-1])
        print(f"{kind:16}" + "".join(f"{one:>11.1f}" for one in speeds) + f"{alone:>17.0f}")


def run(data: bytes) -> object:
    """Decode and repair one document."""
    rules = chosen(Settings())
    document, _ = decode(Source("page", data), rules.decode)
    return repair(document, rules.repair)


def speed(work: Callable[[bytes], object], data: bytes, size: int) -> float:
    """Megabytes a CPU second, over one document of `size` megabytes."""
    whole = data * (size * 1_000_000 // len(data) + 1)
    whole = whole[: whole.index(b"\n", size * 1_000_000 - 1)]
    start = time.process_time()
    work(whole)
    return len(whole) / 1e6 / (time.process_time() - start)


if __name__ == "__main__":
    main()
