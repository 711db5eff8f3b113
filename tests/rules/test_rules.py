"""A rule is its own documentation, and its documentation is true."""

from __future__ import annotations

import inspect

import pytest

import cleanup
from cleanup.charset.decoding import decoding_of
from cleanup.corpus.recurrence import MIN_DOCUMENTS, statistics_of
from cleanup.errors import SettingsError
from cleanup.page.segment import segment
from cleanup.rule import Safety, Stage, check_patterns, enabled
from cleanup.rules import FAMILIES, RULES, of_stage
from cleanup.rules.boilerplate.loss import Loss
from cleanup.rules.boilerplate.recurring import recurring_line
from cleanup.rules.duplicates import KEPT, Copy, Passage, Shared
from cleanup.rules.examples import ARTICLE
from cleanup.rules.layout import blank_lines
from cleanup.rules.readings.injected import injected_reading, torn_character
from cleanup.stages.edits import apply, decide


def loss_of(example):
    """What all rules that judge blocks would take out of an example."""
    page = segment(example)
    return Loss(
        page, decide(example, [one for rule in of_stage(Stage.JUDGE) for one in rule.find(page)])
    )


def page_of(rule, example):
    """The page of an example; a recurring line is one of a site whose other lines it has."""
    if rule is not recurring_line:
        return segment(example)
    others = "".join(line for line in example.splitlines(True) if line not in ARTICLE)
    return segment(example, statistics_of([example, *[others] * MIN_DOCUMENTS]))


def shared_of(example):
    """An example whose long lines other documents have too."""
    lines = enumerate(example.split("\n"))
    return Shared(example, tuple(Passage(n, 5, first=False) for n, t in lines if len(t) > 30))


SUBJECTS = {  # by its type, what a rule inspects: made of the rule and the text of an example
    "Decoding": lambda _, example: decoding_of(example),
    "str": lambda _, example: example,
    "Page": page_of,
    "Loss": lambda _, example: loss_of(example),
    "Document": lambda _, example: cleanup.clean(example).document,
    "Copy": lambda _, example: Copy(example, KEPT),
    "Shared": lambda _, example: shared_of(example),
}


def subject_of(rule, example):
    """What the rule inspects, made of the text or the bytes of an example."""
    return SUBJECTS[rule.stage.subject](rule, example)


def laid_out(rule, text):
    """The text without the blank lines that a rule leaves where it took a line out."""
    is_page = rule.stage.subject in ("Page", "Shared")
    return mended(blank_lines, text) if is_page else text


def mended(rule, before):
    """The text after this rule alone; for a torn character its family works together."""
    if rule.stage is Stage.DECODE:
        return decoding_of(before).text
    if rule.stage is Stage.FRONT:
        document = subject_of(rule, before)
        return apply(document.text, decide(document.text, rule.find(document)))
    rules = (injected_reading, torn_character) if rule is torn_character else (rule,)
    findings = [finding for one in rules for finding in one.find(subject_of(one, before))]
    return laid_out(rule, apply(before, decide(before, findings)))


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [(rule, *pair) for rule in RULES for pair in rule.fixes],
    ids=[f"{rule.code}-{number}" for rule in RULES for number, _ in enumerate(rule.fixes)],
)
def test_rule_mends_what_it_says(rule, before, after):
    """Every example is found, and becomes the text beside it."""
    assert rule.find(subject_of(rule, before))
    assert laid_out(rule, after) == mended(rule, before)


@pytest.mark.parametrize(
    ("rule", "text"),
    [(rule, text) for rule in RULES for text in rule.ignores],
    ids=[f"{rule.code}-{number}" for rule in RULES for number, _ in enumerate(rule.ignores)],
)
def test_rule_leaves_what_it_says(rule, text):
    """In no text that is to be left is there anything to change."""
    assert [found for found in rule.find(subject_of(rule, text)) if changes(rule, found)] == []


def changes(rule, finding):
    """Torn characters and mojibake that stay are reported; every other finding is a change."""
    return finding.replacement is not None or rule.code[:3] not in {"GLS", "MOJ"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_documents_itself(rule):
    """It has examples of both kinds and a summary that ends like a sentence."""
    assert rule.fixes
    assert rule.ignores
    assert rule.summary[-1] in ".。"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_looks_at_what_its_stage_has(rule):
    """The type that its function declares is the stage's."""
    (subject,) = inspect.get_annotations(rule.inspect).keys() - {"return"}
    assert inspect.get_annotations(rule.inspect)[subject] == rule.stage.subject


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_lives_in_the_room_of_its_family(rule):
    """All rules of a family are in one file or folder, and nothing else's."""
    room = rule.inspect.__module__.split(".")[2]
    others = {one.family for one in RULES if one.inspect.__module__.split(".")[2] == room}
    assert others == {rule.family}


def test_each_rule_is_listed_once():
    """Codes are unique, and so are names."""
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


def test_rules_stand_in_the_order_of_stages_and_families():
    """But for those that say where they stand."""
    plain = [rule for rule in RULES if not (rule.before or rule.after)]
    stages = list(Stage)
    keys = [(stages.index(r.stage), FAMILIES.index(r.family), r.code) for r in plain]
    assert keys == sorted(keys)


@pytest.mark.parametrize("rule", [r for r in RULES if r.before or r.after], ids=lambda r: r.code)
def test_rule_stands_beside_the_family_that_it_names(rule):
    """Before all of its other rules, or after them."""
    named = [
        other
        for other in of_stage(rule.stage)
        if other.family == (rule.before or rule.after) and not (other.before or other.after)
    ]
    assert named
    places = [RULES.index(other) for other in named]
    at = RULES.index(rule)
    assert at < min(places) if rule.before else at > max(places)


@pytest.mark.parametrize(
    ("code", "safety", "select", "ignore", "expected"),
    [
        ("GLS001", Safety.STANDARD, (), (), True),
        ("GLS001", Safety.STANDARD, ("CHR",), (), False),
        ("GLS001", Safety.STANDARD, ("GLS",), (), True),
        ("GLS001", Safety.STANDARD, (), ("GLS",), False),
        ("GLS001", Safety.STANDARD, (), ("ALL",), False),
        ("GLS001", Safety.STANDARD, ("GLS001",), ("GLS",), True),
        ("GLS001", Safety.STANDARD, ("GLS",), ("GLS001",), False),
        ("SCR001", Safety.RISKY, (), (), False),
        ("SCR001", Safety.RISKY, ("ALL",), (), False),
        ("SCR001", Safety.RISKY, ("SCR001",), (), True),
    ],
)
def test_selection_by_code_and_prefix(code, safety, select, ignore, expected):
    """The longer match wins; a risky rule needs its full code."""
    assert expected == enabled(code, safety, select, ignore)


def test_unknown_code_is_an_error():
    """A typing error must not silently select nothing."""
    with pytest.raises(SettingsError, match="XYZ"):
        check_patterns(("XYZ",), ("GLS001",))
