"""Costs of pairs of neighbouring characters.

All take the tables of text/pair_costs.py: `index` has for a code point the number of its character,
0 for one that is not known; `pairs` is a hash table of known pairs and their costs, open, with
slots that are searched one after the other; `backoff` and `alone` have a row for each character.
Costs are tenths of a bit.
"""

from __future__ import annotations

from typing import Any

NUMBER_BITS = 14  # of the number of a character
COST_BITS = 8
MULTIPLIER = 0x297A2D39  # below 2**31: a product with a pair of numbers stays below 2**59
SHIFT = 20
ASCII = 0x80
RESET = -1  # no character before


def bits(index: Any, pairs: Any, mask: int, backoff: Any, alone: Any, code: Any, words: int) -> int:
    """The cost of each character given the one before; the first is free.

    With `words`, of the runs of characters beyond ASCII alone, the first of each by itself.
    """
    total = 0
    first = RESET
    for at in range(len(code)):
        if words and code[at] < ASCII:
            first = RESET
            continue
        second = index[code[at]]
        if first >= 0:
            key = first << NUMBER_BITS | second
            slot = key * MULTIPLIER >> SHIFT & mask
            found = pairs[slot]
            while found and found >> COST_BITS != key:
                slot += 1
                found = pairs[slot]
            if found:
                total += found & 0xFF
            else:
                total += backoff[first] + alone[second]
        elif words:
            total += alone[second]
        first = second
    return total
