"""Pages of sites that do not exist: one article under ten different sets of chrome.

Each layout in layouts.txt is the text of a page as a scraper hands it over. `{title}` and `{body}`
are the article; `{site}`, `{section}`, `{date}`, `{time}`, `{person}`, `{number}` and `{domain}`
differ by site and page, and each `{hot}` is another headline. The last layout, of an article in a
messaging app, is one that cleanup does not take apart.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.invented_text import lists, title

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

SLOT = re.compile(r"\{([a-z]+)\}")
SECTIONS = "社会 民生 财经 文化 科技 教育 旅游 健康 农业 汽车 房产 体育"
SITE_ENDS = "在线 新闻网 晚报网 资讯 门户网 信息港 日报网 热线"

*LAYOUTS, MESSENGER = (
    (Path(__file__).parent / "layouts.txt").read_text("utf-8").rstrip("\n").split("\n====\n")
)


class Words(NamedTuple):
    """What the slots of a page are filled from, in one language."""

    sites: Sequence[tuple[str, str]]  # names and domains
    sections: Sequence[str]
    people: Sequence[str]
    title: Callable[[Random], str]


@cache
def chinese() -> Words:
    """The words of Chinese pages."""
    return Words(sites(), SECTIONS.split(), lists().people, title)


@cache
def sites() -> list[tuple[str, str]]:
    """Names and domains of sites."""
    places = [place for place in lists().places if len(place) == 2]
    return [
        (place + end, f"{'www' if number % 2 else 'm'}.s{number}.example")
        for number, (place, end) in enumerate((p, e) for p in places for e in SITE_ENDS.split())
    ]


def page(text: str, layout: str, chance: Random, words: Words | None = None) -> str:
    """The page of some site around an article, whose first line is the headline."""
    words = words or chinese()
    headline, _, body = text.partition("\n")
    site, domain = chance.choice(words.sites)
    year, month, day = chance.randint(2005, 2023), chance.randint(1, 12), chance.randint(1, 28)
    fixed = {
        "title": headline,
        "body": body,
        "site": site,
        "domain": domain,
        "section": chance.choice(words.sections),
        "person": chance.choice(words.people),
        "date": f"{year}-{month:02}-{day:02}",
        "time": f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}",
    }

    def filled(slot: str) -> str:
        if slot == "hot":
            return words.title(chance)
        return str(chance.randint(100, 99999999)) if slot == "number" else fixed[slot]

    return SLOT.sub(lambda match: filled(match[1]), layout)
