"""Injected readings: a forward model of the kit over clean text, and how much comes back.

usage: glosses.py TEXT_FOLDER [PAGES]

Pages are made of the half of zh-hant-wiki.txt that no table was built from. Each gets a table of
3 to 100 common Traditional characters; the kit replaces X by X(reading) in the GBK bytes, table
entry after table entry, and a decoder writes `?` for two bytes that are no character. Counted are
whole lines: one in which a character was torn is recovered if it is equal to the truth, left if it
still shows a `?` that the truth has not, wrong otherwise.
"""

from __future__ import annotations

import random
import sys
import zlib
from collections import Counter
from pathlib import Path

import cleanup
from cleanup.data import frequency_rank, readings, simplified
from cleanup.settings import Settings

SEED = 20261122
LINES = 40  # in a page
SIZES = (3, 8, 20, 40, 67, 100)  # of tables
TEXTS = ("zh-hans-wiki.txt", "zh-hant-wiki.txt", "zh-classical.txt", "ja.txt", "ko.txt")


def annotated() -> list[str]:
    """What kits annotate: the commonest characters that GBK can write and GB 2312 cannot."""
    common = sorted(frequency_rank(), key=lambda character: frequency_rank()[character])
    kept = [c for c in common if ord(c) in simplified() and not c.encode("gb2312", "ignore")]
    return [c for c in kept if c.encode("gbk", "ignore") and c in readings()][:160]


def kit(data: bytes, table: list[str]) -> bytes:
    """The bytes after the kit went over them, without regard to where characters begin."""
    for character in table:
        reading = min(readings()[character])
        code = character.encode("gbk")
        data = data.replace(code, code + f"({reading})".encode("gbk"))
    return data


def decode(data: bytes) -> str:
    """GBK to text; of a pair that is no character both bytes are lost, but for a line feed."""
    text: list[str] = []
    at = 0
    while at < len(data):
        width = 1 if data[at] < 0x80 else 2
        piece = data[at : at + width]
        try:
            text.append(piece.decode("gbk"))
        except UnicodeDecodeError:
            text.append("?")
            width = 1 if piece.endswith(b"\n") else 2
        at += width
    return "".join(text)


def pages(folder: Path, count: int) -> list[str]:
    """Pages of lines that GBK can write, from the half that is kept for measuring."""
    lines = (folder / "zh-hant-wiki.txt").read_text("utf-8").split("\n")
    held = [line for line in lines if line.strip() and zlib.crc32(line.encode()) % 2 == 1]
    writable = [line for line in held if line.encode("gbk", "ignore").decode("gbk") == line]
    chance = random.Random(SEED)
    return ["\n".join(chance.sample(writable, LINES)) + "\n" for _ in range(count)]


def measure(folder: Path, count: int) -> Counter[str]:
    """Damage every page, clean it, compare line by line."""
    chance = random.Random(SEED)
    candidates = annotated()
    found: Counter[str] = Counter()
    for truth in pages(folder, count):
        table = chance.sample(candidates, chance.choice(SIZES))
        damaged = decode(kit(truth.encode("gbk"), table))
        cleaned = cleanup.clean(damaged, Settings(select=("GLS",))).text
        rows = zip(truth.split("\n"), damaged.split("\n"), cleaned.split("\n"), strict=True)
        for right, broken, got in rows:
            torn = broken.count("?") > right.count("?")
            found["glosses"] += 0 if torn else broken.count("(") - right.count("(")
            kind = "torn" if torn else "whole"
            left = got.count("?") > right.count("?") or got.count("(") > right.count("(")
            found[kind] += 1
            found[f"{kind} {'recovered' if got == right else 'left' if left else 'wrong'}"] += 1
    return found


def main() -> None:
    """Print recovery on damaged pages, and changes on clean text."""
    folder = Path(sys.argv[1])
    found = measure(folder, int(sys.argv[2]) if len(sys.argv) > 2 else 200)
    print(f"regular glosses in lines without a torn character: {found['glosses']:,}")
    for kind in ("whole", "torn"):
        shares = (
            f"{end} {found[f'{kind} {end}'] / found[kind]:.4f}"
            for end in ("recovered", "left", "wrong")
        )
        print(f"{kind:6}{found[kind]:6,} lines   {'   '.join(shares)}")
    for name in TEXTS:
        text = (folder / name).read_text("utf-8")
        result = cleanup.clean(text, Settings(select=("GLS",)))
        changes = sum(edit.code[:3] == "GLS" for step in result.history for edit in step.edits)
        print(
            f"{name:20} {len(text):9,} characters, {changes} changes, {len(result.reports)} reports"
        )


if __name__ == "__main__":
    main()
