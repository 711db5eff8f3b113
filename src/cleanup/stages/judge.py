"""judge: which blocks are the author's, and which the site's or a spammer's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleanup.rules.boilerplate.judged import removed
from cleanup.rules.boilerplate.loss import Loss, spared
from cleanup.stages.edits import decide, edited

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleanup.model import Document, Edit, Finding
    from cleanup.page.page import Page
    from cleanup.rule import Rule


def judge(
    document: Document,
    page: Page,
    rules: Sequence[Rule[Page]],
    alarms: Sequence[Rule[Loss]] = (),
) -> tuple[Document, list[Finding]]:
    """Take out the blocks that a rule names; what they state goes into the metadata.

    `page` is the document's text, and is done with. Of two statements of one field the first in
    the text holds. Returns also what was only reported, `alarms` among it.
    """
    findings, edits = _weighed(page, rules, alarms)
    page.forget()
    told = [one for one in findings if one.metadata or one.replacement is None]
    told.sort(key=lambda finding: finding.span)
    stated: dict[str, str] = {}
    for finding in told:
        for field, value in finding.metadata:
            stated.setdefault(field, value)
    reports = [one for one in told if not one.metadata]
    document = edited(document, "judge", edits)
    if stated:
        document = replace(document, metadata={**stated, **document.metadata})
    return document, reports


def judged(
    page: Page, rules: Sequence[Rule[Page]], alarms: Sequence[Rule[Loss]] = ()
) -> list[Finding]:
    """What the rules find; of a page that would lose too much by it, only what is spared."""
    return _weighed(page, rules, alarms)[0]


def _weighed(
    page: Page, rules: Sequence[Rule[Page]], alarms: Sequence[Rule[Loss]]
) -> tuple[list[Finding], tuple[Edit, ...]]:
    """As `judged`, and the edits that this makes of the page."""
    findings: list[Finding] = []
    for rule in rules:
        found = rule.find(page)
        if found:
            removed(page).update(one.span for one in found if one.replacement == "")
            findings += found
    edits = decide(page.text, findings)
    loss = Loss(page, edits)
    reports = [finding for alarm in alarms for finding in alarm.find(loss)]
    if loss.is_too_much:
        findings = spared(findings)
        edits = decide(page.text, findings)
    return [*findings, *reports], edits
