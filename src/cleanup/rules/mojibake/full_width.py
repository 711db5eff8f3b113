"""MOJ: full-width blanks and marks of GBK amid Western text, read as Latin-1: ¡¡ and £¬."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.rules.mojibake.meant import is_about_encoding

if TYPE_CHECKING:
    from collections.abc import Iterator

# Rows A1 (blank, marks) and A3 (full-width ASCII) of GBK; beside other bytes it is for MOJ002.
PAIRS = regex("(?<![\x80-\xff])(?:¡[¡-¿]|£[¡-þ])+(?![\x80-\xff])")
# What no language has: a pound sign or a Spanish mark after a word, and another mark behind it.
MARK = regex("(?<=[A-Za-z0-9])(?:£[¡¨©¬º»¿]|¡[¢£¤¯°±])")
# ¡¡ between letters, or at the head of a paragraph that has no exclamation mark.
BLANK = regex("(?<=[A-Za-z.,;:])¡¡(?=[A-Za-z(])|^(?:¡¡){1,4}(?=[A-Z\"'])(?=[^\n!]*$)", re.MULTILINE)
SPANISH = regex("[ñáéíóúü¿]", re.IGNORECASE)
MIN_SIGNS = 2


@rule(
    "MOJ005",
    stage=Stage.REPAIR,
    needs="¡£",
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (
            "as¡¡far¡¡as¡¡I¡¡know£¬¡¡it¡¡rained¡£\n",
            "as\u3000far\u3000as\u3000I\u3000know，\u3000it\u3000rained。\n",
        ),
        ("¡¡¡¡It rained.\n¡¡¡¡We left.\n", "\u3000\u3000It rained.\n\u3000\u3000We left.\n"),
        ("Room£¨A£©is here£¬and B£»\n", "Room（A）is here，and B；\n"),
    ),
    ignores=(
        "¡¡Hola!! ¡¡Feliz año!!\n",
        "Feliz cumple¡¡ te quiero¡¡ muchos besos¡¡\n",
        "¡¡GOOOL!!\n¡¡GANAMOS!!\n",
        "It cost £5, or £6; a £¼ coin.\n",
        "In GBK a comma shows as £¬ and a¡¡blank¡¡so.\n",
    ),
)
def misread_full_width(text: str) -> Iterator[Finding]:
    """Full-width blanks and marks of GBK in Western text that was read as Latin-1: ¡¡, £¬, ¡£.

    Chinese tools put them into English pages. Two of them at least must stand as no language has
    them: £¬ after a word, ¡¡ between letters. Spanish doubles its mark, before words and, by
    mistake, after them: with any Spanish letter ¡¡ proves nothing.
    """
    signs = len(MARK.findall(text))
    if signs < MIN_SIGNS and not SPANISH.search(text):
        signs += len(BLANK.findall(text))
    if signs < MIN_SIGNS:
        return
    for match in PAIRS.finditer(text):
        after = match.group().encode("latin-1").decode("gb18030", "replace")
        if after.isprintable() or "\u3000" in after:
            span = Span(*match.span())
            if not is_about_encoding(text, span):
                yield Finding(span, after, "GBK read as Latin-1", 0.95)
