"""The user's own rules, made of what the settings say of them. The built-in families come first."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from cleanup.errors import SettingsError
from cleanup.model import Finding, Span
from cleanup.rule import Rule, Safety, Stage
from cleanup.text.literals import Literals

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from cleanup.overrule import UserRule

NEEDED = "patterns need google-re2: pip install 'corpus-cleanup[patterns]'"
OF_LINES = "(?m)"  # before a pattern: its ^ and $ are the ends of lines


@lru_cache(maxsize=64)
def spans_of(phrases: tuple[str, ...], patterns: tuple[str, ...]) -> Callable[[str], list[Span]]:
    """What finds these texts and regular expressions, in time that grows with the text alone.

    Raises SettingsError for a pattern that is none, and where the library is missing.
    """
    literals = Literals(phrases) if phrases else None
    compiled = [_compiled(pattern) for pattern in patterns]

    def spans(text: str) -> list[Span]:
        found = literals.spans(text) if literals else []
        for pattern in compiled:
            found += (Span(*match.span()) for match in pattern.finditer(text) if match.group())
        return found

    return spans


def _compiled(pattern: str) -> Any:
    """A regular expression of RE2, whose ^ and $ are the ends of lines."""
    try:
        import re2  # noqa: PLC0415  # an extra
    except ModuleNotFoundError:
        raise SettingsError(NEEDED) from None
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(f"{OF_LINES}{pattern}", options)
    except re2.error as error:
        (said,) = error.args
        reason = said.decode(errors="replace") if isinstance(said, bytes) else said
        raise SettingsError(f"pattern: {pattern!r}: {reason.replace(OF_LINES, '')}") from None


def as_rule(stated: UserRule) -> Rule[str]:
    """The rule that a user has stated. Raises SettingsError."""
    try:
        spans = spans_of(stated.phrases, stated.patterns)
    except SettingsError as error:
        raise SettingsError(f"{stated.code}: {error}") from None
    if stated.replacement and _replaced(stated, spans) != stated.replacement:
        raise SettingsError(f"{stated.code} finds what it puts, {stated.replacement!r}, again")
    return Rule(
        code=stated.code,
        name=f"user-rule-{stated.code.lower()}",
        stage=Stage.USER,
        before="",
        after="",
        needs="",
        safety=Safety.STANDARD,
        since="",
        fixes=stated.examples,
        ignores=stated.keeps,
        docstring=stated.reason,
        inspect=partial(_inspect, stated=stated, spans=spans),
        origin="configuration",
    )


def _replaced(stated: UserRule, spans: Callable[[str], list[Span]]) -> str:
    """What becomes of the replacement itself."""
    text, end = stated.replacement, 0
    parts: list[str] = []
    for span in sorted(spans(text)):
        if span.start >= end:
            parts += text[end : span.start], text
            end = span.end
    return "".join((*parts, text[end:]))


def _inspect(
    text: str, *, stated: UserRule, spans: Callable[[str], list[Span]]
) -> Iterator[Finding]:
    last = Span(0, 0)
    for span in sorted(spans(text)):
        if stated.action == "remove-line":
            span = _lines(text, span)  # noqa: PLW2901  # what goes
            if span.start < last.end:
                continue
            last = span
        yield Finding(span, stated.replacement, stated.reason, stated.confidence)


def _lines(text: str, span: Span) -> Span:
    """The lines that hold a part of a text, with their ends."""
    end = text.find("\n", max(span.start, span.end - 1)) + 1
    return Span(text.rfind("\n", 0, span.start) + 1, end or len(text))


def check_code(code: str, known: Collection[str], families: Collection[str]) -> None:
    """Raise SettingsError for a code that is known already, or belongs to one of the families."""
    if code[:3] in families:
        raise SettingsError(f"code: {code!r}: {code[:3]} is taken; USR is free")
    if code in known:
        raise SettingsError(f"code: {code!r} stands twice")
