"""Whether a rule that is not asked would have found something, in texts of one's own.

usage: python -m tools.check_gates INPUT…

An INPUT is as for tools.compare_outputs. For each rule that needs characters: how many of the
texts it is asked about, and what it finds in the others, which has to be nothing; exit code 1
if it is not. Texts are looked at as they are decoded and as they are after all repairs.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.errors import InputError
from cleanup.model import Source
from cleanup.pipeline import chosen
from cleanup.rules import RULES
from cleanup.settings import Settings
from cleanup.stages.decode import decode
from cleanup.stages.gates import gates_of
from cleanup.stages.repair import repair
from tools.compare_outputs import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

NEEDING = tuple(rule for rule in RULES if rule.needs)


def main() -> None:
    """Print a line for each rule."""
    gates = gates_of(NEEDING)
    asked: Counter[str] = Counter()
    found: Counter[str] = Counter()
    count = 0
    for text in looked_at(map(Path, sys.argv[1:])):
        count += 1
        opened = gates.opened_by(text)
        for bit, rule in (pair for family in gates.families for pair in family):
            if bit & opened:
                asked[rule.code] += 1
            else:
                found[rule.code] += len(rule.find(text))
    for rule in NEEDING:
        share = asked[rule.code] / max(1, count)
        print(f"{rule.code}  asked about {share:7.2%}; found in the others: {found[rule.code]}")
    print(f"{count:,} texts")
    sys.exit(found.total() > 0)


def looked_at(inputs: Iterator[Path]) -> Iterator[str]:
    """Each text, and what the repairs make of it."""
    rules = chosen(Settings())
    for path in inputs:
        for name, data in texts(path):
            try:
                document, _ = decode(Source(name, data), rules.decode)
            except InputError:
                continue
            yield document.text
            yield repair(document, rules.repair)[0].text


if __name__ == "__main__":
    main()
