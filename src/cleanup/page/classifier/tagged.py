"""A page that was HTML: what its text says of its blocks, and in which elements these stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cleanup.page.classifier.trees import UNIT, probability_of

if TYPE_CHECKING:
    from cleanup.page.classifier.borders import Borders
    from cleanup.page.classifier.elements import Elements
    from cleanup.page.classifier.measures import Measures

ARTICLE = 30  # length of sentences: of fewer, what stands in comments may be the text itself
EVEN = 0.5  # the probability of what is as likely content as not
APART = 3 * UNIT  # what speaks against a picture's caption, and against a comment;
OF_ARTICLE = 2  # so many times as much against that on a page that states that it is an article
CAPTION = 3  # elements around a line of which one is a caption


@dataclass(frozen=True, eq=False)
class Tagged:
    """A page that was HTML, and the log-odds by its text, times UNIT, of content and headline."""

    elements: Elements
    measures: Measures
    text: np.ndarray
    title: np.ndarray

    @property
    def borders(self) -> Borders:
        """Those of the page: it has all the blocks."""
        return self.measures.borders

    @cached_property
    def size(self) -> np.ndarray:
        return self.measures.length + 1.0

    @cached_property
    def probability(self) -> np.ndarray:
        """For each block how likely it is content by its text."""
        return probability_of(self.text)

    @cached_property
    def likely(self) -> np.ndarray:
        """How much of each block is likely content."""
        return self.size * self.probability

    @cached_property
    def linked(self) -> np.ndarray:
        """How much of each block is links."""
        return self.size * self.elements.links

    @cached_property
    def total(self) -> float:
        return float(max(1e-9, self.likely.sum()))

    @cached_property
    def sums(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """For each element how much it holds, how much likely content, and how much links."""
        size, likely, linked = (
            self.elements.sums(v) for v in (self.size, self.likely, self.linked)
        )
        return size, likely, linked

    @cached_property
    def apart(self) -> np.ndarray:
        """For each block what speaks against it as a comment or a caption; 0 for all others."""
        is_article = any(origin.is_article for origin in self.elements.origins)
        comment = APART * (OF_ARTICLE if is_article else 1)
        return np.maximum(comment * self.comments, APART * self.captions)

    @cached_property
    def comments(self) -> np.ndarray:
        """For each block whether it is among comments on an article that stands outside of them.

        On a page of a forum, and where next to no sentence stands above them, there are none.
        """
        inside = np.asarray(self.elements.part("comments").any(axis=0))
        if not inside.any() or self.elements.part("thread").any():
            return np.zeros_like(inside)
        above = np.arange(len(inside)) < np.flatnonzero(inside)[-1]
        return inside & self._is_article(~inside & above)

    @cached_property
    def captions(self) -> np.ndarray:
        """For each block whether it is a caption on a page whose text stands outside of these."""
        e = self.elements
        named = (e.part("caption") | e.tagged("figcaption")) & e.inner(CAPTION)
        inside = np.asarray(named.any(axis=0))
        return inside & self._is_article(~inside)

    def _is_article(self, outside: np.ndarray) -> np.bool_:
        """Whether likely sentences stand in these blocks, enough of them for a text."""
        article = self.measures.prose & outside & (self.probability > EVEN)
        return np.bool_(self.size[article].sum() >= ARTICLE)
