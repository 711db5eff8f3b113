"""In what the bodies of two documents differ, in whole words, and where that stands."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from cleanup.corpus.body import letters_of
from cleanup.corpus.differences import MOST_ALIGNED, unlike
from cleanup.corpus.places import is_named_host, is_passing, is_site, is_slot, side_of
from cleanup.corpus.substance import Difference, tells_otherwise
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.corpus.body import Text

    Block = tuple[int, int, int]
    Gap = tuple[int, int, int, int]

NUMERALS = frozenset("0123456789.零〇一二两三四五六七八九十百千万亿")
LATIN, KATAKANA, HANGUL = range(1, 4)  # scripts of which letters in a row are a word
SPACED = regex("[a-z\u00df-\u024f\u0370-\u052f가-힣]")  # a letter of a script with space
LETTER = regex(f"{SPACED.pattern}|[0-9.零〇一二两三四五六七八九十百千万亿ァ-ヺー]")  # of a word
HARD = regex("(?m)^.*[0-9二三四五六七八九十百千万亿两不未没无非]")
MANY_LETTERS = 8  # single letters of a damaged copy, of which no two are the same
LETTERS_TO_A_STRETCH = 3  # of them for each difference of more letters
STATED = 4  # of them for each figure or denial that was hit
BESIDE = 12  # letters around a difference
MOVED_LETTERS = 4  # letters over which a word is moved
NUMBER = regex("[0-9.]+")
FIGURES = 8  # of a form that is told by them alone
COMMON = 3  # figures of it for each that another one has too


def differ_in_facts(one: Text, other: Text) -> bool:
    """Whether two texts that are nearly the same state different facts."""
    blocks = _blocks(one, other)
    if _is_damaged(one.body, other.body, blocks):
        return False
    if _is_form(one.body, other.body):
        return True
    found = list(_gaps(one.body, other.body, blocks))
    return tells_otherwise(_differences(one, other, found), len(found))


def _blocks(one: Text, other: Text) -> list[Block]:
    """What two bodies have in common: where in each, and how many letters; at last their ends.

    Long ones are aligned line by line, and then the letters of lines that differ. What is too
    long even so is one gap.
    """
    if max(len(one.body), len(other.body)) <= MOST_ALIGNED:
        return aligned(one.body, other.body)
    lines, others = (letters_of(text.text.split("\n")) for text in (one, other))
    starts, firsts = ([0, *accumulate(map(len, part))] for part in (lines, others))
    found: list[Block] = []
    a = c = 0
    for at, to, first, last in unlike(lines, others):
        start, begin = starts[at], firsts[first]
        found.append((a, c, start - a))
        a, c = starts[to], firsts[last]
        if max(a - start, c - begin) <= MOST_ALIGNED:
            inner = aligned(one.body[start:a], other.body[begin:c])
            found += ((start + i, begin + j, size) for i, j, size in inner)
    found.append((a, c, len(one.body) - a))
    return [*found, (len(one.body), len(other.body), 0)]


@lru_cache(maxsize=1)  # how similar two texts are is asked first, and then in what they differ
def aligned(one: str, other: str) -> list[Block]:
    """The blocks of texts of which all letters are aligned.

    Bytes are aligned more than twice as fast as letters, so it is the low bytes of the letters
    that are. A block may thus hold a few letters that are not the same.
    """
    from rapidfuzz.distance import Indel  # noqa: PLC0415  # 70 ms for those who compare

    low, others = (body.encode("utf-32-le")[::4] for body in (one, other))
    found = Indel.editops(low, others).as_matching_blocks()
    return [(block.a, block.b, block.size) for block in found]


def _is_damaged(one: str, other: str, blocks: Sequence[Block]) -> bool:
    """Whether so many single letters differ, here and there, that one text is a damaged copy.

    Of these a few may be figures and denials, but no more than there are by chance. The same
    letters for the same others are no damage.
    """
    if len(blocks) < MANY_LETTERS:
        return False
    single: set[str] = set()
    wide = a = c = 0
    parts = []
    for start, begin, size in blocks:
        part = one[a:start] + other[c:begin]
        if start - a <= 1 >= begin - c:
            single.add(part)
        elif start - a > 1 < begin - c:
            wide += 1
        parts.append(part)
        a, c = start + size, begin + size
    if len(single) < max(MANY_LETTERS, LETTERS_TO_A_STRETCH * wide, len(parts) / 2):
        return False
    return STATED * len(HARD.findall("\n".join(parts))) <= len(single)


def _is_form(one: str, other: str) -> bool:
    """Whether two texts have so few figures in common that they are one form, filled in twice."""
    figures, others = set(NUMBER.findall(one)), set(NUMBER.findall(other))
    fewer = min(len(figures), len(others))
    return fewer >= FIGURES and COMMON * len(figures & others) < fewer


def _gaps(one: str, other: str, blocks: Iterable[Block]) -> Iterator[Gap]:
    """The parts of two bodies that they do not have in common, also amid a block."""
    a = c = 0
    for start, begin, size in blocks:
        if start > a or begin > c:
            yield a, start, c, begin
        a, c = start + size, begin + size
        if one[start:a] != other[begin:c]:  # in letters that have the same low byte
            for at in range(size):
                if one[start + at] != other[begin + at]:
                    yield start + at, start + at + 1, begin + at, begin + at + 1


def _differences(one: Text, other: Text, found: Iterable[Gap]) -> Iterator[Difference]:
    """What one text has where the other has something else, in the order of the text.

    What a site prints beside an article, such as its source and a counter, does not count.
    """
    first, second = one.body, other.body
    for gap in _joined(_widened(one, other, gap) for gap in found):
        a, b, c, d = gap
        mine, theirs = first[a:b], second[c:d]
        before, after = first[max(0, a - BESIDE) : a], first[b : b + BESIDE]
        if not LETTER.search(mine + theirs) and b - a <= 1 >= d - c:
            yield Difference(mine, theirs, before, after)
            continue
        sides = (side_of(one, a, b), side_of(other, c, d))
        if all(map(is_site, sides)) or all(map(is_passing, sides)):
            continue
        if SPACED.search(mine + theirs):
            mine, theirs = _spelt(one, a, b), _spelt(other, c, d)
            before = _spelt(one, max(0, a - BESIDE), a)
            before += " " if (mine or theirs).startswith(" ") else ""
            after = _spelt(one, b, b + BESIDE)
        named = _has_capital(one, a, b) and _has_capital(other, c, d)
        named |= all(map(is_named_host, sides))
        slot = a < b and c < d and is_slot(sides)
        yield Difference(mine.lstrip(), theirs.lstrip(), before, after, named=named, slot=slot)


def _widened(one: Text, other: Text, gap: Gap) -> Gap:
    """A gap with the rest of the words and numbers that it cuts."""
    a, b, c, d = gap
    first, second = one.body, other.body
    if not LETTER.search(first[max(0, a - 1) : b + 1] + second[max(0, c - 1) : d + 1]):
        return gap
    while a and c and first[a - 1] == second[c - 1] and (_is_one(one, a) or _is_one(other, c)):
        a, c = a - 1, c - 1
    while (
        b < len(first)
        and d < len(second)
        and first[b] == second[d]
        and (_is_one(one, b) or _is_one(other, d))
    ):
        b, d = b + 1, d + 1
    return a, b, c, d


def _is_one(text: Text, at: int) -> bool:
    """Whether the letter at a place and the one before it belong to one word or number."""
    if not 0 < at < len(text.body):
        return False
    before, letter = text.body[at - 1], text.body[at]
    if not (before in NUMERALS and letter in NUMERALS):
        script = _script(letter)
        if not script or script != _script(before):
            return False
    return text.places[at] - text.places[at - 1] == 1


def _script(letter: str) -> int:
    if letter < "\u2e80":
        return LATIN
    if "\u30a1" <= letter <= "\u30fc":
        return KATAKANA
    return HANGUL if "\uac00" <= letter <= "\ud7a3" else 0


def _joined(found: Iterable[Gap]) -> Iterator[Gap]:
    """The gaps, one instead of two that overlap or have a single letter between them.

    What was moved by a few words is one gap too, instead of one on either side.
    """
    last: Gap | None = None
    for gap in found:
        if last and gap[0] - last[1] <= (MOVED_LETTERS if _is_moved(last, gap) else 1):
            last = last[0], max(last[1], gap[1]), last[2], max(last[3], gap[3])
            continue
        if last:
            yield last
        last = gap
    if last:
        yield last


def _is_moved(last: Gap, gap: Gap) -> bool:
    """Whether one gap is in the one text alone, and the next in the other."""
    (a, b, c, d), (e, f, g, h) = last, gap
    return (a == b and g == h) or (c == d and e == f)


def _spelt(text: Text, start: int, stop: int) -> str:
    """Some letters of the body, with a space between words in scripts that are written so."""
    letters = text.body[start:stop]
    return "".join(
        letter if at == 0 or text.places[at] - text.places[at - 1] == 1 else f" {letter}"
        for at, letter in enumerate(letters, start)
    )


def _words(text: Text, start: int, stop: int) -> str:
    """The text of some letters, with what stands between them."""
    if start == stop:
        return ""
    return text.text[text.places[start] : text.places[stop - 1] + 1]


def _has_capital(text: Text, start: int, stop: int) -> bool:
    return any(map(str.isupper, _words(text, start, stop)))
