"""repair: text to text. Each family of text rules sees what the one before it left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.stages.edits import advance, outside
from cleanup.stages.gates import gates_of
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
    if not rules:
        return document, []
    reports: list[tuple[int, Finding]] = []
    gates, text = gates_of(tuple(rules)), Text(document.text)
    opened = gates.opened_by(text)
    for family in gates.families:
        findings = [one for bit, rule in family if bit & opened for one in rule.find(text)]
        if not findings:
            continue
        steps = len(document.history)
        reports += ((steps, finding) for finding in findings if finding.replacement is None)
        if verbatim:
            findings = outside(findings, verbatim(text))
        document = advance(document, stage, findings)
        if len(document.history) > steps:
            text = Text(document.text)
            opened = gates.opened_by(text)
    return document, reports
