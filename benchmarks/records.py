"""Files of many records against files of one, and what they cost in memory.

usage: python -m benchmarks.records speed [PAGES]
       python -m benchmarks.records copies [RECORDS…]
       python -m benchmarks.records stream [MEGABYTES…]

speed: the same invented pages as files and as JSON Lines; CPU seconds a megabyte, their ratio, and
how much faster two processes are by the clock. copies: records of a kilobyte without damage, all
compared with all; seconds and the memory of all processes for each of the numbers. stream: records
through a pipe, all rules ignored, two processes; the same.
"""

from __future__ import annotations

import json
import sys
from itertools import cycle
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.invented_pages import LAYOUTS, page
from benchmarks.invented_text import article
from benchmarks.measured import measured

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.measured import Measured

CLEANUP = [sys.executable, "-m", "cleanup", "run", "--quiet"]
PAGES = 2_000
RECORDS = (100_000, 200_000)
MEGABYTES = (250, 1_000)
DISTINCT = 5_000  # texts of a stream, again and again


def write_lines(path: Path, texts: Iterable[str]) -> int:
    """Texts as JSON Lines; how many bytes these are."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            address = f"https://{number % 20}.example/{number}"
            record = {"id": number, "url": address, "text": text}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path.stat().st_size


def run(*arguments: str | Path) -> Measured:
    """One run of the command, which has to end well."""
    return checked(measured([*CLEANUP, *map(str, arguments)]))


def checked(found: Measured) -> Measured:
    """What was measured, if it ended well."""
    if found.status:
        sys.exit("a run has failed")
    return found


def speed(pages: int = PAGES) -> None:
    """Print what pages cost as files and as records, and what a second process brings."""
    chance = Random("pages")
    layouts = cycle(LAYOUTS)
    texts = [page(article(chance), next(layouts), chance) for _ in range(pages)]
    size = sum(len(text.encode()) for text in texts) / 1e6
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "files").mkdir()
        for number, text in enumerate(texts):
            (folder / "files" / f"{number:06}.txt").write_text(text, "utf-8")
        write_lines(folder / "pages.jsonl", texts)
        rows = {
            "files, 1 process": run(folder / "files", "-o", folder / "a", "--no-dedupe", "-j1"),
            "records, 1 process": run(
                folder / "pages.jsonl", "-o", folder / "b", "--no-dedupe", "-j1"
            ),
            "records, 2 processes": run(
                folder / "pages.jsonl", "-o", folder / "c", "--no-dedupe", "-j2"
            ),
        }
    for what, row in rows.items():
        print(
            f"{what:22} {row.cpu / size:6.2f} CPU s/MB {row.wall:7.1f} s {row.peak / 1e6:6.0f} MB"
        )
    files, one, two = rows.values()
    print(f"speed of records: {files.cpu / one.cpu:.2f} of that of files")
    print(f"two processes: {one.wall / two.wall:.2f} times as fast as one")


def copies(*numbers: int) -> None:
    """Print what so many clean records cost that are compared with each other."""
    for number in numbers or RECORDS:
        with TemporaryDirectory() as name:
            path = Path(name, "records.jsonl")
            chance = Random("records")
            write_lines(path, (article(chance, 300, 380) for _ in range(number)))
            row = run(path, "-o", Path(name, "out"), "--select", "DUP", "-j2")
        print(
            f"{number:10,} records {row.wall:7.0f} s {row.cpu:7.0f} CPU s {row.peak / 1e6:6.0f} MB"
        )


def stream(*megabytes: int) -> None:
    """Print what a pipe of so many megabytes costs."""
    chance = Random("stream")
    texts = [article(chance, 300, 380) for _ in range(DISTINCT)]
    with TemporaryDirectory() as name:
        part = Path(name, "part.jsonl")
        size = write_lines(part, texts)
        for many in megabytes or MEGABYTES:
            times = max(1, many * 10**6 // size)
            command = [*CLEANUP, "-", "--ignore", "ALL", "--format", "jsonl", "-j2"]
            shell = (
                f"for i in $(seq {times}); do cat {part}; done | {' '.join(command)} > /dev/null"
            )
            row = checked(measured(["bash", "-c", shell]))
            rate = times * size / row.wall / 1e6
            print(
                f"{many:7,} MB {row.wall:7.0f} s {rate:6.1f} MB/s {row.peak / 1e6:6.0f} MB in use"
            )


def main() -> None:
    """Do one of them."""
    what, *numbers = sys.argv[1:] or ["speed"]
    {"speed": speed, "copies": copies, "stream": stream}[what](*map(int, numbers))


if __name__ == "__main__":
    main()
