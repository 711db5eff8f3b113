"""What is computed for all characters, blocks or trees at once is what it would be one by one."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.page import line_kinds
from cleanup.page.classifier.borders import Borders
from cleanup.page.classifier.columns import FAR_BLOCKS, Sums, blocks_to
from cleanup.page.classifier.measures import Measures
from cleanup.page.classifier.model import judged, together
from cleanup.page.classifier.per_block import PerBlock
from cleanup.page.classifier.trees import CONTENT, forest
from cleanup.page.classifier.vocabulary import Table, table
from cleanup.page.classifier.words import hashes_of, lines_of
from cleanup.page.segment import segment
from cleanup.rules.repetition.letters import letters_of
from cleanup.rules.repetition.shingles import BASE, MIX, SHINGLE, _hashes
from cleanup.text.codes import CODE_POINTS, codes_of, text_of
from cleanup.text.folding import SHORT, fold, folding
from cleanup.text.pairs import Pairs
from cleanup.text.sentences import is_prose

ANY_TEXT = st.text(alphabet="aB9_ 登錄新聞。，!?\n\u3000\u00a0Ａ\ud800…é*", max_size=200)
MARKED_TEXT = st.lists(
    st.sampled_from(
        [
            "首页 | 新闻",
            "2024-05-01 10:30 来源：晚报",
            "他们在河边走了很久，谁也没有说话。",
            "",
            "* 分享",
        ]
    ),
    max_size=12,
).map("\n".join)
EVERY_CODE_POINT = "".join(map(chr, range(CODE_POINTS)))


def test_an_array_folds_every_code_point_as_the_table_does():
    """Long texts go by an array, short ones and those in ASCII do not."""
    assert fold(EVERY_CODE_POINT) == EVERY_CODE_POINT.translate(folding())
    assert fold(EVERY_CODE_POINT[:128]) == EVERY_CODE_POINT[:128].translate(folding())
    assert fold("A登" * SHORT) == fold("A登") * SHORT


def test_a_text_is_made_of_its_code_points():
    """Lone surrogates are code points too."""
    assert text_of(codes_of(EVERY_CODE_POINT)) == EVERY_CODE_POINT


@given(ANY_TEXT)
def test_the_letters_of_a_block_are_what_is_left_without_its_marks(text):
    """They are the same in what was folded and what was not; a line of marks keeps all of them."""
    page = segment(text)
    found = letters_of(page)
    assert found.keys == tuple(re.sub(r"[\W_]+", "", b.folded) or b.folded for b in page.blocks)
    assert found.plain == "".join(re.sub(r"[\W_]+", "", b.text) or b.text for b in page.blocks)


def test_what_a_letter_is_folded_to_is_a_letter():
    """And what any other code point is folded to is none."""
    letters = {code for code in folding() if chr(code).isalnum()}
    assert letters == {code for code, other in folding().items() if other.isalnum()}


@given(st.lists(st.integers(0, CODE_POINTS - 1), min_size=SHINGLE, max_size=40))
def test_shingles_have_the_hash_of_their_letters_in_order(codes):
    """As by Horner's rule."""
    hashes = _hashes(np.array(codes, np.uint64))
    for at, found in enumerate(hashes.tolist()):
        value = 0
        for code in codes[at : at + SHINGLE]:
            value = (value * BASE + code) % (1 << 64)
        assert found == (value ^ value >> 29) * int(MIX) % (1 << 64)


@given(ANY_TEXT)
def test_every_character_knows_its_block(text):
    """Those between blocks have none."""
    page = segment(text)
    lines = lines_of([page])
    owner = np.full(len(text), -1)
    for block in page.blocks:
        owner[slice(*block.span)] = block.index
    assert lines.owner.tolist() == owner.tolist()


@settings(max_examples=60, deadline=None)
@given(st.lists(ANY_TEXT | MARKED_TEXT, min_size=1, max_size=4))
def test_a_page_among_others_is_judged_as_by_itself(texts):
    """Every figure, every feature of every forest, and what comes of them."""
    pages = [page for page in map(segment, texts) if page.blocks]
    for page, found in zip(pages, together(pages) if pages else (), strict=True):
        alone = judged(page)
        for name in vars(Measures):
            if isinstance(vars(Measures)[name], PerBlock):
                one, other = getattr(found.measures, name), getattr(alone.measures, name)
                assert (one == other).all(), name
        blocks = slice(*found.measures.blocks)
        for weighed in ("by_text", "in_context"):
            values, own = (getattr(one.among, weighed).values for one in (found, alone))
            assert (values[:, blocks] == own).all()
        assert (found.log_odds == alone.log_odds).all()
        assert (found.title_log_odds == alone.title_log_odds).all()
        every = range(len(page.blocks))
        assert found.against(every) == alone.against(every)
        chosen = found.measures.prose
        assert (found.measures.shared_with(chosen) == alone.measures.shared_with(chosen)).all()
        assert found.reasons(0) == alone.reasons(0)


