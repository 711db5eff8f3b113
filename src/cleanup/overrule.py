"""What people say beside the rules: rules of their own, exemptions, settings for some files.

These are plain values, part of the settings; see docs/configuration.md.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, get_args

from cleanup.errors import SettingsError
from cleanup.regex import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

Action = Literal["remove", "remove-line", "replace"]
ACTIONS: tuple[str, ...] = get_args(Action)
CODE = regex("[A-Z]{3}[0-9]{3}")
UNSURE = 0.5  # the confidence of a rule whose author claims none


@dataclass(frozen=True, slots=True)
class UserRule:
    """A rule of the user's own: it finds `phrases`, and `patterns`, which are regular expressions.

    `action` is what becomes of what it finds: that goes ("remove"), or the lines that hold it
    ("remove-line"), or `replacement` stands in its place ("replace"). `reason` stands in the
    record, and so does `confidence`, 0 to 1. `examples` are pairs of a text and what becomes of it,
    `keeps` texts that stay: `cleanup check --rules` tries them. Raises SettingsError for a wrong
    value.
    """

    code: str
    reason: str
    phrases: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    action: Action = "remove"
    replacement: str = ""
    confidence: float = UNSURE
    examples: tuple[tuple[str, str], ...] = ()
    keeps: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse wrong values."""
        if not CODE.fullmatch(self.code):
            what = "three capital letters and three figures, as in USR001"
            raise SettingsError(f"code: {self.code!r} is not {what}")
        _check(self)
        if not self.reason.strip():
            raise SettingsError(f"{self.code} gives no reason")
        if not self.phrases and not self.patterns:
            raise SettingsError(f"{self.code} has neither phrases nor patterns")
        if not all(text.strip() for text in (*self.phrases, *self.patterns)):
            raise SettingsError(f"{self.code}: a phrase of nothing but space would be everywhere")
        if not 0 <= self.confidence <= 1:
            raise SettingsError(f"confidence: {self.confidence} is no number from 0 to 1")
        if (self.action == "replace") != bool(self.replacement):
            wants = "needs a replacement" if self.action == "replace" else "has no replacement"
            raise SettingsError(f"{self.code}: the action {self.action!r} {wants}")


@dataclass(frozen=True, slots=True)
class Exemption:
    """What rules leave as it is: what holds `text`, or what the regular expression `pattern` finds.

    It is for the rules with a code or prefix, `rule`, or for all; in the files that `path` names
    (see `runs.per_path`), or in all. A rule and a path alone exempt these files from the rule.
    Raises SettingsError for a wrong value.
    """

    rule: str = ""
    text: str = ""
    pattern: str = ""
    path: str = ""

    def __post_init__(self) -> None:
        """Refuse wrong values."""
        _check(self)
        if self.text and self.pattern:
            raise SettingsError("an exemption has a text or a pattern, not both")
        if not (self.text or self.pattern) and not (self.rule and self.path):
            raise SettingsError("an exemption needs a text, a pattern, or a rule and a path")
        if (self.text or self.pattern) and not (self.text or self.pattern).strip():
            raise SettingsError("a text of nothing but space would exempt everything")


@dataclass(frozen=True, slots=True)
class PathSettings:
    """Settings for the files that `path` names (see `runs.per_path`); None is not said.

    What it ignores and allows is added to what is ignored and allowed elsewhere. Raises
    SettingsError for a wrong value.
    """

    path: str
    ignore: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    level: str | None = None
    most_loss: float | None = None
    script: str | None = None

    def __post_init__(self) -> None:
        """Refuse wrong values."""
        _check(self)
        if not self.path.strip():
            raise SettingsError("path: names no files")
        if not any((self.ignore, self.allow, *self.stated().values())):
            raise SettingsError(f"{self.path}: nothing is set for these files")
        if not all(text.strip() for text in self.allow):
            raise SettingsError("allow: a text of nothing but space would allow everything")

    def stated(self) -> dict[str, Any]:
        """What it says in place of what else holds, by the names of the settings."""
        said = {name: getattr(self, name) for name in ("level", "most_loss", "script")}
        return {name: value for name, value in said.items() if value is not None}


KINDS: Mapping[str, Any] = {"tuple": tuple, "str": str, "float": (int, float), "Action": ACTIONS}


def _check(value: UserRule | Exemption | PathSettings | Confirmed) -> None:
    """Raise SettingsError for a field of another type."""
    for field in fields(value):
        stated = getattr(value, field.name)
        kind = KINDS[str(field.type).partition("[")[0].partition(" ")[0]]
        if kind is ACTIONS:
            if stated not in ACTIONS:
                raise SettingsError(f"{field.name}: {stated!r} is none of {', '.join(ACTIONS)}")
        elif stated is not field.default and (
            not isinstance(stated, kind) or isinstance(stated, bool)
        ):
            raise SettingsError(f"{field.name}: {stated!r} is of the wrong kind")
        elif isinstance(stated, tuple) and not all(map(_is_text, stated)):
            raise SettingsError(f"{field.name}: {stated!r} has more in it than texts")


def _is_text(value: Any) -> bool:
    """Whether it is a text, or an example: a pair of texts."""
    pair = isinstance(value, tuple) and len(value) == len(("before", "after"))
    return isinstance(value, str) or (pair and all(isinstance(one, str) for one in value))


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A removal that somebody has found right: of `text` by a rule, or all that the rule removes.

    It changes nothing but what `cleanup review` asks. Raises SettingsError for a wrong value.
    """

    rule: str
    text: str = ""

    def __post_init__(self) -> None:
        """Refuse wrong values."""
        _check(self)
