"""What a rule is, and why a line was kept or removed, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleanup.text.escape import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cleanup.explanation import Change, Explanation
    from cleanup.rule import Rule

EXCERPT = 100  # code points of an example
REASONS = 4  # for, and as many against


def rule_line(rule: Rule[Any]) -> str:
    """One rule in a list of many: code, safety, name, and what it finds."""
    origin = f" ({shown(rule.origin)})" if rule.origin else ""
    return f"{rule.code}  {rule.safety.value:8}  {rule.name:24}  {shown(rule.summary)}{origin}"


def rule_lines(rule: Rule[Any]) -> Iterator[str]:
    """What one rule finds, how sure it is, what it mends and what it leaves alone."""
    since = f"from: {shown(rule.origin)}" if rule.origin else f"since {rule.since}"
    yield f"{rule.code} {rule.name} ({rule.safety.value}, {since})\n"
    yield "\n".join(map(shown, rule.documentation.split("\n"))) + "\n"
    yield "Mends:"
    for before, after in rule.fixes:
        yield f"  {example(before)}\n    → {example(after)}"
    yield "Leaves alone:"
    for text in rule.ignores:
        yield f"  {example(text)}"


def explanation_lines(name: str, found: Explanation) -> Iterator[str]:
    """What became of a line of the file `name`, and why."""
    yield f"{shown(name)}:{found.line}: {found.label}"
    yield f"  {shown(found.text, EXCERPT)}"
    for edit in found.edits:
        what = "removed" if not edit.after else f"became {shown(edit.after, EXCERPT)}"
        yield f"{edit.code} {what}: {shown(edit.note, EXCERPT)} ({edit.confidence:.0%})"
    if not found.edits:
        yield "kept as it is"
    for lost in found.overruled:
        yield f"{lost.code} overruled: {shown(lost.note, EXCERPT)} ({lost.confidence:.0%})"
    if found.probability is not None:
        yield (
            f"Content with a probability of {found.probability:.1%};"
            f" on this page blocks stay from {found.threshold:.1%} on."
        )
        if not found.is_web:
            yield "The page does not look like a web page, so the classifier has no say."
        pro = [reason for reason in found.reasons if reason[1] > 0]
        contra = [reason for reason in found.reasons if reason[1] < 0]
        for title, reasons in (("For content:", pro), ("Against:", contra)):
            shares = (f"{shown(reason)} {weight:+.1f}" for reason, weight in reasons[:REASONS])
            yield f"{title:<13}{', '.join(shares) or 'nothing'}"
    codes = sorted({finding.code for finding in found.findings})
    if codes:
        yield f"To keep it: --ignore {','.join(codes)}"


def change_line(change: Change) -> str:
    """One change of a file: its place, its rule, what became of the text, and why."""
    place = f"{change.record}:" if change.record else ""
    before, after = (shown(text or "", EXCERPT) for text in (change.before, change.after))
    match change.after:
        case None:
            what = f"reported «{before}»"
        case "":
            what = f"removed «{before}»"
        case _:
            what = f"«{before}» became «{after}»" if before else f"put in «{after}»"
    note = shown(change.note, EXCERPT)
    return (
        f"{place}{change.line}:{change.column}: {change.code} {what}: {note}"
        f" ({change.confidence:.0%})"
    )


def rule_table(known: Iterable[Rule[Any]], counts: Mapping[str, int]) -> str:
    """A line for each rule that found something, the one that found most first."""
    rules = (rule for rule in known if rule.code in counts)
    ordered = sorted(rules, key=lambda rule: (-counts[rule.code], rule.code))
    return "".join(f"{counts[rule.code]:>8,}  {rule.code}  {rule.name}\n" for rule in ordered)


def example(given: str | bytes) -> str:
    """A text or bytes of a declaration, on one line, escaped and cut."""
    text = repr(given)[2:-1] if isinstance(given, bytes) else given.replace("\n", "⏎")
    return shown(text, EXCERPT)
