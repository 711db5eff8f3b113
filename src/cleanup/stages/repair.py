"""repair: text to text. Each family of text rules sees what the one before it left."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cleanup.stages.edits import advance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.model import Document, Finding
    from cleanup.rule import Rule


def repair(
    document: Document, rules: Sequence[Rule[str]], stage: str = "repair"
) -> tuple[Document, list[tuple[int, Finding]]]:
    """Apply the rules family by family; returns also what was only reported.

    A report comes with the number of steps after which its span is meant.
    """
    reports: list[tuple[int, Finding]] = []
    for _, family in groupby(rules, key=lambda rule: rule.code[:3]):
        findings = [finding for rule in family for finding in rule.find(document.text)]
        if not findings:
            continue
        steps = len(document.history)
        reports += ((steps, finding) for finding in findings if finding.replacement is None)
        document = advance(document, stage, findings)
    return document, reports
