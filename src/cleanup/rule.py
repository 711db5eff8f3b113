"""What a rule is, and how rules are chosen by their codes.

A rule finds; it never changes text. Its declaration is also its documentation and its test:
every pair of `fixes` must hold and in every text of `ignores` it must find nothing.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

from cleanup.errors import SettingsError
from cleanup.model import Finding
from cleanup.settings import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cleanup.page.page import Block

Subject = TypeVar("Subject")  # what a rule looks at: see Stage
Needs = str | tuple[str, str]  # sets of characters, as in a pattern, without the brackets
ANY = r"\s\S"


class Stage(Enum):
    """When a rule looks at a document, in this order; and the type of what it looks at."""

    DECODE = "decode", "Decoding"  # the bytes, as they were read
    REPAIR = "repair", "str"  # the text, as the families before have left it
    COLLAPSE = "collapse", "Page"
    JUDGE = "judge", "Page"
    LOSS = "loss", "Loss"  # what the rules of JUDGE would take out together
    USER = "user", "str"  # what the built-in rules have left, by the user's own
    COMPOSE = "compose", "str"
    FRONT = "front", "Document"  # clean, with its metadata
    DUPLICATES = "duplicates", "Copy"  # a clean document, and one that it may be a copy of
    PASSAGES = "passages", "Shared"  # a clean document, and what others have too

    def __init__(self, title: str, subject: str) -> None:
        """Keep the two values apart."""
        self.title = title
        self.subject = subject


class Safety(Enum):
    """How sure a rule can be that its change is right."""

    SAFE = "safe"  # provable from the text itself
    STANDARD = "standard"  # a confident judgement; on by default
    RISKY = "risky"  # a matter of taste or of purpose; only when selected by its code


@dataclass(frozen=True, slots=True, eq=False)  # no two rules are the same
class Rule(Generic[Subject]):
    """A named way of finding one kind of defect in a subject.

    It stands with its family, or right `before` or `after` all rules of the family named there.
    A text rule may name what it `needs`, as sets of characters: in a text without a character of
    the first that is followed by one of the second it finds nothing, and is not asked.
    """

    code: str
    name: str
    stage: Stage
    before: str
    after: str
    needs: Needs | Callable[[], Needs]
    safety: Safety
    since: str
    fixes: tuple[tuple[str | bytes, str], ...]
    ignores: tuple[str | bytes, ...]
    docstring: str
    inspect: Callable[[Subject], Iterable[Finding]]
    origin: str = ""  # the package that declares it, or the configuration; "" for one of ours

    @property
    def family(self) -> str:
        """The letters of the code."""
        return self.code[:3]

    @property
    def documentation(self) -> str:
        """The docstring without its indent: few of them are ever read."""
        return inspect.cleandoc(self.docstring)

    @property
    def needed(self) -> tuple[str, str]:
        """Two characters in a row of which it needs some: the sets that they are in."""
        needs = self.needs if isinstance(self.needs, (str, tuple)) else self.needs()
        return (needs, ANY) if isinstance(needs, str) else needs

    @property
    def summary(self) -> str:
        """The first paragraph of the documentation, as one line."""
        return " ".join(self.documentation.split("\n\n", 1)[0].split())

    def find(self, subject: Subject) -> list[Finding]:
        """All findings in `subject`, stamped with this rule's code."""
        stamp, new = (self.code,), tuple.__new__  # in half the time: every finding is made anew
        return [new(Finding, found[:-1] + stamp) for found in self.inspect(subject)]


def rule(  # noqa: PLR0913  # one for each thing that a declaration says
    code: str,
    *,
    stage: Stage,
    before: str = "",
    after: str = "",
    needs: Needs | Callable[[], Needs] = "",
    safety: Safety,
    since: str,
    fixes: Sequence[tuple[str | bytes, str]],
    ignores: Sequence[str | bytes],
) -> Callable[[Callable[[Subject], Iterable[Finding]]], Rule[Subject]]:
    """Declare the decorated function as the rule `code`.

    In its stage it stands with its family, by its code; unless it stands `before` all rules of a
    family, or `after` them. `needs` is a set of characters as patterns have them, without the
    brackets, or two for two characters in a row, where line ends stand around the text; or what
    gives these if it takes a table to know. `fixes` are (before, after) pairs; where a rule only
    reports, both are the same text.
    """

    def declare(function: Callable[[Subject], Iterable[Finding]]) -> Rule[Subject]:
        return Rule(
            code=code,
            name=function.__name__.replace("_", "-"),
            stage=stage,
            before=before,
            after=after,
            needs=needs,
            safety=safety,
            since=since,
            fixes=tuple(fixes),
            ignores=tuple(ignores),
            docstring=function.__doc__ or "",
            inspect=function,
        )

    return declare


def remove_line(block: Block, note: str, confidence: float = 0.95) -> Finding:
    """The finding that takes out the whole line of a block."""
    return Finding(block.line, "", note, confidence)


def enabled(code: str, safety: Safety, select: Sequence[str], ignore: Sequence[str]) -> bool:
    """Whether a rule takes part. Codes and prefixes select; the longer match wins, then ignore.

    Without `select`, all rules but the risky ones take part. A risky rule needs its full code.
    """
    chosen = max((_strength(code, pattern) for pattern in select), default=-1)
    if not select:
        chosen = 0
    if safety is Safety.RISKY and code not in select:
        return False
    dropped = max((_strength(code, pattern) for pattern in ignore), default=-1)
    return chosen >= 0 and chosen > dropped


def _strength(code: str, pattern: str) -> int:
    if pattern == "ALL":
        return 0
    return len(pattern) if code.startswith(pattern) else -1


def check_patterns(patterns: Iterable[str], codes: Iterable[str]) -> None:
    """Raise SettingsError for a pattern that fits no rule."""
    known = tuple(codes)
    for pattern in patterns:
        if pattern != "ALL" and not any(code.startswith(pattern) for code in known):
            hint = nearest(pattern, {*known, *(code[:3] for code in known)})
            words = f"no rule has the code or prefix {pattern!r}; see `cleanup rules`{hint}"
            raise SettingsError(words)
