"""A rule is its own documentation, and its documentation is true."""

from __future__ import annotations

import importlib
import pkgutil

import pytest

import cleanup.rules
from cleanup.charset.decoding import decoding_of
from cleanup.corpus.recurrence import MIN_DOCUMENTS, statistics_of
from cleanup.errors import SettingsError
from cleanup.page.segment import segment
from cleanup.rule import Rule, Safety, check_patterns, enabled
from cleanup.rules import COLLAPSE, DECODE, DUPLICATES, FRONT, JUDGE, LOSS, PASSAGES, RULES
from cleanup.rules.boilerplate.loss import Loss
from cleanup.rules.boilerplate.recurring import recurring_line
from cleanup.rules.duplicates import KEPT, Copy, Passage, Shared
from cleanup.rules.examples import ARTICLE
from cleanup.rules.layout import blank_lines
from cleanup.rules.readings.injected import injected_gloss, torn_character
from cleanup.stages.edits import apply, decide


def loss_of(example):
    """What all rules that judge blocks would take out of an example."""
    page = segment(example)
    return Loss(page, decide(example, [one for rule in JUDGE for one in rule.find(page)]))


def subject_of(rule, example):  # noqa: PLR0911  # one for each kind of subject
    """What the rule inspects, made of the text or the bytes of an example."""
    if rule in DECODE:
        return decoding_of(example)
    if rule is recurring_line:
        others = "".join(line for line in example.splitlines(True) if line not in ARTICLE)
        return segment(example, statistics_of([example, *[others] * MIN_DOCUMENTS]))
    if rule in FRONT:
        return cleanup.clean(example).document
    if rule in DUPLICATES:
        return Copy(example, KEPT)
    if rule in PASSAGES:
        long = [
            Passage(n, 5, first=False) for n, t in enumerate(example.split("\n")) if len(t) > 30
        ]
        return Shared(example, tuple(long))
    if rule in LOSS:
        return loss_of(example)
    return segment(example) if rule in (*JUDGE, *COLLAPSE, *PASSAGES) else example


def mended(rule, before):
    """The text after this rule alone; for a torn character its family works together."""
    if rule in DECODE:
        return decoding_of(before).text
    if rule in FRONT:
        document = subject_of(rule, before)
        return apply(document.text, decide(document.text, rule.find(document)))
    rules = (injected_gloss, torn_character) if rule is torn_character else (rule,)
    findings = [finding for one in rules for finding in one.find(subject_of(one, before))]
    after = apply(before, decide(before, findings))
    return mended(blank_lines, after) if rule in (*JUDGE, *COLLAPSE, *PASSAGES) else after


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [(rule, *pair) for rule in RULES for pair in rule.mends],
    ids=[f"{rule.code}-{number}" for rule in RULES for number, _ in enumerate(rule.mends)],
)
def test_rule_mends_what_it_says(rule, before, after):
    """Every example is found, and becomes the text beside it."""
    assert rule.find(subject_of(rule, before))
    expected = mended(blank_lines, after) if rule in (*JUDGE, *COLLAPSE, *PASSAGES) else after
    assert expected == mended(rule, before)


@pytest.mark.parametrize(
    ("rule", "text"),
    [(rule, text) for rule in RULES for text in rule.leaves],
    ids=[f"{rule.code}-{number}" for rule in RULES for number, _ in enumerate(rule.leaves)],
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
    assert rule.mends
    assert rule.leaves
    assert rule.summary[-1] in ".。"


def test_every_declared_rule_is_listed_once():
    """A rule that is not in RULES would never run."""
    declared = {
        value
        for module in pkgutil.iter_modules(cleanup.rules.__path__)
        for value in vars(importlib.import_module(f"cleanup.rules.{module.name}")).values()
        if isinstance(value, Rule)
    }
    assert declared == set(RULES)
    assert len({rule.code for rule in RULES}) == len(RULES)


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
