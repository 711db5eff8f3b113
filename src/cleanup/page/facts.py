"""What a line states about the article, once it is known to be a line of that kind.

The labels of Chinese systems stand in phrases.py; here are those of English and Korean pages, and
the forms without a label: `By Jane Doe`, 記者王小明／台北報導, 홍길동 기자. Values are trimmed and
bounded, so that no page can put more than a name into the metadata.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleanup.model import Span
from cleanup.page import phrases
from cleanup.page.dates import dates
from cleanup.regex import regex
from cleanup.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleanup.page.dates import Date
    from cleanup.page.page import Block

MAX_LINE = 400  # code points: what is longer is no line of facts
MAX_NAME = 80  # code points
MAX_TITLE = 200  # code points
MAX_SECTION = 20  # code points: a longer crumb is a headline
LABEL_REACH = 14  # code points before a date where its label stands

LABELS = {
    "source": "source", "publisher": "source", "published by": "source", "출처": "source",
    "author": "author", "authors": "author", "writer": "author", "reporter": "author",
    "written by": "author", "reported by": "author", "words by": "author", "text by": "author",
    "story by": "author", "posted by": "author", "by": "author",
    "작성자": "author", "글쓴이": "author", "글": "author",
    "editor": "editor", "edited by": "editor", "editing by": "editor", "편집": "editor",
    "photo by": "", "photos by": "", "illustration by": "", "reviewed by": "", "translated by": "",
    "section": "section", "category": "section", "filed under": "section",
}  # fmt: skip  # a table is read by columns
_LABELS = "|".join(sorted(LABELS, key=len, reverse=True))
_SIGNATURES = "|".join(label for label in LABELS if label.endswith(" by"))
# With a colon any value up to a separator or the next label, without one names with capitals.
LABELLED = regex(
    rf"(?<![\w-])({_LABELS})\s?:\s?([^|·•\t:]{{1,{MAX_NAME}}}?)"
    rf"(?=\s*(?:$|[|·•\t])|\s\s|\s(?:{_LABELS}|{phrases.NAMES})\s?:)"
)
_CAPITALS = r"(?!(?:Updated|Published|Posted|Last|On|In|At)\b)[A-Z\u00c0-\u00de][\w'’.-]{0,24}"
_PARTICLES = "de|del|van|von|der|den|da|di|la|le|bin|al|of|the"
_NAME = rf"(?>{_CAPITALS}(?:\s(?:(?:{_PARTICLES})\s){{0,2}}{_CAPITALS}){{0,5}})"  # in linear time
SIGNED = regex(
    rf"(?:^|[|·•/–—-])\s{{0,2}}((?i:{_SIGNATURES}|by))\s"
    rf"({_NAME}(?:(?:,?\s(?:and|&)\s|,\s){_NAME}){{0,3}})"
    r"(?=\s*(?:$|[|·•/,(–—-])|\s(?i:in|on|for|at|published|updated|posted|last)\b)"
)
KOREAN_REPORTER = regex(r"(?<![가-힣])()([가-힣]{2,4})\s?(?:선임|수습|인턴|전문)?기자(?![가-힣])")
REPORTER = regex(
    r"(?:记者|通讯员)\s?:?\s?([^/:()\[\]【】〔〕。]{2,24}?)"
    r"\s?(?:[/\])】〕]|$|记者|通讯员|摄影|报道|报导|\s[文摄电])"
)
# Of each form, what is in all that it finds, one of them, folded: most lines have none.
FORMS = {
    phrases.FIELD: (":", "/"),
    LABELLED: (":",),
    KOREAN_REPORTER: ("기자",),
    SIGNED: ("by",),
}
UPDATED = regex("更新|修改|수정|updated|modified")
EDITORS = regex("编辑|责编|主编|edit|편집")  # before those who only checked the text
PAGE_ITSELF = regex("(?:新闻|文章)?(?:正文|内容|详情|详细|本文)(?:内容|页)?|article|detail|본문")
POST = regex(
    r",\s(?:[\w-]+\s){0,2}(?:writer|reporter|editor|correspondent|contributor|columnist|staff)$",
    re.IGNORECASE,
)
ENDS = " \t:,;、。·•|/*#=<>«»–—-_…"
BRACKETS = (("(", ")"), ("[", "]"), ("【", "】"), ("〔", "〕"), ("《", "》"))


class Fact(NamedTuple):
    """A field that a line states under a label; `field` is '' for what is counted, not kept."""

    field: str
    label: str
    value: str
    span: Span


def facts(text: str, folded: str, days: Iterable[Date]) -> list[Fact]:
    """The fields that a line names, but for its dates `days`, in their order."""
    for day in days:  # a date ends a value
        folded, text = _without(folded, day.span), _without(text, day.span)
    found: list[Fact] = []
    for form, marks in FORMS.items():
        if not any(mark in folded for mark in marks):
            continue
        for match in form.finditer(text if form is SIGNED else folded):
            label = match[1].lower()
            field = phrases.FIELD_NAMES.get(label, LABELS.get(label, "author"))
            value = name(text[slice(*match.span(2))])
            found.append(Fact(field, label, value, Span(*match.span())))
    found.sort(key=lambda fact: (fact.span.start, -fact.span.end))
    apart: list[Fact] = []
    for fact in found:
        if not apart or fact.span.start >= apart[-1].span.end:
            apart.append(fact)
    return apart


def stated(block: Block) -> tuple[tuple[str, str], ...]:
    """The facts of a line that is known to state some, as pairs of field and value."""
    if len(block.text) > MAX_LINE:
        return ()
    days = dates(block.folded)
    found = pairs(facts(block.text, block.folded, days), days, block.folded)
    signed = REPORTER.search(block.folded)
    if signed and "author" not in dict(found):
        author = name(block.text[slice(*signed.span(1))])
        found += (("author", author),) if author else ()
    return found


def pairs(found: Sequence[Fact], days: Sequence[Date], folded: str) -> tuple[tuple[str, str], ...]:
    """What the metadata take of a line: of every field the first value, editors before checkers."""
    kept: dict[str, str] = {}
    for fact in sorted(found, key=lambda fact: not EDITORS.search(fact.label)):
        if fact.field not in ("", "date") and fact.value:
            kept.setdefault(fact.field, fact.value)
    day = _published(days, folded)
    return (*kept.items(), *((("date", day),) if day else ()))


def name(text: str) -> str:
    """A value without what sites put after it: buttons, a post, an open bracket. '' if none."""
    words = shortened(text, MAX_NAME).split()
    while words and phrases.is_button(fold(words[-1])):
        words.pop()
    value = POST.sub("", " ".join(words))
    folded = fold(value)
    for opening, closing in BRACKETS:
        if folded.rfind(opening) > folded.rfind(closing):
            value = value[: folded.rfind(opening)]
    value = value.strip(ENDS)
    return value if any(map(str.isalnum, value)) else ""


def shortened(text: str, most: int) -> str:
    """A value of one line and at most `most` code points, all of them printable."""
    line = " ".join(text[: 4 * most].split())
    return "".join(filter(str.isprintable, line))[:most].rstrip()


def section(block: Block, headline: Block | None) -> tuple[tuple[str, str], ...]:
    """The last section in a breadcrumb: neither the page's own crumb nor the headline is one."""
    folded = block.folded
    lead = phrases.YOU_ARE_HERE.match(folded)
    start = lead.end() if lead else 0
    edges = [start, *(edge for m in phrases.CRUMBS.finditer(folded, start) for edge in m.span())]
    crumbs = [
        (folded[slice(*ends)].strip(ENDS), block.text[slice(*ends)].strip(ENDS))
        for ends in zip(edges[::2], [*edges[1::2], len(folded)], strict=True)
    ]
    of_headline = headline.folded if headline else ""
    for crumb, shown in reversed(crumbs[1:]):
        own = not crumb or PAGE_ITSELF.fullmatch(crumb) or of_headline.startswith(crumb)
        if not own:
            return (("section", shown),) if len(crumb) <= MAX_SECTION else ()
    return ()


def _published(days: Sequence[Date], folded: str) -> str:
    """The first date that is not called that of an update, else the first one."""
    end = 0
    first = ""
    for day in days:
        label = folded[max(end, day.span.start - LABEL_REACH) : day.span.start]
        end = day.span.end
        if day.value and not UPDATED.search(label):
            return day.value
        first = first or day.value
    return first


def _without(text: str, span: Span) -> str:
    return text[: span.start] + "|" * (span.end - span.start) + text[span.end :]
