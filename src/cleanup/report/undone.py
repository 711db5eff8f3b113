"""What undo tells people on stderr."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING

from cleanup.events import Damaged, Failed, Restored
from cleanup.report.terminal import report_damage, report_error, say

if TYPE_CHECKING:
    from cleanup.events import Event


class Undone:
    """A listener of undo: one line for each thing that went wrong, and one for the whole."""

    def __init__(self) -> None:
        """Nothing has been told yet."""
        self.restored = 0
        self.decoded = 0  # of them: those that are not the bytes of their inputs, but their texts
        self.failed = 0
        self.damaged = False

    def __call__(self, event: Event) -> None:
        """Say what is to be said of an event at once."""
        match event:
            case Restored(exact=exact):
                self.restored += 1
                self.decoded += not exact
            case Failed(name=name, reason=reason):
                self.failed += 1
                report_error(name, reason)
            case Damaged():
                self.damaged = True
                report_damage(event)

    def summarise(self) -> None:
        """One line."""
        decoded = _(" ({number:,} as decoded text in UTF-8)").format(number=self.decoded)
        words = _("{restored:,} restored{decoded}, {failed:,} left as they are")
        decoded = decoded if self.decoded else ""
        say(words.format(restored=self.restored, decoded=decoded, failed=self.failed))
