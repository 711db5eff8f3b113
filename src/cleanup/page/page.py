"""What the block rules see: a page as a sequence of blocks, with the features they share.

A block is one line that is not blank. Rules compare its `folded` form: Simplified characters,
half-width ASCII, lower case; code point for code point as long as the text itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from cleanup.model import Span
from cleanup.settings import MOST_LOSS
from cleanup.text.codes import codes_of
from cleanup.text.scripts import script_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleanup.model import Origin
    from cleanup.settings import Level
    from cleanup.text.codes import Codes


class Strictness(NamedTuple):
    """How much a page may lose: see Settings.level and Settings.most_loss."""

    level: Level
    most_loss: float


STANDARD = Strictness("standard", MOST_LOSS)


@dataclass(slots=True, eq=False)  # of two pages no two are the same
class Block:
    """A line that is not blank. `number` is that of its line, from 1; its text begins at `start`.

    Nothing changes it. It is not frozen, since that makes one thrice as dear, and pages have many.
    """

    index: int
    number: int
    start: int
    text: str
    folded: str
    prose: bool
    line: Span  # with its end

    @property
    def span(self) -> Span:
        """Its text without the space around it."""
        return Span(self.start, self.start + len(self.text))


@dataclass(frozen=True, eq=False)
class Page:
    """A text, folded too, its blocks, and of each the share of the site's documents with it.

    Of what was HTML, `origins` has one entry for a block. It keeps what is learnt of it: see
    cleanup.text.learnt.
    """

    text: str
    folded: str
    blocks: tuple[Block, ...]
    recurrences: tuple[float, ...] = ()  # empty where nothing is known of a site
    strictness: Strictness = STANDARD
    origins: tuple[Origin, ...] = ()
    learnt: dict[Callable[..., Any], Any] = field(default_factory=dict, repr=False)

    def forget(self) -> None:
        """Drop what was learnt: it refers to the page, so that both would stay in memory."""
        self.learnt.clear()

    @cached_property
    def codes(self) -> Codes:
        """The code points of the text."""
        return codes_of(self.text)

    @cached_property
    def folded_codes(self) -> Codes:
        """The code points of the folded text."""
        return codes_of(self.folded)

    @cached_property
    def spans(self) -> np.ndarray:
        """Where each block starts and ends in the text: a row for a block."""
        found = np.empty((len(self.blocks), 2), np.int64)
        found[:, 0] = [block.start for block in self.blocks]
        found[:, 1] = [block.start + len(block.text) for block in self.blocks]
        return found

    @cached_property
    def traditional(self) -> bool:
        """Whether the page as a whole is written in Traditional characters."""
        return script_of(self.text) == "hant"

    def recurrence(self, block: Block) -> float:
        """The share of the site's other documents that hold the line of `block`, if it recurs."""
        return self.recurrences[block.index] if self.recurrences else 0.0

    @cached_property
    def prose(self) -> tuple[Block, ...]:
        """The blocks that are sentences."""
        return tuple(block for block in self.blocks if block.prose)
