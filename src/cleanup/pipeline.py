"""clean_document: the stages in their visible order. A pure function of one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.errors import InputError
from cleanup.model import Outcome
from cleanup.rule import check_patterns, enabled
from cleanup.rules import COLLAPSE, COMPOSE, DECODE, JUDGE, REPAIR, RULES, SCRIPTS
from cleanup.stages.collapse import collapse
from cleanup.stages.decode import decode
from cleanup.stages.edits import Places
from cleanup.stages.judge import judge
from cleanup.stages.repair import repair

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeVar

    from cleanup.model import Finding, Source
    from cleanup.rule import Rule
    from cleanup.settings import Settings

    Subject = TypeVar("Subject")

MAX_ROUNDS = 8  # two are the rule: one that mends, one that finds nothing left to mend


def clean_document(source: Source, settings: Settings) -> Outcome:
    """Decode, repair, collapse, judge and compose one document until nothing changes.

    The last round changes nothing, so cleaning the result again changes nothing either.
    """
    try:
        document, reports = decode(source, chosen(DECODE, settings))
    except InputError as error:
        return Outcome(source.id, error=str(error))
    decoded = document.text
    for _ in range(MAX_ROUNDS):
        steps = len(document.history)
        document, placed = repair(document, chosen(REPAIR, settings))
        document = collapse(document, chosen(COLLAPSE, settings))
        document = judge(document, chosen(JUDGE, settings))
        document, _ = repair(document, chosen(COMPOSE, settings), stage="compose")
        if len(document.history) == steps:
            break
    places = Places(decoded, document.history)
    found = tuple(_moved(finding, places, steps) for steps, finding in placed)
    return Outcome(source.id, document, decoded, (*reports, *found))


def chosen(rules: Iterable[Rule[Subject]], settings: Settings) -> tuple[Rule[Subject], ...]:
    """The rules that the settings let take part, in their order."""
    check_patterns((*settings.select, *settings.ignore), (rule.code for rule in RULES))
    wanted = SCRIPTS.get(settings.script, ())
    return tuple(
        rule
        for rule in rules
        if rule.code in wanted or enabled(rule.code, rule.safety, settings.select, settings.ignore)
    )


def _moved(finding: Finding, places: Places, steps: int) -> Finding:
    """The finding with its span in the decoded text."""
    start = places.origin(finding.span.start, steps)
    end = places.origin(finding.span.end, steps)
    return finding._replace(span=type(finding.span)(start, max(start, end)))
