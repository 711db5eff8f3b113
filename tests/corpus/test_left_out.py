"""Duplicates across documents: what goes, for which copy, and that nothing else decides it."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from benchmarks.duplicate_kinds import edited
from benchmarks.invented_text import article
from cleanup.corpus.body import bodies_of
from cleanup.corpus.duplicates import removed_copies
from cleanup.corpus.similarity import LONG_CHARS, SHORT_CHARS, similarity_of
from cleanup.engines.local import LocalEngine
from tests.support.bodies import ZH_COMMENTS, ZH_COMMENTS_AND_MORE
from tests.support.near_copies import ARTICLE, BULLETIN, DIFFERENT, PARAGRAPH, SAME

DOCUMENTS = {"id": "BIGINT", "text": "STRING", "repairs": "BIGINT"}
FEW = 40  # documents: more than the calling process works on itself
LEAST = 0.85
TEXT = bodies_of([article(Random(1))])[0]
START = TEXT[: SHORT_CHARS // 4]
ENDLESS = TEXT * (LONG_CHARS // len(TEXT) + 1)
HEADLINE, _, BODY = ARTICLE.partition("\n")
FIRST, SECOND, LAST = BODY.splitlines(keepends=True)
RANKING = "热门排行\n河口新桥今天合龙通车\n柳镇庙会开场迎客\n山区小学如期复课\n"
MENU = "频道\n要闻\n本地\n财经\n图片\n"
TABLE = "航线 里程 票价\n甲线 120 35\n乙线 240 60\n丙线 310 82\n"


def found(documents, jobs):
    """What is left out, in order."""
    with (
        TemporaryDirectory() as folder,
        LocalEngine(Path(folder), jobs=jobs) as engine,
    ):
        gone = removed_copies(engine, engine.from_rows(documents, DOCUMENTS), LEAST)
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


@settings(max_examples=4)
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
        (
            TEXT[: SHORT_CHARS // 4],
            "".join(TEXT[: SHORT_CHARS // 4].split(TEXT[20:24])),
            0.0,
        ),  # too short
        ("一" * 300, "一" * 290 + "㐀" * 10, None),  # low bytes
        ("丁" * 300, "㐁" * 300, 0.0),  # that have nothing but low bytes in common
        (
            TEXT * (LONG_CHARS // len(TEXT) + 1),
            TEXT * (LONG_CHARS // len(TEXT) + 1) + TEXT[:100],
            None,
        ),
    ],
)
def test_similarity_of(one, other, expected):
    """It is the normalised Indel similarity where there is enough of it, else nothing."""
    similarity = similarity_of(one, other, LEAST)
    assert similarity == similarity_of(other, one, LEAST)
    if expected is not None:
        assert similarity == expected
    elif max(len(one), len(other)) > LONG_CHARS:
        assert LEAST <= similarity <= 1
    else:
        assert similarity == pytest.approx(Indel.normalized_similarity(one, other))


SURVIVORS = {
    "a list of links below": (ARTICLE, ARTICLE + RANKING),
    "a list of links amid": (ARTICLE, f"{HEADLINE}\n{FIRST}{RANKING}{SECOND}{LAST}"),
    "dated links below": (ARTICLE, ARTICLE + RANKING.replace("\n", " 03-05\n")),
    "a menu above": (ARTICLE, MENU + ARTICLE),
    "a menu above, and a letter less": (ARTICLE, MENU + ARTICLE.replace("已经等了", "等了")),
    "no headline": (ARTICLE, BODY),
    "no headline, but links": (ARTICLE, BODY + RANKING),
    "no headline, but a word more": (ARTICLE, BODY.replace("海面很平静", "海面显得很平静")),
    "a paragraph more": (ARTICLE + PARAGRAPH, ARTICLE),
    "a paragraph more, and links": (ARTICLE + PARAGRAPH + RANKING, ARTICLE),
    "a paragraph more, no headline": (BODY + PARAGRAPH, ARTICLE),
    "a table amid": (f"{HEADLINE}\n{FIRST}{TABLE}{SECOND}{LAST}", ARTICLE),
    "subheads": (f"{HEADLINE}\n{FIRST}码头\n{SECOND}入夜\n{LAST}", ARTICLE),
    "a signature": (ARTICLE + "东岭港务局\n", ARTICLE),
    "comments": (ARTICLE, ARTICLE + ZH_COMMENTS),
    "comments, but a word more": (
        ARTICLE + ZH_COMMENTS_AND_MORE,
        ARTICLE.replace("已经等了", "等了"),
    ),
    "a paragraph more, and comments": (ARTICLE + PARAGRAPH + ZH_COMMENTS, ARTICLE),
    "a counter": (ARTICLE, ARTICLE + "阅读 1532 评论 12\n"),
    "dialogue": (f"{HEADLINE}\n{FIRST}“来了？”\n“来了。”\n“走吧！”\n{SECOND}{LAST}", ARTICLE),
    "a stanza more": tuple(
        BODY.replace("。", "\n").replace("，", "\n") + end for end in ("船已远去\n", "")
    ),
}


@pytest.mark.parametrize("name", SURVIVORS)
@pytest.mark.parametrize("first", [0, 1])
def test_the_copy_with_most_of_the_body_stays(name, first):
    """Not the one with the most letters, and not the first; repairs count for less."""
    better, worse = SURVIVORS[name]
    documents = [(first, better, 3), (1 - first, worse, 0)]
    assert [row[:2] for row in found(documents, 1)] == [(1 - first, first)]


@settings(max_examples=4)
@given(st.randoms(use_true_random=False))
def test_of_each_version_of_a_form_one_stays(chance):
    """Copies of a version meet all the others, and are still found."""
    days = [BULLETIN.replace("12℃", f"{degrees}℃") for degrees in range(10, 30)]
    texts = [day.replace("预防感冒", words) for day in days for words in ("预防感冒", "谨防感冒")]
    chance.shuffle(texts)
    gone = found([(number, text, 0) for number, text in enumerate(texts)], 1)
    assert len(gone) == len(days)
    for number, kept, _ in gone:
        assert texts[number].replace("谨防", "预防") == texts[kept].replace("谨防", "预防")


@pytest.mark.parametrize("jobs", [1, 2])
def test_facts_keep_documents_apart_among_many(jobs):
    """All the pairs of one corpus at once: the copies go, and none for a document of another."""
    pairs = [*DIFFERENT.values(), *SAME.values()]
    documents = [(number, text, 0) for number, text in enumerate(sum(pairs, ()))]
    texts = {number: text for number, text, _ in documents}
    different = {frozenset(pair) for pair in DIFFERENT.values()}
    gone = found(documents, jobs)
    assert not any(frozenset((texts[a], texts[b])) in different for a, b, _ in gone)
    stay = set(texts) - {row[0] for row in gone}
    for one, other in SAME.values():
        assert sum(texts[number] in (one, other) for number in stay) <= 1
