"""Which script a text is written in, and the classes of characters that tell it."""

from __future__ import annotations

import re
from functools import cache

from cleanup.data import simplified

# For character classes: Han characters with 々 and 〇, all planes.
HAN = "\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
HAN_LETTER = re.compile(f"[{HAN}]")
KANA = re.compile("[\u3041-\u30fa]")
CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
CJK_RUN = re.compile(f"{CJK.pattern}+")


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


@cache
def is_simplified_only(character: str) -> bool:
    """Whether a character is written in Simplified text only, such as 发 or 国."""
    return _distinct()[1].match(character) is not None


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
