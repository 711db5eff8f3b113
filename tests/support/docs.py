"""What the documentation shows: blocks of code, commands, and what they print."""

from __future__ import annotations

import re

from tests.support.paths import ROOT

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def blocks(page, language):
    """The blocks of a page in one language."""
    text = (ROOT / page).read_text("utf-8")
    return [block for kind, block in BLOCK.findall(text) if kind == language]


def commands(page):
    """Each command line of a page with the output that is shown below it."""
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, output = part.partition("\n")
            yield line.partition(" #")[0].strip(), output
