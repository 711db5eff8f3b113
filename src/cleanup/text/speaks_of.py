"""Whether a text speaks of what would be mended in it: then it is meant, and stays."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from cleanup.regex import regex
from cleanup.text.learnt import learnt
from cleanup.text.scripts import CJK_RUN, HAN_LETTER
from cleanup.text.sentences import in_line

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from cleanup.model import Span

NEAR_LINES = 3  # that are not blank, to either side
NEAR_LINES_CHARS = 1000  # code points to either side in which these are looked for
SENTENCE_END = regex("[。!?…]")
CHARS_BEFORE, CHARS_AFTER = 40, 20  # code points of a sentence to either side


class Scope(Enum):
    """How much of a text tells whether it speaks of a subject."""

    TEXT = "all of it"
    LINES = "the line, and some lines to either side"
    LINE = "the line, some 80 code points to either side"
    SENTENCE = "what is near in the same sentence"


def speaks_of(
    subject: re.Pattern[str], text: str, scope: Scope = Scope.TEXT, span: Span | None = None
) -> bool:
    """Whether a text has words of a subject, within a scope around `span`."""
    if span is None or scope is Scope.TEXT:
        return subject.search(text) is not None
    if scope is Scope.LINES:  # which is asked of each place of a text: seldom is there any
        anywhere = _anywhere(subject)(text)
        return anywhere and any(subject.search(line) for line in _lines_around(text, span))
    around = in_line(text, span) if scope is Scope.LINE else _in_sentence(text, span)
    return subject.search(around) is not None


@cache
def _anywhere(subject: re.Pattern[str]) -> Callable[[str], bool]:
    """The question whether a text has words of a subject at all, learnt of each text once."""
    return learnt(lambda text: subject.search(text) is not None)


def _lines_around(text: str, span: Span) -> list[str]:
    """The parts of a line before and behind a span, and the lines around it that are not blank."""
    start, end = span
    before = text[max(0, start - NEAR_LINES_CHARS) : start].split("\n")
    after = text[end : end + NEAR_LINES_CHARS].split("\n")
    return [
        *[line for line in before if line.strip()][-NEAR_LINES - 1 :],
        *[line for line in after if line.strip()][: NEAR_LINES + 1],
    ]


def shows(text: str, span: Span, meaning: str) -> bool:
    """Whether what `span` stands for is near in the same line too: one explains the other.

    It is an ideograph or a word in an East Asian script, and what is in `span` stands alone, with
    no letter or figure beside it.
    """
    around = text[span.start - 1 : span.start] + text[span.end : span.end + 1]
    if not CJK_RUN.fullmatch(meaning) or any(map(str.isalnum, around)):
        return False
    near = in_line(text, span, CHARS_BEFORE)
    return meaning in near and (len(meaning) > 1 or HAN_LETTER.match(meaning) is not None)


def _in_sentence(text: str, span: Span) -> str:
    """What stands around a span of a folded line in the same sentence, without the span."""
    before = SENTENCE_END.split(text[max(0, span.start - CHARS_BEFORE) : span.start])[-1]
    return before + SENTENCE_END.split(text[span.end : span.end + CHARS_AFTER], maxsplit=1)[0]
