"""A round mends, the next one finds nothing left to mend; what does not settle is reported."""

from __future__ import annotations

import pytest

from cleanup import pipeline
from cleanup.api import clean
from cleanup.model import Finding, Span
from cleanup.rule import Safety, Stage, rule
from cleanup.settings import Settings
from tests.support.paths import CASES, SEEDS

PAGES = [
    *SEEDS,
    *sorted((CASES / "pages").glob("*.in.txt")),
    *sorted((CASES / "sites").glob("*.in.txt")),
]


def replaced(code, before, after):
    """A rule that puts one word for another."""

    def found(text):
        at = text.find(before)
        if at >= 0:
            yield Finding(Span(at, at + len(before)), after, "as the other one was")

    found.__doc__ = "One word for another."
    declare = rule(
        code, stage=Stage.REPAIR, safety=Safety.SAFE, since="0.1.0", fixes=(), ignores=()
    )
    return declare(found)


@pytest.fixture
def rounds(monkeypatch):
    """A list that grows with each round."""
    rounds = []
    collapse = pipeline.collapse
    monkeypatch.setattr(pipeline, "collapse", lambda *args: rounds.append(args) or collapse(*args))
    return rounds


@pytest.fixture
def repaired_by(monkeypatch):
    """Clean with these rules of repair, and no others."""

    def chosen(*rules):
        nothing = pipeline.chosen(Settings(ignore=("ALL",)))
        monkeypatch.setattr(pipeline, "chosen", lambda _: nothing._replace(repair=rules))

    return chosen


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_two_rounds_are_enough(page, rounds):
    """On the real inputs and on all test pages."""
    result = clean(page.read_bytes())
    assert len(rounds) <= 2
    assert not [report for report in result.reports if "settle" in report.note]


def test_rules_that_fight_are_reported(repaired_by):
    """By their codes, at the place of the fight; the text is that of the last round."""
    repaired_by(replaced("AAA001", "甲", "乙"), replaced("BBB001", "乙", "甲"))
    result = clean("上山，甲。\n")
    (report,) = result.reports
    assert report.replacement is None
    assert "does not settle" in report.note
    assert report.note.endswith("AAA001, BBB001")
    assert report.span == Span(3, 4)
    assert result.restore() == "上山，甲。\n"


def test_rules_that_follow_one_another_are_not(repaired_by):
    """What one rule makes another one may mend, in the same round or in the next."""
    repaired_by(replaced("AAA001", "甲", "乙"), replaced("BBB001", "丙", "甲"))
    result = clean("丙。\n")
    assert result.text == "乙。\n"
    assert not result.reports


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲。 \r\n\r\n \r\n\r\n乙。\n", "甲。\n\n乙。\n"),
        ("甲。\u2028 \u2028\u3000\u2028乙。", "甲。\n\n乙。\n"),
        ("\u3000\r\n\u3000甲。\u00a0\r\n", "甲。\n"),
    ],
)
def test_rules_of_layout_see_what_the_one_before_left(text, expected, rounds):
    """So one round is enough for them, and another one that finds nothing."""
    assert clean(text).text == expected
    assert len(rounds) == 2
