"""Bytes to text: how often the text comes back, beside other detectors, in one run.

usage: detection.py TEXT_FOLDER [ROUNDS]

Every codec of CODECS, seven lengths, six kinds of damage. Chinese, Japanese and Korean text is of the
lines that no table was built from, the other languages are in passages/. A text is right if it is equal
to the truth, or differs by no more characters than the damage explains. Files that mix encodings
are counted by line.
"""

from __future__ import annotations

import codecs
import random
import sys
import time
import unicodedata
import zlib
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from cleanup.charset.decoding import decoding_of
from cleanup.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

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
    "pl": "cp1250 iso8859-2",
    "cs": "cp1250 iso8859-2",
    "tr": "cp1254 iso8859-9",
    "el": "utf-8 cp1253 iso8859-7",
    "ru": f"{UTF} cp1251 koi8-r iso8859-5 cp866 mac-cyrillic",
    "uk": "koi8-u",
    "he": "cp1255 iso8859-8",
    "ar": "cp1256 iso8859-6",
    "th": "utf-8 tis-620 cp874",
    "vi": "utf-8 cp1258",
}
CHINESE = ("zh-hans-wiki", "zh-hant-wiki")
# Two codes of one mark, one of them the vendor's: equal for a reader.
SAME = str.maketrans("～∥－￠￡￢—•￣・", "〜‖−¢£¬―‧¯·")
TONES = "\u0300\u0301\u0303\u0309\u0323"


def lines_of(folder: Path, name: str) -> list[str]:
    """Lines of running text in a language."""
    place = folder / f"{name}.txt"
    if not place.exists():
        place = Path(__file__).parent / "passages" / f"{name}.txt"
        return place.read_text("utf-8").strip().split("\n")
    lines = place.read_text("utf-8").strip().split("\n")
    return [line for line in lines if line.strip() and zlib.crc32(line.encode()) % 2]


def encoded(text: str, codec: str) -> bytes:
    """The text in a codec; what that cannot write is left out."""
    if codec == "cp1258":
        apart = unicodedata.normalize("NFD", text)
        text = (
            "".join(c for c in apart if c in TONES or c.isascii()) if not text else vietnamese(text)
        )
    return text.encode(codec, "ignore")


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
        start = chance.randrange(len(lines))
        text, at = "", start
        while len(text) < size:
            text += lines[at % len(lines)] + "\n"
            at += 1
        if size < 200:
            head = chance.randrange(max(1, len(text) - size))
            text = text[head:]
        while len(encoded(text, codec)) > size:
            over = len(encoded(text, codec)) - size
            text = text[: -max(1, over // 6)]
        text = encoded(text, codec).decode(codec)
        if sum(not character.isascii() for character in text) >= 3:
            return text


def pure(data: bytes, chance: random.Random) -> tuple[bytes, int, str]:
    """As it is."""
    return data, 0, ""


def cut(data: bytes, chance: random.Random) -> tuple[bytes, int, str]:
    """The first byte and the last are missing."""
    return data[1:-1], 2, ""


def corrupt(data: bytes, chance: random.Random) -> tuple[bytes, int, str]:
    """Three bytes have become others."""
    changed = bytearray(data)
    for _ in range(3):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed), 3, ""


def stray(data: bytes, chance: random.Random) -> tuple[bytes, int, str]:
    """A byte was put in at one place of a thousand."""
    changed = bytearray(data)
    count = max(1, len(data) // 1000)
    for _ in range(count):
        changed.insert(chance.randrange(len(changed)), chance.randrange(256))
    return bytes(changed), count, ""


HEAD = "the quick brown fox jumps over the lazy dog; 0123456789\n" * 4400
MARKUP = '<div class="article"><p><a href="/index.html?id=1">'
DAMAGES: dict[str, Callable[[bytes, random.Random], tuple[bytes, int, str]]] = {
    "pure": pure,
    "cut": cut,
    "corrupt": corrupt,
    "stray": stray,
}


def items(folder: Path, rounds: int):
    """Language, codec, size, kind of damage, data, truth, and the errors that damage explains."""
    chance = random.Random(SEED)
    for language, names in CODECS.items():
        lines = lines_of(folder, language)
        for codec in names.split():
            for size in LENGTHS:
                for _ in range(rounds):
                    truth = slice_of(lines, codec, size, chance)
                    for kind, damage in DAMAGES.items():
                        data, count, _ = damage(encoded(truth, codec), chance)
                        yield language, codec, size, kind, data, truth, count
                    with_head = HEAD + truth
                    yield (
                        language,
                        codec,
                        size,
                        "ASCII head",
                        encoded(with_head, codec),
                        with_head,
                        0,
                    )
                    within = "\n".join(
                        f"{MARKUP}{line}</a></p></div>" for line in truth.split("\n")
                    )
                    yield language, codec, size, "markup", encoded(within, codec), within, 0


def ours(data: bytes) -> str:
    """The text by cleanup, '' if it is refused."""
    try:
        return decoding_of(data).text
    except InputError:
        return ""


def by_chardet(data: bytes) -> str:
    import chardet

    return by_name(data, chardet.detect(data)["encoding"])


def by_normalizer(data: bytes) -> str:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data).best()
    return by_name(data, best.encoding if best else None)


def by_cchardet(data: bytes) -> str:
    import cchardet

    return by_name(data, cchardet.detect(data)["encoding"])


def by_name(data: bytes, name: str | None) -> str:
    """The text in the encoding that a detector named, with the codec's own replacements."""
    try:
        return data.decode(name or "ascii", "replace").removeprefix("\ufeff")
    except LookupError:
        return ""


def right(found: str, truth: str, errors: int) -> bool:
    """Whether a text is the truth but for what the damage explains."""
    found, truth = (t.removeprefix("\ufeff").translate(SAME) for t in (found, truth))
    if found == truth:
        return True
    most = 3 * errors
    return errors > 0 and Levenshtein.distance(found, truth, score_cutoff=most) <= most


def main() -> None:
    folder = Path(sys.argv[1])
    rounds = int(sys.argv[2]) if sys.argv[2:] and sys.argv[2].isdigit() else 1
    tools = {"cleanup": ours}
    if "--peers" in sys.argv:
        tools |= {
            "chardet": by_chardet,
            "charset-normalizer": by_normalizer,
            "cchardet": by_cchardet,
        }
    for tool, decode in tools.items():
        count: Counter[tuple[str, object]] = Counter()
        good: Counter[tuple[str, object]] = Counter()
        wrong = []
        start = time.process_time()
        for language, codec, size, kind, data, truth, errors in items(folder, rounds):
            ok = right(decode(data), truth, errors)
            keys = [
                ("all", ""),
                ("kind", kind),
                ("size", size),
                ("language", language),
                ("codec", codec),
            ]
            keys += [("Chinese", ""), ("Chinese", kind)] if language in CHINESE else []
            for key in keys:
                count[key] += 1
                good[key] += ok
            if not ok:
                wrong.append((language, codec, size, kind))
        print(tool, f"{time.process_time() - start:.1f} s")
        for key in count:
            print(f"   {key[0]:10}{key[1]!s:16}{count[key]:6}{good[key] / count[key]:8.4f}")
        if "--wrong" in sys.argv:
            for one in wrong:
                print("  ", *one)


if __name__ == "__main__":
    main()
