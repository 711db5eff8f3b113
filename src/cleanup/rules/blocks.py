"""What a single line is by its own words: a byline, a breadcrumb, a legal notice, a menu."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from cleanup.rules import phrases

if TYPE_CHECKING:
    import re

    from cleanup.page import Block

MAX_BYLINE = 160  # code points
MAX_RESIDUE = 28  # code points of a byline that are neither a field, a date nor a label
MAX_CRUMB = 40  # code points of one section's name
MAX_CREDIT = 40  # code points


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


def byline(block: Block) -> Byline | None:
    """What a line states of date, source, author and the like, if it states nothing else."""
    folded = block.folded
    if len(folded) > MAX_BYLINE or not phrases.STATED.search(folded):
        return None
    if phrases.CLAUSE.search(folded):
        return None
    date, clock = phrases.DATE.search(folded), phrases.CLOCK.search(folded)
    fields = list(phrases.FIELD.finditer(folded))
    if not fields and not (date and clock):
        return None
    residue = phrases.CLOCK.sub(" ", phrases.DATE.sub(" ", phrases.FIELD.sub(" ", folded)))
    words = [word for word in phrases.SEPARATORS.split(residue) if not phrases.is_label(word)]
    if sum(map(len, words)) > MAX_RESIDUE:
        return None
    stated = [
        (phrases.FIELD_NAMES[field[1]], block.text[field.start(2) : field.end(2)])
        for field in fields
    ]
    facts = {name or field[1] for field, (name, _) in zip(fields, stated, strict=True)}
    kept = [(name, value) for name, value in stated if name not in ("", "date") and value]
    if date:
        facts.add("date")
        kept += (("date", day) for day in _iso(date, clock))
    return Byline(tuple(kept), sure=len(facts) > 1)


def is_breadcrumb(block: Block) -> bool:
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


def is_legal(block: Block) -> bool:
    """Whether a line is a copyright notice or a registration number, not prose about them."""
    folded = block.folded
    if block.prose:
        return phrases.COPYRIGHT_HEAD.match(folded) is not None
    return bool(phrases.ICP.search(folded) or phrases.COPYRIGHT.search(folded))


def is_disclaimer(block: Block) -> bool:
    """Whether a line is the site's statement about reprints, rights and liability."""
    head = phrases.DISCLAIMER.match(block.folded)
    return head is not None and phrases.RIGHTS.search(block.folded, head.end()) is not None


def is_credit(block: Block) -> bool:
    """Whether a line says who made or owns a picture, and nothing of what it shows."""
    folded = block.folded
    return len(folded) <= MAX_CREDIT and bool(
        phrases.CREDIT.match(folded) or phrases.CREDIT_ALONE.match(folded)
    )


def is_menu(block: Block) -> bool:
    """Whether a line is nothing but labels of links and buttons, several of them.

    Counters do not count, and single letters only from three on: 大 中 小 is one, 大 175 is none.
    """
    words = [word for word in phrases.labels(block.folded) if not word.isdecimal()]
    return len(words) > (1 if any(len(word) > 1 for word in words) else 2)


def is_terminal(block: Block) -> bool:
    """Whether a line is what sites print right below an article, and nobody inside of one."""
    if is_disclaimer(block) or is_legal(block) or phrases.PREVIOUS_NEXT.match(block.folded):
        return True
    return not block.prose and any(one.match(block.folded) for one in phrases.TERMINAL)


def is_interrupting(block: Block) -> bool:
    """Whether a line is what sites print below an article, or between its paragraphs."""
    if block.prose:
        return False
    return is_menu(block) or any(one.match(block.folded) for one in phrases.INTERRUPTING)


def is_chrome(block: Block) -> bool:
    """Whether a line by itself is beyond doubt the site's, where there is a site."""
    if is_terminal(block) or is_interrupting(block):
        return True
    patterns = (phrases.BULLET, phrases.OPERATOR, phrases.DATED)
    return not block.prose and (
        bool(phrases.labels(block.folded))
        or any(one.match(block.folded) for one in patterns)
        or is_breadcrumb(block)
    )


def _iso(date: re.Match[str], clock: re.Match[str] | None) -> list[str]:
    """ISO 8601, with the time of day if there is one; nothing for a day that never was."""
    year, month, day = map(int, date.groups())
    hour, minute, second = (*map(int, clock.group().split(":")), 0, 0)[:3] if clock else (0, 0, 0)
    try:
        moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  # pages name no zone
    except ValueError:
        return []
    return [moment.isoformat() if clock else moment.date().isoformat()]
