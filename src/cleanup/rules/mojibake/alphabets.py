"""Words in living alphabets, which are no mojibake, however little the pair model knows them.

The East Asian encodings hold the Greek and the Russian letters, Latin-1 those of Western Europe.
Where text of these encodings was misread as one another, such letters stand one by one amid rare
characters and symbols. In a row they are a word: of the codes of Big5 that GBK reads as letters
one character in twenty-five is made, so a run of three comes about once in many thousands.
Half-width katakana are one byte each in Shift JIS, so runs of them prove nothing by themselves:
there the pair model, which knows full-width katakana, tells words from bytes.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from cleanup.regex import regex
from cleanup.text.likelihood import bits

if TYPE_CHECKING:
    import re

MASK = "\U0010fffd"  # no encoding of one or two bytes has it, so it parts a line
GREEK = "\u0370-\u03ff\u1f00-\u1fff"
CYRILLIC = "\u0400-\u052f"
# What may stand beside a short word: ASCII but for letters and digits, and general punctuation.
APART = r"\s!-/:-@\[-`{-~\u00a0\u00ab\u00bb\u2010-\u2027\u2030-\u205e\u3000-\u3011\uff01-\uff20"
WORD = regex(
    "|".join(
        rf"[{letters}]{{3,}}|(?:(?<=[{APART}])|\A)[{letters}]{{1,2}}(?=[{APART}]|\Z)"
        for letters in (GREEK, CYRILLIC)
    )
)
WORD_LETTER = regex(f"[{GREEK}{CYRILLIC}]")  # in every word; far faster to find
# What Cyrillic words seldom have, and bytes of Chinese read as Windows-1251 or KOI8-R have all the
# time: a change of case as in МиГ and ВКонтакте, a line of a table beside a letter.
SCRAMBLED = regex("[а-џ][Ѐ-Я]|[Ѐ-Я]{2}[а-џ]|[Ѐ-џ][\u2550-\u256c]")
MANY_SIGNS = 3
HALF_WIDTH_KATAKANA = regex(
    rf"[\uff66-\uff9f]{{5,}}|(?:(?<=[{APART}])|\A)[\uff66-\uff9f]{{3,4}}(?=[{APART}]|\Z)"
)
HALF_WIDTH_LETTER = regex("[\uff66-\uff9f]")
HIRAGANA = {code: code - 96 for code in range(0x30A1, 0x30F7)}  # of katakana
LIKELY = 13.0  # bits a character of katakana words; bytes that show as katakana cost 16
SMALL, CAPITAL = (
    "".join(
        chr(code)
        for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
        if getattr(chr(code), test)()
    )
    for test in ("islower", "isupper")
)
SIGNS = "\u02bc\u0300-\u036f"  # accents, and what stands for the glottal stop
# Letters beyond ASCII, the phonetic ones that African languages write among them.
ACCENTED = f"{SMALL}{CAPITAL}{SIGNS}\u01bb-\u01c3\u0250-\u02af"
LATIN_WORD = regex(f"[A-Za-z{ACCENTED}]+")
HANGUL = regex("[\uac00-\ud7a3·“”‘’…、。，]")
ASCII_LETTER = regex("[A-Za-z]")
MARKS = regex("[\u00a0¡¿«»·‘’“”„–—…]")
IN_A_ROW = regex(f"[{ACCENTED}]{{4}}")
BESIDE_LETTERS = regex(f"[{SIGNS}]+")
REPEATED = regex(r"(.)\1+")
CASE_CHANGES = regex(f"[a-z{SMALL}][A-Z{CAPITAL}]")


def masked(text: str) -> str:
    """`text` with a mask for each letter of a word in Greek, Cyrillic or half-width katakana."""
    if WORD_LETTER.search(text) and len(SCRAMBLED.findall(text)) < MANY_SIGNS:
        text = WORD.sub(_mask, text)
    if not HALF_WIDTH_LETTER.search(text):
        return text
    return HALF_WIDTH_KATAKANA.sub(lambda run: _mask(run) if _is_words(run) else run.group(), text)


def _mask(word: re.Match[str]) -> str:
    return MASK * len(word.group())


def _is_words(run: re.Match[str]) -> bool:
    katakana = unicodedata.normalize("NFKC", run.group())
    cost = min(bits(f" {kana} ") for kana in (katakana, katakana.translate(HIRAGANA)))
    return cost <= LIKELY * (len(katakana) + 1)


def is_latin_text(text: str, start: int, end: int) -> bool:
    """Whether the words that a stretch of `text` touches are Latin, and nothing else is there.

    Such words are of one case, and have ASCII letters or are small throughout. Bytes of Chinese,
    Japanese or Korean show as capitals, symbols and small letters in turn, four and more in a row.
    """
    while start and LATIN_WORD.match(text[start - 1]):
        start -= 1
    while end < len(text) and LATIN_WORD.match(text[end]):
        end += 1
    words = [word for word in LATIN_WORD.findall(text, start, end) if not word.isascii()]
    rest = MARKS.sub("", LATIN_WORD.sub("", text[start:end]))
    shown = any(word.islower() or ASCII_LETTER.search(word) for word in words)
    return shown and rest.isascii() and all(map(_is_native, words))


def is_hangul(text: str) -> bool:
    """Whether what is beyond ASCII are Hangul syllables, however rare, and marks.

    Bytes of Chinese or Japanese that were read as EUC-KR show as syllables too, but no more than
    one in three of them.
    """
    return HANGUL.search(text) is not None and HANGUL.sub("", text).isascii()


def _is_native(word: str) -> bool:
    """Whether a word is small, or in one case with no more than three accents in a row.

    The same letter again counts once: JÄÄÄÄR.
    """
    short = REPEATED.sub(r"\1", BESIDE_LETTERS.sub("", word))
    return word.islower() or not (CASE_CHANGES.search(word) or IN_A_ROW.search(short))
