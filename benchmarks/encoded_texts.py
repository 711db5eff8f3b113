"""Texts for benchmarks/detection.py: in every codec, whole, damaged, mixed; the same in each run.

Chinese, Japanese and Korean text is of the lines that no table was built from; that of other
languages was written for this and is in passages/.
"""

from __future__ import annotations

import random
import unicodedata
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEED = 20261122
LENGTHS = (20, 60, 200, 1000, 4000, 16000, 50000)  # bytes
UTF = "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be"
CODECS = {
    "zh-hans-wiki": f"{UTF} gb2312 gbk gb18030 hz",
    "zh-hant-wiki": f"{UTF} gbk gb18030 big5 cp950 big5hkscs",
    "ja": f"{UTF} shift_jis cp932 shift_jis_2004 euc_jp euc_jis_2004 iso2022_jp iso2022_jp_2004",
    "ko": f"{UTF} euc_kr cp949 johab iso2022_kr",
    "fr": "utf-8 cp1252 latin-1 iso8859-15 mac-roman",
    "de": "utf-8 cp1252 latin-1",
    "es": "utf-8 cp1252 latin-1",
    "it": "cp1252",
    "pt": "cp1252",
    "sv": "latin-1",
    "pl": "cp1250 iso8859-2",
    "cs": "cp1250 iso8859-2",
    "hu": "cp1250",
    "tr": "cp1254 iso8859-9",
    "el": "utf-8 cp1253 iso8859-7",
    "ru": f"{UTF} cp1251 koi8-r iso8859-5 cp866 mac-cyrillic",
    "bg": "cp1251",
    "uk": "koi8-u",
    "he": "cp1255 iso8859-8",
    "ar": "cp1256 iso8859-6",
    "th": "utf-8 tis-620 cp874",
    "vi": "utf-8 cp1258",
}
CHINESE = ("zh-hans-wiki", "zh-hant-wiki")
GROUPS = {  # codecs by the head of their name
    "UTF-8": ("utf-8",),
    "UTF-16": ("utf-16",),
    "UTF-32": ("utf-32",),
    "GB 18030, GBK, GB 2312": ("gb",),
    "Big5": ("big5", "cp950"),
    "Shift_JIS, EUC-JP": ("shift", "cp932", "euc_j"),
    "EUC-KR, UHC, Johab": ("euc_kr", "cp949", "johab"),
    "HZ, ISO-2022": ("hz", "iso2022"),
    "Windows": ("cp125", "cp874"),
    "ISO 8859": ("iso8859", "latin", "tis"),
    "KOI8, Mac, DOS": ("koi8", "mac", "cp866"),
}
SINGLE_BYTE = ("Windows", "ISO 8859", "KOI8, Mac, DOS")
# Files of several encodings: the languages, each with what its lines may be in.
MIXES = {
    "Chinese": {
        "zh-hans-wiki": ("utf-8", "gb18030"),
        "zh-hant-wiki": ("utf-8", "gb18030", "big5"),
    },
    "Japanese": {"ja": ("utf-8", "cp932", "euc_jp")},
    "Korean": {"ko": ("utf-8", "cp949")},
    "Western": dict.fromkeys(("fr", "de", "es"), ("utf-8", "cp1252")),
}
MIXED_FILES = 10  # of every kind in a round
MIXED_LINES = 30  # in a file
LINE_BYTES = (20, 400)
SHORTEST_RUN = 8  # characters
UNDAMAGED = ("none", "250 KB ASCII head", "markup around")
TONES = "\u0300\u0301\u0303\u0309\u0323"
HEAD = "the quick brown fox jumps over the lazy dog; 0123456789\n" * 4400
MARKUP = '<div class="article"><p><a href="/index.html?id=1">{}</a></p></div>'


class Item(NamedTuple):
    """Bytes, the text that was written, and by how many characters the damage lets it differ."""

    language: str
    codec: str
    size: int
    kind: str
    data: bytes
    truth: str
    most: int


def lines_of(folder: Path, name: str) -> list[str]:
    """Lines of running text in a language; of the large texts the half that no table knows."""
    place = folder / f"{name}.txt"
    if not place.exists():
        place = Path(__file__).parent / "passages" / f"{name}.txt"
        return place.read_text("utf-8").strip().split("\n")
    lines = place.read_text("utf-8").strip().split("\n")
    return [line for line in lines if line.strip() and zlib.crc32(line.encode()) % 2]


def encoded(text: str, codec: str) -> bytes:
    """The text in a codec; what that cannot write is left out."""
    return (vietnamese(text) if codec == "cp1258" else text).encode(codec, "ignore")


def vietnamese(text: str) -> str:
    """Letters with their marks, tones apart, as cp1258 writes them."""
    letters = []
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        marks = [mark for mark in apart[1:] if mark not in TONES]
        tones = [mark for mark in apart[1:] if mark in TONES]
        letters += [unicodedata.normalize("NFC", apart[0] + "".join(marks)), *tones]
    return "".join(letters)


