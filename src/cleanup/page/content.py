"""Which blocks of a page are content: the classifier's judgement, made careful."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cleanup.page import units
from cleanup.page.bylines import is_headline_like
from cleanup.page.classifier.characters import Kind
from cleanup.page.classifier.columns import blocks_to, joined, rows_in
from cleanup.page.classifier.model import LITTLE_PROSE, MAX_THRESHOLD
from cleanup.page.classifier.vocabulary import SUBJECTS
from cleanup.page.facts import stated
from cleanup.page.heading import RIGHT_ABOVE, beside, by_tags, over_the_text
from cleanup.page.headline import headline_of
from cleanup.page.signs import HARDLY, TITLED, signs
from cleanup.text.learnt import learnt

if TYPE_CHECKING:
    from cleanup.page.classifier.model import Judgement
    from cleanup.page.page import Block, Page

# How many times as much as purity it counts that the text is whole.
RECALL = {"safe": 2.0, "standard": 1.0, "aggressive": 0.5}
TITLE = 0.6  # share of a title's words that the text has, to be sure
LEAD = 10  # blocks that stay over the first sentence: more of them are a text of short lines
MENU = 2  # labels in a line of nothing else: a menu
KICKERS, KICKER = 2, 0.3  # lines over a headline, and the share of words of one the text has
NEAR_BLOCKS, AMID = 6, 0.1  # blocks to the next sentences; what is amid goes only below this share
NEXT = 0.25  # the least probability of a sentence right below the text, without words of sites
ROW = 40  # size of a row
GAP, TAKEN_IN = 2, 3  # blocks to the next line of a list or of verse; looks at what is beside
ARTICLE = 0.7  # the least probability of the likeliest block of an article
DOUBTFUL = 0.1  # the probability from which on blocks of HTML stay where no article is found
SURE = 0.9  # the probability above which a known label is content all the same
TAGGED = 0.5  # the same for content by the tags of HTML
LIKELY_TITLE = 0.4  # probability of a headline before all other reasons
SITES = [SUBJECTS.index(one) for one in ("related", "comments", "legal", "share", "action")]


@dataclass(frozen=True)
class Content:
    """Which blocks of a page are chrome, and which are not."""

    page: Page
    judgement: Judgement

    @property
    def is_web(self) -> bool:
        """Whether the text shows that it is a web page."""
        return signs(self.page).web

    @cached_property
    def threshold(self) -> float:
        """The probability from which on blocks stay.

        Of HTML in which no article is found for sure only what is hardly content goes.
        """
        return min(self._usual, DOUBTFUL) if self.is_doubtful else self._usual

    @cached_property
    def _usual(self) -> float:
        return self.judgement.threshold(RECALL[self.page.strictness.level])

    @cached_property
    def is_doubtful(self) -> bool:
        """Whether no article is found for sure in HTML, or too many sentences would go."""
        if not self.page.origins:
            return False
        lost = self._lost(self.judgement.probability >= self._usual)
        return not self._is_likely(ARTICLE) or lost > self.page.strictness.most_loss

    @cached_property
    def likely(self) -> np.ndarray:
        """For each block whether it is likely enough to be content.

        Amid sentences that stay a block has to be far less likely to go, a sentence without words
        of sites stays, and right below them a rather unlikely one; away from them a known label has
        to be far likelier. Lists stay with their sentences. Lists and threads stay whole, by what
        either forest says of their rows and posts.
        """
        measures, probability = self.judgement.measures, self.judgement.probability
        bars = self.judgement.known & (measures.labels >= MENU)
        plain = measures.prose & self.without_site_words
        likely_amid = (plain | (probability >= AMID * self.threshold)) & ~bars
        kept = probability >= self.threshold
        amid = self._amid_text(kept)
        if self.page.origins:
            likely = plain & ~self.judgement.apart & (probability >= AMID * self.threshold)
            return np.asarray(kept | (amid & likely))
        known = self.judgement.known & (probability < SURE)
        kept = (kept | (amid & likely_amid)) & ~(known & ~(amid & ~bars))
        below = blocks_to(kept & measures.prose, "below", measures.borders) == 1
        kept |= below & plain & (probability >= NEXT) & ~self.marks
        kept |= units.signature(
            self.page.blocks, kept, self.judgement.known | ~self.without_site_words
        )
        kept |= self._lists(kept, measures.prose | (measures.sentence_ends > 0))  # turns are short
        for _ in range(TAKEN_IN):
            kept |= self._amid_text(kept) & likely_amid & ~known
        either = kept | (self.judgement.at_first >= self.threshold)
        lists = units.lists(self.page.blocks)
        kept |= units.rows(lists, either, probability) & ~bars
        kept |= units.stretches(kept, self.marks)
        kept |= units.references(self.page.blocks, lists, kept)
        posts = units.posts(self.page.blocks, either, measures.prose)
        return np.asarray(kept | posts & ~(self.judgement.known | self.marks & ~measures.prose))

    def _amid_text(self, kept: np.ndarray) -> np.ndarray:
        """For each block whether text stands near above it and below it.

        That is a sentence, or on one side a line that stays right beside it: of a list, of verse.
        """
        measures, most = self.judgement.measures, np.array([[NEAR_BLOCKS], [GAP]])
        marked, borders = np.array([kept & measures.prose, kept]), measures.borders
        near_above, right_above = blocks_to(marked, "below", borders) <= most
        near_below, right_below = blocks_to(marked, "above", borders) <= most
        return np.asarray(near_above & (near_below | right_below) | right_above & near_below)

    def _lists(self, kept: np.ndarray, spoken: np.ndarray) -> np.ndarray:
        """For each block whether it belongs to sentences that stay, as tables and steps do.

        So does all that stands between two of them, if none of it is a site's; above and below
        them only a list with figures. On a short page a sentence that nothing of the site's parts
        from another one stays with it; on a long one both have to be likely by themselves.
        """
        measures = self.judgement.measures
        sentences = kept & spoken
        site = self.marks & ~sentences
        if measures.mass.sum() <= LITTLE_PROSE:
            sentences = sentences | (measures.prose & ~site & joined(kept, site).any(axis=0))
        else:
            sentences = sentences & (self.judgement.probability >= MAX_THRESHOLD)
        above, below = joined(sentences, site)
        rows = rows_in(~(site | sentences), measures.quantified & (measures.size <= ROW))
        return np.asarray(sentences | (above & below) | (above ^ below) & rows)

    @cached_property
    def marks(self) -> np.ndarray:
        """For each block whether it is a site's by a word of it: labels, dates, words of sites.

        What begins with a figure is a row, not a label.
        """
        measures = self.judgement.measures
        label = self.judgement.known & (measures.lines.kind[measures.lines.start] != Kind.DIGIT)
        return np.asarray(label | ~self.without_site_words | measures.date_line)

    @cached_property
    def without_site_words(self) -> np.ndarray:
        """For each block whether it has no word of the parts that sites print around texts."""
        return np.asarray(self.judgement.measures.subjects[SITES].sum(axis=0) == 0)

    def is_sure(self, block: int) -> bool:
        """Whether a block is content beyond doubt."""
        return float(self.judgement.probability[block]) >= (TAGGED if self.page.origins else SURE)

    @cached_property
    def lost(self) -> float:
        """The share of the page's sentences that are not likely to be content."""
        return self._lost(self.likely)

    def _lost(self, kept: np.ndarray) -> float:
        mass = self.judgement.measures.mass
        return float(mass[~kept].sum() / max(1, mass.sum()))

    @cached_property
    def is_without_article(self) -> bool:
        """Whether no block is likely enough to be an article, or too many sentences would go.

        Of HTML whether none is likely at all.
        """
        if self.page.origins:
            return not self._is_likely(DOUBTFUL)
        return not self._is_likely(ARTICLE) or self.lost > self.page.strictness.most_loss

    def _is_likely(self, probability: float) -> bool:
        """Whether any block is so likely."""
        return bool((self.judgement.probability >= probability).any())

    @cached_property
    def chrome(self) -> tuple[int, ...]:
        """The indexes of the blocks that are to go."""
        if not self.is_web or self.is_without_article:
            return ()
        return tuple(int(at) for at in np.flatnonzero(~self.likely) if at not in self.headlines)

    @cached_property
    def marked(self) -> Block | None:
        """The headline to which marks of the page point; a known label is none."""
        found = headline_of(self.page)
        return found if found and not self.judgement.known[found.index] else None

    @cached_property
    def headline(self) -> Block | None:
        """The headline: where marks point, what is like one, or the line most like the text.

        Of HTML what its tags say is, before all these.
        """
        if self._by_tags is not None:
            return self.page.blocks[self._by_tags]
        titled = self._titled
        likeness = float(self.judgement.title[titled.index]) if titled else 0.0
        if self.marked and not (titled and self._is_no_headline(self.marked, titled, likeness)):
            return self.marked
        if not self.is_web or not self.body:
            return None
        return titled if likeness >= LIKELY_TITLE else over_the_text(self, titled)

    @cached_property
    def _by_tags(self) -> int | None:
        """The index of the headline by the tags of HTML, if these tell it."""
        if not self.page.origins:
            return None
        return by_tags(self.page.origins, self.judgement.title, self.first)

    def _is_no_headline(self, marked: Block, titled: Block, likeness: float) -> bool:
        """Whether what marks point to is none, and another line is one: `titled`, so likely."""
        doubtful = float(self.judgement.title[marked.index])
        sure = likeness >= (SURE if doubtful >= HARDLY else TITLE)
        return sure and doubtful < TITLED and marked.folded != titled.folded

    @cached_property
    def _titled(self) -> Block | None:
        """The block over the text that is most like a headline."""
        if not self.is_web:
            return None
        title = signs(self.page).title
        return self.page.blocks[title] if 0 <= title <= self.first else None

    @cached_property
    def title(self) -> Block | None:
        """The headline, if marks point to it or most of its words stand in the text."""
        found = self.headline
        if found is None or found is self.marked or self._by_tags is not None:
            return found
        return found if self.alike[found.index] >= TITLE else None

    @cached_property
    def lead(self) -> tuple[int, ...]:
        """The indexes of the chrome between the title and the text, where bylines stand."""
        if self.title is None:
            return ()
        stop = min(self.first, self.title.index + 1 + RIGHT_ABOVE)
        return tuple(at for at in self.chrome if self.title.index < at < stop)

    @cached_property
    def first(self) -> int:
        """The index of the first sentence that stays; of the first block, if that is far above."""
        sentences = np.flatnonzero(self.likely & self.judgement.measures.prose)
        near = len(sentences) and sentences[0] - self.body.start <= LEAD
        return int(sentences[0]) if near else self.body.start

    @cached_property
    def alike(self) -> np.ndarray:
        """For each block the share of its content words that sentences have that stay."""
        measures = self.judgement.measures
        return measures.shared_with(self.likely & measures.prose)

    @cached_property
    def headlines(self) -> frozenset[int]:
        """The indexes of the headline, and of the lines right above that are its first part."""
        if self.headline is None:
            return frozenset()
        if self._by_tags is not None:
            return beside(self.page.origins, self._by_tags)
        found = [self.headline.index]
        for block in reversed(self.page.blocks[max(0, found[0] - KICKERS) : found[0]]):
            spoken = self.alike[block.index] >= KICKER or self.headline.text.startswith("—")
            if not is_headline_like(block) or stated(block) or not spoken:
                break
            found.append(block.index)
        return frozenset(found)

    @cached_property
    def body(self) -> range:
        """From the first block of content to the last."""
        found = np.flatnonzero(self.likely)
        return range(int(found[0]), int(found[-1]) + 1) if len(found) else range(0)

    @cached_property
    def comments(self) -> int:
        """The index of the first block about comments below the content."""
        about = self.judgement.measures.about("comments") > 0
        below = np.flatnonzero(about & (np.arange(len(about)) >= self.body.stop))
        return int(below[0]) if len(below) else len(self.page.blocks)


@learnt
def content(page: Page) -> Content:
    """Judge the blocks of `page`."""
    return Content(page, signs(page).judgement)
