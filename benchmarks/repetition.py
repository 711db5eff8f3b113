"""Time against size for what repeats: CPU seconds of segmenting a page and of finding copies.

usage: python -m benchmarks.repetition [LINES]

Shown are the seconds of the two steps, the findings of one pass, and the lines that stay after
all passes. `whole` is cleaning by the rules of repetition alone, in all its passes and rounds.
"""

from __future__ import annotations

import random
import sys
import time

import cleanup
from cleanup.page.segment import segment
from cleanup.rule import Stage
from cleanup.rules import of_stage
from cleanup.settings import Settings

CHARACTERS = "".join(map(chr, range(0x4E00, 0x4E00 + 3000)))
HEAD = "首页 > 新闻 > 正文\n東嶺港航線開通\n來源:東嶺日報 日期:2024-03-05 點擊:12\n"
FORM = (
    "第{i}戶 今年前三季度，東嶺市規模以上工業增加值同比增長，增速居全省首位，高技術製造業最快。\n"
)


def paragraph(rng: random.Random, length: int = 50) -> str:
    """A line of random characters, which ends like a sentence."""
    return "".join(rng.choices(CHARACTERS, k=length)) + "。\n"


def edited(text: str, rng: random.Random, share: float) -> str:
    """The text with a share of its characters replaced."""
    lines = (
        "".join(rng.choice(CHARACTERS) if rng.random() < share and c != "。" else c for c in line)
        for line in text.splitlines()
    )
    return "".join(f"{line}\n" for line in lines)


def pages(lines: int) -> dict[str, str]:
    """Documents of so many lines."""
    rng = random.Random(7)
    book = "".join(paragraph(rng) for _ in range(lines // 10))
    line = paragraph(rng, 100)
    return {
        "all lines the same": paragraph(rng) * lines,
        "the same long line": line * lines,
        "three lines in turn": "".join(paragraph(rng) for _ in range(3)) * (lines // 3),
        "all lines different": "".join(paragraph(rng) for _ in range(lines)),
        "ten copies of a book": (HEAD + book) * 10,
        "ten edited copies": "".join(HEAD + edited(book, rng, 0.03) for _ in range(10)),
        "one form, numbered": "".join(FORM.format(i=i) for i in range(lines)),
        "one line, one character changed": "".join(edited(line, rng, 0.01) for _ in range(lines)),
    }


def main() -> None:
    """Print a row for each kind of document."""
    lines = int(sys.argv[1]) if sys.argv[1:] else 100_000
    for kind, text in pages(lines).items():
        start = time.process_time()
        page = segment(text)
        middle = time.process_time()
        found = [finding for rule in of_stage(Stage.COLLAPSE) for finding in rule.find(page)]
        end = time.process_time()
        kept = cleanup.clean(text, Settings(select=("REP",))).text.count("\n")
        whole = time.process_time() - end
        print(
            f"{kind:34}{middle - start:7.2f}{end - middle:7.2f}{whole:8.2f}{len(found):9}{kept:9}",
            flush=True,
        )


if __name__ == "__main__":
    main()
