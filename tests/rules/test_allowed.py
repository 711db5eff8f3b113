"""What the user allows stays, whichever rule would change it; all else is cleaned as ever."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanup
from cleanup import Settings
from cleanup.rules.boilerplate.judged import BUTTON, PAGE
from cleanup.rules.readings.injected import INJECTED
from cleanup.rules.spam.keywords import injected_keywords

SPAM = injected_keywords.fixes[0][0]


@pytest.mark.parametrize(
    ("text", "allowed", "stays"),
    [
        ("近\u200b日，他來了。\n", "近\u200b日", "近\u200b日"),
        (f"{INJECTED}\n", "產(chǎn)業(yè)創", "產(chǎn)業(yè)創"),
        (PAGE, "立即下载", BUTTON),
        (PAGE, "春季运动会开幕", "春季运动会开幕\n"),
        (SPAM, SPAM.split("\n")[0][:8], SPAM.split("\n")[0]),
    ],
    ids=["a character", "a reading", "a line of a page", "a link below it", "spam"],
)
def test_what_is_allowed_stays(text, allowed, stays):
    """And the line that holds it, where whole lines go; without the permission it goes."""
    assert stays not in cleanup.clean(text).text
    kept = cleanup.clean(text, Settings(allow=(allowed,)))
    assert stays in kept.text
    assert cleanup.clean(kept.text, Settings(allow=(allowed,))).text == kept.text
    assert kept.restore() == text


def test_all_else_goes_as_ever():
    """One line that stays does not open the page."""
    kept = cleanup.clean(PAGE, Settings(allow=("春季运动会开幕",))).text.split("\n")
    assert [*filter(None, kept)] == [
        *filter(None, cleanup.clean(PAGE).text.split("\n")),
        "春季运动会开幕",
    ]


@given(st.text("近日\u200b，。 a(chǎn)產業yè\n", max_size=60), st.text("近日\u200b產(", min_size=1))
def test_no_allowed_text_is_lost(text, allowed):
    """Whatever it is: it stands in the clean text as often as in the text."""
    if allowed.strip():
        found = cleanup.clean(text, Settings(allow=(allowed,)))
        assert found.text.count(allowed) >= found.restore().count(allowed)
