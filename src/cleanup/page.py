"""What the block rules see: a page as a sequence of blocks, with the features they share.

A block is one line that is not blank. Rules compare its `folded` form: Simplified characters,
half-width ASCII, lower case; code point for code point as long as the text itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.data import simplified
from cleanup.settings import MOST_LOSS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleanup.model import Span
    from cleanup.settings import Level

# For character classes: Han characters with 々 and 〇, all planes.
HAN = "\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
HAN_LETTER = re.compile(f"[{HAN}]")
KANA = re.compile("[\u3041-\u30fa]")
HALF_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # for str.translate
CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
SENTENCE_MARKS = re.compile("[。！？；!?;]|……|[.](?=\\s|$)")
COMMAS = re.compile("[，,、]")
SHORT_PROSE = 18  # CJK characters: with a full stop this is a sentence
LONG_PROSE = 40  # CJK characters: with a comma this is a sentence, whatever its end
SHORT_LINE = 64  # code points
WORDS = 12  # words of a Latin sentence


class Care(NamedTuple):
    """How much a page may lose: see Settings.level and Settings.most_loss."""

    level: Level
    most_loss: float


STANDARD = Care("standard", MOST_LOSS)


@dataclass(frozen=True, slots=True, eq=False)  # by identity: what is learnt of one is cached
class Block:
    """A line that is not blank. `number` is that of its line, from 1;
    `span` is its text without the space around it.
    """

    index: int
    number: int
    span: Span
    line: Span
    text: str
    folded: str
    prose: bool


@dataclass(frozen=True, eq=False)  # by identity: what is learnt of a page is cached by page
class Page:
    """A text, folded too, its blocks, and of each the share of the site's documents with it."""

    text: str
    folded: str
    blocks: tuple[Block, ...]
    recurrences: tuple[float, ...] = ()  # empty where nothing is known of a site
    care: Care = STANDARD

    @cached_property
    def traditional(self) -> bool:
        """Whether the page as a whole is written in Traditional characters."""
        return script_of(self.text) == "hant"

    def recurrence(self, block: Block) -> float:
        """The share, 0 to 1, of the site's other documents that hold the line of `block`."""
        return self.recurrences[block.index] if self.recurrences else 0.0

    @cached_property
    def prose(self) -> tuple[Block, ...]:
        """The blocks that are sentences."""
        return tuple(block for block in self.blocks if block.prose)


def fold(text: str) -> str:
    """Simplified, half-width and lower case, one code point for one code point."""
    return text.translate(folding())


def is_prose(text: str) -> bool:
    """Whether a line consists of sentences rather than of labels."""
    return _is_prose(text) if len(text) > SHORT_LINE else _is_short_prose(text)


def _is_prose(text: str) -> bool:
    marks = SENTENCE_MARKS.findall(text)
    cjk = len(CJK.findall(text))
    if cjk * 3 > len(text):
        ended = bool(marks) and cjk >= SHORT_PROSE
        return ended or (cjk >= LONG_PROSE and COMMAS.search(text) is not None)
    return bool(marks) and len(text.split()) >= WORDS


_is_short_prose = lru_cache(maxsize=4096)(_is_prose)  # short lines recur


def script_of(text: str, least: int = 2) -> str:
    """'hant', 'hans' or '' where the text has few characters that differ between the scripts.

    A character counts for a script if the other script has another one in its place. Fewer than
    `least` tell nothing: one may be a name.
    """
    traditional_only, simplified_only = _distinct()
    hant = len(traditional_only.findall(text))
    hans = len(simplified_only.findall(text))
    if hant + hans < least:
        return ""
    if hant >= 4 * hans:
        return "hant"
    return "hans" if hans >= 4 * hant else ""


def in_line(text: str, span: Span, reach: int = 80) -> str:
    """What stands in the same line, up to `reach` code points to either side."""
    before = text[max(0, span.start - reach) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + reach].partition("\n")[0]
    return before + text[span.start : span.end] + after


@cache
def is_simplified_only(character: str) -> bool:
    """Whether a character is written in Simplified text only, such as 发 or 国."""
    return _distinct()[1].match(character) is not None


@cache
def folding() -> Mapping[int, str]:
    """What `fold` puts for a code point."""
    lower = {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    lower |= {code: chr(code - 0xFEE0 + 32) for code in range(0xFF21, 0xFF3B)}
    return simplified() | HALF_WIDTH | lower | {0x3000: " ", 0xA0: " "}


@cache
def _distinct() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = simplified()
    hant = {chr(code) for code in table}
    hans = set(table.values()) - hant
    # A character that is also written in the other script, such as 后 or 里, tells nothing.
    ambiguous = {one for one in hans if _in_big5(one)} | {one for one in hant if in_gb2312(one)}
    return _one_of(hant - ambiguous), _one_of(hans - ambiguous)


def _one_of(characters: set[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(characters))}]")


def _in_big5(character: str) -> bool:
    return bool(character.encode("big5", "ignore"))


def in_gb2312(character: str) -> bool:
    """Whether GB 2312 has the character: it is Simplified, or the same in both scripts."""
    return bool(character.encode("gb2312", "ignore"))
