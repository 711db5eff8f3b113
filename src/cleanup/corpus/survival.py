"""Which of two copies is the better one: more of the body, and less of what is not of it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cleanup.regex import regex
from cleanup.text.sentences import SENTENCE_MARKS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleanup.corpus.body import Text

LIST = 3  # lines without a sentence, one below the other: a menu or a list of links, or a table
MIN_HEADLINE_CHARS, MAX_HEADLINE_CHARS = 6, 60  # code points of a headline
MAX_HEADLINE_LINES = 3  # lines between a headline and the first sentence
WITHOUT_MARK = regex(r"(?m)^[^。！？；!?;…\n]+$")  # a line that may be no sentence
FIGURE = regex("[0-9]")
DATED = regex(r"[0-9]{1,2}[-/.月][0-9]{1,2}日?\W*$")


class Worth(NamedTuple):
    """What is good in a copy, the most important first; a greater one is a better copy.

    Letters of sentences, tables and the headline; less of lists without a sentence, which are
    more likely the site's, and of what stands beside the body; letters of the body.
    """

    said: int
    listed: int  # as a negative number
    length: int


def worth_of(text: Text) -> Worth:
    """What a copy is worth. Where nothing is a sentence, as in a poem, all of it is the body."""
    worth = _of_body(text)
    return worth._replace(listed=worth.listed - text.beside)


def _of_body(text: Text) -> Worth:
    without = WITHOUT_MARK.findall(text.text)
    if len(without) <= 1 and text.text.startswith("".join(without)):  # nothing but a headline
        return Worth(len(text.body), 0, len(text.body))
    lines = [line for line in text.text.split("\n") if line and not line.isspace()]
    others = {at: line for at, line in enumerate(lines) if not SENTENCE_MARKS.search(line)}
    length = len(text.body)
    if len(others) == len(lines):
        return Worth(length, 0, length)
    sentences = [at for at in range(len(lines)) if at not in others]
    first, last = sentences[0], sentences[-1]
    others.pop(_headline(others, first), None)
    if not others:
        return Worth(length, 0, length)
    letters = {at: sum(map(str.isalnum, line)) for at, line in others.items()}
    said, listed = length - sum(letters.values()), 0
    for _, numbered in groupby(enumerate(others), lambda pair: pair[1] - pair[0]):
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


def _headline(others: Mapping[int, str], first: int) -> int:
    """The line above the first sentence that may be the headline; -1 if there is none."""
    above = range(first - 1, max(-1, first - 1 - MAX_HEADLINE_LINES), -1)
    sizes = ((at, len(others[at])) for at in above if at in others)
    return next((at for at, n in sizes if MIN_HEADLINE_CHARS <= n <= MAX_HEADLINE_CHARS), -1)
