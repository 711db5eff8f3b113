"""What a run did, in figures, for people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleanup.events import Cleaned, CopyFound, Ignored, LinkPassedOver, Pruned, Recorded, Renewed
from cleanup.runs.counts import Counts

if TYPE_CHECKING:
    from cleanup.events import Event

MOST_EXAMPLES = 5


@dataclass(slots=True)
class Summary(Counts):
    """The counts of a run, and what is shown besides."""

    examples: list[CopyFound] = field(default_factory=list)  # of removed copies
    folders: list[str] = field(default_factory=list)  # that hold a record now
    renewed: Counter[str] = field(default_factory=Counter)  # documents, by why they were cleaned
    links: int = 0  # that lead out of a folder: not followed
    ignored: int = 0  # paths, by a .gitignore
    pruned: int = 0  # results that were removed
    shortest: tuple[float, str] = (1.0, "")  # the share that is left, and of which document

    def add(self, event: Event) -> None:
        """Count what an event tells."""
        Counts.add(self, event)
        match event:
            case Cleaned(name=name, tally=tally) if tally.characters:
                share = 1 - tally.removed / tally.characters
                self.shortest = min(self.shortest, (share, name))
            case CopyFound(removed=True) if len(self.examples) < MOST_EXAMPLES:
                self.examples.append(event)
            case _:
                self._note_folder(event)

    def _note_folder(self, event: Event) -> None:
        """Count what an event tells of a folder."""
        match event:
            case Renewed(because=because):
                self.renewed[because] += 1
            case LinkPassedOver():
                self.links += 1
            case Ignored(paths=paths):
                self.ignored += paths
            case Pruned():
                self.pruned += 1
            case Recorded(folder=folder):
                self.folders.append(folder)
