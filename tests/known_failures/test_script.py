"""Sentences whose words are not told apart when the script is converted."""

from __future__ import annotations

import pytest

import cleanup
from cleanup.settings import Settings
from tests.support.word_boundaries import MISTAKEN


@pytest.mark.xfail(strict=True, reason="the table of words lacks one, or has a likelier wrong one")
@pytest.mark.parametrize(("target", "before", "after"), MISTAKEN)
def test_a_phrase_across_the_boundary_of_words(target, before, after):
    assert f"{after}\n" == cleanup.clean(f"{before}\n", Settings(script=target)).text
