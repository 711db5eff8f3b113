"""The patterns over folded text: none has a part that can never match, none is unused."""

from __future__ import annotations

import re

import pytest

from cleanup.page import phrases
from cleanup.text.folding import fold
from tests.support.paths import ROOT

PATTERNS = {name: value for name, value in vars(phrases).items() if isinstance(value, re.Pattern)}


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
