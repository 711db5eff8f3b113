"""The dialogue of `cleanup review`: a removal is shown, and an answer is read."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from cleanup.events import Failed, Restored
from cleanup.report.removal import removal_lines
from cleanup.report.terminal import plural, report_error, say
from cleanup.runs.review import Decision
from cleanup.text.escape import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.events import Event
    from cleanup.record.distinct import Distinct
    from cleanup.runs.review import Review

QUESTION = (
    "[k]eep the text, [r]emove it, [ka] keep or [ra] remove all by this rule, "
    "[s]kip, [u]ndo last, [q]uit? "
)
ANSWERS = {"k": (True, False), "r": (False, False), "ka": (True, True), "ra": (False, True)}
SKIP, UNDO, QUIT = "s", "u", "q"
SHORT = {"keep": "k", "remove": "r", "keep all": "ka", "remove all": "ra", "skip": SKIP}
SHORT |= {"undo": UNDO, "undo last": UNDO, "quit": QUIT}


class Dialogue:
    """Asks about removals, one by one. The last decision waits for the next, to be undone."""

    def __init__(self, review: Review, found: Sequence[Distinct]) -> None:
        """Nothing is decided yet."""
        self._review, self._found = review, found
        self._waiting: tuple[int, Decision] | None = None
        self._decided = 0
        self._restored: set[str] = set()
        self.failed = 0

    def hold(self) -> None:
        """Ask until all is answered, or no answer comes; what was decided is then carried out.

        Raises OSError, OutputError.
        """
        at = 0
        try:
            while at < len(self._found):
                at = at + 1 if self._is_decided(at) else self._ask(at)
        finally:  # also of an interrupt
            self._carry_out()

    def summarise(self) -> None:
        """One line on stderr."""
        if not self._found:
            say("everything that was asked about is decided already")
            return
        kept = f"; texts came back into {plural(len(self._restored), 'document')}"
        where = f", remembered in {shown(str(self._review.settings))}" if self._decided else ""
        say(f"{plural(self._decided, 'decision')}{where}{kept if self._restored else ''}")

    def _is_decided(self, at: int) -> bool:
        return self._review.is_decided(self._found[at].edit)

    def _ask(self, at: int) -> int:
        """Ask about one; the number of the next."""
        click.echo(f"\n{at + 1:,} of {len(self._found):,}: ", nl=False)
        click.echo("\n".join(removal_lines(self._found[at])))
        answer = _answer()
        if answer in ANSWERS:
            self._carry_out()
            decision = Decision(self._found[at], *ANSWERS[answer])
            self._waiting = at, decision
            self._review.mark(decision)
            return at + 1
        if answer == UNDO and self._waiting:
            at, decision = self._waiting
            self._waiting = None
            self._review.unmark(decision)
        elif answer == UNDO:
            click.echo("there is no decision that could be undone")
        elif answer == SKIP:
            return at + 1
        elif answer == QUIT:
            return len(self._found)
        else:
            click.echo(f"{shown(answer)!r} is no answer")
        return at

    def _carry_out(self) -> None:
        """Carry out the decision that waits."""
        if self._waiting:
            _, decision = self._waiting
            self._waiting = None
            self._review.carry_out(decision, self._hear)
            self._decided += 1

    def _hear(self, event: Event) -> None:
        match event:
            case Restored(name=name):
                self._restored.add(name)
            case Failed(name=name, reason=reason):
                self.failed += 1
                report_error(name, reason)


def _answer() -> str:
    """The next answer; where none comes any more, that is the end."""
    click.echo(QUESTION, nl=not sys.stdin.isatty())
    line = sys.stdin.buffer.readline().decode("utf-8", "replace")
    answer = " ".join(line.casefold().split())
    return SHORT.get(answer, answer) if line else QUIT
