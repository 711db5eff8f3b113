"""What is counted of the blocks of a page: their characters, words, dates, sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from cleanup.page.classifier.characters import EAST_ASIAN, LETTERS, Kind
from cleanup.page.classifier.vocabulary import SUBJECTS
from cleanup.page.classifier.words import numbered, segments_of, words_of
from cleanup.regex import regex

if TYPE_CHECKING:
    import re

    from cleanup.page.classifier.vocabulary import Vocabulary
    from cleanup.page.classifier.words import Lines, Words

# In folded text. Each takes in the rest of the line, of which no more has to be known.
DATE = regex(r"(?:0000 ?[-./年] ?00? ?[-./月] ?00?|00?[./]00?[./]0000).*")
CLOCK = regex("00?:00.*")
QUANTITY = regex("(?:[0一二两三四五六七八九十半]|少许|适量|少々|조금|약간|적당히).*")
SENTENCE, LONG_SENTENCE = (12, 18), (25, 40)  # words, or East Asian characters
MOST_WEIGHT = 3.0  # of a block, where that of others around it counts
TITLE_LIKE = 64  # size below which a line with a date or a subject's word is a mark


@dataclass(frozen=True)
class Measures:
    """What the features are made of: figures for every block of a page."""

    lines: Lines
    vocabulary: Vocabulary

    @cached_property
    def words(self) -> Words:
        return words_of(self.lines)

    def outer(self, count: int) -> tuple[Measures, ...]:
        """So many blocks at the beginning, and at the end, by themselves; all if these are all."""
        if self.count <= 2 * count:
            return (self,)
        parts = self.lines.part(0, count), self.lines.part(self.count - count, self.count)
        return tuple(Measures(part, self.vocabulary) for part in parts)

    @cached_property
    def count(self) -> int:
        return len(self.lines)

    def kind(self, *kinds: int) -> np.ndarray:
        """How many characters of these kinds each block has."""
        counts = self.lines.counts
        one, *others = (counts[kind] for kind in kinds)
        return sum(others, one)

    def per_block(self, block: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
        """How often each block is named in `block`, or the sum of the weights of its mentions."""
        return np.bincount(block, weights, minlength=self.count)

    @cached_property
    def east_asian(self) -> np.ndarray:
        return self.kind(*EAST_ASIAN)

    @cached_property
    def letters(self) -> np.ndarray:
        return self.kind(*LETTERS)

    @cached_property
    def letter_words(self) -> np.ndarray:
        return self.per_block(self.words.block[self.words.letters])

    @cached_property
    def size(self) -> np.ndarray:
        """Letters and digits, an East Asian character as two."""
        return self.east_asian * 2 + self.letters + self.kind(Kind.DIGIT)

    @cached_property
    def length(self) -> np.ndarray:
        """East Asian characters and words of letters."""
        return self.east_asian + self.letter_words

    @cached_property
    def is_function(self) -> np.ndarray:
        """For each word whether it is a function word of letters."""
        return self.words.letters & self.vocabulary.entries.function[self._entry]

    @cached_property
    def functions(self) -> np.ndarray:
        """Function words, of letters or single characters."""
        characters = self.kind(Kind.HAN_FUNCTION, Kind.KANA_FUNCTION)
        return characters + self.per_block(self.words.block[self.is_function])

    @cached_property
    def sentence_ends(self) -> np.ndarray:
        kind, owner = self.lines.kind, self.lines.owner
        before_space = np.append(kind[1:] == Kind.SPACE, True)
        dots = owner[(kind == Kind.DOT) & before_space]
        marks = self.kind(Kind.STOP, Kind.EXCLAMATION, Kind.SEMICOLON)
        return marks + self.per_block(dots[dots >= 0])

    @cached_property
    def prose(self) -> np.ndarray:
        """Whether a block consists of sentences rather than of labels."""
        mostly = (self.east_asian > self.letter_words).astype(int)
        ended = (self.sentence_ends > 0) & (self.length >= np.take(SENTENCE, mostly))
        joined = (self.kind(Kind.COMMA) > 0) & (self.length >= np.take(LONG_SENTENCE, mostly))
        return ended | joined

    @cached_property
    def mass(self) -> np.ndarray:
        """The length of sentences, 0 for other blocks."""
        return np.where(self.prose, self.length, 0)

    @cached_property
    def weights(self) -> np.ndarray:
        """For each word how much it speaks for chrome."""
        return self.vocabulary.entries.weight[self._entry]

    @cached_property
    def _entry(self) -> np.ndarray:
        """For each word its place in the vocabulary."""
        return self.vocabulary.entries.table.places(self.words.hash)

    @cached_property
    def weight(self) -> np.ndarray:
        """The sum of the weights of a block's words."""
        return self.per_block(self.words.block, self.weights)

    @cached_property
    def bounded_weight(self) -> np.ndarray:
        """The same, of which no block has much."""
        return np.clip(self.weight, -MOST_WEIGHT, MOST_WEIGHT)

    @cached_property
    def subjects(self) -> np.ndarray:
        """How many words of each subject a block has: a row for a block."""
        subject = self.vocabulary.entries.subject[self._entry]
        cells = (self.words.block * len(SUBJECTS) + subject)[subject >= 0]
        size = self.count * len(SUBJECTS)
        return np.bincount(cells, minlength=size).reshape(self.count, len(SUBJECTS))

    @cached_property
    def labels(self) -> np.ndarray:
        """How many parts of each block are known as labels of many sites."""
        return self.per_block(self._segments.block[self._known])

    @cached_property
    def labelled(self) -> np.ndarray:
        """The share of each block's parts that are known as labels of many sites."""
        return self.labels / np.maximum(1, self.per_block(self._segments.block))

    def different_labels(self, chosen: np.ndarray) -> int:
        """How many different labels the chosen blocks have."""
        return len({*self._segments.hash[self._known & chosen[self._segments.block]].tolist()})

    @cached_property
    def _segments(self) -> Words:
        return segments_of(self.lines)

    @cached_property
    def _known(self) -> np.ndarray:
        return self.vocabulary.known.of(self._segments.hash, 0) > 0

    def about(self, subject: str) -> np.ndarray:
        """How many words of one subject each block has."""
        return self.subjects[:, SUBJECTS.index(subject)]

    def _found(self, pattern: re.Pattern[str]) -> np.ndarray:
        """For each block whether it holds what a pattern finds."""
        found = np.zeros(self.count, bool)
        at = [match.start() for match in pattern.finditer(self.lines.folded)]
        if at:
            found[self.lines.owner[at]] = True
        return found

    @cached_property
    def dated(self) -> np.ndarray:
        """Whether a block holds a date."""
        month = (self.about("months") > 0) & (self.kind(Kind.DIGIT) > 0)
        return self._found(DATE) | month

    @cached_property
    def clocked(self) -> np.ndarray:
        """Whether a block holds a time of day."""
        return self._found(CLOCK)

    @cached_property
    def quantified(self) -> np.ndarray:
        """Whether a block says how much or how many."""
        return self._found(QUANTITY)

    @cached_property
    def date_line(self) -> np.ndarray:
        """Whether a block is short and dated."""
        return self.dated & (self.size < TITLE_LIKE)

    @cached_property
    def byline(self) -> np.ndarray:
        """Whether a short dated block or one beside it names a source or an author."""
        named = self.about("byline") > 0
        near = named | shifted(named, -1, 0).astype(bool) | shifted(named, 1, 0).astype(bool)
        return self.date_line & near

    @cached_property
    def bulleted(self) -> np.ndarray:
        return self.lines.kind[self.lines.start] == Kind.BULLET

    @cached_property
    def _content_words(self) -> tuple[np.ndarray, np.ndarray]:
        """The block of each content word, and its number among all that differ."""
        content = ~self.is_function
        return self.words.block[content], numbered(self.words.hash[content])

    @cached_property
    def vocabulary_size(self) -> np.ndarray:
        """How many content words a block has."""
        return self.per_block(self._content_words[0])

    @cached_property
    def relevance(self) -> np.ndarray:
        """The share of a block's content words that stand in other sentences of the page."""
        return self.shared_with(self.prose)

    def shared_with(self, chosen: np.ndarray) -> np.ndarray:
        """The share of a block's content words that other blocks have, of those chosen."""
        block, number = self._content_words
        inside = chosen[block].astype(np.int64)
        elsewhere = np.bincount(number, inside)[number] - inside > 0 if len(block) else block > 0
        return self.per_block(block[elsewhere]) / np.maximum(1, self.vocabulary_size)

    @cached_property
    def likeness(self) -> np.ndarray:
        """The share of a block's content words that the first line has too: often the title."""
        block, number = self._content_words
        in_first = np.zeros(len(number), bool)
        in_first[number[block == 0]] = True
        shared = self.per_block(block[in_first[number]])
        return np.where(np.arange(self.count) > 0, shared / np.maximum(1, self.vocabulary_size), 0)

    @cached_property
    def repeats(self) -> np.ndarray:
        """How often the same line stands in the page."""
        number = numbered(self.lines.hashes)
        return np.bincount(number)[number]


def shifted(value: np.ndarray, by: int, missing: int) -> np.ndarray:
    """For each block the value of the block `by` places below it."""
    result = np.empty(len(value), np.int64)
    if by > 0:
        result[:-by], result[-by:] = value[by:], missing
    else:
        result[-by:], result[:-by] = value[:by], missing
    return result
