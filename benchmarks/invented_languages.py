"""Articles in other languages that nobody wrote: sentences of passages/ with other words in them.

Each word that is long (in Japanese: each run of Kanji or Katakana) gives way to another such word
of the same passage, so that two articles have little more in common than small words, endings and
punctuation. Layouts of pages of the same language are in layouts/.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.invented_pages import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

LATIN = ("en", "de", "fr", "es")
FOLDER = Path(__file__).parent
LONG = re.compile(r"[^\W\d_]{4,}")
WRITTEN = re.compile("[\\u4e00-\\u9fff]{2,}|[\\u30a1-\\u30f6ー]{3,}")  # Kanji, Katakana
SENTENCE = re.compile(r"[^。]+。」?|.+?[.!?][\"“”»]?(?=\s|$)")
TOWNS = (
    "Al Bern Cor Dun Ester Fal Gren Hol Ister Lor Mar Nor",
    "ford dale wick mont vale haven burg",
)
ENDS = {
    "en": "Times, Courier, Gazette, Online",
    "de": "Anzeiger, Zeitung, Rundschau, aktuell",
    "fr": "Matin, Journal, Info, Gazette",
    "es": "Diario, Noticias, Digital, Hoy",
    "ja": "新聞, ニュース, タイムズ, 通信",
}
SECTIONS = {
    "en": "Business, Culture, Science, Travel, Health, Education",
    "de": "Wirtschaft, Kultur, Wissen, Reise, Gesundheit, Bildung",
    "fr": "Économie, Sciences, Voyages, Santé, Éducation, Société",
    "es": "Economía, Cultura, Ciencia, Viajes, Salud, Educación",
    "ja": "経済, 文化, 科学, 旅行, 健康, 教育",
}
PEOPLE = (
    "Anna Paul Clara Jonas Elena Martin Sofia Hugo Nina Oscar",
    "Keller Moreau Ortega Brandt Fontana Lindqvist Hartley Novak Serrano Whitlock",
)
JAPANESE_TOWNS = "東 西 北 南 青 白 松 竹", "川 山 浜 崎 沢 原 野 島"
JAPANESE_PEOPLE = (
    "佐藤 鈴木 高橋 田中 渡辺 伊藤 山本 中村 小林 加藤",
    "健一 美咲 翔太 陽子 大輔 直樹 由美 拓也",
)


class Passage(NamedTuple):
    """The sentences of a passage, and the words that may stand in one another's place."""

    sentences: list[str]
    words: list[str]
    pattern: re.Pattern[str]
    space: str  # between sentences


@cache
def passage(language: str) -> Passage:
    """What articles in a language are made of."""
    text = (FOLDER / "passages" / f"{language}.txt").read_text("utf-8")
    pattern, space = (WRITTEN, "") if language == "ja" else (LONG, " ")
    sentences = [one.strip() for one in SENTENCE.findall(text)]
    return Passage(sentences, [*dict.fromkeys(pattern.findall(text))], pattern, space)


def article(language: str, chance: Random, least: int, most: int) -> str:
    """A headline and paragraphs, a line each; `least` to about `most` characters."""
    made, size = [title(language, chance)], 0
    wanted = chance.uniform(least, most)
    while size < wanted:
        count = chance.randint(2, 5)
        made.append(passage(language).space.join(_sentence(language, chance) for _ in range(count)))
        size += len(made[-1])
    return "\n".join(made)


def title(language: str, chance: Random) -> str:
    """A headline: some words."""
    if language == "ja":
        first, second, third = chance.choices(passage(language).words, k=3)
        return f"{first}の{second}、{third}へ"
    return " ".join(chance.choices(passage(language).words, k=chance.randint(4, 8))).capitalize()


def layouts(language: str) -> list[str]:
    """The texts of pages in a language, as in layouts.txt."""
    text = (FOLDER / "layouts" / f"{language}.txt").read_text("utf-8")
    return text.rstrip("\n").split("\n====\n")


@cache
def words(language: str) -> Words:
    """What the slots of its pages are filled from."""
    space, towns, people = " ", TOWNS, PEOPLE
    if language == "ja":
        space, towns, people = "", JAPANESE_TOWNS, JAPANESE_PEOPLE
    sites = product(_joined(towns), ENDS[language].split(", "))
    return Words(
        [
            (f"{town}{space}{end}", f"www.{language}{number}.example")
            for number, (town, end) in enumerate(sites)
        ],
        SECTIONS[language].split(", "),
        _joined(people, space),
        lambda chance: title(language, chance),
    )


def _joined(parts: Sequence[str], space: str = "") -> list[str]:
    """Names of which each has a word of each part."""
    return [space.join(name) for name in product(*(part.split() for part in parts))]


def _sentence(language: str, chance: Random) -> str:
    """A sentence of the passage with other words; what began with a capital does so again."""
    made = passage(language)

    def other(match: re.Match[str]) -> str:
        word = chance.choice(made.words)
        return word[:1].upper() + word[1:] if match[0][0].isupper() else word

    return made.pattern.sub(other, chance.choice(made.sentences))
