"""Texts that the user allows: what a rule finds on them is left as it is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from cleanup.model import Span
from cleanup.rules.user import spans_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cleanup.model import Finding
    from cleanup.rule import Rule
    from cleanup.settings import Settings


def exempting(rule: Rule[Any], settings: Settings) -> Rule[Any]:
    """The rule, without the changes it would make to a text that is allowed, or to what has one.

    Exemptions for some files are not for this one. Raises SettingsError for a wrong pattern.
    """
    own = [one for one in settings.exemptions if not one.path and rule.code.startswith(one.rule)]
    texts = (*settings.allow, *(one.text for one in own if one.text))
    patterns = tuple(one.pattern for one in own if one.pattern)
    if not texts and not patterns:
        return rule
    spans = spans_of(texts, patterns)

    def inspect(subject: Any) -> Iterable[Finding]:
        return _elsewhere(rule.inspect(subject), spans, subject)

    return replace(rule, inspect=inspect)


def _elsewhere(
    findings: Iterable[Finding], spans: Callable[[str], list[Span]], subject: Any
) -> Iterator[Finding]:
    places: list[Span] | None = None
    for finding in findings:
        if finding.replacement is not None:
            if places is None:
                places = _apart(spans(_text_of(subject)))
            start, end = finding.span
            ends_later = bisect_right(places, start, key=itemgetter(1))
            if any(first < max(end, start + 1) for first, _ in places[ends_later : ends_later + 1]):
                continue
        yield finding


def _apart(spans: Iterable[Span]) -> list[Span]:
    """The spans in their order, those joined that overlap."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            span = Span(joined[-1].start, max(joined.pop().end, span.end))  # noqa: PLW2901  # as one
        joined.append(span)
    return joined


def _text_of(subject: Any) -> str:
    return subject if isinstance(subject, str) else str(subject.text)
