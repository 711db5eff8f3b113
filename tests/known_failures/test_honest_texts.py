"""Honest texts that lose characters or lines."""

from __future__ import annotations

import pytest

import cleanup
from tests.support.paths import CASES

IMPRINT = "the imprint of a book below its preface is taken for a site's footer"
QUOTED = (
    "a breadcrumb or a footer that an essay quotes on a line of its own is taken for the site's"
)
READER = "a reader that glosses only what its pupils lack looks like the work of a kit"
SHOWN = "the letters that a byte order mark shows as, quoted in a text about them"
SPACED = "blanks that a letter writer set, told from those of text recognition by the prose alone"
HARMED = {
    "looks-hans-preface-and-cip-page": IMPRINT,
    "looks-hant-reprint-preface-and-imprint": IMPRINT,
    "looks-hans-novel-excerpt-breadcrumb-trail": QUOTED,
    "looks-hant-essay-on-breadcrumbs": QUOTED,
    "looks-en-essay-the-footer": QUOTED,
    "looks-en-how-to-read-a-page-lesson": QUOTED,
    "reader-for-pupils-of-simplified": READER,
    "three-letters-at-the-head-of-old-files": SHOWN,
    "letters-with-a-blank-after-each-word": SPACED,
}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xfail(strict=True, reason=reason), id=name)
        for name, reason in HARMED.items()
    ],
)
def test_honest_text_is_left_alone(name):
    text = (CASES / "honest_texts_harmed" / f"{name}.txt").read_bytes().decode()
    assert text == cleanup.clean(text).text
