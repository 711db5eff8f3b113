"""Spam that is left in a text."""

from __future__ import annotations

import pytest

import cleanup

ARTICLE = (
    "东岭港今年新开通三条远洋航线，吞吐量比去年同期增长一成，其中集装箱增长最快。\n"
    "码头工人说，从前船要在锚地等上两天两夜，现在靠泊、卸货、离港，一个白天就够了。\n"
)


@pytest.mark.xfail(strict=True, reason="no word of it is known")
def test_a_line_of_unknown_keywords_goes():
    spam = "灵雀宝软件-灵雀宝官方入口-灵雀宝手机版安装-灵雀宝最新网址\n"
    assert cleanup.clean(spam + ARTICLE).text == ARTICLE
