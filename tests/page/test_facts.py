"""Dates, names, sources and sections: what is read from a line."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleanup.page.dates import iso
from cleanup.page.facts import MAX_NAME, name, section, stated
from cleanup.page.segment import segment
from cleanup.text.folding import fold
from tests.support.stated_page import HEADLINE


def block(line):
    return segment(line).blocks[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年3月5日 14:30", "2024-03-05T14:30:00"),
        ("2024年03月05日10:20", "2024-03-05T10:20:00"),
        ("2024年3月5日 下午2点30分", "2024-03-05T14:30:00"),
        ("2024-03-05 星期二 10:20:33", "2024-03-05T10:20:33"),
        ("发布日期：2024-03-05 时间：10:20", "2024-03-05T10:20:00"),
        ("２０２４年３月５日　１４：３０", "2024-03-05T14:30:00"),
        ("2024-3-5", "2024-03-05"),
        ("2024/03/05", "2024-03-05"),
        ("2024.3.5", "2024-03-05"),
        ("2024年3月5号", "2024-03-05"),
        ("二〇二四年三月五日", "2024-03-05"),
        ("二零二四年十二月三十一日", "2024-12-31"),
        ("一九九八年十月廿五日", "1998-10-25"),
        ("民國113年3月5日", "2024-03-05"),
        ("中華民國一一三年三月五日", "2024-03-05"),
        ("民國一百一十三年三月五日", "2024-03-05"),
        ("2024年3月5日(火) 14時30分", "2024-03-05T14:30:00"),
        ("2024年3月5日 午後2時30分", "2024-03-05T14:30:00"),
        ("令和6年3月5日", "2024-03-05"),
        ("令和元年5月1日", "2019-05-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("昭和64年1月7日", "1989-01-07"),
        ("2024년 3월 5일", "2024-03-05"),
        ("2024.03.05. 14:30 입력", "2024-03-05T14:30:00"),
        ("2024년 3월 5일 오후 2시 30분", "2024-03-05T14:30:00"),
        ("March 5, 2024", "2024-03-05"),
        ("5 March 2024", "2024-03-05"),
        ("31st of December, 2024", "2024-12-31"),
        ("5-Mar-2024", "2024-03-05"),
        ("Sept. 3rd, 2024", "2024-09-03"),
        ("Mar 5, 2024 2:30 PM", "2024-03-05T14:30:00"),
        ("March 5, 2024 at 12:05 a.m.", "2024-03-05T00:05:00"),
        ("2:30 p.m. on Tuesday, March 5, 2024", "2024-03-05T14:30:00"),
        ("Tue, 05 Mar 2024 14:30:00 +0800", "2024-03-05T14:30:00+08:00"),
        ("Tue, 05 Mar 2024 14:30:00 -0530", "2024-03-05T14:30:00-05:30"),
        ("2024-03-05T14:30:00Z", "2024-03-05T14:30:00+00:00"),
        ("2024-03-05T14:30:00.123-05:00", "2024-03-05T14:30:00-05:00"),
        ("2024-03-05T14:30", "2024-03-05T14:30:00"),
        ("2024-03-05 14:30-16:00", "2024-03-05T14:30:00"),
        ("13/04/2024", "2024-04-13"),
        ("04/13/2024", "2024-04-13"),
        ("2024-02-29", "2024-02-29"),
        ("2024-03-05 25:61", "2024-03-05"),
        # No date, or none that anybody can tell.
        ("03/04/2024", ""),
        ("2024-02-30", ""),
        ("2023-02-29 10:20", ""),
        ("2024-13-01", ""),
        ("30 February 2024", ""),
        ("平成31年5月1日", ""),
        ("民國113年2月30日", ""),
        ("民國前1年3月5日", ""),
        ("二〇二四年二月三十日", ""),
        ("九九九九年三月五日", ""),
        ("今天 10:20", ""),
        ("3小时前", ""),
        ("yesterday at 10:20", ""),
        ("2024.3-5", ""),
        ("2024年3月", ""),
        ("12024-03-05", ""),
        ("1.2024.3.5", ""),
        ("may 2024", ""),
    ],
)
def test_dates_of_all_forms(text, expected):
    """ISO 8601 with the offset that was stated; an impossible or ambiguous day is none."""
    assert expected == iso(fold(text))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("来源：东岭日报 作者：李某 字号 大 中 小", {"source": "东岭日报", "author": "李某"}),
        ("来源：东岭日报【大中小】", {"source": "东岭日报"}),
        ("来源：东岭日报2024-03-05", {"source": "东岭日报", "date": "2024-03-05"}),
        ("作者：李某（实习生）编辑：王某", {"author": "李某", "editor": "王某"}),
        ("文：李某 图：王某", {"author": "李某"}),
        ("审核：张某 责任编辑：王某", {"editor": "王某"}),
        ("記者王小明／台北報導", {"author": "王小明"}),
        ("（本报记者 李某 通讯员 王某）", {"author": "李某"}),
        ("[记者 李某 摄影报道]", {"author": "李某"}),
        ("更新：2024-03-06 发布：2024-03-05", {"date": "2024-03-05"}),
        ("更新：2024-03-06", {"date": "2024-03-06"}),
        ("公開日：2024年3月5日 著者：山田", {"author": "山田", "date": "2024-03-05"}),
        (
            "홍길동 기자 | 입력 2024.03.05. 14:30",
            {"author": "홍길동", "date": "2024-03-05T14:30:00"},
        ),
        ("출처 : 동령일보 | 편집 : 김철수", {"source": "동령일보", "editor": "김철수"}),
        ("By Jane Doe | March 5, 2024", {"author": "Jane Doe", "date": "2024-03-05"}),
        ("BY JANE DOE, Staff Writer", {"author": "JANE DOE"}),
        ("By Jane van der Berg and John Smith", {"author": "Jane van der Berg and John Smith"}),
        (
            "Published by Dongling Daily on March 5, 2024",
            {"source": "Dongling Daily", "date": "2024-03-05"},
        ),
        (
            "Source: Dongling Daily | Author: Jane Doe | Editor: Li Ming",
            {"source": "Dongling Daily", "author": "Jane Doe", "editor": "Li Ming"},
        ),
        ("Photo by Jane Doe", {}),
        ("The ship came by Cape Horn", {}),
        ("来源：打印 关闭", {}),
        ("作者：——", {}),
    ],
)
def test_facts_of_a_line(line, expected):
    """Names without the buttons, posts and brackets after them."""
    assert expected == dict(stated(block(line)))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("首页 > 新闻 > 地方 > 正文", "地方"),
        ("當前位置:主頁 > 新聞中心 > 產業規劃 >", "產業規劃"),
        (f"您的位置：首页->新闻->{HEADLINE}", "新闻"),
        ("首页 > 新闻 > 东岭工业稳", "新闻"),
        ("首页 > 一个长得像标题而不像栏目名字的面包屑，谁也说不清", ""),
        ("首页 > 正文", ""),
    ],
)
def test_section_of_a_breadcrumb(line, expected):
    """The last crumb that is neither the page itself nor its headline."""
    assert expected == dict(section(block(line), block(HEADLINE))).get("section", "")


@given(st.text(max_size=400))
@example("李\x1b[31m某\x07\u202e" * 40)
def test_a_name_is_bounded_and_printable(text):
    """Whatever a page puts after a label."""
    value = name(text)
    assert len(value) <= MAX_NAME
    assert value.isprintable()
