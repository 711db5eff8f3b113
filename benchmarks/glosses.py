"""Injected readings: a forward model of the kit over clean text, and how much comes back.

usage: python -m benchmarks.glosses TEXT_FOLDER [PAGES]

Pages are made of the half of zh-hant-wiki.txt that no table was built from. Each gets a table of
3 to 100 common Traditional characters, and in half of the pages full-width punctuation as well.
The kit goes over the GBK bytes, table entry after table entry, without regard to where characters
begin: X becomes X(reading), punctuation X becomes an ASCII byte and X. A decoder then writes `?`
for two bytes that are no character. In half of the pages full-width punctuation is folded to ASCII
afterwards, as is found on real pages.

Counted are the readings in whole characters, and the breaks: stretches from a `?` to where the
bytes realign. A break is exact if all characters of the truth that it covers are there again, left
if a `?` of it still stands, and wrong otherwise. Where the decoder lost a byte of the text too, and
not only one that the kit had put in, the break is counted apart.
"""

from __future__ import annotations

import random
import re
import sys
import zlib
from collections import Counter
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

import cleanup
from cleanup.data import frequency_rank, readings, simplified
from cleanup.settings import Settings

SEED = 20261122
LINES = 40  # in a page
SIZES = (3, 8, 20, 40, 67, 100)  # of tables
PUNCTUATION = "，！；？：（）"
FOLDED = {ord(mark): chr(ord(mark) - 0xFEE0) for mark in PUNCTUATION}
TEXTS = ("zh-hans-wiki.txt", "zh-hant-wiki.txt", "zh-classical.txt", "ja.txt", "ko.txt")
GLOSS = re.compile(r"\([^()\s\u3400-\u9fff]{1,9}\)")
KINDS = ("glosses", "reading", "punctuation", "reading, text lost", "punctuation, text lost")
READING, MARK = -1, -2  # origins of bytes that the kit put in


class Break(NamedTuple):
    """What tore a character, the characters of the truth that are lost, and what is there now."""

    kind: str
    start: int
    end: int
    text: str


class Damaged(NamedTuple):
    """A line after the kit and the decoder; its readings in whole characters, and its breaks."""

    text: str
    glosses: int
    breaks: list[Break]


def annotated() -> list[str]:
    """What kits annotate: the commonest characters that GBK can write and GB 2312 cannot."""
    common = sorted(frequency_rank(), key=lambda character: frequency_rank()[character])
    kept = [c for c in common if ord(c) in simplified() and not c.encode("gb2312", "ignore")]
    return [c for c in kept if c.encode("gbk", "ignore") and c in readings()][:160]


def kit(line: str, table: list[str]) -> tuple[bytes, list[int]]:
    """The bytes of a line after the kit went over them, and where each came from."""
    data = line.encode("gbk")
    origins = list(range(len(data)))
    for entry in table:
        code = entry.encode("gbk")
        punctuation = entry in PUNCTUATION
        gloss = b"" if punctuation else f"({min(readings()[entry])})".encode("gbk")
        pieces: list[bytes] = []
        sources: list[int] = []
        end = 0
        while (at := data.find(code, end)) >= 0:
            pieces += data[end:at], b" " * punctuation, code, gloss
            sources += origins[end:at] + [MARK] * punctuation + origins[at : at + len(code)]
            sources += [READING] * len(gloss)
            end = at + len(code)
        data = b"".join([*pieces, data[end:]])
        origins = sources + origins[end:]
    return data, origins


def damage(line: str, table: list[str]) -> Damaged:
    """The line after the kit, and after a decoder that loses both bytes of an unknown pair."""
    data, origins = kit(line, table)
    starts = [0, *accumulate(len(character.encode("gbk")) for character in line)]
    character_at = {start: number for number, start in enumerate(starts)}
    number_of = [n for n, c in enumerate(line) for _ in c.encode("gbk")]
    text: list[str] = []
    breaks: list[Break] = []
    torn: tuple[str, int, int] | None = None
    at = glosses = 0
    while at < len(data):
        width = 1 if data[at] < 0x80 else 2
        piece, sources = data[at : at + width], origins[at : at + width]
        at += width
        if torn and sources[0] >= 0 and sources[0] in character_at and _whole(piece, sources):
            kind, start, place = torn
            breaks.append(
                Break(
                    kind.partition(", text")[0] + ", text lost" * ("," in kind),
                    start,
                    character_at[sources[0]],
                    "".join(text[place:]),
                )
            )
            torn = None
        glosses += piece == b"(" and sources == [READING] and torn is None
        try:
            text.append(piece.decode("gb18030"))
        except UnicodeDecodeError:
            text.append("?")
            kind = "punctuation" if MARK in sources else "reading"
            torn = torn or (kind, number_of[max(sources[0], 0)], len(text) - 1)
            if width == 2 and min(sources) >= 0:
                torn = (f"{torn[0]}, text lost", *torn[1:])  # not the kit's own byte
    if torn:
        breaks.append(Break(torn[0], torn[1], len(line), "".join(text[torn[2] :])))
    return Damaged("".join(text), glosses, breaks)


