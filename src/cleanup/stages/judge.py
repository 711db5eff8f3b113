"""judge: which blocks are the author's, and which the site's or a spammer's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleanup.page import STANDARD
from cleanup.stages.edits import advance
from cleanup.stages.segment import segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.corpus.recurrence import SiteStatistics
    from cleanup.model import Document, Finding
    from cleanup.page import Care, Page
    from cleanup.rule import Rule


def judge(
    document: Document,
    rules: Sequence[Rule[Page]],
    site: SiteStatistics | None = None,
    care: Care = STANDARD,
) -> tuple[Document, list[Finding]]:
    """Take out the blocks that a rule names; what they state goes into the metadata.

    Of two statements of one field the first in the text holds. Returns also what was only
    reported.
    """
    page = segment(document.text, site, care)
    findings = [finding for rule in rules for finding in rule.find(page)]
    findings.sort(key=lambda finding: finding.span)
    stated: dict[str, str] = {}
    for finding in findings:
        for field, value in finding.metadata:
            stated.setdefault(field, value)
    reports = [one for one in findings if one.replacement is None and not one.metadata]
    judged = advance(document, "judge", findings)
    if stated:
        judged = replace(judged, metadata={**stated, **document.metadata})
    return judged, reports
