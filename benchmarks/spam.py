"""Injected spam: a generator over clean articles, and how much of it the SPM rules take out.

usage: python -m benchmarks.spam TEXT_FOLDER [PAGES] [--wrong]

Every page is a headline and five paragraphs of running text in one language, with one injection
whose place is known to the character. Lines of keywords come from spam.tsv, advertisements from
spam_ads.tsv; both were written before the table of the rules, and the words marked `held` are no
entry of that table (this is checked). A part of a held word may still be one, as it is on real
pages. A third of the injections is made of open words, a third of held ones, a third of both.
Shapes, masks and places are drawn at random, with a fixed seed.

Recall is the share of the injected letters that are taken out; lost are letters of the article.
One pass of the SPM rules is measured, without the rest of the pipeline.
"""

from __future__ import annotations

import random
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import opencc

from cleanup.data import lines
from cleanup.page.segment import segment
from cleanup.rule import Stage
from cleanup.rules import of_stage
from cleanup.stages.edits import decide
from cleanup.text.folding import fold

SEED = 20261122
HERE = Path(__file__).parent
SPM = [rule for rule in of_stage(Stage.JUDGE) if rule.code.startswith("SPM")]
LETTER = re.compile(r"[^\W_]")
SEPARATORS = {
    "comma": ",",
    "underscore": "_",
    "hyphen": "-",
    "pipe": "|",
    "space": " ",
    "hash": "#",
}
KINDS = ("open", "mixed", "held")  # the words of an injection
CHINESE = ("quality", "acts", "gambling", "brands", "trade")
OTHERS = ("vietnamese", "korean", "japanese", "english", "thai")
PLACES = ("first line", "before the body", "between", "last line", "head", "end", "middle")
LOOK_ALIKES = str.maketrans("aeopcxABEKMHOPCTX", "аеорсхАВЕКМНОРСТХ")
CIRCLED = {ord("a") + at: chr(0x24D0 + at) for at in range(26)}
CIRCLED |= {ord("1") + at: chr(0x2460 + at) for at in range(9)}
FULL_WIDTH = {code: chr(code + 0xFEE0) for code in (*range(0x30, 0x3A), *range(0x61, 0x7B))}
TRANSLATED = {"look-alikes": LOOK_ALIKES, "full width": FULL_WIDTH, "circled": CIRCLED}
ADDED = {  # segments that give a mask something to hide
    "look-alikes": ["AV天堂", "A片"],
    "root sign": ["a√在线", "天堂a√", "√天堂资源"],
    "roman numeral": ["aⅴ在线", "亚洲aⅴ", "aⅴ视频"],
    "fragments": ["m3u8", "mp4", "www", "xxxx"],
    "circled": ["91av", "99视频"],
}
ENGLISH = (
    "The harbour opened in 1898, and ships have called here every single day since then.",
    "Most of the older warehouses were pulled down in the sixties, when the railway closed.",
    "She kept the account books of the mill for forty years, and never once lost a page.",
    "Rain fell through the night, so the ferry to the islands left two hours late on Monday.",
    "The council will vote on the new bus routes in spring, after hearing from the villages.",
    "A small museum near the bridge shows how salt was made here before the dam was built.",
    "Teachers at the school say that the garden has changed how the children see the seasons.",
    "Nobody knows who planted the oldest of the pear trees, but it still bears fruit in autumn.",
)  # fmt: skip


class Injection(NamedTuple):
    """What is put into a page: family, shape, mask, whether from held words; and the text."""

    family: str
    shape: str
    mask: str
    held: str
    text: str


class Sample(NamedTuple):
    """A page with one injection at `start`."""

    injection: Injection
    place: str
    body: str
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.injection.text)


def table(name: str) -> list[list[str]]:
    """The rows of a table beside this file."""
    rows = (HERE / name).read_text("utf-8").split("\n")
    return [row.split("\t") for row in rows if row and not row.startswith("#")]


WORDS = {
    (family, kind): [word.replace("_", " ") for word in words.split()]
    for family, kind, words in table("spam.tsv")
}
ADVERTISEMENTS = table("spam_ads.tsv")


