"""Why a line of a document was kept or removed."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from cleanup.errors import InputError
from cleanup.model import Document, Edit
from cleanup.page.content import content
from cleanup.page.line_kinds import CREDIT, is_a
from cleanup.page.segment import segment
from cleanup.pipeline import chosen, clean_document
from cleanup.stages.edits import Places, apply, origins_of
from cleanup.stages.gates import together_with
from cleanup.stages.judge import judged

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleanup.corpus.recurrence import SiteStatistics
    from cleanup.model import Finding, Origin, Outcome, Source, Span, Step
    from cleanup.page.page import Block, Page
    from cleanup.settings import Settings

# What a block is whose line a rule took out, by the beginning of the rule's code.
LABELS = {
    "NAV009": "comment",
    "NAV": "chrome",
    "SPM": "spam",
    "MET003": "caption",
    "MET": "metadata",
}


@dataclass(frozen=True)
class Explanation:
    """What became of a line. `reasons` are parts of the log-odds, the strongest first.

    `probability`, 0 to 1, is the classifier's that the block is content; `threshold` is the one
    from which on blocks of this page stay. Both are None for a line that was blank or gone before
    blocks were judged. `findings` are those of the rules that want the block gone; `overruled` are
    those that touch the line and did not hold, because another one did in their place.
    """

    line: int
    text: str
    label: str
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]
    is_web: bool = False
    probability: float | None = None
    threshold: float | None = None
    reasons: tuple[tuple[str, float], ...] = ()
    overruled: tuple[Finding, ...] = ()


class Change(NamedTuple):
    """An edit, or a report without `after`, at a line and a column, from 1, of the decoded text.

    Of a file of many, that is the text of a `record`, counted from 1.
    """

    line: int
    column: int
    code: str
    note: str
    confidence: float
    before: str
    after: str | None
    record: int = 0


def changes_of(outcome: Outcome) -> list[Change]:
    """All that is changed in a document or reported of it, in order. Raises InputError."""
    if outcome.document is None:
        raise InputError(outcome.error or "not text")
    places = Places(outcome.decoded, outcome.document.history)
    found: list[tuple[int, Edit | Finding]] = [
        (places.origin(edit.span.start, number), edit)
        for number, step in enumerate(outcome.document.history)
        for edit in step.edits
        if edit.code
    ]
    found += [(report.span.start, report) for report in outcome.reports]
    return [
        Change(
            places.line(at),
            places.column(at),
            one.code,
            one.note,
            one.confidence,
            one.before if isinstance(one, Edit) else outcome.decoded[slice(*one.span)],
            one.after if isinstance(one, Edit) else None,
        )
        for at, one in sorted(found, key=itemgetter(0))
    ]


def explain(
    source: Source, line: int, settings: Settings, site: SiteStatistics | None = None
) -> Explanation:
    """Explain the line of a document whose number, from 1, is `line`. Raises InputError."""
    outcome = clean_document(source, settings, site)
    if outcome.document is None:
        raise InputError(outcome.error or "not text")
    rows = outcome.decoded.split("\n")
    if not 1 <= line <= len(rows):
        raise InputError(f"has {len(rows)} lines; there is no line {line}")
    history = outcome.document.history
    places = Places(outcome.decoded, history)
    edits = tuple(_edits_of(line, history, places))
    overruled = tuple(_overruled(line, source, outcome, settings, site))
    if source.markdown:  # nobody judges its lines
        return Explanation(line, rows[line - 1], "body", edits, (), overruled=overruled)
    page, steps = _judged_page(source, outcome.decoded, history, settings, site)
    at = (b for b in page.blocks if places.line(places.origin(b.start, steps)) == line)
    block = next(at, None)
    if block is None:
        label = _label_of([edit.code for edit in edits]) or "blank"
        return Explanation(line, rows[line - 1], label, edits, (), overruled=overruled)
    found = content(page)
    findings = tuple(_findings_on(block, page, settings))
    headline = found.headline is not None and found.headline.index == block.index
    kept = "title" if headline else "caption" if is_a(block, CREDIT) else "body"
    return Explanation(
        line,
        rows[line - 1],
        _label_of([finding.code for finding in findings]) or kept,
        edits,
        findings,
        found.is_web,
        float(found.judgement.probability[block.index]),
        found.threshold,
        tuple(found.judgement.reasons(block.index)),
        overruled,
    )


def _edits_of(line: int, history: Sequence[Step], places: Places) -> list[Edit]:
    """The edits that touch a line of the decoded text."""
    return [
        edit
        for steps, step in enumerate(history)
        for edit in step.edits
        if _touches(line, edit.span, steps, places)
    ]


def _touches(line: int, span: Span, steps: int, places: Places) -> bool:
    """Whether a span of the text after some steps was in a line of the decoded text."""
    first = places.line(places.origin(span.start, steps))
    last = places.line(places.origin(max(span.start, span.end - 1), steps))
    return first <= line <= last


def _overruled(
    line: int, source: Source, outcome: Outcome, settings: Settings, site: SiteStatistics | None
) -> Iterator[Finding]:
    """What rules found on a line besides what became an edit, step by step."""
    history = outcome.document.history if outcome.document else ()
    text = outcome.decoded
    places = Places(text, history)
    for steps, step in enumerate(history):
        held = {(edit.code, edit.span) for edit in step.edits}
        origins = _origins(source, text, history[:steps])
        for finding in _findings_of(step, text, origins, settings, site):
            is_change = finding.replacement not in (None, text[slice(*finding.span)])
            lost = is_change and (finding.code, finding.span) not in held
            if lost and _touches(line, finding.span, steps, places):
                yield finding
        text = apply(text, step.edits)


def _origins(source: Source, text: str, history: Sequence[Step]) -> tuple[Origin, ...]:
    """Where the lines stood of what was HTML, while it has not been judged."""
    if any(step.stage == "judge" for step in history):
        return ()
    return origins_of(Document("", text, "", history=(*history,), origins=source.origins))


def _findings_of(
    step: Step,
    text: str,
    origins: Sequence[Origin],
    settings: Settings,
    site: SiteStatistics | None,
) -> list[Finding]:
    """What the rules found that made a step, in the text before it."""
    rules = chosen(settings)
    if step.stage in ("collapse", "judge"):
        page = segment(text, site, rules.strictness, origins)
        on_page = rules.collapse if step.stage == "collapse" else rules.judge
        return [finding for rule in on_page for finding in rule.find(page)]
    codes = {edit.code for edit in step.edits}
    together = {together_with(code) for code in codes}
    is_on_text = step.stage in ("repair", "user", "compose")
    on_text = (*rules.repair, *rules.user, *rules.compose) if is_on_text else ()
    some = (rule for rule in on_text if together_with(rule.code) in together)
    return [finding for rule in some for finding in rule.find(text)]


def _judged_page(
    source: Source,
    decoded: str,
    history: Sequence[Step],
    settings: Settings,
    site: SiteStatistics | None,
) -> tuple[Page, int]:
    """The page as the rules that judge blocks saw it first, and the steps before that."""
    text, steps = decoded, 0
    for step in history:
        if step.stage not in ("repair", "collapse"):
            break
        text, steps = apply(text, step.edits), steps + 1
    origins = _origins(source, text, history[:steps])
    return segment(text, site, chosen(settings).strictness, origins), steps


def _findings_on(block: Block, page: Page, settings: Settings) -> list[Finding]:
    """What the rules found that takes out the whole block."""
    return [
        finding
        for finding in judged(page, chosen(settings).judge)
        if finding.replacement == ""
        and finding.span.start <= block.start
        and block.span.end <= finding.span.end
    ]


def _label_of(codes: Sequence[str]) -> str:
    """What a block is that rules with these codes took out; '' if none of them judges blocks."""
    found = (label for code in codes for head, label in LABELS.items() if code.startswith(head))
    return next(found, "")
