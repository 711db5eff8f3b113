"""Write a page in Markdown for each rule, from its declaration, and one that lists them.

    python -m tools.rule_pages FOLDER

`make site` does so.
"""

from __future__ import annotations

import sys
from importlib import import_module
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.report.card import escaped, table
from cleanup.report.explanation import example
from cleanup.rule import Safety
from cleanup.rules import OWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.rule import Rule

CODE = "    "  # begins a line of a block that no text can end
ON = {
    Safety.SAFE: "always takes part",
    Safety.STANDARD: "takes part unless it is ignored",
    Safety.RISKY: "takes part only where it is selected by its code",
}


def write(folder: Path) -> None:
    """Write them into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {f"{rule.code}.md": page_lines(rule) for rule in OWN}
    for name, lines in {**pages, "index.md": list_lines()}.items():
        (folder / name).write_text("\n".join(lines) + "\n", "utf-8")


def page_lines(rule: Rule) -> Iterator[str]:
    """What a rule finds, how sure it is, what it mends and what it leaves alone."""
    yield from (f"# {rule.code} {rule.name}", "")
    yield f"**{rule.safety.value}**: it {ON[rule.safety]}. Stage: {rule.stage.title}. "
    yield f"Since {rule.since}."
    for paragraph in rule.documentation.split("\n\n"):
        yield from ("", "  \n".join(map(escaped, paragraph.split("\n"))))
    yield from ("", "## Mends", "")
    for before, after in rule.fixes:
        yield from (f"{CODE}  {example(before)}", f"{CODE}→ {example(after)}")
    yield from ("", "## Leaves alone", "", *(CODE + example(text) for text in rule.ignores))
    yield from ("", "## Without it", "", f"{CODE}cleanup run --ignore {rule.code} page.txt", "")
    yield "[All rules](index.md)"


def list_lines() -> Iterator[str]:
    """All rules by their families."""
    yield from ("# Rules", "")
    yield "Made from their declarations. Each is a test too: what it says is mended or left"
    yield "alone is so. `cleanup rules` and `cleanup explain CODE` say the same."
    ordered = sorted(OWN, key=attrgetter("code"))
    for family, rules in groupby(ordered, key=attrgetter("family")):
        own = list(rules)
        yield from ("", f"## {family}: {escaped(title(own[0]))}", "")
        yield from table(
            ("rule", "", "safety"),
            (
                (
                    f"[{rule.code}]({rule.code}.md) {rule.name}",
                    escaped(rule.summary),
                    rule.safety.value,
                )
                for rule in own
            ),
        )


def title(rule: Rule) -> str:
    """What its family is about, as the room of the family says in its first line."""
    parts = rule.inspect.__module__.split(".")
    for length in range(len(parts), 0, -1):
        first = (import_module(".".join(parts[:length])).__doc__ or "").partition("\n")[0]
        if first.startswith(f"{rule.family}: "):
            return first.removeprefix(f"{rule.family}: ").partition(". ")[0].rstrip(".")
    raise LookupError(f"no module of {rule.code} says what {rule.family} is")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
