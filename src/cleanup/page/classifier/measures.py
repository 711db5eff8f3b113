"""What is counted of the blocks of pages: their characters, words, dates, sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cleanup.page.classifier.characters import EAST_ASIAN, LETTERS, Kind, member
from cleanup.page.classifier.per_block import PerBlock
from cleanup.page.classifier.vocabulary import SUBJECTS, TENTHS
from cleanup.page.classifier.words import numbered, segments_of, words_of
from cleanup.regex import regex

if TYPE_CHECKING:
    import re

    from cleanup.page.classifier.borders import Borders
    from cleanup.page.classifier.vocabulary import Vocabulary
    from cleanup.page.classifier.words import Lines, Words

# In folded text. Each takes in the rest of the line, of which no more has to be known.
DATE = regex(r"(?:0000 ?[-./年] ?00? ?[-./月] ?00?|00?[./]00?[./]0000).*")
CLOCK = regex("00?:00.*")
QUANTITY = regex("(?:[0一二两三四五六七八九十半]|少许|适量|少々|조금|약간|적당히).*")
WORDS = (*EAST_ASIAN, *LETTERS)
KINDS_OF_WORDS, MARKS = 32, 991  # ways in which a block may begin or end: letters, all else
SHAPES = KINDS_OF_WORDS + MARKS
SENTENCE, LONG_SENTENCE = (12, 18), (25, 40)  # words, or East Asian characters
MOST_WEIGHT = 3 * TENTHS  # of a block, where that of others around it counts
TITLE_LIKE = 64  # size below which a line with a date or a subject's word is a mark
OUTER = 3  # blocks at either end of a page


@dataclass(frozen=True, eq=False)
class Measures:
    """What the features are made of: figures for every block of pages, or of one among `whole`."""

    lines: Lines
    vocabulary: Vocabulary
    whole: Measures | None = None
    number: int = 0  # of the page, where it is one among others

    def of_page(self, number: int) -> Measures:
        """Those of one page alone."""
        return Measures(self.lines.of_page(number), self.vocabulary, self, number)

    @cached_property
    def blocks(self) -> tuple[int, int]:
        """Where the blocks of the page begin and end among all."""
        first = self.whole.lines.borders.first if self.whole else (0, self.count)
        return int(first[self.number]), int(first[self.number + 1])

    @property
    def borders(self) -> Borders:
        """Where each page begins."""
        return self.lines.borders

    @cached_property
    def words(self) -> Words:
        """The words of the blocks."""
        return self.whole.words.among(*self.blocks) if self.whole else words_of(self.lines)

    @property
    def count(self) -> int:
        """How many blocks there are."""
        return len(self.lines)

    @PerBlock
    def counts(self) -> np.ndarray:
        """How many characters of each kind a block has: a row for a kind."""
        return self.lines.counts

    def kind(self, *kinds: int) -> np.ndarray:
        """How many characters of these kinds each block has."""
        one, *others = (self.counts[kind] for kind in kinds)
        return sum(others, one)

    def per_block(self, block: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
        """How often each block is named in `block`, or the sum of whole weights of its mentions."""
        found = np.bincount(block, weights, minlength=self.count)
        return found if weights is None else found.astype(np.int64)

    @PerBlock
    def east_asian(self) -> np.ndarray:
        return self.kind(*EAST_ASIAN)

    @PerBlock
    def letters(self) -> np.ndarray:
        return self.kind(*LETTERS)

    @PerBlock
    def letter_words(self) -> np.ndarray:
        return self.per_block(self.words.block[self.words.letters])

    @PerBlock
    def size(self) -> np.ndarray:
        """Letters and digits, an East Asian character as two."""
        return self.east_asian * 2 + self.letters + self.kind(Kind.DIGIT)

    @PerBlock
    def length(self) -> np.ndarray:
        """East Asian characters and words of letters."""
        return self.east_asian + self.letter_words

    @cached_property
    def is_function(self) -> np.ndarray:
        """For each word whether it is a function word of letters."""
        return self.words.letters & self.vocabulary.entries.function[self._entry]

    @PerBlock
    def functions(self) -> np.ndarray:
        """Function words, of letters or single characters."""
        characters = self.kind(Kind.HAN_FUNCTION, Kind.KANA_FUNCTION)
        return characters + self.per_block(self.words.block[self.is_function])

    @PerBlock
    def sentence_ends(self) -> np.ndarray:
        kind, owner = self.lines.kind, self.lines.owner
        before_space = np.append(kind[1:] == Kind.SPACE, True)
        dots = owner[(kind == Kind.DOT) & before_space]
        marks = self.kind(Kind.STOP, Kind.EXCLAMATION, Kind.SEMICOLON)
        return marks + self.per_block(dots[dots >= 0])

    @PerBlock
    def prose(self) -> np.ndarray:
        """Whether a block consists of sentences rather than of labels."""
        mostly = (self.east_asian > self.letter_words).astype(int)
        ended = (self.sentence_ends > 0) & (self.length >= np.take(SENTENCE, mostly))
        joined = (self.kind(Kind.COMMA) > 0) & (self.length >= np.take(LONG_SENTENCE, mostly))
        return ended | joined

    @PerBlock
    def mass(self) -> np.ndarray:
        """The length of sentences, 0 for other blocks."""
        return np.where(self.prose, self.length, 0)

    @cached_property
    def weights(self) -> np.ndarray:
        """For each word how much it speaks for chrome, in tenths."""
        return self.vocabulary.entries.weight[self._entry]

    @cached_property
    def _entry(self) -> np.ndarray:
        """For each word its place in the vocabulary."""
        return self.vocabulary.entries.table.places(self.words.hash)

    @PerBlock
    def weight(self) -> np.ndarray:
        """The sum of the weights of a block's words, in tenths."""
        return self.per_block(self.words.block, self.weights)

    @PerBlock
    def outer_weight(self) -> np.ndarray:
        """The same of OUTER blocks at either end of a page that are no sentences, of others 0."""
        borders = self.borders
        outer = np.minimum(borders.at, borders.stop - 1 - np.arange(self.count)) < OUTER
        words, entries = self.words.in_blocks(outer & ~self.prose), self.vocabulary.entries
        return self.per_block(words.block, entries.weight[entries.table.places(words.hash)])

    @PerBlock
    def bounded_weight(self) -> np.ndarray:
        """The same, of which no block has much."""
        return np.clip(self.weight, -MOST_WEIGHT, MOST_WEIGHT)

    @PerBlock
    def subjects(self) -> np.ndarray:
        """How many words of each subject a block has: a row for a subject."""
        subject = self.vocabulary.entries.subject[self._entry]
        cells = (subject * self.count + self.words.block)[subject >= 0]
        size = self.count * len(SUBJECTS)
        return np.bincount(cells, minlength=size).reshape(len(SUBJECTS), self.count)

    @PerBlock
    def labels(self) -> np.ndarray:
        """How many parts of each block are known as labels of many sites."""
        return self.per_block(self.segments.block[self._known])

    @PerBlock
    def labelled(self) -> np.ndarray:
        """The share of each block's parts that are known as labels of many sites."""
        return self.labels / np.maximum(1, self.per_block(self.segments.block))

    def different_labels(self, chosen: np.ndarray) -> int:
        """How many different labels the chosen blocks have."""
        return len({*self.segments.hash[self._known & chosen[self.segments.block]].tolist()})

    @cached_property
    def segments(self) -> Words:
        """The parts of the blocks, as menus have them."""
        return self.whole.segments.among(*self.blocks) if self.whole else segments_of(self.lines)

    @cached_property
    def _known(self) -> np.ndarray:
        return self.vocabulary.known.of(self.segments.hash, 0) > 0

    def about(self, subject: str) -> np.ndarray:
        """How many words of one subject each block has."""
        return self.subjects[SUBJECTS.index(subject)]

    def _found(self, pattern: re.Pattern[str]) -> np.ndarray:
        """For each block whether it holds what a pattern finds."""
        found = np.zeros(self.count, bool)
        at = [match.start() for match in pattern.finditer(self.lines.folded)]
        if at:
            found[self.lines.owner[at]] = True
        return found

    @PerBlock
    def dated(self) -> np.ndarray:
        """Whether a block holds a date."""
        month = (self.about("months") > 0) & (self.kind(Kind.DIGIT) > 0)
        return self._found(DATE) | month

    @PerBlock
    def clocked(self) -> np.ndarray:
        """Whether a block holds a time of day."""
        return self._found(CLOCK)

    @PerBlock
    def quantified(self) -> np.ndarray:
        """Whether a block says how much or how many."""
        return self._found(QUANTITY)

    @PerBlock
    def date_line(self) -> np.ndarray:
        """Whether a block is short and dated."""
        return self.dated & (self.size < TITLE_LIKE)

    @PerBlock
    def byline(self) -> np.ndarray:
        """Whether a short dated block or one beside it names a source or an author."""
        named = self.about("byline") > 0
        above, below = (self.borders.shifted(named, by, False) for by in (-1, 1))
        return self.date_line & (named | above | below)

    @PerBlock
    def bulleted(self) -> np.ndarray:
        return self.lines.kind[self.lines.start] == Kind.BULLET

    @PerBlock
    def begins(self) -> np.ndarray:
        """How a block begins: with a letter of some kind, a figure, or which mark."""
        return self._shape(self.lines.start)

    @PerBlock
    def ends(self) -> np.ndarray:
        """How a block ends."""
        return self._shape(self.lines.end - 1)

    def _shape(self, at: np.ndarray) -> np.ndarray:
        """What stands at these places, as a number below SHAPES: a kind of letters, or a mark."""
        kind, code = self.lines.kind[at], self.lines.code[at].astype(np.int64)
        letter = np.where(member(kind, EAST_ASIAN), np.uint8(Kind.HAN), kind)
        return np.where(member(kind, WORDS), letter, KINDS_OF_WORDS + code % MARKS)

    @cached_property
    def _content_words(self) -> tuple[np.ndarray, np.ndarray]:
        """The block of each content word, and its number among all of its page that differ."""
        content = ~self.is_function
        block = self.words.block[content]
        return block, numbered(self.words.hash[content], self.borders.page[block])

    @PerBlock
    def vocabulary_size(self) -> np.ndarray:
        """How many content words a block has."""
        return self.per_block(self._content_words[0])

    @PerBlock
    def relevance(self) -> np.ndarray:
        """The share of a block's content words that stand in other sentences of the page."""
        return self.shared_with(self.prose)

    def shared_with(self, chosen: np.ndarray) -> np.ndarray:
        """The share of a block's content words that other blocks have, of those chosen."""
        block, number = self._content_words
        inside = chosen[block].astype(np.int64)
        elsewhere = np.bincount(number, inside)[number] - inside > 0 if len(block) else block > 0
        return self.per_block(block[elsewhere]) / np.maximum(1, self.vocabulary_size)

    @PerBlock
    def likeness(self) -> np.ndarray:
        """The share of a block's content words that the first line of its page has: its title."""
        block, number = self._content_words
        at, in_first = self.borders.at, np.zeros(len(number), bool)
        in_first[number[at[block] == 0]] = True
        shared = self.per_block(block[in_first[number]])
        return np.where(at > 0, shared / np.maximum(1, self.vocabulary_size), 0)

    @PerBlock
    def repeats(self) -> np.ndarray:
        """How often the same line stands in its page."""
        number = numbered(self.lines.hashes, self.borders.page)
        return np.bincount(number)[number]
