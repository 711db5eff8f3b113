"""Duplicates across documents: what goes, for which copy, and that nothing else decides it."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from cleanup.corpus.body import bodies_of
from cleanup.corpus.duplicates import left_out
from cleanup.corpus.similarity import LONG, SHORT, similarity_of
from cleanup.engines.local import LocalEngine
from conftest import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))
from duplicate_kinds import edited
from invented_text import article

DOCUMENTS = {"id": "BIGINT", "text": "STRING", "repairs": "BIGINT"}
FEW = 40  # documents: more than the calling process works on itself
LEAST = 0.85
TEXT = bodies_of([article(Random(1))])[0]
REPORT = "周一最高气温{}度最低气温{}度降水{}毫米风速每秒{}米空气质量指数{}" * 4


def found(documents, jobs):
    """What is left out, in order."""
    with (
        TemporaryDirectory() as folder,
        LocalEngine(Path(folder), jobs=jobs) as engine,
    ):
        gone = left_out(engine, engine.from_rows(documents, DOCUMENTS), LEAST)
        return sorted(engine.rows(gone))


def corpus(seed):
    """Articles, and copies of them and of copies, more or less edited."""
    chance = Random(seed)
    texts = [article(chance)]
    while len(texts) < FEW:
        if chance.random() < 0.3:
            texts.append(article(chance))
        else:
            share = chance.choice((0.0, 0.01, 0.05, 0.08, 0.12, 0.2))
            texts.append(edited(chance.choice(texts), share, chance))
    return [(at, text, chance.randrange(3)) for at, text in enumerate(texts)]


@settings(max_examples=6)
@given(st.integers(0, 10**6))
def test_what_goes_is_similar_to_what_stays_whatever_the_order(seed):
    """Neither the order of the documents nor the number of processes decides anything."""
    documents = corpus(seed)
    gone = found(documents, 1)
    kept = {row[0] for row in documents} - {row[0] for row in gone}
    bodies = dict(zip(range(FEW), bodies_of([text for _, text, _ in documents]), strict=True))
    assert gone
    for document, copy, similarity in gone:
        assert copy in kept
        true = Indel.normalized_similarity(bodies[document], bodies[copy])
        assert true == pytest.approx(similarity)
        assert true >= LEAST
    shuffled = Random(seed).sample(documents, FEW)
    assert found(shuffled, 2) == gone


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (TEXT, TEXT, 1.0),
        ("", "", 1.0),
        ("", TEXT, 0.0),
        (TEXT, TEXT[: len(TEXT) // 2], 0.0),  # the other is a part
        (TEXT, TEXT[::-1], 0.0),  # the same characters in another order
        (TEXT, TEXT[:50] + TEXT[55:], None),
        (TEXT, bodies_of([edited(TEXT, 0.1, Random(2))])[0], None),
        (TEXT, bodies_of([edited(TEXT, 0.4, Random(2))])[0], 0.0),
        (TEXT[: SHORT // 4], "".join(TEXT[: SHORT // 4].split(TEXT[20:24])), 0.0),  # too short
        ("一" * 300, "一" * 290 + "㐀" * 10, None),  # low bytes
        ("丁" * 300, "㐁" * 300, 0.0),  # that have nothing but low bytes in common
        (REPORT.format(*range(20)), REPORT.format(*range(30, 50)), 0.0),  # of one form
        (TEXT * (LONG // len(TEXT) + 1), TEXT * (LONG // len(TEXT) + 1) + TEXT[:100], None),
    ],
)
def test_similarity_of(one, other, expected):
    """It is the normalised Indel similarity where there is enough of it, else nothing."""
    similarity = similarity_of(one, other, LEAST)
    assert similarity == similarity_of(other, one, LEAST)
    if expected is not None:
        assert similarity == expected
    elif max(len(one), len(other)) > LONG:
        assert LEAST <= similarity <= 1
    else:
        assert similarity == pytest.approx(Indel.normalized_similarity(one, other))
