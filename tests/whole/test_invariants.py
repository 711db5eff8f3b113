"""What holds for every text, tried on texts that look like damaged pages."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

import cleanup
from cleanup.errors import InputError, RestoreError
from cleanup.model import Source
from cleanup.pipeline import clean_document
from cleanup.rules.readings.injected import page_table
from cleanup.settings import Settings
from cleanup.stages.edits import restore
from tests.support.damaged_texts import KIT, SENTENCES, kit, texts
from tests.support.paths import SEEDS


@given(texts)
@example("")
@example("\ufeff\n \n?\n")
def test_restoring_gives_back_the_decoded_text(text):
    """Every character that is missing from the output is in the record."""
    outcome = clean_document(Source("x", text.encode()), Settings())
    assume(outcome.document is not None)
    assert outcome.decoded == restore(outcome.document.text, outcome.document.history)


@given(texts)
@example("當前位置:首頁 >\n" * 3)
def test_cleaning_clean_text_changes_nothing(text):
    """A second run finds nothing left to do."""
    try:
        once = cleanup.clean(text).text
    except InputError:
        return
    assert once == cleanup.clean(once).text


@settings(max_examples=40)
@given(texts)
def test_opt_in_rules_are_stable_too(text):
    """Width, punctuation and script are converted once."""
    settings = Settings(select=("ALL", "CHR012", "PUN003", "SCR005"))
    try:
        once = cleanup.clean(text, settings).text
    except InputError:
        return
    assert once == cleanup.clean(once, settings).text


@given(texts)
def test_output_is_utf8_in_the_plain_layout(text):
    """No trailing space, no two blank lines in a row, one line feed at the end."""
    try:
        clean = cleanup.clean(text).text
    except InputError:
        return
    assert clean == clean.encode().decode()
    assert all(line == line.rstrip() for line in clean.split("\n"))
    assert "\n\n\n" not in clean
    assert clean == "" or (clean.endswith("\n") and clean.strip("\n") + "\n" == clean)


@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00")
@example(b"\x1f\x8b\x08\x00")
def test_any_bytes_are_text_or_a_clear_error(data):
    """Nothing but an InputError ever comes out of a source."""
    outcome = clean_document(Source("x", data), Settings())
    assert (outcome.document is None) == (outcome.error is not None)


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12, unique=True))
def test_text_of_nothing_but_sentences_stays(sentences):
    """A document with nothing wrong comes out as it went in."""
    text = "\n\n".join(sentences) + "\n"
    assert text == cleanup.clean(text).text


@given(st.lists(st.sampled_from(SENTENCES), min_size=4, max_size=12))
def test_glosses_of_the_kit_are_undone_or_left(sentences):
    """What the kit did is undone to the letter, line by line, or shows and is reported."""
    text = "\n\n".join(sentences) + "\n"
    damaged = kit(text)
    assume(set(KIT.items()) & set(page_table(damaged).reading.items()))
    result = cleanup.clean(damaged, Settings(select=("GLS",)))
    for right, got in zip(text.split("\n"), result.text.split("\n"), strict=True):
        left = [character for character in KIT if f"{character}({KIT[character]})" in got]
        assert got == right or "?" in got or left
    if "?" in result.text.replace("?", "", text.count("?")):
        assert {report.code for report in result.reports} >= {"GLS002"}


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_prefix_of_a_real_page_keeps_the_invariants(seed):
    """A page that is cut anywhere is restored exactly and is stable."""
    text = seed.read_text("utf-8")
    places = random.Random(5).sample(range(len(text)), 12)
    for place in places:
        result = cleanup.clean(text[:place])
        assert text[:place] == result.restore()
        assert result.text == cleanup.clean(result.text).text


def test_restoring_a_changed_text_is_refused():
    """An edit whose place no longer reads as it left it cannot be undone."""
    result = cleanup.clean("增長&#37;，&amp;\n")
    assert result.text == "增長%，&\n"
    with pytest.raises(RestoreError):
        restore(result.text.replace("%", "!"), result.history)


def test_one_document_is_cleaned_the_same_whatever_came_before():
    """No rule remembers another page."""
    first, second = (seed.read_bytes() for seed in SEEDS)
    alone = cleanup.clean(second).text
    cleanup.clean(first)
    assert alone == cleanup.clean(second).text
