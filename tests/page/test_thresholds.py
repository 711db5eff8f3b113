"""Thresholds: how likely a block has to be, beside how much of the text is beyond doubt."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from cleanup.page.classifier.model import MAX_THRESHOLD
from cleanup.page.thresholds import FINE, FOUND, thresholds

LEAST = 0.3
LONG, SOME = FOUND, FOUND // 2 - 1


def judgement_of(*blocks, origins=()):
    """Of blocks that are each a probability, a length, and what they are."""
    probability, length, kinds = (np.array(row) for row in zip(*blocks, strict=True))
    measures = SimpleNamespace(
        prose=kinds == "sentence", bulleted=kinds == "row", length=length, count=len(blocks)
    )
    return SimpleNamespace(
        measures=measures, probability=probability, origins=origins, threshold=lambda _: LEAST
    )


@pytest.mark.parametrize(
    ("length", "kind", "level", "origins", "strict"),
    [
        (LONG, "sentence", "standard", (), [True, False, False, False, True, False]),
        (LONG, "sentence", "aggressive", (), [True, False, False, False, True, False]),
        (LONG, "sentence", "safe", (), []),
        (LONG, "sentence", "standard", ("p",), []),
        (LONG, "label", "standard", (), []),
        (SOME, "sentence", "standard", (), []),
    ],
    ids=["found", "aggressive", "safe", "HTML", "no sentences", "too little"],
)
def test_around_a_text_that_is_found_more_is_asked(length, kind, level, origins, strict):
    """What stands amid it, and a row of a list, needs no more than on any other page."""
    blocks = [
        (0.4, 20, "sentence"),
        (FINE, length, kind),
        (0.4, 20, "sentence"),
        (FINE, SOME, kind),
        (0.4, 20, "sentence"),
        (0.4, 5, "row"),
    ]
    found = thresholds(judgement_of(*blocks, origins=origins), level)
    assert found.tolist() == [MAX_THRESHOLD if one else LEAST for one in strict or [False] * 6]


def test_nothing_is_asked_of_no_block():
    """A text of blank lines has no threshold."""
    empty = judgement_of((FINE, LONG, "sentence"))
    for name in ("prose", "bulleted", "length"):
        setattr(empty.measures, name, getattr(empty.measures, name)[:0])
    empty.measures.count, empty.probability = 0, empty.probability[:0]
    assert not len(thresholds(empty, "standard"))
