"""GLS: readings that a content-spinning kit injected into GBK text, byte by byte.

The kit replaces X by X(reading) for every X of its table, on the bytes of a page in GBK and
without regard to where characters begin. So it annotates every occurrence of a character, with
one reading; and where the two bytes of X happen to be the second byte of one character and the
first of the next, it tears these apart: 年營 is C4 EA | A0 49, EA A0 is 隊(duì), and out comes
年?duì)I. From the torn byte on, all pairs are shifted by one, until an ASCII byte realigns them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleanup.data import frequency_rank, readings, simplified
from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.rules.readings.realign import (
    FULL_WIDTH,
    MARKS,
    Work,
    characters_of,
    decode_gbk,
    encode_gbk,
    realign,
)
from cleanup.rules.readings.syllables import LETTERS, is_reading, plain_reading
from cleanup.rules.readings.weigh import CONTEXT
from cleanup.text.learnt import learnt
from cleanup.text.scripts import in_gb2312

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterator

READING = rf"[(（][ \u00a0]?([{LETTERS}]{{1,9}})[ \u00a0]?[)）]"
ANY_READING = regex(READING)
OPENED = ("(（", f"{LETTERS} \u00a0")  # two characters that begin it
GLOSS = regex(rf"([\u3400-\u9fff])((?:{READING})+)")
LETTER_GLOSS = regex(rf"([\u3400-\u9fff])([@-~]){READING}")
# A reading after `?`, or a mark: the kit puts a byte before punctuation too. The character before
# may have its own gloss; its second byte is still the first of the torn one.
BREAK = regex(
    rf"(?P<before>[^\x00-\x7f]|[,!;?:()])(?:{READING})?"
    rf"(?P<torn>[?\ufffd？□][(（]?(?P<reading>[{LETTERS}]{{1,9}})[)）]|[?\ufffd](?=[{''.join(MARKS)}]))"
)

NO_END = (*"，；：,;:",)  # marks that follow no question mark
ALL_LEADS = bytes(range(0x81, 0xFF))
MIN_CHARACTERS = 2  # distinct annotated characters that recur, below which nothing is injected
MIN_RECURRENCES = 3  # annotations of such characters beyond their first
PARTIAL = 0.9  # the share of a character's occurrences that a kit annotates, breaks allowed for
LONGEST_RUN = 400  # code points in which a shifted run ends, its glosses counted
COMMON = 3500  # rank by frequency; kits annotate common characters, editors rare ones
READER = 0.5  # the share of ordinary characters with a reading that makes a line a pinyin reader

TOO_MANY = "torn characters? from here on left: too many places for a page of this size"

INJECTED = "產(chǎn)業(yè)創(chuàng)新，發(fā)展產(chǎn)業(yè)，創(chuàng)業(yè)促發(fā)展。"
REPAIRED = "產業創新，發展產業，創業促發展。"


@dataclass(frozen=True, slots=True)
class PageTable:
    """The kit's table as far as this page shows it: character to reading. Empty: not injected."""

    reading: dict[str, str]

    @property
    def traditional(self) -> bool:
        """Whether all that it annotates is Traditional."""
        return all(map(_traditional, self.reading))


@rule(
    "GLS001",
    stage=Stage.REPAIR,
    needs=OPENED,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=((INJECTED, REPAIRED), (INJECTED.replace(")", " )"), REPAIRED)),
    ignores=(
        "行(xíng)走和銀行(háng)的行，讀音不同；長(zhǎng)大與長(cháng)短也是。",
        "參差荇(xìng)菜，左右流之。窈窕(yǎo tiǎo)淑女，寤(wù)寐求之。",
        "學(xué)而(ér)時(shí)習(xí)之(zhī)，不(bù)亦(yì)說(yuè)乎(hū)。學(xué)習(xí)時(shí)學(xué)。",
        "軟件園(三期)和蘋果(apple)，發展(fāzhǎn)中的發展(fāzhǎn)。",
    ),
)
def injected_reading(text: str) -> Iterator[Finding]:
    """A reading in parentheses that a kit put after every occurrence of a character.

    Proof is taken from the page itself: several characters, each annotated wherever it stands,
    each with one reading, and a true one. What a teacher or an editor annotates is different:
    the first occurrence only, a rare character, one with several readings, or every character of
    the line. Such readings stay, also on a page that holds both kinds.
    """
    table = page_table(text)
    if not table.reading:
        return
    for match in GLOSS.finditer(text):
        character, gloss = match.group(1, 2)
        if table.reading.get(character) == plain_reading(match.group(3)):
            yield Finding(
                Span(*match.span(2)), "", f"injected reading {gloss} of {character}", 0.99
            )
    for match in LETTER_GLOSS.finditer(text):
        torn = _across(match.group(1), match.group(2))
        if torn and plain_reading(match.group(3)) in readings().get(torn, ()):
            note = f"reading of {torn}, whose bytes end {match.group(1)} and make {match.group(2)}"
            yield Finding(Span(match.end(2), match.end()), "", note, 0.95)


