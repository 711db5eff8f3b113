"""Texts that the user allows: what a rule finds on them is left as it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleanup.model import Finding
    from cleanup.rule import Rule


def allowing(rule: Rule[Any], allowed: re.Pattern[str]) -> Rule[Any]:
    """The rule, without the changes it would make to a text that is allowed, or to what has one."""

    def inspect(subject: Any) -> Iterable[Finding]:
        return _elsewhere(rule.inspect(subject), allowed, subject)

    return replace(rule, inspect=inspect)


def pattern_of(texts: Iterable[str]) -> re.Pattern[str]:
    """Finds each of these texts, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(texts, key=len, reverse=True))))


def _elsewhere(
    findings: Iterable[Finding], allowed: re.Pattern[str], subject: Any
) -> Iterator[Finding]:
    places: list[tuple[int, int]] | None = None
    for finding in findings:
        if finding.replacement is not None:
            if places is None:
                places = [match.span() for match in allowed.finditer(_text_of(subject))]
            start, end = finding.span
            ends_later = bisect_right(places, start, key=itemgetter(1))
            if any(first < max(end, start + 1) for first, _ in places[ends_later : ends_later + 1]):
                continue
        yield finding


def _text_of(subject: Any) -> str:
    return subject if isinstance(subject, str) else str(subject.text)
