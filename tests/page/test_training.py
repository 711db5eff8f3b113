"""How pages are labelled for training, and what is learnt of their words."""

from __future__ import annotations

import numpy as np
import pytest

from cleanup.page.classifier.words import hashes_of
from tools import learn_vocabulary as learn
from tools.labelled_pages import CHROME, CONTENT, LabelledPage, aligned, owner_of

FIRST = "东岭港新开的三条远洋航线，让今年的吞吐量增长了一成。"
SECOND = "码头工人们说，集装箱最多的时候，一天要忙到半夜才能收工。"


@pytest.mark.parametrize(
    ("blocks", "gold", "labels"),
    [
        ([FIRST, SECOND], f"{FIRST}\n{SECOND}", "11"),
        (["首页", FIRST, "登录", SECOND, "版权所有"], FIRST + SECOND, "01010"),
        ([FIRST, "小结", SECOND], f"{FIRST} 小结 {SECOND}", "111"),
        (["小结", "首页", FIRST, SECOND], f"{FIRST}{SECOND}小结", "0011"),
        ([SECOND, FIRST, SECOND], FIRST + SECOND, "011"),
        ([FIRST, SECOND], "", "00"),
        ([], FIRST, ""),
    ],
    ids=["all", "amid chrome", "a subhead", "out of order", "a teaser above", "none", "no blocks"],
)
def test_labels_are_found_by_alignment(blocks, gold, labels):
    """A block is content where it stands in the gold content, in its order."""
    assert [CONTENT if one == "1" else CHROME for one in labels] == aligned(blocks, gold)


@pytest.mark.parametrize(
    ("url", "owner"),
    [
        ("https://news.sina.com.cn/a", "sina"),
        ("http://www.example.co.uk/", "example"),
        ("https://mp.weixin.qq.com/s", "qq"),
        ("", ""),
    ],
)
def test_sites_of_one_owner_stay_together(url, owner):
    """All hosts of an owner are left out together."""
    assert owner == owner_of(url)


def test_the_vocabulary_of_a_page_is_learnt_from_other_sites():
    """A word of many sites keeps its weight without one of them; one of few has none."""
    pages = [
        LabelledPage(
            str(at), str(at), "gold", "en", "article", "Subscribe\nharbour", [CHROME, CONTENT]
        )
        for at in range(6)
    ]
    pages[0].text, pages[0].labels = "Subscribe\nharbour\nRareword", [CHROME, CONTENT, CHROME]
    words, rows = learn.count(pages, {str(at): at for at in range(6)})
    found = learn.vocabulary(words, rows, ())
    known = hashes_of(["subscribe", "harbour", "rareword"])
    assert [1, -1, 0] == list(np.sign(found.words.of(known, 0)))
    less = learn.vocabulary(words, rows, (0,)).words.of(known, 0)
    assert 0 < less[0] < found.words.of(known, 0)[0]
    none = learn.vocabulary(words, rows, range(6)).words.of(known, 0)
    assert not none.any()
