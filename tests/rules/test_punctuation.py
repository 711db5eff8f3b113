"""Punctuation of half width becomes full width in Chinese sentences, on request."""

from __future__ import annotations

import pytest

import cleanup
from cleanup.settings import Settings

# before, after: half-width punctuation, on request
WIDTHS = [
    ("他說:“來,坐!”我坐下了.\n", "他說：“來，坐！”我坐下了。\n"),
    ("天亮了;我們上山,路很窄,要小心.\n", "天亮了；我們上山，路很窄，要小心。\n"),
    ("(一)天亮以後上山。\n", "（一）天亮以後上山。\n"),
    ("價格是3,000元(含稅),12:30開賣。\n", "價格是3,000元（含稅），12:30開賣。\n"),
    ("我們用Python,不用Java;為什麼?因為快!\n", "我們用Python，不用Java；為什麼？因為快！\n"),
    ("中國(China)的路(很窄。\n", "中國(China)的路(很窄。\n"),
    ("版本 1.2: a, b; c!\n", "版本 1.2: a, b; c!\n"),
    ("名單:張三,李四,王五\n", "名單:張三,李四,王五\n"),
    ("函數 f(甲, 乙) = 甲 + 乙。\n", "函數 f(甲, 乙) = 甲 + 乙。\n"),
    ("見 http://a.example/?q=甲,乙!丙 ,然後呢?\n", "見 http://a.example/?q=甲,乙!丙 ,然後呢？\n"),
]


@pytest.mark.parametrize(("before", "after"), WIDTHS)
def test_half_width_punctuation_on_request(before, after):
    """Only in sentences, only beside Chinese; twice is once."""
    settings = Settings(select=("PUN003",))
    assert after == cleanup.clean(before, settings).text
    assert after == cleanup.clean(after, settings).text
    assert before == cleanup.clean(before).text
