"""Copies inside one page that stay."""

from __future__ import annotations

import pytest

import cleanup
from cleanup.settings import Settings

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


@pytest.mark.xfail(strict=True, reason="where paragraphs begin alike, passes align other ones")
def test_of_paragraphs_that_begin_alike_each_stays_once():
    begins = "僷傪佺仩俌佬僁伐侬倍儱俆份储倬仡儲兴僙儫众傐儨偧侨乚"
    body = [f"{begins[:12]}。", "乸僺傯以侽侔偊僅乔丙僰侅。", "倝党侘儸偐傂佌伵児低兟僷。"]
    body += [f"{begins[:length]}。" for length in (19, 26, 13, 14, 18)]
    joined = [f"{body[2]}{body[3]}", f"{body[4]}{body[5]}", f"{body[6]}{body[7]}"]
    site = "首页 > 新闻 > 正文"
    lines = [site, "东岭港新航线开通", FROM, *body, *joined, *body[:3], site, *body[3:]]
    lines += [*body[:2], site, *body[2:]]
    text = cleanup.clean("\n".join(lines) + "\n", Settings(select=("REP",))).text
    assert all(text.count(one[:-1]) for one in body)
