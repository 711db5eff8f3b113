"""Which rules a text may concern: those that need what it does not have are not asked."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from cleanup.rule import ANY
from cleanup.text.codes import BLOCK, CODE_POINTS, blocks_met, codes_of, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.rule import Rule

ALWAYS = 1  # the bit of the rules that look at every text


class Gates:
    """What opens which rules: code points by classes, all of one open the same rules.

    The classes of code points are learnt when they are first met.
    """

    def __init__(self, rules: Sequence[Rule[str]]) -> None:
        """Give each rule that needs characters a bit of its own."""
        needing = [rule for rule in rules if rule.needs]
        bit = {rule.code: 2 << at for at, rule in enumerate(needing)}
        self._needed = [(bit[rule.code], [*map(_one_of, rule.needed)]) for rule in needing]
        self._classes = np.zeros(CODE_POINTS, np.uint16)
        self._known: dict[tuple[int, int], int] = {}  # classes, from 1, by the bits of their two
        self._bits = np.zeros((2, 1), np.int64)  # as first of two, as second: by class
        self.families = tuple(
            tuple((bit.get(rule.code, ALWAYS), rule) for rule in together)
            for _, together in groupby(rules, key=lambda rule: together_with(rule.code))
        )

    def opened_by(self, text: str) -> int:
        """The bits of all rules that a text may concern. Line ends stand around it."""
        codes = codes_of(f"\n{text}\n")
        classes = self._classes.take(codes)
        if not classes.all():
            for block in np.flatnonzero(blocks_met(codes[classes == 0])).tolist():
                self._learn(block * BLOCK)
            classes = self._classes.take(codes)
        first, second = self._bits
        pairs = first.take(classes[:-1]) & second.take(classes[1:])
        return ALWAYS | int(np.bitwise_or.reduce(pairs))

    def _learn(self, start: int) -> None:
        """Learn the classes of a block of code points."""
        characters = text_of(np.arange(start, start + BLOCK, dtype=np.uint32))
        bits = np.zeros((2, BLOCK), np.int64)
        for bit, needed in self._needed:
            for at, one in enumerate(needed):
                if one is None:
                    bits[at] |= bit
                elif one.search(characters):
                    bits[at, [match.start() for match in one.finditer(characters)]] |= bit
        for at, pair in enumerate(zip(*bits.tolist(), strict=True), start):
            self._classes[at] = self._known.setdefault(pair, len(self._known) + 1)
        self._bits = np.array([(0, 0), *self._known], np.int64).T.copy()


def _one_of(characters: str) -> re.Pattern[str] | None:
    """What finds one of a set of characters; nothing for the set of all."""
    return None if characters == ANY else re.compile(f"[{characters}]")


@lru_cache(maxsize=16)
def gates_of(rules: tuple[Rule[str], ...]) -> Gates:
    """The gates of these rules, family by family."""
    return Gates(rules)


def together_with(code: str) -> str:
    """What the codes of rules begin with that look at the same text: their family.

    Rules of layout look one by one: a line end that is mended makes trailing space, and that a
    blank line.
    """
    return code if code.startswith("LAY") else code[:3]