@rule(
    "GLS002",
    stage=Stage.REPAIR,
    needs=OPENED,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (f"{INJECTED}連續四年?duì)I收超千億。", f"{REPAIRED}連續四年營收超千億。"),
        (f"{INJECTED}科技領域?qū)崿F新突破。", f"{REPAIRED}科技領域實現新突破。"),
        (f"{INJECTED}因?yàn)橐恍┆M隘的想法。", f"{REPAIRED}因為一些狹隘的想法。"),
        (f"{INJECTED}專利或?qū)@麢?quán)益。", f"{REPAIRED}專利或專利權益。"),
    ),
    ignores=("他問：什麼年?duì)I收", f"{INJECTED}是這樣嗎?(duì)，是的。"),
)
def torn_character(text: str) -> Iterator[Finding]:
    """Characters that the injection tore apart: 年?duì)I收 was 年營收, 域?qū)崿F was 域實現.

    The second byte of the character before `?` is the first of the annotated one; its reading
    leaves few candidates; the candidate's second byte is the lost first byte of what follows.
    The bytes are put back and read on until they realign. Held back, and reported, where no
    candidate or more than one gives a likely text. What a page may cost is in proportion to its
    size: where it has far more such places than text, those after the first thousands are left.
    """
    table = page_table(text)
    if not table.reading:
        return
    end = 0
    work = Work.on(text)
    for match in BREAK.finditer(text):
        if match.start() < end:
            continue
        if work.spent:
            yield Finding(Span(*match.span("torn")), None, TOO_MANY, 0.5)
            return
        torn = _torn(match, table)
        leads = bytes({encode_gbk(one)[1] for one in torn}) if match["reading"] else ALL_LEADS
        rest = text[match.end() : match.end() + LONGEST_RUN].partition("\n")[0]
        found = realign(_context(text, match), leads, rest, work, traditional=table.traditional)
        span = match.span("torn")
        if found is not None:
            end = match.end() + found.length
            note = f"torn by the reading ({match['reading']}) of {'/'.join(torn)}"
            note = note if match["reading"] else f"torn by what was put before {rest[0]}"
            yield Finding(Span(span[0], end), found.text, note, found.confidence)
        elif torn or rest.startswith(NO_END):
            yield Finding(Span(*span), None, "torn character, not clear which", 0.5)


def _context(text: str, match: re.Match[str]) -> str:
    """What stands before the place, up to the character before it, without its readings."""
    start = max(0, match.start() - 10 * CONTEXT)
    found = GLOSS.sub(r"\1", text[start : match.end("before")])
    return found.rpartition("\n")[2][-CONTEXT:]


def _torn(match: re.Match[str], table: PageTable) -> list[str]:
    """The characters that may have been torn by a reading: those of the table, if there are any."""
    before = match["before"]
    before = chr(ord(before) + FULL_WIDTH) if before.isascii() else before
    found = characters_of(encode_gbk(before)[1:], plain_reading(match["reading"] or ""))
    own = [one for one in found if one in table.reading]
    return own or [one for one in found if not table.traditional or _traditional(one)]


@learnt
def page_table(text: str) -> PageTable:
    """Learn which characters the kit annotated on this page, and with which readings."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for line in _lines_with_readings(text):
        matches = GLOSS.findall(line)
        if matches and not _pinyin_reader(line, matches):
            for character, _, reading in matches:
                seen[character][plain_reading(reading)] += 1
    injected = {
        character: found.most_common(1)[0]
        for character, found in seen.items()
        if len(found) == 1 and _is_injected(character, *found.most_common(1)[0])
    }
    if not _proves(injected.values()):
        return PageTable({})
    everywhere = Counter(text)
    table = {
        character: (reading, count)
        for character, (reading, count) in injected.items()
        if count >= PARTIAL * everywhere[character]
    }
    return PageTable({c: r for c, (r, _) in table.items()} if _proves(table.values()) else {})


def _lines_with_readings(text: str) -> Iterator[str]:
    """The lines in which something like a reading stands in parentheses."""
    end = -1
    for match in ANY_READING.finditer(text):
        if match.start() > end:
            start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
            end = len(text) if end < 0 else end
            yield text[start:end]


def _proves(annotated: Collection[tuple[str, int]]) -> bool:
    """Whether so many characters, annotated so often, are the work of a kit."""
    recurring = [count - 1 for _, count in annotated if count > 1]
    several = len(recurring) >= MIN_CHARACTERS or len(annotated) > MIN_CHARACTERS
    return several and sum(recurring) >= MIN_RECURRENCES


def _is_injected(character: str, reading: str, count: int) -> bool:
    return is_reading(character, reading) and _expected(character, count)


def _expected(character: str, count: int) -> bool:
    """Whether a kit annotates such a character: a Traditional one, or an ordinary one often."""
    common = frequency_rank().get(character, COMMON) < COMMON
    return common and (ord(character) in simplified() or count > MIN_RECURRENCES)


def _traditional(character: str) -> bool:
    return ord(character) in simplified() and not in_gb2312(character)


def _pinyin_reader(line: str, matches: list[tuple[str, ...]]) -> bool:
    """Whether the line annotates its ordinary characters too, one after the other."""
    annotated = sum(in_gb2312(match[0]) for match in matches)
    if annotated <= 1:
        return False
    return annotated >= READER * sum(in_gb2312(c) for c in line if "\u3400" <= c <= "\u9fff")


def _across(character: str, letter: str) -> str:
    """The character made of the second byte of `character` and the byte of `letter`, or ''."""
    found = decode_gbk(encode_gbk(character)[1:] + letter.encode("ascii"))
    return found if found != letter else ""
