"""What a single line is by its own words: a byline, a breadcrumb, a legal notice, a menu."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from cleanup.page import phrases
from cleanup.page.dates import dates
from cleanup.page.facts import facts, pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cleanup.page.dates import Date
    from cleanup.page.facts import Fact

MAX_BYLINE = 160  # code points
MAX_RESIDUE = 28  # code points of a byline that are neither a field, a date nor a label
MAX_CRUMB = 40  # code points of one section's name
MAX_CREDIT = 40  # code points
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


@by_line
def is_breadcrumb(block: Line) -> bool:
    """Whether a line is a path of sections: 首页 > 新闻 > 正文."""
    folded = block.folded
    if block.prose or len(folded) > phrases.MAX_MENU or not phrases.PATH.search(folded):
        return False
    lead = phrases.YOU_ARE_HERE.match(folded)
    first, *others = phrases.CRUMBS.split(folded[lead.end() if lead else 0 :].strip(" *•·"))
    if not others or any(len(crumb) > MAX_CRUMB for crumb in others):
        return False
    closed = len(others) > 1 or not others[-1]
    return lead is not None or (closed and phrases.CRUMB_HOME.fullmatch(first) is not None)


@by_line
def is_legal(block: Line) -> bool:
    """Whether a line is a copyright notice or a registration number, not prose about them."""
    folded = block.folded
    if block.prose:
        return phrases.COPYRIGHT_HEAD.match(folded) is not None
    return bool(phrases.ICP.search(folded) or phrases.COPYRIGHT.search(folded))


def is_disclaimer(block: Line) -> bool:
    """Whether a line is the site's statement about reprints, rights and liability."""
    head = phrases.DISCLAIMER.match(block.folded)
    return head is not None and phrases.RIGHTS.search(block.folded, head.end()) is not None


@by_line
def is_credit(block: Line) -> bool:
    """Whether a line says who made or owns a picture, and nothing of what it shows."""
    folded = block.folded
    return len(folded) <= MAX_CREDIT and bool(
        phrases.CREDIT.match(folded) or phrases.CREDIT_ALONE.match(folded)
    )


@by_line
def is_menu(block: Line) -> bool:
    """Whether a line is nothing but labels of links and buttons, several of them.

    Counters do not count, and single letters only from three on: 大 中 小 is one, 大 175 is none.
    """
    words = [word for word in phrases.labels(block.folded) if not word.isdecimal()]
    return len(words) > (1 if any(len(word) > 1 for word in words) else 2)


@by_line
def is_terminal(block: Line) -> bool:
    """Whether a line is what sites print right below an article, and nobody inside of one."""
    if is_disclaimer(block) or is_legal(block) or phrases.PREVIOUS_NEXT.match(block.folded):
        return True
    return not block.prose and any(one.match(block.folded) for one in phrases.TERMINAL)


@by_line
def is_interrupting(block: Line) -> bool:
    """Whether a line is what sites print below an article, or between its paragraphs."""
    if block.prose:
        return False
    return is_menu(block) or any(one.match(block.folded) for one in phrases.INTERRUPTING)


@by_line
def is_chrome(block: Line) -> bool:
    """Whether a line by itself is beyond doubt the site's, where there is a site."""
    if is_terminal(block) or is_interrupting(block):
        return True
    patterns = (phrases.BULLET, phrases.OPERATOR, phrases.DATED)
    return not block.prose and (
        bool(phrases.labels(block.folded))
        or any(one.match(block.folded) for one in patterns)
        or is_breadcrumb(block)
    )


# What sites print below articles, as kinds of which each counts once.
BELOW: dict[str, Callable[[Line], bool]] = {
    "legal": is_legal,
    "operator": lambda b: phrases.OPERATOR.match(b.folded) is not None,
    "next article": lambda b: phrases.PREVIOUS_NEXT.match(b.folded) is not None,
    "related": lambda b: phrases.RELATED.match(b.folded) is not None,
    "comments": lambda b: phrases.COMMENTS.match(b.folded) is not None,
}


@by_line
def kinds_below(line: Line) -> frozenset[str]:
    """The kinds of things that sites print below articles of which a line is one."""
    return frozenset(kind for kind, is_kind in BELOW.items() if is_kind(line))


def _rest(folded: str, found: Sequence[Fact], days: Sequence[Date]) -> str:
    """The line without its facts and dates."""
    pieces: list[str] = []
    end = 0
    for span in sorted([*(fact.span for fact in found), *(day.span for day in days)]):
        pieces += folded[end : span.start], " "
        end = max(end, span.end)
    return "".join((*pieces, folded[end:]))
