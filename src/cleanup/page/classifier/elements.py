"""The tags around the blocks of a page that was HTML, as elements that hold blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleanup.data import lines
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.model import Origin

# What the parts of a page are called in the ids and classes of tags: data/tag_words.tsv.
PARTS = (
    *("text", "comments", "menu", "foot", "side", "related"),
    *("share", "offer", "byline", "thread", "title", "picture", "caption"),
)
NAME = regex(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# What one of many alike has in its names: its number, whether it is the first, and the like.
OWN = regex(r"\d+|\.(?:odd|even|first|last|alt|active)\b")
STRIPES = regex(r"thread-(?:odd|even|alt)")  # what WordPress calls its comments
KNOWN = 4096  # labels that are worth knowing when they come again


class Label(NamedTuple):
    """What a label such as `div#post-7.entry.odd` says: its tag, its parts as bits, its kind."""

    tag: str
    parts: int
    kind: str


@lru_cache(KNOWN)
def label_of(text: str) -> Label:
    """What a label says."""
    tag, *names = re.split(r"(?=[.#])", text, maxsplit=1)
    said = NAME.findall(STRIPES.sub("", "".join(names)))
    parts = {part for word in said for part in _parts().get(word.lower(), ())}
    return Label(tag, sum(1 << part for part in parts), OWN.sub("", text))


@cache
def _parts() -> dict[str, list[int]]:
    """The words of the parts, and of which parts each is."""
    found: dict[str, list[int]] = {}
    for row in lines("tag_words.tsv"):
        part, words = row.split("\t")
        for word in words.split():
            found.setdefault(word, []).append(PARTS.index(part))
    return found


@dataclass(frozen=True, eq=False)
class Elements:
    """The elements of a page; `origins` has one entry for a block.

    One element more, the outermost, holds all blocks: the deepest pages tell only inner ones.
    """

    origins: Sequence[Origin]

    @cached_property
    def depth(self) -> np.ndarray:
        """For each block how many elements are around it."""
        return np.array([1 + len(origin.elements) for origin in self.origins])

    @cached_property
    def links(self) -> np.ndarray:
        """For each block the share of its characters that are links."""
        return np.array([origin.links for origin in self.origins])

    @cached_property
    def around(self) -> np.ndarray:
        """The elements around each block: a row for a level, from the outermost; -1 for none."""
        found = np.full((self.depth.max(initial=1), len(self.origins)), -1)
        inside = np.arange(len(found))[:, None] < self.depth
        numbers = [number for origin in self.origins for number in (-1, *origin.elements)]
        found.T[inside.T] = np.unique(numbers, return_inverse=True)[1]
        return found

    @cached_property
    def labels(self) -> list[Label]:
        """What the label of each element says."""
        texts = dict[int, str]()
        for column, origin in zip(self.around.T.tolist(), self.origins, strict=True):
            texts.update(zip(column, ("", *origin.path.split(">")), strict=False))
        return [label_of(texts[number]) for number in range(self.count)]

    @cached_property
    def count(self) -> int:
        return int(self.around.max(initial=-1)) + 1

    @cached_property
    def tag(self) -> np.ndarray:
        """The tag of each element."""
        return np.array([label.tag for label in self.labels])

    @cached_property
    def own_tag(self) -> np.ndarray:
        """For each block the tag of the innermost element around it."""
        return np.asarray(self.tag[self.up(0)])

    @cached_property
    def level(self) -> np.ndarray:
        """How many elements are around each element."""
        found = np.zeros(self.count, np.int64)
        inside = self.around >= 0
        found[self.around[inside]] = np.nonzero(inside)[0]
        return found

    @cached_property
    def sibling(self) -> np.ndarray:
        """For each element a number that it shares with those of its kind in the same element."""
        parent = np.full(self.count, -1)
        inner = self.around[1:] >= 0
        parent[self.around[1:][inner]] = self.around[:-1][inner]
        kinds = zip(parent.tolist(), (label.kind for label in self.labels), strict=True)
        return _numbered([*kinds])

    @cached_property
    def kind(self) -> np.ndarray:
        """For each block a number that it shares with those that stand amid the same labels."""
        return _numbered([OWN.sub("", origin.path) for origin in self.origins])

    def up(self, levels: int) -> np.ndarray:
        """For each block the element so many levels above the innermost one around it."""
        level = np.maximum(self.depth - 1 - levels, 0)
        return self.at(level)

    def at(self, level: np.ndarray) -> np.ndarray:
        """For each block the element around it at this level."""
        return np.asarray(self.around[level, np.arange(len(self.origins))])

    def sums(self, value: np.ndarray) -> np.ndarray:
        """For each element the sum of a value over the blocks in it."""
        inside = self.around >= 0
        values = np.broadcast_to(value, self.around.shape)[inside]
        return np.bincount(self.around[inside], values, minlength=self.count)

    def part(self, name: str) -> np.ndarray:
        """For each level and block whether the element there is named as a part of a page."""
        bit = 1 << PARTS.index(name)
        named = np.array([bool(label.parts & bit) for label in self.labels] + [False])
        return np.asarray(named[self.around])

    def tagged(self, tag: str) -> np.ndarray:
        """For each level and block whether the element there has this tag."""
        return np.asarray(np.append(self.tag == tag, False)[self.around])

    def within(self, tag: str) -> np.ndarray:
        """For each block whether such a tag is around it."""
        return np.asarray(self.tagged(tag).any(axis=0))

    def inner(self, levels: int) -> np.ndarray:
        """For each level and block whether the element there is among so many innermost ones."""
        level = np.arange(len(self.around))[:, None]
        return np.asarray((level < self.depth) & (level >= self.depth - levels))


def _numbered(keys: Sequence[object]) -> np.ndarray:
    """A number for each key, the same for the same."""
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int64)