def check_held() -> None:
    """No held word is an entry of the rules' table."""
    entries = {word.replace("_", " ") for row in lines("spam.tsv") for word in row.split()}
    held = {fold(w) for (_, kind), words in WORDS.items() if kind == "held" for w in words}
    if entries & held:
        raise SystemExit(f"held words in the rules' table: {sorted(entries & held)}")


def masked(words: list[str], mask: str, chance: random.Random) -> list[str]:
    """The segments of a line as a spammer hides them."""
    added = chance.choice(ADDED.get(mask, [""]))
    words = [*words, added] if added else words
    if mask in TRANSLATED:
        return [word.translate(TRANSLATED[mask]) for word in words]
    if mask == "traditional":
        return [opencc.OpenCC("s2t").convert(word) for word in words]
    if mask == "marks":
        mark = chance.choice("★☆.*·✦~")
        return [mark.join(word) if chance.random() < 0.5 else word for word in words]
    return [" ".join(word) for word in words] if mask == "spaced" else words


MASKS = (
    *("none", "none", "none", "look-alikes", "root sign", "roman numeral", "fragments"),
    *("full width", "circled", "traditional", "marks", "spaced"),
)


def keywords(family: str, held: str, chance: random.Random) -> Injection:
    """A line of 3 to 20 segments."""
    known = WORDS[family, "held" if held == "held" else "open"]
    if held == "mixed":
        known = chance.sample(known, len(known) // 2) + WORDS[family, "held"]
    shape = chance.choice(list(SEPARATORS))
    count = min(chance.choice((3, 4, 5, 6, 8, 10, 14, 20)), len(known))
    words = chance.sample(known, count)
    if family in CHINESE and chance.random() < 0.5:  # segments of two words
        more = chance.sample(known, count)
        words = [a + b if a != b else a for a, b in zip(words, more, strict=True)]
    mask = chance.choice(MASKS) if family in CHINESE else "none"
    mask = "none" if mask == "spaced" and shape == "space" else mask
    mask = "none" if mask == "marks" and shape == "hash" else mask
    segments = masked(words, mask, chance)
    return Injection(family, shape, mask, held, SEPARATORS[shape].join(segments))


def advertisement(chance: random.Random, held: str) -> Injection:
    """An advertisement with a contact or an address."""
    rows = [row for row in ADVERTISEMENTS if held in (row[1], "mixed")]
    shape, _, text = chance.choice(rows)
    digits = "1" + "".join(chance.choices("3456789", k=10))
    mask = chance.choice(("none", "spaced digits", "circled", "full width"))
    phone = {
        "none": digits,
        "spaced digits": " ".join(digits),
        "circled": digits.translate(CIRCLED),
        "full width": digits.translate(FULL_WIDTH),
    }[mask]
    name = "".join(chance.choices("abcdefghkmnpqstwxyz0123456789", k=7))
    url = chance.choice(("http://www.{}.com", "http://{}.net/", "www.{}.cc", "https://m.{}.com/a"))
    mask = mask if "{phone}" in text or "{number}" in text else "none"
    number = phone.replace(" ", "")[:9] if mask != "spaced digits" else phone[:17]
    text = text.format(phone=phone, number=number, url=url.format(name))
    return Injection("advertisement", shape, mask, held, text)


def bodies(folder: Path) -> dict[str, list[str]]:
    """Paragraphs by language."""
    found = {"english": list(ENGLISH)}
    for language, name in (("hans", "zh-hans-wiki"), ("hant", "zh-hant-wiki"), ("korean", "ko")):
        text = (folder / f"{name}.txt").read_text("utf-8")
        found[language] = [line for line in text.split("\n") if 60 <= len(line) <= 600]
    korean = [line for line in found["korean"] if len(re.findall("[가-힣]", line)) > 40]
    found["korean"] = [line for line in korean if "." in line]
    japanese = (folder / "ja.txt").read_text("utf-8").split("\n")
    found["japanese"] = ["".join(japanese[at : at + 4]) for at in range(0, 8000, 4)]
    return found


def sample(paragraphs: dict[str, list[str]], injection: Injection, chance: random.Random) -> Sample:
    """A page with the injection at a place that is drawn."""
    body = chance.choice(("hans", "hans", "hant", "hant", "hant", "english", "japanese", "korean"))
    page = chance.sample(paragraphs[body], 5)
    headline = re.split("[,.，。、]", chance.choice(paragraphs[body]))[0][:24]
    place = chance.choice(PLACES)
    whole = [headline, *page]
    text = injection.text
    if place in ("head", "end", "middle"):
        at = 1 if injection.shape == "url" or chance.random() < 0.5 else chance.randrange(2, 6)
        line = whole[at]
        cut = {"head": 0, "end": len(line), "middle": border(line, chance)}[place]
        if injection.shape == "url":
            place, cut = "head", 0
        gap = " " if fold(line[cut : cut + 1]).isascii() else ""
        gap = gap if injection.family == "advertisement" else ""  # an address has no other end
        whole[at] = line[:cut] + text + gap + line[cut:]
    else:
        at = {"first line": 0, "before the body": 1, "last line": 6}.get(
            place, chance.randrange(2, 6)
        )
        whole.insert(at, text)
        cut = 0
    start = sum(len(line) + 1 for line in whole[:at]) + cut
    return Sample(injection, place, body, "\n".join(whole) + "\n", start)


def border(line: str, chance: random.Random) -> int:
    """A place between two clauses, or anywhere between two words."""
    ends = [match.end() for match in re.finditer(r"[。，,、.]\s?(?=.)", line)]
    return chance.choice(ends) if ends and chance.random() < 0.7 else _anywhere(line, chance)


def _anywhere(line: str, chance: random.Random) -> int:
    if " " in line:
        return chance.choice([match.end() for match in re.finditer(" ", line)])
    return chance.randrange(1, len(line))


def letters(text: str) -> int:
    """What counts: letters and digits."""
    return len(LETTER.findall(text))


def measure(one: Sample) -> tuple[int, int, str]:
    """How many injected letters are taken out, how many of the article's, and which."""
    page = segment(one.text)
    found = decide(one.text, [finding for rule in SPM for finding in rule.find(page)])
    removed, lost = 0, ""
    for edit in found:
        start, end = edit.span
        inside = max(start, one.start), min(end, one.end)
        removed += letters(one.text[inside[0] : inside[1]]) if inside[0] < inside[1] else 0
        lost += one.text[start : min(end, one.start)] + one.text[max(start, one.end) : end]
    return removed, letters(lost), lost


def main() -> None:
    """Print recall and losses by what was drawn, then over clean pages."""
    check_held()
    chance = random.Random(SEED)
    counts = [int(one) for one in sys.argv[2:] if one.isdigit()]
    paragraphs = bodies(Path(sys.argv[1]))
    rows: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for number in range(counts[0] if counts else 4000):
        held = KINDS[number % 3]
        family = chance.choice((*CHINESE, *CHINESE, *CHINESE, *OTHERS, *["ad"] * 5))
        make = advertisement(chance, held) if family == "ad" else keywords(family, held, chance)
        one = sample(paragraphs, make, chance)
        removed, lost, which = measure(one)
        total = letters(make.text)
        if "--wrong" in sys.argv and (lost or removed < total):
            print(f"{removed}/{total} -{lost} {one.body} {one.place} {make[:4]} {make.text!r}")
            print(f"      lost {which!r}" if lost else end_of(one))
        facts = (("family", make.family), ("shape", make.shape), ("mask", make.mask))
        for kind, value in (*facts, ("place", one.place), ("body", one.body), ("all", "")):
            row = rows[held, kind, value]
            for at, figure in enumerate((1, total, removed, lost)):
                row[at] += figure
    head = f"{'pages':>7}{'recall':>9}{'lost':>6}"
    print("".join(f"{kind:>{width}}{head}" for kind, width in zip(KINDS, (32, 8, 8), strict=True)))
    for kind, value in sorted({key[1:] for key in rows}):
        figures = [rows[held, kind, value] for held in KINDS]
        shown = (f"{n:7d}{got / max(1, total):9.4f}{lost:6d}" for n, total, got, lost in figures)
        print(f"{kind:10}{value:22}{'        '.join(shown)}")


def end_of(one: Sample) -> str:
    """What stands around the injection."""
    before, after = one.text[max(0, one.start - 12) : one.start], one.text[one.end : one.end + 12]
    return f"      between {before!r} and {after!r}"


if __name__ == "__main__":
    main()
