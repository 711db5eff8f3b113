"""Files of many records against files of one, and what they cost in memory.

usage: python -m benchmarks.records speed [PAGES]
       python -m benchmarks.records files [FILES]
       python -m benchmarks.records copies [RECORDS…]
       python -m benchmarks.records stream [MEGABYTES…]
       python -m benchmarks.records rules [MEGABYTES…]

speed: the same invented pages as files and as JSON Lines; CPU seconds a megabyte, their ratio, and
how much faster two processes are by the clock. files: a tree of clean files of 5 KB, and its half:
what a file more costs beside its cleaning, in CPU time, and two processes against one. copies:
records of a kilobyte without damage, all compared with all; seconds and the memory of all processes
for each of the numbers. stream: records through a pipe, all rules ignored, two processes; the same.
rules: such a stream with all rules at work.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from itertools import cycle
from pathlib import Path
from random import Random
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.invented_pages import LAYOUTS, page
from benchmarks.invented_text import article
from benchmarks.measured import measured
from cleanup.formats.recognition import source_of
from cleanup.pipeline import clean_document
from cleanup.runs.inputs import Item
from cleanup.runs.sites import Sites
from cleanup.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from benchmarks.measured import Measured

CLEANUP = [sys.executable, "-m", "cleanup", "run", "--quiet"]
PAGES = 2_000
FILES, FILE = 2_000, 5_000  # their number, and the bytes of one
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


def files(number: int = FILES) -> None:
    """Print what a tree of so many files costs beside their cleaning."""
    chance = Random("files")
    commands = {
        "cleaning alone": [sys.executable, "-m", "benchmarks.records", "alone"],
        "1 process": [*CLEANUP, "--no-dedupe", "-j1"],
        "2 processes": [*CLEANUP, "--no-dedupe", "-j2"],
    }
    rows = []
    with TemporaryDirectory() as name:
        for many in (number // 2, number):
            folder = Path(name, f"{many}")
            write_files(folder / "in", many, chance)
            paths = [str(folder / "in"), "-o", str(folder / "out")]
            for command in commands.values():
                rows.append(checked(measured([*command, *paths])))
                rmtree(folder / "out", ignore_errors=True)
    half, whole = rows[:3], rows[3:]
    for what, less, more in zip(commands, half, whole, strict=True):
        cpu, wall = more.cpu - less.cpu, more.wall - less.wall
        each = f"{cpu / (number - number // 2) * 1000:6.2f} CPU ms a file more"
        print(f"{what:16} {each} {wall:7.1f} s more {more.peak / 1e6:6.0f} MB")


def write_files(folder: Path, number: int, chance: Random) -> None:
    """Clean texts, two hundred in a folder."""
    for one in range(number):
        path = folder / f"{one // 200:04}" / f"{one:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(article(chance, 300, 380) for _ in range(6)).encode()[:FILE]
        end = "。".encode()
        path.write_bytes(text[: text.rindex(end)] + end + b"\n")


def alone(folder: str, *_: str) -> None:
    """Read and clean files one after the other, with what recurs in their folders, and no more."""
    settings = Settings()
    items = [Item(str(path), path.name) for path in sorted(Path(folder).rglob("*.txt"))]
    sites = Sites(items, settings)
    for item in items:
        source = source_of(item.name, Path(item.name).read_bytes(), settings, item.name)
        clean_document(source, settings, sites.of(item))


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


def stream(*megabytes: int, options: str = "--ignore ALL") -> None:
    """Print what a pipe of so many megabytes costs."""
    chance = Random("stream")
    texts = [article(chance, 300, 380) for _ in range(DISTINCT)]
    with TemporaryDirectory() as name:
        part = Path(name, "part.jsonl")
        size = write_lines(part, texts)
        for many in megabytes or MEGABYTES:
            times = max(1, many * 10**6 // size)
            command = f"{' '.join(CLEANUP)} - {options} --format jsonl -j2"
            shell = f"for i in $(seq {times}); do cat {part}; done | {command} > /dev/null"
            row = checked(measured(["bash", "-c", shell]))
            rate = times * size / row.wall / 1e6
            print(
                f"{many:7,} MB {row.wall:7.0f} s {rate:6.1f} MB/s {row.peak / 1e6:6.0f} MB in use"
            )


def main() -> None:
    """Do one of them."""
    what, *numbers = sys.argv[1:] or ["speed"]
    if what == "alone":  # what `files` measures
        alone(*numbers)
        return
    rules = partial(stream, options="")
    ways = {"speed": speed, "files": files, "copies": copies, "stream": stream, "rules": rules}
    ways[what](*map(int, numbers))


if __name__ == "__main__":
    main()
