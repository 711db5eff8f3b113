"""A rule that is not asked would have found nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.rule import Stage
from cleanup.rules import RULES
from cleanup.stages.gates import Gates, gates_of
from tests.support.paths import CASES

NEEDING = tuple(rule for rule in RULES if rule.needs)
GATES = gates_of(NEEDING)
BITS = {rule.code: bit for family in GATES.families for bit, rule in family}
EXAMPLES = [
    text
    for rule in RULES
    for text in (*(before for before, _ in rule.fixes), *rule.ignores)
    if isinstance(text, str)
]
FILES = [
    path for kind in ("negatives", "pages", "golden") for path in (CASES / kind).rglob("*.txt")
]
# What some rules need, and what stands around it.
SIGNS = "&#<>?!\\u%x0;123 \u00a0\u3000\u200b\u200d\ufeff\u202e\x1b[m\x92\x85\ue000\ufffd\U000e0041"
LETTERS = "年收。，(a)éï»¿¡¡£¬锟斤拷烫⼈亿0 1锘Ã©"


def closed_to(text):
    """The rules that are not asked about a text."""
    opened = GATES.opened_by(text)
    return [rule for rule in NEEDING if not BITS[rule.code] & opened]


@pytest.mark.parametrize("rule", NEEDING, ids=lambda rule: rule.code)
def test_rule_that_needs_characters_looks_at_text(rule):
    """Bytes and pages have other gates."""
    assert rule.stage in (Stage.REPAIR, Stage.COMPOSE)


@pytest.mark.parametrize("rule", NEEDING, ids=lambda rule: rule.code)
def test_gate_opens_on_what_the_rule_mends(rule):
    """No gate closes on an example."""
    assert all(rule not in closed_to(before) for before, _ in rule.fixes)


@pytest.mark.parametrize("rule", NEEDING, ids=lambda rule: rule.code)
def test_gate_closes_on_a_plain_letter(rule):
    """One that is always open is of no use."""
    assert rule in closed_to("年a")


def test_nothing_is_found_behind_closed_gates():
    """Not in any example of any rule, nor in the cases."""
    texts = [*EXAMPLES, *(path.read_bytes().decode("utf-8", "replace") for path in FILES)]
    found = {(rule.code, text) for text in texts for rule in closed_to(text) if rule.find(text)}
    assert not found


@given(st.text(st.sampled_from(SIGNS + LETTERS) | st.characters(), max_size=60))
def test_nothing_is_found_behind_closed_gates_in_any_text(text):
    """Whatever its characters are."""
    assert not [rule.code for rule in closed_to(text) if rule.find(text)]


@given(st.lists(st.text(max_size=20), max_size=5))
def test_gates_are_the_same_whatever_came_before(texts):
    """What is learnt of a character does not depend on where it was met."""
    anew = [Gates(NEEDING).opened_by(text) for text in texts]
    assert [GATES.opened_by(text) for text in texts] == anew


@given(st.characters(), st.characters())
def test_pair_opens_the_rules_whose_sets_have_it(first, second):
    """As the patterns say, of two characters in a row in a text with line ends around it."""
    text = f"\n{first}{second}\n"
    patterns = {rule.code: "[{}][{}]".format(*rule.needed) for rule in NEEDING}
    wanted = {
        code
        for code, pattern in patterns.items()
        if any(re.match(pattern, text[at:]) for at in range(3))
    }
    assert wanted == {rule.code for rule in NEEDING} - {
        one.code for one in closed_to(first + second)
    }
