"""Text cut into words in the cheapest way.

The tables are those of text/words.py: `number` has for a code point that of its character, 0 for
one that no word has; `keys` is a hash table of words, open, with slots that are searched one
after the other, and `costs` has their costs; `alone` has for each number the cost of the character
as a word. Costs are tenths of a bit.
"""

from __future__ import annotations

from typing import Any

NUMBER_BITS = 14  # of the number of a character
HALF, HALF_MASK = 28, 0xFFFFFFF  # bits of half a word's key
MULTIPLIER = 0x297A2D39  # below 2**30, as the next: sums of products with halves stay below 2**59
SECOND_MULTIPLIER = 0x2545F491
SHIFT = 20
LONGEST_WORD = 4  # characters of a word


def cut(
    number: Any, keys: Any, costs: Any, mask: int, alone: Any, code: Any, best: Any, sizes: Any
) -> int:
    """The cost of the cheapest way to cut a text (a Viterbi search).

    For each place in the text, `best` gets the cost of what is before it, and `sizes` the length
    of the last word there. Of ways that cost the same the one with the shorter last word is taken.
    """
    best[0] = 0
    for end in range(1, len(code) + 1):
        key = number[code[end - 1]]
        cost = best[end - 1] + alone[key]
        size = 1
        width = 2
        while key and width <= LONGEST_WORD and width <= end:
            before = number[code[end - width]]
            if before == 0:
                break
            key |= before << NUMBER_BITS * (width - 1)
            slot = (key >> HALF) * MULTIPLIER + (key & HALF_MASK) * SECOND_MULTIPLIER
            slot = slot >> SHIFT & mask
            while keys[slot] and keys[slot] != key:
                slot += 1
            if keys[slot] and best[end - width] + costs[slot] < cost:
                cost = best[end - width] + costs[slot]
                size = width
            width += 1
        best[end] = cost
        sizes[end] = size
    total: int = best[len(code)]
    return total