def slice_of(lines: list[str], codec: str, size: int, chance: random.Random) -> str:
    """A text of about `size` bytes in a codec that it survives, with something beyond ASCII."""
    while True:
        at = chance.randrange(len(lines))
        text = ""
        while len(text) < size:
            text += lines[at % len(lines)] + "\n"
            at += 1
        if size < 200:
            text = text[chance.randrange(max(1, len(text) - size)) :]
        while (over := len(encoded(text, codec)) - size) > 0:
            text = text[: -max(1, over // 6)]
        text = encoded(text, codec).decode(codec)
        if sum(not character.isascii() for character in text) >= 3:
            return text


def cut(data: bytes, _: random.Random) -> tuple[bytes, int]:
    """The first byte and the last are missing."""
    return data[1:-1], 2


def corrupt(data: bytes, chance: random.Random) -> tuple[bytes, int]:
    """Three bytes have become others."""
    changed = bytearray(data)
    for _ in range(3):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed), 3


def stray(data: bytes, chance: random.Random) -> tuple[bytes, int]:
    """A byte was put in at one place of a thousand."""
    changed = bytearray(data)
    count = max(1, len(data) // 1000)
    for _ in range(count):
        changed.insert(chance.randrange(len(changed)), chance.randrange(256))
    return bytes(changed), count


DAMAGES: dict[str, Callable[[bytes, random.Random], tuple[bytes, int]]] = {
    "cut": cut,
    "3 corrupt bytes": corrupt,
    "0.1 % stray bytes": stray,
}


def explained(truth: str, codec: str, kind: str, count: int) -> int:
    """By how many characters a text may differ from the truth if so many bytes are damaged.

    A byte that is changed or put in costs a single-byte text one character, and any other up to
    three: the two parts that it breaks a character into, and what they make with their neighbours.
    A cut costs the character at the end and up to two at the beginning. So that three bytes out of
    twenty do not excuse everything, half of a short text must be right all the same, or all but as
    many characters as there are damaged bytes.
    """
    if group_of(codec) in SINGLE_BYTE:
        return count
    most = 3 if kind == "cut" else 3 * count
    return max(count, min(most, len(truth) // 2))


def items(folder: Path, rounds: int) -> Iterator[Item]:
    """Every codec and length with every kind of damage, the same in each run."""
    chance = random.Random(SEED)
    for language, names in CODECS.items():
        lines = lines_of(folder, language)
        for codec in names.split():
            for size in LENGTHS * rounds:
                item = (language, codec, size)
                truth = slice_of(lines, codec, size, chance)
                whole = encoded(truth, codec)
                yield Item(*item, "none", whole, truth, 0)
                for kind, damage in DAMAGES.items():
                    data, count = damage(whole, chance)
                    yield Item(*item, kind, data, truth, explained(truth, codec, kind, count))
                headed = HEAD + truth
                yield Item(*item, "250 KB ASCII head", encoded(headed, codec), headed, 0)
                within = "\n".join(map(MARKUP.format, truth.split("\n")))
                yield Item(*item, "markup around", encoded(within, codec), within, 0)


def mixed(folder: Path, rounds: int) -> Iterator[tuple[str, bytes, list[str]]]:
    """How a file is mixed, its bytes, and its lines."""
    chance = random.Random(SEED)
    for family, languages in MIXES.items():
        texts = {language: lines_of(folder, language) for language in languages}
        for place, write in (("by line", by_line), ("in a line", in_line)):
            for _ in range(MIXED_FILES * rounds):
                found: list[tuple[str, bytes]] = []
                while len(found) < MIXED_LINES:
                    language = chance.choice(list(languages))
                    text = slice_of(texts[language], "utf-8", chance.randint(40, 400), chance)
                    line = max(text.split("\n"), key=len)
                    data = write(line, languages[language], chance)
                    if LINE_BYTES[0] <= len(data) <= LINE_BYTES[1] and not data.isascii():
                        found.append((line, data))
                lines = [line for line, _ in found]
                yield f"{family}, {place}", b"\n".join(data for _, data in found), lines


def by_line(line: str, codecs: tuple[str, ...], chance: random.Random) -> bytes:
    """The line in one of the encodings, nothing if that cannot write it."""
    codec = chance.choice(codecs)
    data = line.encode(codec, "ignore")
    return data if data.decode(codec) == line else b""


def in_line(line: str, codecs: tuple[str, ...], chance: random.Random) -> bytes:
    """The line in one encoding but for a run of it that is in another."""
    outer, inner = chance.sample(codecs, 2)
    start = chance.randrange(len(line))
    end = min(len(line), start + chance.randint(SHORTEST_RUN, len(line)))
    parts = ((line[:start], outer), (line[start:end], inner), (line[end:], outer))
    if any(part.encode(codec, "ignore").decode(codec) != part for part, codec in parts):
        return b""
    return b"".join(part.encode(codec) for part, codec in parts)


def group_of(codec: str) -> str:
    """The row of the table that a codec counts in."""
    return next(group for group, heads in GROUPS.items() if codec.startswith(heads))
