"""What a part of a line was before it was misread: the text, and the codecs that tell it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleanup.regex import regex
from cleanup.rules.mojibake.alphabets import MASK, is_hangul, is_latin_text
from cleanup.rules.mojibake.codec_pairs import EAST_ASIAN, EITHER, LOST, codec_pairs
from cleanup.rules.mojibake.redecode import Stretch, redecode, weigh
from cleanup.rules.mojibake.signs import UNLIKELY, places, suspicious
from cleanup.text.likelihood import bits
from cleanup.text.scripts import CJK

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from cleanup.rules.mojibake.codec_pairs import CodecPair

ONE_BYTE = ("Latin-1", EITHER, "Windows-1250", "Windows-1251", "KOI8-R")
LATIN = ONE_BYTE[:1]
# What stands in Latin-1 and Windows-1252 for the bytes 80 to FF.
HIGH = "\u0080-\u00ffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
BEYOND_LATIN_1 = regex(f"[^\x00-\x7f{HIGH}{LOST}{MASK}]")
# Nearly all that the readers of one byte a character show for the bytes 80 to FF.
ALPHABETIC = regex(f"[{HIGH}\u0100-\u0180\u02c7-\u02dd\u0400-\u04ff\u2500-\u25a0]")
LATIN_RUN = regex(f"[{HIGH}\ufffd]{{4,}}")
ASCII_WORD = regex("[!-~]+")  # is what it was, and proves nothing
PROMISING = 0.75  # of its bits must a run cost at most, undone in the quickest way
QUICK = 1.7  # and so many times that when scored quickly, by a codec that loses more
QUICKLY_SCORED = 6  # codec pairs that a run is undone with after the quick score of all
STARTS = 4  # characters from each of which on it is undone
UNKNOWN = 20.0  # bits, roughly, for a character that the reader does not have
GAP_BITS = 8.0  # bits, roughly, for one that lost a byte
TRIED = 3  # codec pairs that a place is read with to the end,
LONG_CHARS = 1000  # and one if it is of more code points
MIN_GAIN_BITS = 45.0  # bits that a repair must gain
PROSE = 14.0  # bits a character that the repaired text may cost
SURE = 10.0  # and up to which it is ordinary text
DEPOSIT = 10.0  # bits less in all
CLEAR = 8.0  # bits by which the best codec pair must beat one that gives another text
LOSSES = 0.34  # the share of characters that may have lost bytes
LOSSES_OF_UTF8 = 0.5  # in which a character that lost some leaves the others whole
REMEMBERED = 512  # parts of lines: pages repeat theirs, and every round sees them again


class Repair(NamedTuple):
    """The stretches that are likelier when a codec pair, as it is named, is undone.

    `whole` is that pair, if it left no doubt: what it undoes near by needs no other to be tried.
    """

    gain: float
    stretches: tuple[Stretch, ...]
    pair: str
    whole: CodecPair | None = None


@lru_cache(maxsize=REMEMBERED)
def repair_of(part: str, run: str, readers: tuple[str, ...]) -> Repair | None:
    """The best repair of a part of a line, of which `run` is most damaged; None if there is none.

    Words in alphabets of their own are masked in both.
    """
    if readers is ONE_BYTE and not BEYOND_LATIN_1.search(run):
        readers = LATIN  # the others have nothing to add
    once = _likeliest(part, run, readers)
    # Between East Asian encodings, going through it twice leaves next to nothing.
    twice = None if readers is EAST_ASIAN else _twice(part)
    return max(filter(None, (once, twice)), key=lambda repair: repair.gain, default=None)


def repair_again(part: str, pair: CodecPair) -> Repair | None:
    """The repair by the pair that repaired what stands before, if that leaves no doubt.

    Whole texts are misread in one way: to try all others for each line costs ten times as much.
    """
    repair = _repair_by(pair, part)
    return repair if repair and repair.whole else None


def is_alphabetic(run: str) -> bool:
    """Whether a run is for the most part what readers of one byte a character show."""
    beyond = sum(character > "\x7f" and character not in LOST + MASK for character in run)
    return 2 * len(ALPHABETIC.findall(run)) > beyond


def _likeliest(part: str, run: str, readers: tuple[str, ...]) -> Repair | None:
    """The best repair of `part` by one codec pair, if it is clearly better than any other."""
    tried = _promising(run, readers)[: TRIED if len(part) <= LONG_CHARS else 1]
    repairs = [repair for pair in tried if (repair := _repair_by(pair, part))]
    repairs.sort(reverse=True)
    for other in repairs[1:]:
        same = [one.text for one in other.stretches] == [one.text for one in repairs[0].stretches]
        if not same and repairs[0].gain - other.gain < CLEAR:
            return None
        if same:  # which pair it was does not show: kana are the same in GBK and in EUC-JP
            repairs[0] = repairs[0]._replace(whole=None)
    return repairs[0] if repairs else None


def _repair_by(pair: CodecPair, part: str) -> Repair | None:
    """The repair of `part` by one codec pair, if there is any."""
    stretches = tuple(
        stretch
        for stretch in redecode(part, pair)
        if _is_text(stretch, pair.written) and not _is_living(part, stretch.start, stretch.end)
    )
    if not stretches:
        return None
    whole = all(map(_is_sure, stretches)) and not places(_undone(part, stretches))
    gain = sum(stretch.gain for stretch in stretches)
    return Repair(gain, stretches, str(pair), pair if whole else None)


def _is_sure(stretch: Stretch) -> bool:
    """Whether a stretch lost nothing, and is ordinary text now."""
    return LOST not in stretch.text and stretch.after <= SURE * (len(stretch.text) + 1)


def _undone(text: str, stretches: Iterable[Stretch]) -> str:
    """The text with these stretches as they were before."""
    pieces: list[str] = []
    end = 0
    for stretch in stretches:
        pieces += text[end : stretch.start], stretch.text
        end = stretch.end
    return "".join((*pieces, text[end:]))


def _is_living(part: str, start: int, end: int) -> bool:
    return is_latin_text(part, start, end) or is_hangul(part[start:end])


def _promising(run: str, readers: tuple[str, ...]) -> list[CodecPair]:
    """The codec pairs that make `run` likelier in the quickest way, the best of them first."""
    limit = PROMISING * bits(run.replace(MASK, ""))
    scores: list[tuple[float, float, str, CodecPair]] = []
    read: dict[str, tuple[str, bytes]] = {}  # what each reader knows of the run, and its bytes
    for pair in codec_pairs(*readers):
        if pair.read not in read:
            known = "".join(character for character in run if pair.codes[character])
            read[pair.read] = known, b"".join(map(pair.codes.__getitem__, known))
        known, data = read[pair.read]
        if 2 * len(known) < len(run) - run.count(MASK):
            continue
        unknown = UNKNOWN * (len(run) - run.count(MASK) - len(known))
        cost = min(map(_roughly, pair.quick_score(data)))
        if cost <= QUICK * limit:
            scores.append((cost + unknown, unknown, known, pair))
    scores.sort(key=lambda quick_score: quick_score[0])
    weighed = []
    for _, unknown, known, pair in scores[:QUICKLY_SCORED]:
        cost = min(map(_roughly, pair.decode(known, STARTS))) + unknown
        if known and cost < limit:
            weighed.append((cost, pair))
    weighed.sort(key=lambda pair: pair[0])
    return [pair for _, pair in weighed]


def _roughly(text: str) -> float:
    return bits(text.replace(LOST, "")) + GAP_BITS * text.count(LOST)


def _twice(part: str) -> Repair | None:
    """A repair of text that was read wrongly, saved as UTF-8 and read wrongly again."""
    outer = codec_pairs(*LATIN)[0]  # UTF-8 read as Latin-1

    def undo(run: re.Match[str]) -> str:
        found = next(outer.decode(run.group()))
        return run.group() if not found or LOST in found else found

    once = LATIN_RUN.sub(undo, part)
    for inner in places(once) if once != part else ():
        run = suspicious(once, inner)
        repair = (_likeliest(once, run, LATIN) if run else None) or _twice(once)
        if repair:
            stretch = weigh(part, 0, len(part), _undone(once, repair.stretches))
            pair = f"{repair.pair}, then {outer}"
            return Repair(stretch.gain, (stretch,), pair) if _is_text(stretch, "UTF-8") else None
    return None


def _is_text(stretch: Stretch, written: str) -> bool:
    """Whether the stretch gains enough, was unlikely before and is likely text now."""
    lost = stretch.text.count(LOST)
    kept = len(stretch.text) - lost
    wide = ASCII_WORD.sub(" ", stretch.text.replace(LOST, ""))
    return (
        stretch.gain >= MIN_GAIN_BITS
        and bits("\n" + wide) <= PROSE * (len(wide) + 1) - DEPOSIT
        and lost <= (LOSSES_OF_UTF8 if written == "UTF-8" else LOSSES) * len(stretch.text)
        and CJK.search(stretch.text) is not None
        and MASK not in stretch.text
        and stretch.after <= PROSE * (kept + 1) - DEPOSIT
        and stretch.before >= UNLIKELY * (stretch.end - stretch.start - 2 * stretch.lost + 1)
    )
