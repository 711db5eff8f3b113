"""Copies inside one page that stay."""

from __future__ import annotations

import pytest

import cleanup

BODY = (
    "今年以来，东岭港新开通三条远洋航线，吞吐量比去年同期增长一成，其中集装箱增长最快。",
    "码头工人说，从前船要在锚地等上两天两夜，现在靠泊、卸货、离港，一个白天就够了。",
    "据港务部门介绍，新航线直达六个国家的十一座港口，运输时间平均缩短四天半左右。",
    "“货早到一天，花在仓库里的钱就少一天。”一家外贸公司的负责人这样算他的账。",
    "下一步，港口将继续扩建泊位，完善铁路专用线，让内陆省份的货物也能就近出海。",
)
FROM = "来源：东岭日报 2024-03-05"


def page(*copies):
    """Copies of an article, each with its headline."""
    return "".join(
        "\n".join(("首页 > 新闻 > 正文", headline, FROM, *body, "")) for headline, body in copies
    )


@pytest.mark.xfail(strict=True, reason="a copy under another headline has to be the same letters")
def test_an_edited_copy_under_another_headline_goes():
    edited = (*BODY[:1], BODY[1].replace("说", "讲"), *BODY[2:])
    text = cleanup.clean(page(("东岭港新航线开通", BODY), ("港口迎来远洋船队", edited))).text
    assert text.count("下一步，港口将继续扩建泊位") == 1


@pytest.mark.xfail(strict=True, reason="only whole lines go")
def test_a_copy_inside_one_line_goes():
    text = cleanup.clean(page(("东岭港新航线开通", ("".join(BODY) * 2,)))).text
    assert text.count("下一步，港口将继续扩建泊位") == 1
