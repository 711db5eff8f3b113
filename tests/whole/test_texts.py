"""Whole documents: the two real inputs, damaged pages with their truth, and hard negatives."""

from __future__ import annotations

import pytest

import cleanup
from tests.support.paths import CASES, GOLDEN, SEEDS

PAGES = sorted((CASES / "pages").glob("*.in.txt"))
NEGATIVES = sorted((CASES / "negatives").glob("*.txt"))


def read(path):
    """The text of a file, with its line ends as they are."""
    return path.read_bytes().decode()


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_seed_becomes_the_authors_article(seed):
    """The two real inputs come out right, byte for byte."""
    assert (GOLDEN / seed.name).read_bytes() == cleanup.clean(seed.read_bytes()).text.encode()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_seed_in_another_encoding_becomes_the_same(seed, encoding):
    """The encoding of the input does not show in the output."""
    data = read(seed).encode(encoding)
    assert read(GOLDEN / seed.name) == cleanup.clean(data).text


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs"])
@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_seed_in_big5_becomes_what_big5_can_write(seed, encoding):
    """Big5 has no pinyin and no 恒; what it has comes out as from UTF-8."""
    writable = read(seed).encode(encoding, "ignore")
    same = cleanup.clean(writable.decode(encoding)).text
    assert same == cleanup.clean(writable).text
    if encoding == "big5hkscs":  # has the pinyin letters; only the spam line is cut short
        assert read(GOLDEN / seed.name) == same


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name[:3])
def test_damaged_page_becomes_its_article(page):
    """Glosses, spam, chrome and second copies go; headline, body and captions stay."""
    truth = page.with_name(page.name.replace(".in.", ".out."))
    assert read(truth) == cleanup.clean(page.read_bytes()).text


@pytest.mark.parametrize("negative", NEGATIVES, ids=lambda path: path.stem)
def test_honest_text_is_left_alone(negative):
    """Not one character of a text without damage goes."""
    text = read(negative)
    assert text == cleanup.clean(text).text


def test_there_are_enough_hard_negatives():
    """The promise of the documentation."""
    assert len(NEGATIVES) >= 100
