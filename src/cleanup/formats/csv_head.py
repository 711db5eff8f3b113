"""What the head of a table tells: the delimiter, whether cells stand in quotes, the names."""

from __future__ import annotations

from collections import Counter
from itertools import islice, takewhile
from operator import itemgetter
from typing import TYPE_CHECKING

from cleanup.formats.csv import MARK, QUOTED, Csv
from cleanup.formats.record import IDS, TEXTS, URLS
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

DELIMITERS = ",\t;|"
ROWS = 200  # that are looked at
REGULAR = 0.9  # share of the rows that have as many cells as most
NAME_LENGTH = 40  # code points of the longest name of a column
FIGURES = regex(r"[-+]?[\d.,:/%-]+")
IDENTIFIER = regex(r"[A-Za-z_][\w.-]*")
USUAL = {*TEXTS, *IDS, *URLS}
Rows = list[list[str]]


def table_of(head: str, delimiters: str = DELIMITERS) -> Csv:
    """The table that begins with `head`, which may end anywhere."""
    head = head.removeprefix(MARK)
    found = []
    for number, delimiter in enumerate(delimiters):
        plain, quoted = (_rows(head, Csv(delimiter, quoting)) for quoting in (False, True))
        quoting = _is_quoted(plain, quoted, delimiter)
        rows = quoted if quoting else plain
        regular, width = _regular(rows)
        found.append((regular * (width > 1), width, -number, Csv(delimiter, quoting), rows))
    _, width, _, table, rows = max(found, key=lambda one: one[:3])
    first = tuple(cell.strip() for cell in rows[0]) if rows else ()
    named = _are_names(first, rows[1:])
    return Csv(table.delimiter, table.quoting, first, named, width)


def _rows(head: str, table: Csv) -> Rows:
    """The cells of the first rows, but for the last one, which may be cut."""
    rows = takewhile(itemgetter(1), table.rows(head))  # a quote that is open may be one that is cut
    raws = [raw for raw, _ in islice(rows, ROWS)]
    if len(raws) > 1 and not raws[-1].endswith("\n"):
        raws.pop()
    return [
        [table.said(raw[slice(*span)]) for span in table.cells(raw)] for raw in raws if raw.strip()
    ]


def _regular(rows: Rows) -> tuple[float, int]:
    """The share of the rows that have as many cells as most, and how many these are."""
    counts = Counter(map(len, rows))
    width, count = max(counts.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
    return count / max(1, len(rows)), width


def _is_quoted(plain: Rows, quoted: Rows, delimiter: str) -> bool:
    """Whether quotes stand around cells rather than in them, by the rows as read in both ways.

    The rows are more regular in the way that is right. If they are alike, quotes that stand only
    around some cells are characters where tabs stand between these, as IANA has it for TSV.
    """
    regular, alike = _regular(plain)[0], _regular(quoted)[0]
    cells = [cell for row in plain for cell in row if cell.startswith('"')]
    whole = sum(1 for cell in cells if QUOTED.fullmatch(cell))
    if delimiter != "\t":
        return alike >= regular or 2 * whole >= len(cells)
    if regular != alike or not cells:
        return alike >= regular
    return whole == len(cells) and 2 * whole >= sum(map(len, plain))


def _are_names(first: Sequence[str], rows: Rows) -> bool:
    """Whether the cells of a first row are the names of columns."""
    short = all(0 < len(cell) <= NAME_LENGTH and not FIGURES.fullmatch(cell) for cell in first)
    if not first or not short or len({*first}) < len(first):
        return False
    if USUAL & {cell.casefold() for cell in first} or all(map(IDENTIFIER.fullmatch, first)):
        return True
    lengths = [max(map(len, column), default=0) for column in zip(*rows, strict=False)]
    return any(longest > NAME_LENGTH for longest in lengths)
