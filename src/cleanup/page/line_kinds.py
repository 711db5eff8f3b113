"""What a single line is by its own words: a byline, a breadcrumb, a legal notice, a menu."""

from __future__ import annotations

from functools import reduce, wraps
from operator import or_
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from cleanup.page import phrases
from cleanup.page.dates import dates
from cleanup.page.facts import facts, pairs
from cleanup.regex import regex
from cleanup.text.learnt import learnt

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

    from cleanup.page.dates import Date
    from cleanup.page.facts import Fact
    from cleanup.page.page import Block, Page

MAX_BYLINE = 160  # code points
MAX_RESIDUE = 28  # code points of a byline that are neither a field, a date nor a label
MAX_CRUMB = 40  # code points of one section's name
MAX_CREDIT = 40  # code points
MENU_LINES = 6  # of one label each that make a menu
Answer = TypeVar("Answer")  # to a question about a line
REMEMBERED = 4096  # lines: several rules ask the same of each, and many stand on many pages
LONG_LINE = 200  # code points; of longer lines nothing is remembered
UNKNOWN: Any = object()  # of a line that was not asked yet


class Line(Protocol):
    """What a question about a line may depend on, all of it told by the text: see Block."""

    text: str
    folded: str
    prose: bool


def by_line(question: Callable[[Line], Answer]) -> Callable[[Line], Answer]:
    """The question, asked only once of lines that are the same."""
    known: dict[str, Answer] = {}

    @wraps(question)
    def asked(line: Line) -> Answer:
        text = line.text
        answer: Answer = known.get(text, UNKNOWN)
        if answer is UNKNOWN:
            answer = question(line)
            if len(known) >= REMEMBERED:
                known.clear()
            if len(text) <= LONG_LINE:
                known[text] = answer
        return answer

    return asked


class Byline(NamedTuple):
    """What a byline states; `sure` if it states two facts, not only a date with a time."""

    fields: tuple[tuple[str, str], ...]
    sure: bool

    @property
    def names(self) -> frozenset[str]:
        """The fields that are stated."""
        return frozenset(name for name, _ in self.fields)

    @property
    def publication(self) -> bool:
        """Whether both a date and a source or author are stated."""
        return "date" in self.names and bool(self.names & {"source", "author"})


@by_line
def byline(block: Line) -> Byline | None:
    """What a line states of date, source, author and the like, if it states nothing else.

    Without a label in Chinese it takes a date with a time of day, or with an author or a source.
    """
    folded = block.folded
    if len(folded) > MAX_BYLINE or not phrases.STATED.search(folded):
        return None
    if phrases.SENTENCE.search(folded):
        return None
    days = dates(folded)
    if not days and (folded.isascii() or not phrases.FIELD.search(folded)):
        return None
    found = facts(block.text, folded, days)
    labelled = any(fact.label in phrases.FIELD_NAMES for fact in found)
    named = any(fact.field in ("author", "source") for fact in found)
    timed = phrases.DATE.search(folded) and phrases.CLOCK.search(folded)
    if not (labelled or timed or (days and named)):
        return None
    residue = phrases.CLOCK.sub(" ", phrases.DATE.sub(" ", _rest(folded, found, days)))
    words = [word for word in phrases.SEPARATORS.split(residue) if not phrases.is_label(word)]
    if phrases.CLAUSE.search(residue) or sum(map(len, words)) > MAX_RESIDUE:
        return None
    stated = {fact.field or fact.label for fact in found} | ({"date"} if days else set())
    return Byline(pairs(found, days, folded), sure=len(stated) > 1)


