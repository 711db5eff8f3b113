"""What a site puts around an article and is left there."""

from __future__ import annotations

import pytest

import cleanup

ARTICLE = (
    "东岭港今年新开通三条远洋航线，吞吐量比去年同期增长一成，其中集装箱增长最快。\n"
    "码头工人说，从前船要在锚地等上两天两夜，现在靠泊、卸货、离港，一个白天就够了。\n"
)


@pytest.mark.xfail(strict=True, reason="fewer than four known labels make no web page")
def test_a_page_of_few_lines_loses_its_site():
    text = cleanup.clean(f"首页\n登录\n东岭港新航线开通\n{ARTICLE}关于我们\n").text
    assert text == f"东岭港新航线开通\n{ARTICLE}"
