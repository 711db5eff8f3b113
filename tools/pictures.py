"""Make the pictures of the documentation: docs/images/terminal.png and report.png.

usage: python -m tools.pictures

What the command says of invented pages, in its colours, and its report of them as headless Chromium
shows it (Debian's packages chromium and fonts-noto-cjk).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from benchmarks.glosses import annotated, damage
from benchmarks.invented_pages import LAYOUTS, page
from benchmarks.invented_text import article

IMAGES = Path(__file__).parent.parent / "docs" / "images"
PAGES, WIDTH = 40, 100
LINES = (
    "東嶺港三季度貨運量再創新高",
    "今年以來，全市的產業園區新增企業三百多家，年營收超過兩百億元。",
    "港務局說，明年還要修兩座碼頭。&nbsp;往來的貨輪會更多。",
)
BROWSER = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
SIZES = {"terminal": "1000,720", "report": "1000,1150"}  # pixels


def write_pages(folder: Path) -> None:
    """Pages of sites that do not exist, and one that a kit has damaged."""
    folder.mkdir()
    chance = random.Random(11)  # noqa: S311  # the same pages each time
    for number in range(PAGES):
        text = page(article(chance), LAYOUTS[number % len(LAYOUTS)], chance)
        (folder / f"{number:03}.txt").write_text(text, "utf-8")
    damaged = "".join(f"{damage(line, annotated()).text}\n" for line in LINES)
    (folder.parent / "page.txt").write_text(damaged, "utf-8")


def told(folder: Path, *arguments: str) -> str:
    """What the command says, in colour, below the line that called it."""
    colour = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(WIDTH), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sys.executable, "-m", "cleanup", *arguments],
        cwd=folder,
        env=colour,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return f"\x1b[1m$ cleanup {' '.join(arguments)}\x1b[0m\n{done.stdout.decode()}\n"


def main() -> None:
    """Write both pictures."""
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as work:
        folder = Path(work)
        write_pages(folder / "pages")
        calls = (
            ("run", "--diff", "page.txt"),
            ("run", "pages/", "-o", "clean/"),
            ("report", "clean/"),
        )
        console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
        for call in calls:
            console.print(Text.from_ansi(told(folder, *call)))
        shown = console.export_html(theme=MONOKAI)
        (folder / "terminal.html").write_text(shown, "utf-8")
        for name, source in (("terminal", "terminal.html"), ("report", "clean.html")):
            browser = [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
            ]
            shot = [f"--screenshot={IMAGES / name}.png", f"--window-size={SIZES[name]}"]
            url = (folder / source).as_uri()
            subprocess.run([*browser, *shot, url], check=True, capture_output=True)


if __name__ == "__main__":
    main()
