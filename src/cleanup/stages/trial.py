"""Whether a rule of the user's own does what its examples say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.stages.edits import apply, decide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.rule import Rule

MAX_TIMES = 12  # that a rule is applied to what it has made


class Trial(NamedTuple):
    """One text that a rule was tried on: an example, or a text to keep, by its number, from 1."""

    code: str
    kind: str
    number: int
    text: str
    became: str
    wanted: str

    @property
    def holds(self) -> bool:
        """Whether the rule did what was wanted."""
        return self.became == self.wanted


def trials(rule: Rule[str]) -> Iterator[Trial]:
    """What becomes of each of its examples, and of each text to keep, by this rule alone."""
    for number, (before, after) in enumerate(rule.fixes, 1):
        text = str(before)
        yield Trial(rule.code, "example", number, text, _mended(rule, text), after)
    for number, kept in enumerate(rule.ignores, 1):
        text = str(kept)
        yield Trial(rule.code, "text to keep", number, text, _mended(rule, text), text)


def _mended(rule: Rule[str], text: str) -> str:
    """The text after the rule, which is applied until there is nothing left to do."""
    for _ in range(MAX_TIMES):
        edits = decide(text, rule.find(text))
        if not edits:
            break
        text = apply(text, edits)
    return text
