"""How likely a text in an alphabet is, in bits, in the likeliest language.

The pairs of neighbouring letters tell the language, and the letters that it does not have speak
against a reading (Cavnar and Trenkle, 1994). Typographic marks belong to no language: they are
likely where they stand as marks do, and unlikely amid letters.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleanup.data import letters
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

USUAL_PAIRS = 60  # tell which languages come into question,
LANGUAGES = 4  # so many
TENTHS = 10  # of a bit: what the table is exact to
UNSEEN = 15.0  # bits: a letter that no language of the table has
FOREIGN = 5.0  # more bits for a letter that another language has
MARK = 8.0  # a mark where it belongs
MISPLACED = 13.0
SYMBOL = 15.0
AT_A_LETTER = 18.0  # any of these right beside a letter
CONTROL = 30.0  # and what is no character
MIXED_CASE = 9.0  # more bits for a capital amid small letters, or a small one amid capitals,
MIXED_SCRIPT = 14.0  # for a letter of another script than the one before,
OTHER_SCRIPT = 16.0  # and for a word in another script than the one before
ASCII_SHARE = 0.5  # the letters of ASCII tell the language, but may be markup
FOLD = str.maketrans("șțیک", "şţيك")  # as the table has them
SIGNS = "ªºµ"  # letters to Unicode, signs to a reader
MARKS = frozenset("\xa0\xad\u200c\u200d\u200e\u200f‘’‚“”„«»‹›–—…•·†‡§¶°©®™€£¥¢½¼¾¹²³±×÷№¿¡µªº‰´¨")
ALPHA = r"[^\W\d_ªºµ]"
JOINED = "\u0300-\u036f\u05b0-\u05c2\u064b-\u0652\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # to a letter
WORD = regex(rf"(?:{ALPHA}|[{JOINED}])+")
SIGN = regex(rf"(?!{ALPHA}|[{JOINED}])[^\x00-\x7f]")
BESIDE = regex(rf"(?<={ALPHA})[^\w\s]|[^\w\s](?={ALPHA})")
PLACED = regex(
    rf"(?<={ALPHA})’(?={ALPHA})"
    r"|(?<!\w)[‘“„«‚‹¿¡](?=[\w\xa0 ])"
    r"|(?<=[\w.,!?…)»”’%\xa0])[’”»›“](?!\w)"
    r"|(?<=[ \xa0])[–—](?=[ \xa0\n])|(?<=[\w”’»)])[–—](?=[\w“‘«])|(?:^|(?<=\n))[–—•·]"
    rf"|(?<=\d)[€£°²³½¼¾ªº±×‰]|(?<=\d )[€£°×±]|[€£¥±](?= ?\d)|(?<=\w)[°²³](?!{ALPHA})"
    r"|(?<=\w)[…™®](?!\w)|…(?=\w)|(?<!\w)[©®№†…](?= ?[\w\xa0])|(?<![\w.,])[•·](?= )"
    r"|(?<!\w)[§¶](?= ?[\d\xa0])|(?<=\s)[±×÷•·…](?=\s)"
    r"|\xad|(?<=[\u05d0-\u06ff ])[\u200c-\u200f]|(?<![a-zß-ÿ])\xa0|\xa0(?![a-zß-ÿ])"
)


class Likelihood(NamedTuple):
    """The bits of a text, and the language in which it has them."""

    bits: float
    language: str


def likelihood(text: str, latin: Mapping[str, float]) -> Likelihood:
    """The bits of what is beyond ASCII in a text; `latin` is what its ASCII tells (latin_bits)."""
    folded = [" ", *map(folded_letter, text), " "]
    pairs = {two: n for two, n in Counter(pairwise(folded)).items() if max(two) > "\x7f"}
    scripts = Counter(script_of(one) for one in folded if one > "\x7f")
    scripts.pop("COMBINING", None)
    script = max(scripts, key=scripts.__getitem__, default="LATIN")
    script = script if script in _languages() else "LATIN"
    usual = dict(Counter(pairs).most_common(USUAL_PAIRS))
    told = [ASCII_SHARE * latin.get(language, 0.0) for language in _languages()[script]]
    usual_bits = _bits_of_pairs(usual, script) + told
    likeliest = usual_bits.argsort(kind="stable")[:LANGUAGES]
    bits_of_all = _bits_of_pairs(pairs, script) + told
    bits, language = min((float(bits_of_all[at]), _languages()[script][at]) for at in likeliest)
    return Likelihood(bits + _bits_of_signs(text) + _bits_of_mixture(text), language)


def latin_bits(data: bytes) -> dict[str, float]:
    """By language in Latin letters, how many bits more its ASCII costs than in the best."""
    folded = (folded_letter(chr(byte)) if byte < 0x80 else "" for byte in data)  # noqa: PLR2004
    pairs = Counter(two for two in pairwise(folded) if all(two))
    found = _bits_of_pairs(dict(pairs.most_common(2 * USUAL_PAIRS)), "LATIN")
    return dict(zip(_languages()["LATIN"], (found - found.min()).tolist(), strict=True))


def _bits_of_pairs(pairs: Mapping[tuple[str, str], int], script: str) -> NDArray[np.float64]:
    """What pairs of letters, each so often, cost in every language of a script."""
    if not pairs:
        return np.zeros(len(_languages()[script]))
    tenths = np.stack([_tenths_of_pair(first, second, script) for first, second in pairs])
    return np.array(list(pairs.values())) @ tenths / TENTHS


@lru_cache(maxsize=1 << 14)
def _tenths_of_pair(first: str, second: str, script: str) -> NDArray[np.int64]:
    """What a letter costs after another in every language of a script; whole, for exact sums."""
    bits = [_bits_of_pair(first, second, language) for language in _languages()[script]]
    return np.array([round(TENTHS * each) for each in bits])


def _bits_of_pair(first: str, second: str, language: str) -> float:
    rows = letters()[language]
    none = rows[""]
    backoff, followers = rows.get(first, none)
    if second in followers:
        return min(followers[second], UNSEEN)
    known = none[1].get(second, FOREIGN + bits_of_letter(second))
    return min(backoff + known, UNSEEN)


def _bits_of_signs(text: str) -> float:
    placed = {match.end() - 1 for match in PLACED.finditer(text)}
    beside = {match.start() for match in BESIDE.finditer(text)}
    total = 0.0
    for match in SIGN.finditer(text):
        bits = bits_of_sign(match.group())
        if match.start() in placed:
            bits = MARK
        elif match.start() in beside:
            bits = max(bits, AT_A_LETTER)
        total += bits
    return total


def bits_of_sign(character: str) -> float:
    """The cost of what is no letter where it does not belong."""
    if character in MARKS:
        return MISPLACED
    return CONTROL if unicodedata.category(character)[0] == "C" else SYMBOL


def _bits_of_mixture(text: str) -> float:
    """What words in two scripts cost, and small letters and capitals in disorder."""
    total = 0.0
    before = ""
    for match in WORD.finditer(text):
        word = match.group()
        if word.isascii():
            before = "LATIN"
            continue
        scripts = [script_of(one) for one in word]
        total += OTHER_SCRIPT * (before not in {"", scripts[0]})
        total += MIXED_SCRIPT * sum(two not in {one, "COMBINING"} for one, two in pairwise(scripts))
        before = scripts[0]
        if not (word.islower() or word[1:].islower() or word.isupper()):
            total += MIXED_CASE * sum(map(_is_mixed, pairwise(word), range(len(word))))
    return total


def _is_mixed(two: tuple[str, str], at: int) -> bool:
    first, second = two
    if first.isascii() and second.isascii():
        return False
    return (first.islower() and second.isupper()) or (
        at > 0 and first.isupper() and second.islower()
    )


@lru_cache(maxsize=4096)
def folded_letter(character: str) -> str:
    """A letter as the table has it; a space for what is no letter."""
    if character.isalpha() and character not in SIGNS:
        low = character.lower()
        return (low if len(low) == 1 else character).translate(FOLD)
    return character if unicodedata.category(character) in {"Mn", "Mc"} else " "


@lru_cache(maxsize=4096)
def script_of(character: str) -> str:
    """The first word of its name: LATIN, CYRILLIC; COMBINING for marks of every script."""
    return unicodedata.name(character, "?").partition(" ")[0]


@lru_cache(maxsize=4096)
def bits_of_letter(letter: str) -> float:
    """The cost of a letter by itself in the language that has it most."""
    return min(UNSEEN, *(rows[""][1].get(letter, UNSEEN) for rows in letters().values()))


@cache
def _languages() -> dict[str, list[str]]:
    """Languages by script."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for language, rows in letters().items():
        _, usual = min((bits, letter) for letter, bits in rows[""][1].items() if letter != " ")
        found[script_of(usual)].append(language)
    return found
