"""Tables and lists of words: lines that a program takes apart."""

from __future__ import annotations

import csv
import re
from collections import Counter
from typing import TYPE_CHECKING

from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.formats.recognition.sample import Sample

MIN_ROWS, MAX_ROWS = 3, 400  # rows that show what is a table; those that are looked at
REGULAR = 0.95  # share of the rows that have as many cells as most
MANY_ROWS = 20  # rows of which one may have no cells: a note, a broken line
FILLED = 0.8  # share of a column's cells that are data
DISTINCT = 0.98  # share of the cells of a first column, or of words, that stand once
MANY_COLUMNS = 3  # columns that no speaker and speech need
HEADER_CELL = 24  # code points
MIN_WORDS, WORD = 50, 24  # words in a list, code points of one
QUOTED = regex(r'(?:^|[,;|])"(?:[^"]|"")*"(?=[,;|]|$)', re.MULTILINE)
DATUM = regex(
    r"[-+]?\$?[\d.,]*\d%?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[ T]\d\d?:\d\d(?::\d\d)?\S*)?|"
    r"\d\d?:\d\d(?::\d\d)?|https?://\S+|[\w.-]+\.(?:jpe?g|png|html?|txt|mp3|wav|pdf)|"
    r"(?:true|false|null|nan|none|yes|no)|[0-9a-f]{8,}|[a-z]+[_-]?\d+",
    re.IGNORECASE,
)
NAME = regex(r"[a-z_][a-z0-9_.]*")  # of a column, as programs write it
IDENTIFIER = regex(r"[A-Za-z_][\w .-]*")
TAGGED = regex(r"\S+(?:[ \t]\S+)*[ \t](?:[BIEMSL]-[\w-]+|O)$")  # words with their labels
TOKEN = regex(r"##?\S|\[[A-Z]+\]$|<\S+>$|[▁Ġ]|\S+ \d+(?: \w+)?$|\S+\s[a-z]{1,3}$")


def is_tsv(sample: Sample) -> bool:
    """Rows of cells with tabs between them; words with labels of entities."""
    text = sample.text
    if sample.lines and TAGGED.match(sample.lines[0]) and sample.share(TAGGED) >= REGULAR:
        return True
    if "\t" not in text:
        return False
    rows = [line.split("\t") for line in text.split("\n")[:MAX_ROWS] if line.strip(" \n")]
    width = _width(rows)
    if not width:
        return False
    return width >= MANY_COLUMNS or _has_data(rows, width) or _has_header(rows) or _is_keyed(rows)


def is_csv(sample: Sample) -> bool:
    """Rows of cells with commas, semicolons or bars between them.

    As many commas in each line is what verse has too: there have to be columns of data, cells in
    quotes, or names of columns in a row of their own, and no space behind the commas.
    """
    return any(_is_delimited(sample, mark) for mark in ",;|" if sample.text.count(mark) > 1)


def _is_delimited(sample: Sample, mark: str) -> bool:
    text = sample.text
    if not all(mark in line or '"' in line for line in sample.lines[:MIN_ROWS]):
        return False
    quoted = len(QUOTED.findall(text)) if '"' in text else 0
    if not quoted and 2 * text.count(f"{mark} ") > text.count(mark):
        return False
    reader = csv.reader(text.split("\n"), delimiter=mark, strict=False)
    try:
        rows = [row for row, _ in zip(reader, range(MAX_ROWS), strict=False) if any(row)]
    except csv.Error:  # a cell of more than 128 KB, or a carriage return
        return False
    width = _width(rows)
    if not width:
        return False
    return quoted >= len(rows) or _has_data(rows, width) or _has_names(rows)


def _width(rows: Sequence[Sequence[str]]) -> int:
    """The cells of nearly every row; 0 where they differ, or where there is no table."""
    if len(rows) < MIN_ROWS and not (len(rows) > 1 and all(map(NAME.fullmatch, rows[0]))):
        return 0
    counts = Counter(map(len, rows))
    width, count = counts.most_common(1)[0]
    regular = (
        count >= min(len(rows) - 1, REGULAR * len(rows)) and counts[1] <= len(rows) / MANY_ROWS
    )
    return width if width > 1 and regular else 0


def _has_data(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether a column below the first row holds figures, dates, addresses or the like."""
    below = [row for row in rows[1:] if len(row) == width]
    for column in range(width):
        cells = [cell for row in below if (cell := row[column].strip())]
        data = sum(1 for cell in cells if DATUM.fullmatch(cell))
        if data > 1 and data >= FILLED * len(cells) and len(cells) >= len(below) / 2:
            return True
    return False


def _has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row holds names of columns, at least one of them as programs write them."""
    first = [cell.strip() for cell in rows[0]]
    short = all(0 < len(cell) <= HEADER_CELL for cell in first)
    return short and len({*first}) == len(first) and any(map(IDENTIFIER.fullmatch, first))


def _has_names(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is names as programs write them, much shorter than the cells below."""
    first = [cell.strip() for cell in rows[0]]
    longest = max(max(map(len, row)) for row in rows[1:])
    named = all(map(NAME.fullmatch, first))
    return named and longest > 2 * max(map(len, first))


def _is_keyed(rows: Sequence[Sequence[str]]) -> bool:
    """Whether each row begins with a cell of its own, as speakers in a dialogue do not."""
    first = {row[0] for row in rows}
    return len(rows) > MIN_ROWS and len(first) >= DISTINCT * len(rows)


def is_word_list(sample: Sample) -> bool:
    """One word in each line, each once, in an order or with marks that only programs have."""
    lines = sample.text.rstrip("\n").split("\n")
    if len(lines) < MIN_WORDS or max(map(len, lines)) > WORD or not all(lines):
        return False
    if len({*lines}) < DISTINCT * len(lines):
        return False
    marked = sum(1 for line in lines if TOKEN.match(line))
    bare = sum(1 for line in lines if " " in line or "\t" in line) <= len(lines) / 20
    return marked >= len(lines) / 2 or (bare and (marked > 1 or lines == sorted(lines)))
