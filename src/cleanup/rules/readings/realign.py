"""The inverse of a byte shift in GBK text: put one lost lead byte back and read on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cleanup.charset.lattice import decoded
from cleanup.regex import regex
from cleanup.rules.readings.syllables import GLOSS, LETTERS, is_reading, plain_reading
from cleanup.rules.readings.weigh import CONTEXT, Solution, clearest, rivals_by_pairs
from cleanup.text.likelihood import bits
from cleanup.text.scripts import is_simplified_only

if TYPE_CHECKING:
    from collections.abc import Iterator

# Two bytes of GBK's user-defined area, which page decoders drop without a trace.
DROPPED_FIRST = (*range(0xAA, 0xB0), *range(0xF8, 0xFF))
DROPPED_SECOND = bytes(range(0xA1, 0xFF))
DROPPED = 3.0  # bits against a pair that was dropped: of shifted ones about one in seven is
SETTLED = 6.0  # bits a character of a solution, up to which no dropped pair is looked for
MAX_SPARE, SPARE = 10_000, 20_000  # characters weighed when one is, at a place and on a page,
SPARE_PER_CHARACTER = 1  # and more for each character beyond ASCII
DROPS = 6  # ways to read on that are tried with one at every place
MAX_DROPPED_RUN_CHARS = 30  # code points of a shifted run that may have some
MAX_RUN_CHARS = 120  # code points: a shifted run seldom survives a clause
BEAM = 48  # ways to read on that are kept at every place
WORK = 45_000  # characters weighed on a page,
WORK_PER_CHARACTER = 4  # and more for each beyond ASCII
WORDS = 4  # how many of them one counts for that is weighed by words
FEW_PENDING_BYTES = 4  # pending bytes; from more, lost ones can be read as anything
LOST = 6.0  # bits against a `?` that stands for lost bytes, not for itself
WRONG_SCRIPT = 5.0  # bits against a Simplified character, where the page is Traditional
SENTENCE_MARKS = tuple("。，、；：！？·")
MARK_TWICE = 12.0  # bits against two marks in a row
WIDE_MARKS = "，！；？：（）"
MARKS = (*WIDE_MARKS, *",!;?:()")  # and folded to ASCII
FULL_WIDTH = 0xFEE0  # from an ASCII mark to its full-width form
AT_LINE_END = "。！？；："
# What the kit put in on the way: a reading, or a byte before a mark.
PUT_IN = regex(rf"{GLOSS.pattern}|[ \u00a0](?=[{WIDE_MARKS}])")
PRIVATE = regex("[\ue000-\uf8ff]")
TORN_GLOSS = regex(rf"[?\ufffd][(（]?([{LETTERS}]{{1,9}})[)）]")


@dataclass(slots=True)
class Work:
    """The characters that may still be weighed on a page: counted, so that it is the same every
    time, and in proportion to the size of the page, so that none takes for ever.
    """

    left: int
    spare: int = 0  # what the search for dropped pairs may cost yet
    drops: bool = False  # whether these are looked for now

    @classmethod
    def on(cls, text: str) -> Work:
        """What the page `text` may cost. A decoder that left private characters drops none."""
        beyond = len(text) - len(text.encode("ascii", "ignore"))
        spare = 0 if PRIVATE.search(text) else SPARE + SPARE_PER_CHARACTER * beyond
        return cls(WORK + WORK_PER_CHARACTER * beyond, spare)

    @property
    def spent(self) -> bool:
        """Whether nothing more may be weighed."""
        return self.left <= 0


# A way to read up to some place: its cost so far, its text, and the pending lead byte. Where a
# whole pair of bytes was lost, any of several may be pending. There are many ways: no objects.
State = tuple[float, str, bytes]


def realign(
    before: str, leads: bytes, rest: str, work: Work, *, traditional: bool
) -> Solution | None:
    """The one clearly likeliest reading of `rest` with one of the lost lead bytes put back.

    A beam search over the bytes of `rest`, weighed by the pair model. `before` is the character
    that leads up to the place, after some more. None if no solution is likely, if none is
    clearly the likeliest, or if the search was not finished when `work` was spent.
    """
    found = list(_solutions(before, leads, rest, work, traditional=traditional))
    if work.spare > 0 and min((one.cost / len(one.text) for one in found), default=99) > SETTLED:
        spare, short = Work(min(MAX_SPARE, work.spare), drops=True), rest[:MAX_DROPPED_RUN_CHARS]
        work.spare -= spare.left
        found += _solutions(before, leads, short, spare, traditional=traditional)
        work.spare += max(0, spare.left)
    if not found or work.spent:
        return None
    rivals = rivals_by_pairs(found, rest)
    work.left -= WORDS * (len(rivals) - 1) * max(CONTEXT + one.length for _, one in rivals)
    return clearest(rivals, before, rest, told=len(leads) <= FEW_PENDING_BYTES)


def _solutions(
    before: str, leads: bytes, rest: str, work: Work, *, traditional: bool
) -> Iterator[Solution]:
    """Ways to read `rest` until the bytes realign, the likeliest of those at every place."""
    beams: dict[int, list[State]] = {0: [(0.0, before, leads)]}
    for at in range(min(len(rest), MAX_RUN_CHARS)):
        states = sorted(beams.pop(at, ()))[:BEAM]
        if work.drops:
            states += _dropped(states[:DROPS], traditional)
        gloss = PUT_IN.match(rest, at) if at else None
        if gloss:
            beams.setdefault(gloss.end(), []).extend(states)
            continue
        codes = _codes(rest[at])
        for so_far, text, pending in states:
            if work.spent:
                return
            work.left -= 1
            costs = _costs_after(text[-1], traditional)
            for character, after, end, extra in _next(pending, rest, at, codes):
                work.left -= 1
                cost = so_far + costs[character] + extra
                if after:
                    beams.setdefault(end, []).append((cost, text + character, after))
                    continue
                read = text[len(before) :] + character
                gloss = GLOSS.match(rest, end)
                if gloss is None:
                    yield Solution(read, end, cost)
                elif is_reading(character, plain_reading(gloss.group(1))):
                    yield Solution(read, gloss.end(), cost)


def _dropped(states: list[State], traditional: bool) -> list[State]:
    """The likeliest ways on, if a pair was dropped that began in the pending character."""
    found = [
        (
            cost + _costs_after(text[-1], traditional)[character] + DROPPED,
            text + character,
            DROPPED_SECOND,
        )
        for cost, text, pending in states
        for lead in (pending if len(pending) <= FEW_PENDING_BYTES else ())
        for byte in DROPPED_FIRST
        if (character := _row(lead)[byte])
    ]
    return sorted(found)[:DROPS]


class Costs(dict[str, float]):
    """The bits of each character after one other, on a page in that script."""

    def __init__(self, last: str, traditional: bool) -> None:
        """Weigh nothing yet."""
        super().__init__()
        self._last, self._traditional = last, traditional

    def __missing__(self, character: str) -> float:
        foreign = self._traditional and is_simplified_only(character)
        twice = self._last in SENTENCE_MARKS and character in SENTENCE_MARKS
        known = bits(self._last + character) + WRONG_SCRIPT * foreign + MARK_TWICE * twice
        self[character] = known
        return known


_costs_after = lru_cache(maxsize=1 << 12)(Costs)


def _next(
    leads: bytes, rest: str, at: int, codes: list[bytes]
) -> Iterator[tuple[str, bytes, int, float]]:
    """Each character that may come next, the lead bytes then pending, where to read on, and what
    that costs besides the character; `codes` are those of the character there.
    """
    if rest[at] in "?\ufffd" and len(leads) <= FEW_PENDING_BYTES:
        yield from ((*one, LOST) for one in _lost(leads, rest, at))
    for code in codes:
        for lead in leads:
            if one := _row(lead)[code[0]]:
                yield one, code[1:], at + 1, 0.0


@lru_cache(maxsize=1 << 14)
def _codes(character: str) -> list[bytes]:
    """The codes that a character of a shifted run may have had.

    One of ASCII is either a second byte, which realigns, or a full-width character that was
    folded to ASCII after the damage, which goes on shifting.
    """
    codes = [encode_gbk(character)]
    if " " < character < "\x7f":
        codes.append(encode_gbk(chr(ord(character) + FULL_WIDTH)))
    return [code for code in codes if code]


def _lost(leads: bytes, rest: str, at: int) -> Iterator[tuple[str, bytes, int]]:
    """What a `?` in a shifted run may be: the head of another torn character, which has its
    reading; the last byte before the end of the line; or two bytes that are no character.
    """
    again = TORN_GLOSS.match(rest, at)
    for lead in leads:
        if again:
            found = characters_of(bytes((lead,)), plain_reading(again.group(1)))
            yield from ((one, b"", again.end()) for one in found)
            continue
        if rest[at + 1 : at + 2] in MARKS:  # its second byte went with the byte before the mark
            ended = _row(lead)[0x80:0xFF]
            yield from ((one, b"", at + 1) for one in ended if one)
        if at + 1 == len(rest):
            marks = (mark for mark in AT_LINE_END if encode_gbk(mark)[0] == lead)
            yield from ((mark, b"", at + 1) for mark in marks)
        for second, pending in undefined_pairs():
            if one := _row(lead)[second]:
                yield one, pending, at + 1


@cache
def _row(lead: int) -> tuple[str, ...]:
    """What each second byte makes with a lead byte: a character of GBK, or ''."""
    return tuple(decode_gbk(bytes((lead, second))) for second in range(0x100))


@cache
def undefined_pairs() -> tuple[tuple[int, bytes], ...]:
    """For every byte the second bytes with which it is a pair but no character of GBK."""
    leads = range(0x80, 0xFF)  # of GBK, and 80, which begins no character but ends 個
    found = (
        (lead, bytes(trail for trail in leads if not decode_gbk(bytes((lead, trail)))))
        for lead in leads
    )
    return tuple((lead, undefined) for lead, undefined in found if undefined)


@cache  # 126 lead bytes, some 1,500 readings
def characters_of(lead: bytes, reading: str) -> tuple[str, ...]:
    """The characters of that reading whose GBK code begins with the byte `lead`."""
    if not lead:
        return ()
    found = (decode_gbk(lead + bytes((trail,))) for trail in range(0x40, 0xFF))
    return tuple(one for one in found if one and is_reading(one, reading))


def encode_gbk(character: str) -> bytes:
    """The GBK code of one character, its user-defined area included; b'' if it has none."""
    code = character.encode("gb18030", "ignore")
    return code if len(code) <= 2 else b""  # noqa: PLR2004  # four bytes: not in GBK


def decode_gbk(code: bytes) -> str:
    """The one character of a GBK code, or ''."""
    found = decoded(code, "gb18030")
    return "" if "\ue000" <= found <= "\uf8ff" else found