def test_a_table_finds_its_keys_alone():
    """Whatever the lowest bits of other hashes are."""
    found = table(["登录", "注册"], [1.5, 2.5])
    others = found.keys ^ np.uint64(1 << 63)
    assert found.of(hashes_of(["注册", "新闻", "登录"]), -1).tolist() == [2.5, -1, 1.5]
    assert found.of(others, -1).tolist() == [-1, -1]
    assert table([], []).of(others, 0).tolist() == [0, 0]


FEW_LOW_BITS = st.builds(lambda low, high: low | high << 40, st.integers(0, 3), st.integers(0, 7))


@given(st.sets(FEW_LOW_BITS, min_size=1), st.lists(FEW_LOW_BITS))
def test_keys_that_share_their_low_bits_are_told_apart(keys, asked):
    known = sorted(keys)
    values = np.arange(len(known), dtype=float)
    found = Table(np.array(known, np.uint64), values).of(np.array(asked, np.uint64), -1)
    assert found.tolist() == [known.index(one) if one in keys else -1 for one in asked]


TWO = st.text("甲乙丙丁", min_size=2, max_size=2)


@given(st.sets(TWO, min_size=1), st.text("甲乙丙丁·戊\ud800"))
def test_pairs_are_found_where_they_stand(pairs, text):
    """Each of them, also where one begins in another; and the first of one before a mark."""
    firsts = {pair[0] for pair in pairs}
    places = range(len(text) - 1)
    found = [at for at in places if text[at : at + 2] in pairs]
    marked = [at for at in places if text[at] in firsts and text[at + 1] == "·"]
    assert Pairs(pairs).starts(codes_of(text)) == found
    assert Pairs(pairs, between="·").starts(codes_of(text)) == sorted([*found, *marked])


@given(st.text("登聞한カ。，a b", min_size=1, max_size=90))
def test_a_line_is_a_sentence_whether_its_characters_were_counted_before_or_not(text):
    stripped = text.strip()
    assert [one.prose for one in segment(text).blocks] == ([is_prose(stripped)] if stripped else [])


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1 << 32))
def test_a_leaf_is_found_by_the_answers_of_its_tree(seed):
    """And a block's sum is that of its leaves."""
    trees = forest(CONTENT)
    values = np.random.default_rng(seed).integers(0, 25, (len(trees.names), 3))
    leaves = trees.leaves(values)
    answers = values[trees.feature] > trees.border[:, :, None]
    bits = 1 << np.arange(trees.feature.shape[1])
    assert (leaves == (answers * bits[None, :, None]).sum(axis=1)).all()
    sums = trees.bias + sum(
        leaf[row].astype(int) for leaf, row in zip(trees.leaf, leaves, strict=True)
    )
    assert (trees.sums(leaves) == sums).all()


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=1, max_size=3))
def test_distances_and_sums_go_row_by_row(rows):
    """Several kinds of marks at once are each kind for itself."""
    marked, borders = np.array(rows), Borders(np.array([0, 4]))
    for side, step in (("below", -1), ("above", 1)):
        for row, found in zip(rows, blocks_to(marked, side, borders).tolist(), strict=True):
            for at, away in enumerate(found):
                places = (at + step * n for n in range(1, 4))
                near = [n for n, place in enumerate(places, 1) if 0 <= place < 4 and row[place]]
                assert away == min(near, default=away)
                assert near or away >= FAR_BLOCKS - 4
    around = Sums(marked.astype(int), borders).within(1, 2)
    for row, found in zip(rows, around.tolist(), strict=True):
        assert found == [sum(row[max(0, at - 1) : at + 3]) for at in range(4)]


def test_a_question_about_a_line_is_asked_once_and_few_answers_are_kept(monkeypatch):
    """Of long lines none is kept."""
    monkeypatch.setattr(line_kinds, "REMEMBERED", 3)
    asked = []
    question = line_kinds.by_line(lambda line: asked.append(line.text))
    blocks = segment("\n".join(["甲", "乙", "甲", "丙", "丁", "甲", "长" * 201, "长" * 201])).blocks
    for block in blocks:
        question(block)
    assert asked == ["甲", "乙", "丙", "丁", "甲", "长" * 201, "长" * 201]
