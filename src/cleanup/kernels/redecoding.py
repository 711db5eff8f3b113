"""The search for stretches of a line that were read in a wrong encoding.

`utf8_steps` and `multibyte_steps` list what may begin at each byte: `begins[at]` to
`begins[at + 1]` are the rows of its steps, in `reads` the code point, in `widths` how many bytes
it takes, in `times` for how many lost characters it stands, 0 for one that is whole. `search`
finds the cheapest way through. The tables of costs are those of kernels/pairs.py.
"""

from __future__ import annotations

from typing import Any

NUMBER_BITS = 14
COST_BITS = 8
MULTIPLIER = 0x297A2D39
SHIFT = 20
LOST = 0xFFFD
BYTE_ORDER_MARK = 0xFEFF
MARK = 0xFF  # the byte for U+FFFD
QUESTION = 0x3F
UTF8_WIDTH = 3  # bytes of a Chinese, Japanese or Korean character
ENTRY = 300  # tenths of a bit against decoding a stretch anew: most of any text is as it should be
EXIT = 120  # against ending one before the end of what the reader knows
LOSS = 220  # for a character that lost a byte: as much as for one that never occurs


def utf8_steps(data: Any, begins: Any, reads: Any, widths: Any, times: Any) -> int:
    """What may begin in UTF-8, which shows where characters begin; returns the number of steps."""
    size = len(data)
    row = 0
    for at in range(size):
        begins[at] = row
        byte = data[at]
        width = 1 if byte < 0x80 else 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
        good = byte
        if byte >= 0x80:
            whole = 0xC2 <= byte <= 0xF4 and at + width <= size
            good = byte & 0xFF >> width + 1
            for end in range(at + 1, at + width if whole else at):
                if data[end] & 0xC0 != 0x80:
                    whole = False
                    break
                good = good << 6 | data[end] & 0x3F
            if not whole:
                # A character that lost bytes: its head, what was written for these, its tail.
                # Where the damage ends, what looks like a tail may belong to a good one.
                end = at
                if byte == MARK:
                    while end < size and data[end] == MARK:
                        end += 1
                elif 0xC2 <= byte <= 0xF4:
                    end += 1
                    while end < size and end < at + 3 and data[end] & 0xC0 == 0x80:
                        end += 1
                    if (
                        end < size
                        and (data[end] == QUESTION or data[end] == MARK)
                        and (end + 1 == size or data[end + 1] != MARK)
                    ):
                        end += 1
                elif byte > 0xBF:
                    continue
                last = end
                while last < size and last < end + 2 and data[last] & 0xC0 == 0x80:
                    last += 1
                end = max(end, at + 1)
                while end <= last:
                    reads[row] = LOST
                    widths[row] = end - at
                    times[row] = (end - at + UTF8_WIDTH - 1) // UTF8_WIDTH
                    row += 1
                    end += 1
                continue
        # A U+FFFD that was written as such was lost before.
        valid = good != LOST and (good != BYTE_ORDER_MARK or at == 0)
        if width == 3:
            valid = valid and good >= 0x800 and not 0xD800 <= good <= 0xDFFF
        elif width == 4:
            valid = valid and 0x10000 <= good <= 0x10FFFF
        if valid:
            reads[row] = good
            widths[row] = width
            times[row] = 0
            row += 1
        end = at + 2
        if width == 2 and ((at and data[at - 1] == MARK) or (end < size and data[end] == MARK)):
            reads[row] = LOST  # what is left of a wider one may look like it
            widths[row] = 2
            times[row] = 1
            row += 1
    begins[size] = row
    return row


