"""In what the bodies of two documents differ, in whole words, and where that stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.corpus.substance import Difference, tells_otherwise
from cleanup.page import is_prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleanup.corpus.body import Text

    Block = tuple[int, int, int]
    Gap = tuple[int, int, int, int]

NUMERALS = frozenset("0123456789.零〇一二两三四五六七八九十百千万亿")
LATIN, KATAKANA, HANGUL = range(1, 4)  # scripts of which letters in a row are a word
SPACED = re.compile("[a-z\u00df-\u024f\u0370-\u052f가-힣]")  # a letter of a script with space
LETTER = re.compile(f"{SPACED.pattern}|[0-9.零〇一二两三四五六七八九十百千万亿ァ-ヺー]")  # of a word
HARD = re.compile("(?m)^.*[0-9二三四五六七八九十百千万亿两不未没无非]")
MANY = 12  # single letters of a damaged copy
STATED = 4  # of them for each figure or denial that was hit
BESIDE = 12  # letters around a difference
NEAR = 4  # letters over which a word is moved
MAX_LINE = 60  # code points of a headline, of a field, of a row
MAX_SLOT = 12  # letters that a form is filled with
LABEL = re.compile(r"[:：\t|]\s*$")
SITE = re.compile(  # whole lines; what differs there is the site's
    r"\s*(?:来源|來源|作者|编辑|編輯|责编|責編|责任编辑|发布|發布|發佈|浏览|瀏覽|阅读|閱讀|点击|點擊|评论|評論|点赞|點讚"
    r"|更新时间|更新時間|出典|出处|閲覧|更新日|投稿日|출처|조회|입력|등록일|승인"
    r"|(?i:source|posted|published|updated|views?|comments|by)\b)"
)


def differ_in_facts(one: Text, other: Text) -> bool:
    """Whether two texts that are nearly the same state different facts."""
    blocks = _blocks(one.body, other.body)
    if _is_damaged(one.body, other.body, blocks):
        return False
    return tells_otherwise(_differences(one, other, _gaps(one.body, other.body, blocks)))


def _blocks(one: str, other: str) -> list[Block]:
    """What two bodies have in common: where in each, and how many letters; at last the ends.

    Bytes are aligned more than twice as fast as letters, so it is the low bytes of the letters
    that are.
    """
    from rapidfuzz.distance import Indel  # noqa: PLC0415  # 70 ms for those who compare

    low, others = (body.encode("utf-32-le")[::4] for body in (one, other))
    return Indel.editops(low, others).as_matching_blocks()


def _is_damaged(one: str, other: str, blocks: Sequence[Block]) -> bool:
    """Whether so many single letters differ, here and there, that one text is a damaged copy.

    Of these a few may be figures and denials, but no more than there are by chance.
    """
    if len(blocks) < MANY:
        return False
    single = a = c = 0
    parts = []
    for start, begin, size in blocks:
        single += start - a <= 1 >= begin - c
        parts.append(one[a:start] + other[c:begin])
        a, c = start + size, begin + size
    if single < MANY or 2 * single < len(blocks):
        return False
    return STATED * len(HARD.findall("\n".join(parts))) <= single


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
        if _is_site(one, a, b) and _is_site(other, c, d):
            continue
        if SPACED.search(mine + theirs):
            mine, theirs = _spelt(one, a, b), _spelt(other, c, d)
            before = _spelt(one, max(0, a - BESIDE), a)
            before += " " if (mine or theirs).startswith(" ") else ""
            after = _spelt(one, b, b + BESIDE)
        named = _has_capital(one, a, b) and _has_capital(other, c, d)
        slot = a < b and c < d and _is_slot(one, other, gap)
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
    return bool(text.places[at] - text.places[at - 1] == 1)


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
        if last and gap[0] - last[1] <= (NEAR if _is_moved(last, gap) else 1):
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


def _line(text: Text, start: int, stop: int) -> tuple[int, int]:
    """The code points [begin, end) of the line or lines that hold some letters."""
    end_of_text = len(text.text)
    first = int(text.places[start]) if start < len(text.places) else end_of_text
    last = int(text.places[stop - 1]) if start < stop else first
    end = text.text.find("\n", last)
    return text.text.rfind("\n", 0, first) + 1, end if end >= 0 else end_of_text


def _is_site(text: Text, start: int, stop: int) -> bool:
    """Whether some letters stand in a line of labels that a site prints beside an article."""
    begin, end = _line(text, start, stop)
    return (
        end - begin <= MAX_LINE
        and SITE.match(text.text, begin, end) is not None
        and not is_prose(text.text[begin:end])
    )


def _is_slot(one: Text, other: Text, gap: Gap) -> bool:
    """Whether a gap stands where a form is filled in: a field, a row, the head of a headline."""
    a, b, c, d = gap
    if max(b - a, d - c) > MAX_SLOT:
        return False
    whole, field, head = [], [], []
    for text, start, stop in ((one, a, b), (other, c, d)):
        begin, end = _line(text, start, stop)
        if end - begin > MAX_LINE:
            return False
        line = text.text[begin:end]
        if "\n" in line or is_prose(line):
            return False
        before = text.text[begin : text.places[start]]
        rest = len(line) - len(_words(text, start, stop))
        inner = start > 0 and stop < len(text.body)
        whole.append(inner and rest - len(before) <= 1 and not before.strip())
        field.append(LABEL.search(before) is not None)
        head.append(start == 0 and rest >= stop - start)
    return all(whole) or all(field) or all(head)
