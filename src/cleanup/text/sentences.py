"""Whether a line consists of sentences, and what stands in one line."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from cleanup.regex import regex
from cleanup.text.scripts import CJK_RUN

if TYPE_CHECKING:
    from cleanup.model import Span

SENTENCE_MARKS = regex("。|！|？|；|!|\\?|;|……|\\.(?=\\s|$)")
COMMAS = regex("[，,、]")
SHORT_PROSE = 18  # CJK characters: with a full stop this is a sentence
LONG_PROSE = 40  # CJK characters: with a comma this is a sentence, whatever its end
SHORT_LINE = 64  # code points
LATIN_WORDS = 12  # words of a Latin sentence


def is_prose(text: str, cjk: int | None = None) -> bool:
    """Whether a line consists of sentences rather than of labels.

    `cjk` is how many CJK characters it has, if that is known.
    """
    if len(text) < SHORT_PROSE:  # nor are there so many words in it
        return False
    return _is_prose(text, cjk) if len(text) > SHORT_LINE else _is_short_prose(text)


def _is_prose(text: str, cjk: int | None = None) -> bool:
    ended = SENTENCE_MARKS.search(text) is not None
    if cjk is None:
        cjk = 0 if text.isascii() else sum(map(len, CJK_RUN.findall(text)))
    if cjk * 3 > len(text):
        commas = cjk >= LONG_PROSE and COMMAS.search(text) is not None
        return (ended and cjk >= SHORT_PROSE) or commas
    return ended and len(text.split()) >= LATIN_WORDS


_is_short_prose = lru_cache(maxsize=4096)(_is_prose)  # short lines recur


def in_line(text: str, span: Span, reach: int = 80) -> str:
    """What stands in the same line, up to `reach` code points to either side."""
    before = text[max(0, span.start - reach) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + reach].partition("\n")[0]
    return before + text[span.start : span.end] + after