def _whole(piece: bytes, sources: list[int]) -> bool:
    """Whether a piece is a character of the truth."""
    return len(piece) == 1 or sources[1] == sources[0] + 1


def pages(folder: Path, count: int) -> list[list[str]]:
    """Pages of lines that GBK can write, from the half that is kept for measuring."""
    lines = (folder / "zh-hant-wiki.txt").read_text("utf-8").split("\n")
    held = [line for line in lines if line.strip() and zlib.crc32(line.encode()) % 2 == 1]
    writable = [line for line in held if line.encode("gbk", "ignore").decode("gbk") == line]
    chance = random.Random(SEED)
    return [chance.sample(writable, LINES) for _ in range(count)]


def state_of(truth: str, got: str, one: Break, marks: dict[int, str]) -> str:
    """What became of a break: exact, left, or wrong."""
    blocks = Levenshtein.opcodes(truth, got)
    touching = [
        block for block in blocks if block.src_end > one.start and block.src_start < one.end
    ]
    if touching and all(block.tag == "equal" for block in touching):
        return "exact"
    shown = GLOSS.sub("", one.text).translate(marks).replace(" ", "")
    standing = (shown[at : at + 3] in got for at, mark in enumerate(shown) if mark == "?")
    return "left" if any(standing) else "wrong"


def measure(folder: Path, count: int, *, show: bool = False) -> Counter[tuple[str, str]]:
    """Damage every page, clean it, compare break by break."""
    chance = random.Random(SEED)
    candidates = annotated()
    found: Counter[tuple[str, str]] = Counter()
    for number, page in enumerate(pages(folder, count)):
        table = chance.sample(candidates, chance.choice(SIZES))
        table = table + list(PUNCTUATION) if number % 2 else table
        damaged = [damage(line, table) for line in page]
        fold = FOLDED if number % 4 > 1 else {}
        text = "\n".join(line.text for line in damaged).translate(fold)
        cleaned = cleanup.clean(text, Settings(select=("GLS",))).text.split("\n")
        space = " " if number % 2 else "\0"  # what the kit puts before punctuation may stay
        for line, broken, text_now in zip(page, damaged, cleaned, strict=True):
            truth = line.translate(fold).replace(space, "")
            got = text_now.translate(fold).replace(space, "")
            if not broken.breaks:
                found["glosses", "exact" if got == truth else "left"] += broken.glosses
            for one in broken.breaks if " " not in line else ():
                state = state_of(truth, got, one, fold)
                found[one.kind, state] += 1
                if show and state != "exact":
                    print(state, one.kind, truth[max(0, one.start - 6) : one.end + 6], one.text)
                    print("    ", got)
    return found


def main() -> None:
    """Print recovery on damaged pages, and changes on clean text."""
    folder = Path(sys.argv[1])
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    found = measure(folder, count, show="--show" in sys.argv)
    for kind in KINDS:
        total = sum(found[kind, state] for state in ("exact", "left", "wrong"))
        shares = (f"{s} {found[kind, s] / max(1, total):.4f}" for s in ("exact", "left", "wrong"))
        print(f"{kind:24}{total:8,}   {'   '.join(shares)}")
    for name in TEXTS:
        text = (folder / name).read_text("utf-8")
        result = cleanup.clean(text, Settings(select=("GLS",)))
        changes = sum(edit.code[:3] == "GLS" for step in result.history for edit in step.edits)
        print(
            f"{name:20} {len(text):9,} characters, {changes} changes, {len(result.reports)} reports"
        )


if __name__ == "__main__":
    main()
