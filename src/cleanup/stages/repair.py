"""repair: text to text. Each family of text rules sees what the one before it left."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cleanup.stages.edits import advance, outside
from cleanup.text.learnt import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cleanup.model import Document, Finding, Span
    from cleanup.rule import Rule


def repair(
    document: Document,
    rules: Sequence[Rule[str]],
    stage: str = "repair",
    verbatim: Callable[[str], Sequence[Span]] | None = None,
) -> tuple[Document, list[tuple[int, Finding]]]:
    """Apply the rules family by family, those of layout one by one; also what was only reported.

    A report comes with the number of steps after which its span is meant. What `verbatim` names in
    a text is not changed.
    """
    reports: list[tuple[int, Finding]] = []
    text = Text(document.text)
    for _, together in groupby(rules, key=lambda rule: together_with(rule.code)):
        findings = [finding for rule in together for finding in rule.find(text)]
        if not findings:
            continue
        steps = len(document.history)
        reports += ((steps, finding) for finding in findings if finding.replacement is None)
        if verbatim:
            findings = outside(findings, verbatim(text))
        document = advance(document, stage, findings)
        if len(document.history) > steps:
            text = Text(document.text)
    return document, reports


def together_with(code: str) -> str:
    """What the codes of rules begin with that look at the same text: their family.

    Rules of layout look one by one: a line end that is mended makes trailing space, and that a
    blank line.
    """
    return code if code.startswith("LAY") else code[:3]
