"""The patterns over folded text: none has a part that can never match, none is unused."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleanup.page import line_kinds, phrases
from cleanup.regex import Regex
from cleanup.text.folding import fold
from tests.support.paths import ROOT

PATTERNS = {name: value for name, value in vars(phrases).items() if isinstance(value, Regex)}


@pytest.mark.parametrize("name", PATTERNS)
def test_pattern_is_written_in_folded_characters(name):
    """Folding makes them Simplified, half-width and lower case; other characters never match."""
    strange = {c for c in PATTERNS[name].pattern if not c.isascii() and fold(c) != c}
    assert strange == set()


@pytest.mark.parametrize("name", PATTERNS)
def test_pattern_is_used(name):
    """A pattern that no rule looks for is a promise that nobody keeps."""
    sources = [path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py")]
    uses = sum(len(re.findall(rf"\b{name}\b", source)) for source in sources)
    assert uses > 1


@given(st.text(st.characters(max_codepoint=127)))
@example("1. comment (3)")
def test_what_is_east_asian_is_no_line_of_ascii(folded):
    """So that such lines are not asked."""
    assert line_kinds.ANY_EAST_ASIAN.match(folded) is None


@pytest.mark.parametrize(
    "word", ["微信12 分享", "a+ a-", "首页", "[返回首页]", "1234567", "-- 登录"]
)
def test_a_line_of_labels_begins_as_one(word):
    """What does not is not taken apart."""
    assert bool(phrases.labels(word)) == (word != "1234567")
    assert phrases.LABEL_STARTS.match(word)
