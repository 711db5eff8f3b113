"""What all that works on many documents is given: how they are cleaned, and who is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleanup.engines.processes import Processes
from cleanup.events import unheard
from cleanup.pipeline import chosen
from cleanup.runs.counts import Counts
from cleanup.settings import Plan, Settings

if TYPE_CHECKING:
    from cleanup.events import Event, Tell


@dataclass(frozen=True, slots=True)
class Run:
    """One run over one folder or several: what is to be done, who is told, what was counted."""

    settings: Settings = field(default_factory=Settings)
    plan: Plan = field(default_factory=Plan)
    listener: Tell = unheard
    counts: Counts = field(default_factory=Counts)
    processes: Processes = field(default_factory=Processes)

    def tell(self, event: Event) -> None:
        """Count an event and tell the caller."""
        self.counts.add(event)
        self.listener(event)

    def compares(self, documents: int) -> bool:
        """Whether so many documents are compared with each other. Raises SettingsError."""
        rules = chosen(self.settings)
        return self.plan.dedupe and documents > 1 and bool(rules.duplicates or rules.passages)
