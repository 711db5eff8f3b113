"""Lines that are judged together: the rows of a list, the posts of a thread."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from cleanup.page import phrases
from cleanup.page.line_kinds import by_line
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.page.line_kinds import Line
    from cleanup.page.page import Block

# How a row begins: its bullets, its number or year, and the marks behind it.
HEAD = regex(r"(?:[^\w\s]\s*)*(?:\d+[^\w\s]*\s*)?")
NUMBER = regex(r"\d+")
LETTER = regex(r"[^\W\d_]")
ROWS, ROWS_KEPT = 5, 0.25  # rows of a list, and the share of them that stays if all do
CITATIONS = 3  # rows of a list of references
ROWS_LIKELY = 0.15  # mean probability of a list amid the text that stays
SOME = 0.1  # share of a stretch that stays if all does
SIGNED = 3  # lines under the text of which an office and the date may sign it
AGAIN = 4  # times that a line stands in a thread that parts its posts ...
AS_OFTEN = 0.3  # ... and as a share of the times that another one does
LONG = 8  # times of it in a thread that may go on below its last sentence
POST = 16  # blocks of a post: of longer parts it is no thread
POSTS, POSTS_KEPT = 3, 0.5  # posts with sentences in a thread, and the share that stays if all do


def lists(blocks: Sequence[Block]) -> list[list[int]]:
    """The indexes of blocks in a row that begin alike, with a mark or a number."""
    grouped = ((head, list(group)) for head, group in groupby(blocks, key=_beginning))
    return [[block.index for block in group] for head, group in grouped if head]


def rows(alike: Sequence[list[int]], kept: np.ndarray, probability: np.ndarray) -> np.ndarray:
    """For each block whether it is a row of a list of which the first stays, and enough others.

    Or of one that stands amid the text, and is rather likely as a whole.
    """
    found = np.zeros(len(kept), bool)
    text = range(int(np.argmax(kept)), len(kept) - int(np.argmax(kept[::-1])))
    for run in alike:
        if len(run) >= ROWS:
            begun = kept[run[0]] and kept[run].mean() >= ROWS_KEPT
            amid = run[0] in text and run[-1] in text and probability[run].mean() >= ROWS_LIKELY
            found[run] = begun or amid
    return found


def references(blocks: Sequence[Block], alike: Sequence[list[int]], kept: np.ndarray) -> np.ndarray:
    """For each block whether it is of the list of what a text refers to, its heading too.

    That stands below sentences that stay, and most of its rows say where something was published
    or when it was looked up.
    """
    found = np.zeros(len(kept), bool)
    first = int(np.argmax(kept)) if kept.any() else len(kept)
    for whole in alike:
        run = [at for at in whole if at >= first]
        listed = [blocks[at].folded for at in run]
        if len(run) < CITATIONS or not phrases.CITATION.search("\n".join(listed)):
            continue
        cited = sum(phrases.CITATION.search(row) is not None for row in listed)
        if cited >= CITATIONS and cited >= len(run) / 2:
            start, stop = run[0], run[-1] + 1
            if start and phrases.REFERENCES.fullmatch(blocks[start - 1].folded):
                start -= 1
            found[start:stop] = True
    return found


def stretches(kept: np.ndarray, marks: np.ndarray) -> np.ndarray:
    """For each block whether it stands between two that stay, with nothing of a site's between.

    `marks` are what is a site's by its words. So a list of short lines is not torn.
    """
    stay = np.flatnonzero(kept & ~marks)
    part = np.cumsum(marks)[stay]  # the same for those with no mark between
    first = np.flatnonzero(np.diff(part, prepend=-1))
    count = np.diff(first, append=len(stay))
    start, end = stay[first], stay[first + count - 1] + 1
    whole = count / (end - start) >= SOME
    steps = np.zeros(len(kept) + 1, np.int64)
    steps[start[whole]], steps[end[whole]] = 1, -1
    return np.cumsum(steps[:-1]) > 0


def signature(blocks: Sequence[Block], kept: np.ndarray, spoken: np.ndarray) -> np.ndarray:
    """For each block whether it signs the text: a name or two under it, and a date.

    `spoken` are labels, and what has words of sites.
    """
    signed = np.zeros(len(kept), bool)
    last = int(np.flatnonzero(kept)[-1]) if kept.any() else len(kept)
    for block in blocks[last + 1 : last + 1 + SIGNED]:
        if spoken[block.index]:
            break
        if phrases.DAY.fullmatch(block.folded):
            signed[last + 1 : block.index + 1] = True
            break
    return signed


def posts(blocks: Sequence[Block], kept: np.ndarray, prose: np.ndarray) -> np.ndarray:
    """For each block whether it is of a post of a thread, of which most with sentences stay.

    Posts are what stands between lines that come again and again, such as 回复 under each of them,
    from the first sentence that stays to the last. Most of a thread is short posts.
    """
    found = np.zeros(len(kept), bool)
    parts = [np.array(part) for part in _parted(blocks, np.flatnonzero(kept & prose))]
    spoken = [kept[part].any() for part in parts if prose[part].any()]
    short = [part for part in parts if len(part) <= POST]
    is_thread = sum(map(len, short)) >= sum(map(len, parts)) / 2
    if is_thread and len(spoken) >= POSTS and sum(spoken) >= POSTS_KEPT * len(spoken):
        for part in short:
            found[part] = True
    return found


def _parted(blocks: Sequence[Block], sentences: np.ndarray) -> Iterator[list[int]]:
    """What lines that come again and again part, from the first sentence to the last.

    A long thread goes on below that one as long as such lines do. What comes again less often than
    others do is a part by itself: what many write.
    """
    if not len(sentences):
        return
    first, last = int(sentences[0]), int(sentences[-1])
    counts = Counter(b.folded for b in blocks[first : last + 1] if LETTER.search(b.folded))
    often = max(AGAIN, AS_OFTEN * max(counts.values(), default=0))
    for block in blocks[last + 1 :]:
        if block.index - last > POST:
            break
        if counts[block.folded] >= max(often, LONG):
            last = block.index
    inside = blocks[first : last + 1]
    for times, group in groupby(inside, key=lambda block: max(AGAIN - 1, counts[block.folded])):
        if times < often:
            yield [block.index for block in group]


def _beginning(block: Block) -> str:
    """The mark or the number that a block begins with, '' if with a letter: most do."""
    return "" if block.folded[0].isalpha() else _head(block)


@by_line
def _head(line: Line) -> str:
    match = HEAD.match(line.folded)
    return NUMBER.sub("0", match.group()) if match and match.group() else ""
