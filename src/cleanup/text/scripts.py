"""Which script a text is written in, and the classes of characters that tell it."""

from __future__ import annotations

from functools import cache

import numpy as np

from cleanup.data import simplified
from cleanup.regex import regex
from cleanup.text.codes import CODE_POINTS, codes_of

# For character classes: Han characters with 々 and 〇, all planes.
HAN = "\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
HAN_LETTER = regex(f"[{HAN}]")
KANA = regex("[\u3041-\u30fa]")
CJK_RANGES = ("\u3040-\u30ff", "\u3400-\u9fff", "\uac00-\ud7a3")
CJK = regex(f"[{''.join(CJK_RANGES)}]")
HANT, HANS = 1, 2
CJK_RUN = regex(f"{CJK.pattern}+")


def script_of(text: str, least: int = 2) -> str:
    """'hant', 'hans' or '' where the text has few characters that differ between the scripts.

    A character counts for a script if the other script has another one in its place. Fewer than
    `least` tell nothing: one may be a name.
    """
    scripts = _scripts()[codes_of(text)]
    hant, hans = np.count_nonzero(scripts == HANT), np.count_nonzero(scripts == HANS)
    if hant + hans < least:
        return ""
    if hant >= 4 * hans:
        return "hant"
    return "hans" if hans >= 4 * hant else ""


def cjk_before(text: str) -> np.ndarray:
    """How many CJK characters stand before each place of a text, and behind it how many in all."""
    before = np.zeros(len(text) + 1, np.int64)
    if not text.isascii():
        np.cumsum(_cjk().take(codes_of(text)), out=before[1:])
    return before


@cache
def is_simplified_only(character: str) -> bool:
    """Whether a character is written in Simplified text only, such as 发 or 国."""
    return bool(_scripts()[ord(character)] == HANS)


@cache
def _scripts() -> np.ndarray:
    """For each code point the only script that has it, 0 for any other."""
    table = simplified()
    hant = {chr(code) for code in table}
    hans = set(table.values()) - hant
    # A character that is also written in the other script, such as 后 or 里, tells nothing.
    ambiguous = {one for one in hans if _in_big5(one)} | {one for one in hant if in_gb2312(one)}
    scripts = np.zeros(CODE_POINTS, np.uint8)
    scripts[[ord(character) for character in hant - ambiguous]] = HANT
    scripts[[ord(character) for character in hans - ambiguous]] = HANS
    return scripts


@cache
def _cjk() -> np.ndarray:
    """For each code point whether it is one of CJK."""
    table = np.zeros(CODE_POINTS, bool)
    for one in CJK_RANGES:
        table[ord(one[0]) : ord(one[-1]) + 1] = True
    return table


def _in_big5(character: str) -> bool:
    return bool(character.encode("big5", "ignore"))


def in_gb2312(character: str) -> bool:
    """Whether GB 2312 has the character: it is Simplified, or the same in both scripts."""
    return bool(character.encode("gb2312", "ignore"))
