"""What a command was asked to do, but for the paths."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleanup.corpus.similarity import SIMILARITY
from cleanup.engines.choice import Resources
from cleanup.pipeline import chosen

if TYPE_CHECKING:
    from cleanup.settings import Settings


@dataclass(frozen=True, slots=True)
class Plan:
    """How each document is cleaned, whether and how copies are found, what the work may use."""

    settings: Settings
    similarity: float = SIMILARITY
    dedupe: bool = True
    skip_other_kinds: bool = False  # also those that were named
    tell_mended: bool = False  # one line for each file that is mended in place
    resources: Resources = field(default_factory=Resources)

    def compares(self, documents: int) -> bool:
        """Whether so many documents are compared with each other."""
        rules = chosen(self.settings)
        return self.dedupe and documents > 1 and bool(rules.duplicates or rules.passages)
