"""The lines of a page, as its tags open and close: what is shown, and between which tags."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from cleanup.model import Origin
from cleanup.regex import regex

VOID = frozenset((
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
))  # fmt: skip
LEFT_OUT = frozenset((
    "audio", "button", "canvas", "datalist", "head", "meter", "noscript", "object", "optgroup",
    "option", "progress", "script", "select", "style", "svg", "template", "textarea", "video",
))  # fmt: skip
BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "legend", "li", "listing", "main", "menu",
    "nav", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "tfoot", "thead",
    "tr", "ul",
))  # fmt: skip
VERBATIM = frozenset({"pre", "listing"})
CELLS = frozenset({"td", "th"})
ATTRIBUTE = regex(r'\s+(=?[^\s=>]*+)(?:="([^"]*+)")?')
HIDDEN = regex(r"(?:^|[;\s])display\s*:\s*none", re.IGNORECASE)
VEILED = regex(r"(?:^|[;\s])visibility\s*:\s*hidden", re.IGNORECASE)
SPACE = regex(r"[ \t\n\r\f]+")
WIDE = r"[\u2e80-\u303f\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]"
# A line end of the source between characters that have no space between words.
BROKEN = regex(rf"(?<={WIDE})[ \t\r\f]*\n[ \t\n\r\f]*(?={WIDE})")
NAME = regex(r"[^\s>.#]+")
LEVELS = 32  # tags in a path, the innermost ones
NAMES = 4  # classes of one tag
LENGTH = 40  # characters of one class, on average
SHORT = 200  # characters of attributes that are worth knowing when they come again,
KNOWN = 4096  # and so many of them


class Line(NamedTuple):
    """A line, and where it stands."""

    text: str
    origin: Origin


class Element(NamedTuple):
    """How an element stands in a path, as in `div#main.content`, and whether it is not shown.

    What is veiled has its place on the page: a script may show it.
    """

    label: str
    is_hidden: bool
    is_veiled: bool


class Lines:
    """What is shown so far; tags are told as they open and close, and texts between them."""

    def __init__(self, *, unveiled: bool = False) -> None:
        """A page of which nothing has been told; `unveiled` is whether what is veiled is shown."""
        self.unveiled = unveiled
        self.is_veiled = False  # whether what is hidden is so by a veil
        self.veiled = 0  # characters that a veil hides,
        self.shown = 0  # and those that are shown
        self.lines: list[Line] = []
        self.open_tags: list[str] = []
        self.blocks: list[tuple[str, int]] = []  # those that are open: labels and numbers
        self.opened = 0  # blocks so far
        self.hidden = 0  # how many are open from the first one that is not shown
        self.verbatim = 0  # elements that keep their lines
        self.links = 0  # links that are open
        self.parts: list[str] = []
        self.path = ""
        self.around: tuple[int, ...] = ()  # the numbers of the blocks of the path
        self.linked = 0  # characters of the parts that stand in links

    def open(self, tag: str, attributes: str) -> None:
        """A tag that opens, with its attributes as they are written out."""
        if tag in VOID:
            if tag in ("br", "hr") and not self.hidden:
                self.end(blank=tag == "br" and self.verbatim > 0)
            return
        self.open_tags.append(tag)
        element = (_element if len(attributes) > SHORT else _known_element)(tag, attributes)
        if self.hidden:
            self.hidden += 1
            return
        self.is_veiled = element.is_veiled and not (element.is_hidden or self.unveiled)
        if element.is_hidden or self.is_veiled:
            self.hidden = 1
            return
        if tag == "a":
            self.links += 1
        elif tag in CELLS:
            if self.parts:
                self.parts[-1] = self.parts[-1].rstrip(" ")
                self.parts.append("\t")
            self._enter(element)
        elif tag in BLOCKS:
            self.end()
            self._enter(element)
            self.verbatim += tag in VERBATIM

    def close(self, tag: str) -> None:
        """A tag that closes; one that was never open is passed over."""
        if not self.open_tags or self.open_tags[-1] != tag:
            return
        self.open_tags.pop()
        if self.hidden:
            self.hidden -= 1
        elif tag == "a":
            self.links -= 1
        elif tag in CELLS:
            self.blocks.pop()
        elif tag in BLOCKS:
            self.end()
            self.blocks.pop()
            self.verbatim -= tag in VERBATIM

    def add(self, text: str, *, escaped: bool = True) -> None:
        """Text that stands where the tags are; `escaped` is whether & begins a reference."""
        if self.hidden:
            self.veiled += len(text) if self.is_veiled else 0
            return
        self.shown += len(text)
        text = unescape(text) if escaped and "&" in text else text
        if not self.verbatim:
            self._add(SPACE.sub(" ", BROKEN.sub("", text) if "\n" in text else text))
            return
        first, *others = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._add(first)
        for line in others:
            self.end(blank=True)
            self._add(line)

    def _add(self, text: str) -> None:
        if (
            text[:1] == " "
            and not self.verbatim
            and (not self.parts or self.parts[-1][-1] in " \t")
        ):
            text = text[1:]
        if text:
            if not self.parts:
                self._begin()
            self.parts.append(text)
            self.linked += len(text) if self.links else 0

    def _begin(self) -> None:
        """A line begins here."""
        inner = self.blocks[-LEVELS:]
        self.path = ">".join(label for label, _ in inner)
        self.around = tuple(number for _, number in inner)

    def _enter(self, element: Element) -> None:
        self.blocks.append((element.label, self.opened))
        self.opened += 1

    def end(self, *, blank: bool = False) -> None:
        """The end of a line, if there is one; of a `blank` one, too, where lines are kept."""
        if not self.parts and not blank:
            return
        text = "".join(self.parts)
        text = text.rstrip(" \t") if self.verbatim else text.strip(" \t")
        if text or blank:
            if not self.parts:
                self._begin()
            links = min(1.0, self.linked / max(1, len(text)))
            self.lines.append(Line(text, Origin(self.path, links, self.around)))
        self.parts, self.linked = [], 0

    def finished(self) -> list[Line]:
        """All lines of the page."""
        self.end()
        return self.lines


def _element(tag: str, attributes: str) -> Element:
    found = dict(ATTRIBUTE.findall(attributes))
    own = NAME.findall(found.get("id", "")[:LENGTH])[:1]
    classes = NAME.findall(found.get("class", "")[: NAMES * LENGTH])[:NAMES]
    return Element(
        tag + "".join(f"#{name}" for name in own) + "".join(f".{name}" for name in classes),
        is_hidden=tag in LEFT_OUT
        or "hidden" in found
        or (tag == "dialog" and "open" not in found)
        or bool(HIDDEN.search(found.get("style", ""))),
        is_veiled=bool(VEILED.search(found.get("style", ""))),
    )


_known_element = lru_cache(KNOWN)(_element)