# What a line may be: the bits of a number, of which it may have several.
BYLINE, SURE, BREADCRUMB, LEGAL, DISCLAIMER, CREDIT = (1 << at for at in range(6))
LABEL, LABELS, MENU, BULLET, DATED, TEMPLATE = (1 << at for at in range(6, 12))
OPERATOR, NEXT, RELATED, COMMENTS, END, SCAN = (1 << at for at in range(12, 18))
PART_END, OTHER_WORKS, SHARE_TO, INLINE_RELATED = (1 << at for at in range(18, 22))
REPORTER, TERMINAL, INTERRUPTING, CHROME = (1 << at for at in range(22, 26))
INLINE_NOTICE = 1 << 26

# What a line begins with that is of a kind; the first group has no letter of an alphabet for it.
EAST_ASIAN = {
    OPERATOR: phrases.OPERATOR,
    NEXT: phrases.PREVIOUS_NEXT,
    RELATED: phrases.RELATED,
    COMMENTS: phrases.COMMENTS,
    END: phrases.END_OF_TEXT,
    SCAN: phrases.SCAN,
    PART_END: phrases.PART_ENDS,
    SHARE_TO: phrases.SHARE_TO,
    INLINE_RELATED: phrases.INLINE_RELATED,
    REPORTER: phrases.REPORTER,
}
OF_ANY_WRITING = {
    BULLET: phrases.BULLET,
    DATED: phrases.DATED,
    OTHER_WORKS: phrases.OTHER_WORKS,
    INLINE_NOTICE: phrases.INLINE_NOTICE,
    REPORTER: phrases.HASHTAGS,
}


def _any_of(*heads: re.Pattern[str]) -> re.Pattern[str]:
    return regex("|".join(f"(?:{head.pattern})" for head in heads))


ANY_EAST_ASIAN = _any_of(
    *EAST_ASIAN.values(), phrases.DISCLAIMER, phrases.CREDIT, phrases.CREDIT_ALONE
)
ANY_OF_ANY_WRITING = _any_of(*OF_ANY_WRITING.values())
TEMPLATE_MARK = "{{"  # opens what a page's script should have filled in


@by_line
def kinds_of(line: Line) -> int:
    """All that a line is, as bits.

    TERMINAL is what sites print right below an article, and nobody inside of one; INTERRUPTING
    what they print there or between its paragraphs; CHROME what is the site's beyond doubt.
    """
    folded, found = line.folded, 0
    if ANY_OF_ANY_WRITING.match(folded):
        found |= _heads(folded, OF_ANY_WRITING)
    if not folded.isascii() and ANY_EAST_ASIAN.match(folded):
        found |= _heads(folded, EAST_ASIAN)
        found |= DISCLAIMER if _is_disclaimer(folded) else 0
        found |= CREDIT if _is_credit(folded) else 0
    if _is_legal(line):
        found |= LEGAL
    if not line.prose and _is_breadcrumb(folded):
        found |= BREADCRUMB
    if line.text.startswith(TEMPLATE_MARK):
        found |= TEMPLATE
    if phrases.LABEL_STARTS.match(folded):
        found |= _labelled(folded)
    stated = byline(line)
    if stated is not None:
        found |= BYLINE | SURE if stated.sure else BYLINE
    return found | _of_the_site(found, prose=line.prose) if found else 0


def _of_the_site(found: int, *, prose: bool) -> int:
    """The bits that others make up together. A sentence is the site's by few of them."""
    if prose:
        return TERMINAL | CHROME if found & (DISCLAIMER | LEGAL | NEXT) else 0
    if found & (DISCLAIMER | LEGAL | NEXT | COMMENTS | END):
        return TERMINAL | CHROME | (INTERRUPTING if found & (MENU | RELATED | SHARE_TO) else 0)
    if found & (MENU | RELATED | SHARE_TO):
        return INTERRUPTING | CHROME
    return CHROME if found & (LABELS | BULLET | OPERATOR | DATED | BREADCRUMB) else 0


def _heads(folded: str, heads: dict[int, re.Pattern[str]]) -> int:
    return sum(kind for kind, head in heads.items() if head.match(folded))


@learnt
def kinds_on(page: Page) -> list[int]:
    """All that each block of a page is: see kinds_of."""
    return [kinds_of(block) for block in page.blocks]


