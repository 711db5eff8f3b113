"""A function of texts and of columns, and what a notebook shows of a result."""

from __future__ import annotations

import json
import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanup
from cleanup import Cleaner, Settings
from tests.support.runs import CLEAN, DIRTY

LONE = "a\ud800"


@pytest.fixture(scope="module")
def cleaner():
    """One with the settings as they are."""
    return Cleaner()


def test_a_text_becomes_a_clean_text(cleaner):
    """So do bytes, in whatever encoding; what is missing stays missing."""
    assert cleaner(DIRTY) == CLEAN
    assert cleaner("這篇文章說，天亮了，我們上山去看雪。\n".encode("big5")).startswith("這篇文章說")
    assert cleaner(None) is None
    nan = float("nan")
    assert cleaner(nan) is nan


def test_a_text_that_cannot_be_cleaned_is_an_error(cleaner):
    """As it is for `clean`."""
    with pytest.raises(cleanup.InputError, match="lone surrogate"):
        cleaner(LONE)


def test_a_batch_becomes_columns(cleaner):
    """The texts, and of each what was done; a bad one costs itself alone."""
    batch = {"id": [1, 2, 3, 4], "text": [DIRTY, None, LONE, b"%PDF-1.4\n\0"]}
    got = cleaner(batch)
    assert list(got) == ["text", "cleanup_edits", "cleanup_metadata", "cleanup_error"]
    assert got["text"] == [CLEAN, None, LONE, None]
    assert got["cleanup_edits"] == [1, 0, 0, 0]
    assert [json.loads(stated) for stated in got["cleanup_metadata"]] == [{}] * 4
    assert got["cleanup_error"][:2] == [None, None]
    assert "lone surrogate" in got["cleanup_error"][2]
    assert "PDF" in got["cleanup_error"][3]
    assert batch["text"][0] == DIRTY


def test_the_column_and_the_settings_may_be_others():
    """The column that is named is the one that is cleaned."""
    cleaner = Cleaner(Settings(ignore=("CHR",)), "body")
    assert cleaner({"text": [1], "body": [DIRTY]})["body"] == [DIRTY]


def test_wrong_settings_are_told_at_once():
    """Not in the midst of the work."""
    with pytest.raises(cleanup.SettingsError, match="did you mean"):
        Cleaner(Settings(select=("GLS01",)))


def test_its_state_stands_for_what_it_does(cleaner):
    """Caches depend on that: the same settings and version are the same, others are not."""
    assert pickle.loads(pickle.dumps(cleaner)) == cleaner == Cleaner()  # noqa: S301  # our own
    assert pickle.dumps(Cleaner()) == pickle.dumps(cleaner)
    other = Cleaner(Settings(level="safe"))
    assert other.made != cleaner.made
    assert pickle.loads(pickle.dumps(other)).made == other.made  # noqa: S301  # as above


def test_public_names_are_listed():
    """Without importing what they stand for."""
    assert {"Cleaner", "clean", "clean_many", "Settings"} <= set(dir(cleanup))
    assert set(dir(cleanup)) >= set(cleanup.__all__)


HOSTILE = '<script>alert("x")</script>近\u200b日\x1b[2J\u202e & 他\n'


def test_a_notebook_shows_a_result():
    """What was done by which rule, and the clean text, escaped."""
    shown = cleanup.clean(HOSTILE)._repr_html_()
    assert "<script>" not in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "CHR001" in shown
    assert re.search("<b>\\d+ edits</b>, utf-8", shown)
    assert "<pre" in shown


@given(st.text(alphabet="<>&\"'\u202e\x1bab\n", max_size=40))
def test_a_notebook_gets_no_markup_of_a_text(text):
    """Whatever it is."""
    shown = cleanup.clean(text, Settings(select=("LAY",)))._repr_html_()
    ours = {"p", "b", "table", "tr", "td", "pre", 'pre style="white-space: pre-wrap"'}
    assert {tag.strip("</>") for tag in re.findall("<[^>]*>", shown)} <= ours
