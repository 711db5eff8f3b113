"""The tails of a page: what a site prints below its article, and between the paragraphs of it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cleanup.page import line_kinds, phrases
from cleanup.page.bylines import above, body_follows
from cleanup.page.line_kinds import blocks_of, is_a, kinds_on

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from cleanup.page.line_kinds import Byline
    from cleanup.page.page import Block, Page

# Sentences in a row, and their code points, after which a tail is over; below comments.
RESUMED, COMMENTED = (2, 80), (4, 300)
ARTICLE, ARTICLE_SHARE = 200, 0.3  # code points of sentences, or share of them, before an end
MAX_TITLE = 45  # code points of a headline that reads like a sentence


def tails_of(page: Page, start: int, bylines: dict[int, Byline]) -> tuple[range, ...]:
    """The runs of blocks that begin with an end mark and do not return to the article.

    What looks like an end mark before there was an article is a button above it.
    """
    blocks, kinds = page.blocks, kinds_on(page)
    sentences = [len(block.text) if block.prose and block.index >= start else 0 for block in blocks]
    enough = min(ARTICLE, ARTICLE_SHARE * sum(sentences))
    terminals = _terminals(page, bylines)
    last_sure = max((at for at in terminals if not kinds[at] & line_kinds.LEGAL), default=-1)
    search, tails = _Search(page, bylines, terminals), list[range]()
    index, article = start, 0
    while index < len(blocks):
        terminal = index in terminals
        if article < enough or not (terminal or kinds[index] & line_kinds.INTERRUPTING):
            article += sentences[index]
            index += 1
            continue
        related = kinds[index] & line_kinds.RELATED
        stop = search.resumption(index)
        if not (terminal or related) and (index < last_sure or stop < len(blocks)):
            stop = _buttons_end(page, index)  # the article goes on, maybe with a list
        tail = range(index, stop)
        if len(tail) > 1 or index not in bylines or tail.stop == len(blocks):
            tails.append(tail)  # names alone, amid paragraphs, are those of something else
        index = tail.stop
    return tuple(tails)


def _buttons_end(page: Page, start: int) -> int:
    """The index of the first block after `start` that is no button."""
    index, kinds = start + 1, kinds_on(page)
    while index < len(kinds) and kinds[index] & line_kinds.LABELS:
        index += 1
    return index


def _terminals(page: Page, bylines: dict[int, Byline]) -> set[int]:
    """The indexes of the lines that end an article; one that names the editor does too."""
    editors = (index for index, stated in bylines.items() if "editor" in stated.names)
    return {block.index for block in blocks_of(page, line_kinds.TERMINAL)}.union(editors)


@dataclass(frozen=True, eq=False)
class _Search:
    """Where the article goes on after a mark. A page may have many: what is found is kept."""

    page: Page
    bylines: dict[int, Byline]
    terminals: AbstractSet[int]

    def resumption(self, mark: int) -> int:
        """The index of the block after `mark` where the article goes on, or another one begins.

        Between paragraphs a site prints links and buttons: after these, any sentence that is no
        teaser goes on. Below the article come other people's sentences as well: there it takes
        several in a row, and among comments, where names and times stand between them, many.
        """
        first = bisect_left(self._stops, mark)
        for at in self._stops[first : first + 2]:
            if at > mark and self._begins_another(at):
                return self._headline(at, mark)
            if at in self.terminals:
                return self._below(at, mark)
            if self._goes_on(at):
                return at
        return len(self.page.blocks)

    @cached_property
    def _kinds(self) -> list[int]:
        return kinds_on(self.page)

    @cached_property
    def _stops(self) -> list[int]:
        """The blocks at which a search above the end of the article comes to its end."""
        sentences = (block.index for block in self.page.prose)
        return [
            at
            for at in sorted({*self.terminals, *self.bylines, *sentences})
            if at in self.terminals or self._begins_another(at) or self._goes_on(at)
        ]

    def _begins_another(self, at: int) -> bool:
        stated = self.bylines.get(at)
        return stated is not None and stated.sure and body_follows(self.page, at)

    def _headline(self, at: int, mark: int) -> int:
        """The line above a byline that is its headline, if that is below the mark."""
        return next((block.index for block in above(self.page, at) if block.index > mark), at)

    def _is_of_the_site(self, at: int) -> bool:
        return bool(self._kinds[at] & line_kinds.CHROME) or at in self.bylines

    def _goes_on(self, at: int) -> bool:
        block = self.page.blocks[at]
        return block.prose and not (self._is_of_the_site(at) or _is_teaser(self.page, block))

    @cached_property
    def _comments(self) -> list[int]:
        blocks = blocks_of(self.page, line_kinds.COMMENTS)
        return [block.index for block in blocks if not block.prose]

    def _below(self, terminal: int, mark: int) -> int:
        """Where another article begins below a line that ends one; `mark` is there or above it."""
        comments = self._comments
        commented = bisect_left(comments, mark) < bisect_left(comments, terminal + 1)
        known = self._found.get((terminal, commented))
        if known is None:
            known = self._found[terminal, commented] = self._searched(terminal, commented)
        return self._headline(known, mark) if self._begins_another(known) else known

    @cached_property
    def _found(self) -> dict[tuple[int, bool], int]:
        return {}

    def _searched(self, terminal: int, commented: bool) -> int:
        """The byline of another article, or where enough sentences stand in a row."""
        blocks, kinds = self.page.blocks, self._kinds
        run, length = 0, 0  # sentences, and their code points, since anything of the site
        after_chrome = terminal + 1  # from here on nothing was the site's beyond doubt
        for at in range(terminal + 1, len(blocks)):
            if self._begins_another(at):
                return at
            block = blocks[at]
            commented = commented or (not block.prose and bool(kinds[at] & line_kinds.COMMENTS))
            if self._is_of_the_site(at):
                run, length, after_chrome = 0, 0, at + 1
            elif block.prose and not _is_teaser(self.page, block):
                if kinds[at] & line_kinds.BULLET or _is_title(block):
                    continue  # below an article a list of sentences is one of links
                run, length = run + 1, length + len(block.text)
                sentences, enough = COMMENTED if commented else RESUMED
                if run >= sentences and length >= enough:
                    return after_chrome
        return len(blocks)


def _is_title(block: Block) -> bool:
    """Whether a sentence may be a headline that asks or exclaims."""
    return len(block.text) <= MAX_TITLE and "。" not in block.text and not block.text.isascii()


def _is_teaser(page: Page, block: Block) -> bool:
    """Whether a sentence introduces another article: dated at its end, or amid a list of links."""
    if phrases.DATED_END.search(block.folded):
        return True
    below = page.blocks[block.index + 1 : block.index + 2]
    return any(
        not b.prose and is_a(b, line_kinds.DATED | line_kinds.BULLET | line_kinds.RELATED)
        for b in below
    )