def blocks_of(page: Page, kinds: int) -> list[Block]:
    """The blocks of a page that are of one of these kinds."""
    if not _all_kinds_on(page) & kinds:
        return []
    found = kinds_on(page)
    return [block for block in page.blocks if found[block.index] & kinds]


@learnt
def _all_kinds_on(page: Page) -> int:
    """What any block of a page is."""
    return reduce(or_, kinds_on(page), 0)


def is_a(line: Line, kinds: int) -> bool:
    """Whether a line is of one of these kinds."""
    return kinds_of(line) & kinds != 0


def _is_breadcrumb(folded: str) -> bool:
    """Whether a line is a path of sections: 首页 > 新闻 > 正文."""
    if len(folded) > phrases.MAX_MENU or not phrases.PATH.search(folded):
        return False
    lead = phrases.YOU_ARE_HERE.match(folded)
    path = folded[lead.end() if lead else 0 :].strip(" *•·")
    if not (lead or phrases.CRUMB_HOME.match(path)):
        return False
    first, *others = phrases.CRUMBS.split(path)
    if not others or any(len(crumb) > MAX_CRUMB for crumb in others):
        return False
    closed = len(others) > 1 or not others[-1]
    return lead is not None or (closed and phrases.CRUMB_HOME.fullmatch(first) is not None)


def _is_legal(line: Line) -> bool:
    """Whether a line is a copyright notice or a registration number, not prose about them."""
    folded = line.folded
    if line.prose:
        return phrases.COPYRIGHT_HEAD.match(folded) is not None
    return phrases.OF_LAW.search(folded) is not None and bool(
        phrases.ICP.search(folded) or phrases.COPYRIGHT.search(folded)
    )


def _is_disclaimer(folded: str) -> bool:
    """Whether a line is the site's statement about reprints, rights and liability."""
    head = phrases.DISCLAIMER.match(folded)
    return head is not None and phrases.RIGHTS.search(folded, head.end()) is not None


def _is_credit(folded: str) -> bool:
    """Whether a line says who made or owns a picture, and nothing of what it shows."""
    return len(folded) <= MAX_CREDIT and bool(
        phrases.CREDIT.match(folded) or phrases.CREDIT_ALONE.match(folded)
    )


def _labelled(folded: str) -> int:
    """LABEL for a line that is one but for marks, LABELS for one of nothing else, and MENU.

    That has several. Counters do not count, and single letters only from three on: 大 中 小 is one,
    大 175 is none.
    """
    found = LABEL if phrases.is_label(folded.strip("*+•· ")) else 0
    labels = phrases.labels(folded)
    if not labels:
        return found
    words = [word for word in labels if not word.isdecimal()]
    several = len(words) > (1 if any(len(word) > 1 for word in words) else 2)
    return found | LABELS | (MENU if several else 0)


def has_menu(kinds: Sequence[int]) -> bool:
    """Whether lines of these kinds have a menu among them: in one line, or of many labels."""
    single = sum(one & LABEL != 0 for one in kinds)
    return single >= MENU_LINES or any(one & MENU for one in kinds)


# What sites print below articles, as kinds of which each counts once.
BELOW = {
    "legal": LEGAL,
    "operator": OPERATOR,
    "next article": NEXT,
    "related": RELATED,
    "comments": COMMENTS,
}


def names_of(kinds: int, names: dict[str, int]) -> set[str]:
    """The names of the kinds that are among `kinds`."""
    return {name for name, kind in names.items() if kinds & kind}


def _rest(folded: str, found: Sequence[Fact], days: Sequence[Date]) -> str:
    """The line without its facts and dates."""
    pieces: list[str] = []
    end = 0
    for span in sorted([*(fact.span for fact in found), *(day.span for day in days)]):
        pieces += folded[end : span.start], " "
        end = max(end, span.end)
    return "".join((*pieces, folded[end:]))
