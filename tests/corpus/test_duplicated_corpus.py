"""The corpus by which duplicates are measured: it is what it says, and always the same."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import combinations
from random import Random

import pytest

import cleanup
from benchmarks.duplicate_kinds import SHARES, edited, glossed
from benchmarks.duplicated_corpus import ALONE, RAW, documents
from benchmarks.invented_pages import LAYOUTS, page
from benchmarks.invented_text import article, lists
from benchmarks.similarity import indel, jaccard

WINDOW = 500


@cache
def corpus():
    return list(documents(WINDOW, seed=7, window=WINDOW))


def sources(kind):
    """The documents of each source of a kind, by source."""
    found = {}
    for document in corpus():
        if document.kind == kind:
            found.setdefault(document.source, []).append(document)
    return [cluster for cluster in found.values() if len(cluster) > 1]


def similarities(kind, measure):
    return [measure(a.body, b.body) for some in sources(kind) for a, b in combinations(some, 2)]


def test_a_document_does_not_depend_on_how_many_are_asked_for():
    assert list(documents(100, seed=7, window=WINDOW)) == corpus()[:100]
    assert list(documents(WINDOW + 10, seed=7, window=WINDOW))[:WINDOW] == corpus()


def test_another_seed_gives_another_corpus():
    others = {document.body for document in documents(WINDOW, seed=8, window=WINDOW)}
    assert not others & {document.body for document in corpus()}


def test_the_kinds_have_their_shares():
    found = Counter(document.kind for document in corpus())
    assert {kind: round(share * WINDOW / 100) for kind, (share, _) in SHARES.items()} == found


def test_names_are_unique_and_texts_are_of_one_to_two_kilobytes():
    assert len({document.name for document in corpus()}) == WINDOW
    sizes = [len(document.body.encode()) for document in corpus()]
    assert 1000 < sum(sizes) / len(sizes) < 2000
    assert min(sizes) > 700


def test_only_pages_and_glossed_texts_have_another_text_than_their_body():
    differ = {document.kind for document in corpus() if document.text != document.body}
    assert differ == set(RAW)


def test_documents_that_stand_alone_share_no_source():
    found = Counter(document.source for document in corpus() if document.kind in ALONE)
    assert set(found.values()) == {1}


def test_unrelated_articles_have_little_in_common():
    bodies = [document.body for document in corpus() if document.kind == "original"][:40]
    shared = [jaccard(a, b) for a, b in combinations(bodies, 2)]
    assert 0 < sum(shared) / len(shared) < 0.0005
    assert max(shared) < 0.03


@pytest.mark.parametrize(("share", "low"), [(2, 0.93), (6, 0.84), (12, 0.72)])
def test_edited_copies_keep_what_was_not_edited(share, low):
    found = similarities(f"edited {share}", indel)
    assert low < min(found) <= max(found) < 1 - share / 200


def test_exact_copies_are_exact():
    assert set(similarities("exact", jaccard)) == {1.0}


def test_the_ends_of_a_chain_are_unlike_and_its_links_are_not():
    chance = Random(1)
    bodies = [article(chance)]
    bodies += [edited(bodies[-1], 0.07, chance)]
    assert indel(*bodies) > 0.9
    assert min(similarities("chain", indel)) < 0.8


def test_hard_negatives_share_less_than_copies_and_more_than_strangers():
    groups = {}
    for document in corpus():
        if document.kind == "hard":
            groups.setdefault(document.group, []).append(document.body)
    found = [jaccard(a, b) for some in groups.values() for a, b in combinations(some, 2)]
    assert 0.35 < min(found) <= max(found) < 0.75


def test_the_articles_of_pages_survive_cleaning_and_the_chrome_goes():
    for number, layout in enumerate(LAYOUTS):
        body = article(Random(number))
        cleaned = cleanup.clean(page(body, layout, Random(number))).text
        assert jaccard(cleaned, body) > 0.9, layout


def test_glossed_texts_are_traditional_with_readings_and_come_back():
    body = article(Random(3))
    text = glossed(body, Random(5))
    assert "(" in text
    assert jaccard(text, body) < 0.85 < jaccard(cleanup.clean(text).text, body)


def test_every_word_can_be_written_in_the_encoding_of_the_kit():
    assert all(word.encode("gbk") for some in lists() for word in some)
