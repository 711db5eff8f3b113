"""What the head of a page of HTML states: its title, and whether it is an article."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from cleanup.formats.html_lines import ATTRIBUTE
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleanup.model import Origin

PLACE = ["html", "head", "title"]  # the tags around the title
META = frozenset({"og:title", "twitter:title"})  # what the title is called in <meta>
VOCABULARY = "schema.org"
# What a script of linked data says that a page is.
ARTICLE = regex(r'"@type"\s*+:\s*+(?:\[\s*+)?"(?:[A-Z][a-z]+){0,2}(?:Article|BlogPosting)"')
MARKS = regex(r"[\W_]+")
LONGEST = 300  # code points of a title, and of a line that may be one
TITLES = 8  # titles that are looked for
MOST = 0.8  # share of the line that a title has which was cut


class Head:
    """What was told so far."""

    def __init__(self) -> None:
        """A page of which nothing has been told."""
        self.titles: dict[str, None] = {}
        self.is_article = False

    def title(self, text: str) -> None:
        """A title, as it is written out."""
        bare = _bare(unescape(text[:LONGEST]))
        if bare and len(self.titles) < TITLES:
            self.titles[bare] = None

    def meta(self, attributes: str) -> None:
        """The attributes of a <meta>, as they are written out."""
        found = {name.lower(): value for name, value in ATTRIBUTE.findall(attributes)}
        named, said = found.get("property") or found.get("name"), found.get("content", "")
        if named in META:
            self.title(said)
        self.is_article |= named == "og:type" and said.lower() == "article"

    def script(self, source: str) -> None:
        """The source of a script."""
        if not self.is_article and VOCABULARY in source:
            self.is_article = ARTICLE.search(source) is not None

    def stated_of(self, text: str, origin: Origin) -> Origin:
        """The origin of a line, with what is stated of it."""
        bare = _bare(text) if self.titles and len(text) <= LONGEST else ""
        title = _share(bare, self.titles) if bare else 0.0
        return origin._replace(title=title, is_article=self.is_article)


def _share(line: str, titles: Iterable[str]) -> float:
    """The greatest share of a title that the line is, as a part of it, or with a little more."""
    parts = [len(line) / len(one) for one in titles if line in one]
    cut = [len(one) / len(line) for one in titles if one in line and len(one) >= MOST * len(line)]
    return max(parts + cut, default=0.0)


def _bare(text: str) -> str:
    """The letters and figures of a text."""
    return MARKS.sub("", text).casefold()
