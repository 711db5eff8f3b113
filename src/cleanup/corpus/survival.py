"""Which of two copies is the better one: more of the body, and less of what a site left over."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cleanup.page import SENTENCE_MARKS

if TYPE_CHECKING:
    from cleanup.corpus.body import Text

LIST = 3  # lines without a sentence, one below the other: a menu or a list of links, or a table
HEADLINE = (6, 60)  # letters of a headline, at least and at most
ABOVE = 3  # lines between a headline and the first sentence
FIGURE = re.compile("[0-9]")
DATED = re.compile(r"[0-9]{1,2}[-/.月][0-9]{1,2}日?\W*$")


class Worth(NamedTuple):
    """What is good in a copy, the most important first; a greater one is a better copy.

    Letters of sentences, tables and the headline; less of lists without a sentence, which are
    more likely the site's; letters of all.
    """

    said: int
    listed: int  # as a negative number
    length: int


def worth_of(text: Text) -> Worth:
    """What a copy is worth. Where nothing is a sentence, as in a poem, all of it is the body."""
    lines, letters = _lines(text)
    sentences = [at for at, line in enumerate(lines) if SENTENCE_MARKS.search(line)]
    length = len(text.body)
    if not sentences:
        return Worth(length, 0, length)
    first, last = sentences[0], sentences[-1]
    said, listed = sum(letters[at] for at in sentences), 0
    others = set(range(len(lines))) - {*sentences}
    least, most = HEADLINE
    near = [at for at in range(max(0, first - ABOVE), first) if least <= letters[at] <= most]
    if near:
        said += letters[near[-1]]
        others.discard(near[-1])
    for _, numbered in groupby(enumerate(sorted(others)), lambda pair: pair[1] - pair[0]):
        run = [at for _, at in numbered]
        if len(run) < LIST:
            continue
        size = sum(letters[at] for at in run)
        rows = sum(bool(FIGURE.search(lines[at])) and not DATED.search(lines[at]) for at in run)
        if 2 * rows < len(run):
            listed += size
        elif run[0] < last:
            said += size
    return Worth(said, -listed, length)


def _lines(text: Text) -> tuple[list[str], list[int]]:
    """The lines that have letters, and how many each has."""
    lines, letters = [], []
    end = before = 0
    for line in text.text.split("\n"):
        end += len(line) + 1
        after = bisect_left(text.places, end, before)
        if after > before:
            lines.append(line)
            letters.append(after - before)
        before = after
    return lines, letters
