"""What a single line is by its own words: a byline, a breadcrumb, a legal notice, a menu."""

from __future__ import annotations

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
    def publication(self) -> bool:
        """Whether both a date and a source or author are stated."""
        named = {name for name, _ in self.fields}
        return "date" in named and bool(named & {"source", "author"})


def byline(block: Block) -> Byline | None:
    """What a line states of date, source, author and the like, if it states nothing else."""
    folded = block.folded
    if len(folded) > MAX_BYLINE or "。" in folded or not phrases.STATED.search(folded):
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
        kept.append(("date", _iso(date, clock)))
    return Byline(tuple(kept), sure=len(facts) > 1)


def is_breadcrumb(block: Block) -> bool:
    """Whether a line is a path of sections: 首页 > 新闻 > 正文."""
    folded = block.folded
    if block.prose or len(folded) > phrases.MAX_MENU or not phrases.PATH.search(folded):
        return False
    lead = phrases.YOU_ARE_HERE.match(folded)
    first, *others = phrases.CRUMBS.split(folded[lead.end() if lead else 0 :].strip(" *•·"))
    if lead:
        return True
    if not others or any(len(crumb) > MAX_CRUMB for crumb in others):
        return False
    closed = len(others) > 1 or not others[-1]
    return closed and phrases.CRUMB_HOME.fullmatch(first) is not None


def is_legal(block: Block) -> bool:
    """Whether a line is a copyright notice or a registration number, not prose about them."""
    found = phrases.ICP.search(block.folded) or phrases.COPYRIGHT.search(block.folded)
    return found is not None and "。" not in block.folded[:-1]


def is_disclaimer(block: Block) -> bool:
    """Whether a line is the site's statement about rights and liability."""
    if not phrases.DISCLAIMER.match(block.folded):
        return False
    return phrases.DISCLAIMER_WORDS.search(block.folded) is not None


def is_credit(block: Block) -> bool:
    """Whether a line says who made or owns a picture, and nothing else."""
    folded = block.folded
    if len(folded) > MAX_CREDIT or "。" in folded:
        return False
    return bool(phrases.CREDIT.match(folded) or phrases.CREDIT_ALONE.match(folded))


def ends_article(block: Block) -> bool:
    """Whether a line is what sites print right below an article."""
    return (
        any(pattern.match(block.folded) for pattern in phrases.BELOW_ARTICLES)
        or is_disclaimer(block)
        or is_legal(block)
        or len(phrases.labels(block.folded)) > 1
    )


def is_chrome(block: Block) -> bool:
    """Whether a line by itself is beyond doubt the site's, where there is a site."""
    return (
        ends_article(block)
        or bool(phrases.labels(block.folded))
        or phrases.BULLET.match(block.folded) is not None
        or phrases.OPERATOR.match(block.folded) is not None
        or is_breadcrumb(block)
    )


def _iso(date: re.Match[str], clock: re.Match[str] | None) -> str:
    """ISO 8601, with the time of day if there is one."""
    year, month, day = map(int, date.groups())
    time = f"T{clock.group().zfill(5)}" if clock else ""
    return f"{year:04}-{month:02}-{day:02}{time}"
