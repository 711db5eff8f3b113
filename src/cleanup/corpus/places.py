"""Where in a document a difference stands: in a site's line, an address, a form to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.corpus.site_figures import ADDRESS, PASSING
from cleanup.regex import regex
from cleanup.text.folding import fold
from cleanup.text.sentences import SENTENCE_MARKS, is_prose

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from cleanup.corpus.body import Text

MAX_LINE = 60  # code points of a headline, of a field, of a row
MAX_SLOT = 12  # letters that a form is filled with
MAX_HEADING = 12  # code points of what stands over a list
LABEL = regex(r"[:：\t|][^\S\t]*$")
SITE = regex(  # whole lines; what differs there is the site's
    r"\s*(?:来源|來源|作者|编辑|編輯|责编|責編|责任编辑|发布|發布|發佈|更新时间|更新時間"
    r"|出典|出处|更新日|投稿日|출처|입력|등록일|승인|(?i:source|posted|published|updated|by)\b)"
)


class Side(NamedTuple):
    """The letters [start, stop) of a body, and the line or lines [begin, end) that hold them."""

    text: Text
    start: int
    stop: int
    begin: int
    end: int

    @property
    def lines(self) -> str:
        """The line, or lines."""
        return self.text.text[self.begin : self.end]


def side_of(text: Text, start: int, stop: int) -> Side:
    """The letters [start, stop) with where they stand; where there are none, the next letter."""
    end_of_text = len(text.text)
    first = text.places[start] if start < len(text.places) else end_of_text
    last = text.places[stop - 1] if start < stop else first
    end = text.text.find("\n", last)
    begin = text.text.rfind("\n", 0, first) + 1
    return Side(text, start, stop, begin, end if end >= 0 else end_of_text)


def is_site(side: Side) -> bool:
    """Whether a line is one of labels that a site prints beside an article."""
    return (
        side.end - side.begin <= MAX_LINE
        and SITE.match(side.text.text, side.begin, side.end) is not None
        and not is_prose(side.lines)
    )


def is_passing(side: Side) -> bool:
    """Whether letters are of an address or of a count in brackets.

    The article is the same whatever site it is on; unless its headline speaks of the site.
    """
    return _lies_in(PASSING, side) and not is_named_host(side)


def is_named_host(side: Side) -> bool:
    """Whether letters are of an address in the first line of a document: it speaks of that host."""
    above = side.text.text[: side.begin]
    return not above.strip() and _lies_in(ADDRESS, side)


def _lies_in(form: re.Pattern[str], side: Side) -> bool:
    places = side.text.places
    if side.start == side.stop or "\n" in side.lines:
        return False
    first, last = places[side.start] - side.begin, places[side.stop - 1] - side.begin
    return any(one.start() <= first and last < one.end() for one in form.finditer(fold(side.lines)))


def is_slot(sides: Sequence[Side]) -> bool:
    """Whether a difference stands where a form is filled in.

    That is a field, a row, the head of a headline, or a list under one heading at the end.
    """
    if all(map(_is_last_list, sides)) and len({_heading(side) for side in sides}) == 1:
        return True
    if any(side.stop - side.start > MAX_SLOT or side.end - side.begin > MAX_LINE for side in sides):
        return False
    found = all(map(_is_row, sides)) or all(map(_is_value, sides)) or all(map(_is_head, sides))
    return found and not any(is_prose(side.lines) for side in sides)


def _is_row(side: Side) -> bool:
    """Whether letters are a line, and not at the end of the text, where the site's may be."""
    places = side.text.places
    if not (side.start > 0 and side.stop < len(places)):
        return False
    return places[side.start - 1] < side.begin and places[side.stop] >= side.end


def _is_value(side: Side) -> bool:
    """Whether letters stand behind the label of a field."""
    place = side.text.places[side.start]
    label = side.text.text[side.begin : place]
    return side.begin <= place < side.end and LABEL.search(label) is not None


def _is_head(side: Side) -> bool:
    """Whether letters begin a headline, of which they are the lesser part."""
    words = side.text.places[side.stop - 1] + 1 - side.begin
    return side.start == 0 and side.end - side.begin - words >= side.stop - side.start


def _is_last_list(side: Side) -> bool:
    """Whether letters are the last lines of a text, all short, right below a heading."""
    places = side.text.places
    if not 0 < side.start < side.stop == len(places) or places[side.start - 1] >= side.begin:
        return False
    return (
        all(
            len(line) <= MAX_LINE and not SENTENCE_MARKS.search(line)
            for line in side.lines.split("\n")
        )
        and 0 < len(_heading(side)) <= MAX_HEADING
        and not SENTENCE_MARKS.search(_heading(side))
    )


def _heading(side: Side) -> str:
    """The line above."""
    return side.text.text[: side.begin].rstrip().rpartition("\n")[2]
