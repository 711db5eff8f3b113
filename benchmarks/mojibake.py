"""Mojibake: text written in one encoding and read in another, and how much of it comes back.

usage: python -m benchmarks.mojibake TEXT_FOLDER [LINES]

Lines are drawn from the half of the texts that no table was built from. Each is written in one
encoding and read in another, in Python's way: what is no character becomes U+FFFD. Three kinds:
whole lines, the first 6 to 12 characters of lines, and runs of 8 to 20 characters of the damaged
line amid another, good line. A line is exact if it is equal to the truth; damaged if it was
changed into something else, U+FFFD for a lost character allowed. In the same run the same lines go
through ftfy. At last all lines of all texts are cleaned as they are: none may change.
"""

from __future__ import annotations

import random
import re
import sys
import time
import zlib
from pathlib import Path
from typing import NamedTuple

import ftfy
from rapidfuzz import fuzz

import cleanup
from cleanup.settings import Settings

SEED = 20261122
MOJ = Settings(select=("MOJ",))
TEXTS = ("zh-hans-wiki.txt", "zh-hant-wiki.txt", "zh-classical.txt", "ja.txt", "ko.txt")
HANS, HANT, _, JA, KO = TEXTS
# Where the text is from, how it was written, how it was read (and both again).
CHAINS = (
    *((HANS, "utf-8", reader) for reader in ("gb18030", "gbk", "cp950", "cp932", "cp949")),
    (HANT, "utf-8", "gb18030"),
    (HANS, "utf-8", "latin-1"),
    (HANS, "utf-8", "cp1252"),
    (HANS, "utf-8", "cp1252 twice"),
    (HANS, "gbk", "latin-1"),
    (HANS, "gbk", "cp1252"),
    (HANS, "gbk", "cp950"),
    (HANS, "gbk", "big5hkscs"),
    (HANT, "cp950", "cp1252"),
    (HANT, "cp950", "gb18030"),
    (HANT, "cp950", "gbk"),
    (JA, "cp932", "gb18030"),
    (JA, "cp932", "cp1252"),
    (JA, "euc_jp", "cp1252"),
    (JA, "euc_jp", "gb18030"),
    (JA, "utf-8", "gb18030"),
    (JA, "utf-8", "cp932"),
    (KO, "cp949", "cp1252"),
    (KO, "cp949", "gb18030"),
    (KO, "utf-8", "cp949"),
)


class Score(NamedTuple):
    """Shares of lines, and the mean similarity to the truth."""

    exact: float
    similarity: float
    damaged: int


def misread(text: str, writer: str, reader: str) -> str:
    """What the reader sees of a text that was written in another encoding."""
    codec, _, twice = reader.partition(" ")
    data = text.encode(writer)
    if codec == "cp1252":  # its holes are control characters, as in web browsers
        seen = "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in data)
    else:
        seen = data.decode(codec, "replace")
    return misread(seen, writer, codec) if twice else seen


def drawn(folder: Path, name: str, writer: str, count: int) -> list[str]:
    """Lines of the half kept for measuring that the encoding can write."""
    lines = (folder / name).read_text("utf-8").split("\n")
    held = [line.strip() for line in lines if zlib.crc32(line.encode()) % 2 == 1]
    fit = [
        line
        for line in held
        if len(line) >= 24 and line.encode(writer, "ignore").decode(writer) == line
    ]
    return random.Random(SEED).sample(fit, min(count, len(fit)))


def cases(kind: str, lines: list[str], writer: str, reader: str) -> list[tuple[str, str]]:
    """Pairs of the truth and what was made of it."""
    chance = random.Random(SEED)
    pairs = []
    for number, line in enumerate(lines):
        if kind == "whole":
            pairs.append((line, misread(line, writer, reader)))
        elif kind == "short":
            short = line[: chance.randint(6, 12)]
            pairs.append((short, misread(short, writer, reader)))
        else:
            at = chance.randrange(len(line) - 20)
            run = line[at : at + chance.randint(8, 20)]
            good = lines[number - 1]
            place = chance.randrange(len(good))
            head, tail = good[:place], good[place:]
            pairs.append((head + run + tail, head + misread(run, writer, reader) + tail))
    return pairs


def spoiled(truth: str, seen: str, got: str) -> bool:
    """Whether the line was changed into something that is not the truth with characters lost."""
    if got in (truth, seen):
        return False
    pieces = [re.escape(piece) for piece in re.split("\ufffd+", got)]
    return re.fullmatch(".*".join(pieces), truth, re.DOTALL) is None


def score(pairs: list[tuple[str, str]], results: list[str]) -> Score:
    """Compare line by line."""
    rows = [(truth, seen, got) for (truth, seen), got in zip(pairs, results, strict=True)]
    return Score(
        sum(truth == got for truth, _, got in rows) / len(rows),
        sum(fuzz.ratio(truth, got) for truth, _, got in rows) / len(rows) / 100,
        sum(spoiled(*row) for row in rows),
    )


def ours(text: str) -> str:
    """The text after our rules alone."""
    return cleanup.clean(text, MOJ).text


def main() -> None:
    """Print a table for every kind, then the changes of honest text."""
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    tools = {"cleanup": ours, "fix_encoding": ftfy.fix_encoding, "fix_text": ftfy.fix_text}
    for kind in ("whole", "short", "inline"):
        print(f"\n{kind:31}" + "".join(f"{name:>25}" for name in tools))
        print(f"{'':31}" + f"{'exact  simil  damaged':>25}" * len(tools))
        for name, writer, reader in CHAINS:
            pairs = cases(kind, drawn(folder, name, writer, count), writer, reader)
            row = ""
            for tool in tools.values():
                exact, similarity, damaged = score(pairs, [tool(seen) for _, seen in pairs])
                row += f"{exact:12.3f} {similarity:6.3f} {damaged:5}"
            print(f"{name[:7]:8}{writer + ' > ' + reader:23}{row}", flush=True)
    print()
    for name in TEXTS:
        text = (folder / name).read_text("utf-8")
        started = time.perf_counter()
        result = cleanup.clean(text, MOJ)
        spent = (time.perf_counter() - started) / len(text) * 1e9
        changed = sum(len(step.edits) for step in result.history)
        print(f"{name:20}{len(text):9,} characters, {changed} changes, {spent:.0f} ns a character")


if __name__ == "__main__":
    main()