def multibyte_steps(
    data: Any, pairs: Any, triples: Any, begins: Any, reads: Any, widths: Any, times: Any
) -> int:
    """What may begin in an encoding of one to three bytes; returns the number of steps.

    `pairs` has the character of two bytes, in row 0 that of one; `triples` that of two after 8F.
    """
    size = len(data)
    row = 0
    for at in range(size):
        begins[at] = row
        byte = data[at]
        second = data[at + 1] if at + 1 < size else 0
        good = 0
        width = 1
        if byte < 0x80:
            good = byte
        elif pairs[byte]:
            good = pairs[byte]
        elif second and pairs[byte << 8 | second]:
            good = pairs[byte << 8 | second]
            width = 2
        elif byte == 0x8F and at + 2 < size:
            good = triples[second << 8 | data[at + 2]]
            width = 3
        if good or byte < 0x80:
            reads[row] = good
            widths[row] = width
            times[row] = 0
            row += 1
        if byte >= 0x80 and good:
            continue
        # A lost byte may be either byte of a pair, or both.
        if byte == MARK:
            reads[row] = LOST
            widths[row] = 1
            times[row] = 1
            row += 1
        if (
            at + 1 < size
            and (byte >= 0x80 or second >= 0x80)
            and (byte == QUESTION or byte == MARK or second == QUESTION or second == MARK)
        ):
            reads[row] = LOST
            widths[row] = 2
            times[row] = 1
            row += 1
    begins[size] = row
    return row


def search(
    index: Any,
    pairs: Any,
    mask: int,
    backoff: Any,
    alone: Any,
    code: Any,
    sizes: Any,
    begins: Any,
    reads: Any,
    widths: Any,
    times: Any,
    cost: Any,
    last: Any,
    came: Any,
    step: Any,
    path: Any,
) -> int:
    """The cheapest way through a line (Viterbi, 1967): its characters kept, or decoded anew.

    `code` and `sizes` are the characters as they stand and how many bytes each is. For every byte
    that a way anew comes to: `cost` of the way, -1 for none; `last`, the number of its last
    character; `came`, where that began or, if the way begins here, where the one before it ended;
    `step`, the row of that character, -1 where the way begins. `path` gets the rows of the steps
    of the cheapest way, from the last to the first, each after its place; their number is returned.
    """
    size = len(cost) - 1
    for at in range(size + 1):
        cost[at] = -1
    kept = 0
    before = index[10]  # a line feed
    back = -1  # where the way that is kept as it is left one anew
    at = 0
    for number in range(len(code)):
        entry = kept + (ENTRY if at else ENTRY // 2)
        if cost[at] >= 0 and cost[at] + EXIT < kept:
            kept = cost[at] + EXIT
            before = last[at]
            back = at
        elif cost[at] < 0 or entry < cost[at]:
            cost[at] = entry
            last[at] = before
            came[at] = back
            step[at] = -1
        for place in range(at, at + sizes[number]):
            if cost[place] < 0:
                continue
            first = last[place]
            for row in range(begins[place], begins[place + 1]):
                second = index[reads[row]]
                total = cost[place]
                if times[row]:
                    total += LOSS * times[row]
                elif reads[row] != BYTE_ORDER_MARK:
                    key = first << NUMBER_BITS | second
                    slot = key * MULTIPLIER >> SHIFT & mask
                    found = pairs[slot]
                    while found and found >> COST_BITS != key:
                        slot += 1
                        found = pairs[slot]
                    total += found & 0xFF if found else backoff[first] + alone[second]
                end = place + widths[row]
                if cost[end] < 0 or total < cost[end]:
                    cost[end] = total
                    last[end] = second
                    came[end] = place
                    step[end] = row
        at += sizes[number]
        second = index[code[number]]
        key = before << NUMBER_BITS | second
        slot = key * MULTIPLIER >> SHIFT & mask
        found = pairs[slot]
        while found and found >> COST_BITS != key:
            slot += 1
            found = pairs[slot]
        kept += found & 0xFF if found else backoff[before] + alone[second]
        before = second
    place = at if cost[at] >= 0 and cost[at] < kept else back
    count = 0
    while place >= 0:
        if step[place] >= 0:
            path[2 * count] = came[place]
            path[2 * count + 1] = step[place]
            count += 1
        place = came[place]
    return count
