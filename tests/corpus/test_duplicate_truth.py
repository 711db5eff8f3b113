"""The judge of duplicates: what it calls right, wrong and missed."""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache
from random import Random

from benchmarks.duplicate_kinds import edited, one
from benchmarks.duplicate_truth import judged
from benchmarks.duplicated_corpus import documents
from benchmarks.invented_text import article
from benchmarks.measured import measured
from benchmarks.similarity import indel

BODY = article(Random(1))
OTHER = article(Random(2))
NEAR = edited(BODY, 0.05, Random(3))
FAR = edited(BODY, 0.4, Random(4))


def corpus(*sources):
    """Documents of the sources, each a list of bodies."""
    return [one("edited 6", f"{at}", body) for at, bodies in enumerate(sources) for body in bodies]


@cache
def small():
    return list(documents(400, seed=3, window=400))


def naive(found, least):
    """What to leave out by comparing all with all: the reference."""
    left_out = {}
    order = sorted(range(len(found)), key=lambda at: (-len(found[at].body), at))
    for place, at in enumerate(order):
        for before in order[:place]:
            same = found[before].source == found[at].source
            if (
                same
                and before not in left_out
                and indel(found[at].body, found[before].body) >= least
            ):
                left_out[at] = before
                break
    return left_out


def test_one_copy_stays_and_the_other_goes():
    result = judged(corpus([BODY, NEAR], [OTHER]), {1: 0})
    assert (result.removed, result.right, result.lost) == (1, 1, 0)
    assert (result.precision, result.recall("Indel")) == (1.0, 1.0)


def test_a_document_without_a_similar_copy_is_left_out_wrongly():
    result = judged(corpus([BODY, FAR], [OTHER]), {1: 0, 2: 0})
    assert (result.right, result.precision) == (0, 0.0)
    assert result.wrong == Counter({"edited 6": 2})


def test_the_copy_that_is_named_must_stay():
    result = judged(corpus([BODY, BODY, BODY]), {1: 2, 2: 0})
    assert result.right == 1


def test_where_no_copy_is_named_any_that_stays_will_do():
    assert judged(corpus([BODY, BODY, BODY]), {1: None, 2: None}).right == 2


def test_losing_all_copies_is_counted():
    assert judged(corpus([BODY, BODY]), {0: 1, 1: 0}).lost == 1


def test_a_group_must_lose_all_but_one():
    result = judged(corpus([BODY, NEAR, BODY, NEAR]), {})
    assert (result.missed["Indel", "edited 6"], result.recall("Indel")) == (3, 0.0)


def test_an_unlike_end_of_a_chain_is_not_missed():
    result = judged(corpus([BODY, NEAR, FAR]), {1: 0})
    assert (result.recall("Indel"), result.recall("Jaccard")) == (1.0, 1.0)


def test_the_reference_is_right_and_finds_all():
    result = judged(small(), naive(small(), 0.85))
    assert (result.precision, result.recall("Indel"), result.lost) == (1.0, 1.0, 0)
    assert result.removed > 80


def test_a_looser_and_a_stricter_one_are_told_apart():
    loose, strict = (judged(small(), naive(small(), least)) for least in (0.6, 0.97))
    assert loose.precision < 1.0
    assert strict.precision == 1.0
    assert strict.recall("Indel") < 0.9
    assert strict.recall("Indel", "exact") == 1.0


def test_memory_and_time_of_a_command_and_its_children_are_measured():
    work = "import subprocess, sys, time; held = bytes(b'1' * 50_000_000); time.sleep(1)"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}])"
    result = measured([sys.executable, "-c", child])
    assert result.status == 0
    assert result.wall > 1
    assert result.peak > 50_000_000


def test_a_command_is_ended_when_its_time_is_up():
    result = measured([sys.executable, "-c", "import time; time.sleep(30)"], timeout=0.5)
    assert result.status != 0
    assert result.wall < 5
