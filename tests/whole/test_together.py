"""Documents that are cleaned side by side become what each becomes by itself."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.model import Source
from cleanup.page.segment import segment
from cleanup.page.signs import judge_together, signs
from cleanup.pipeline import clean_document, cleaning_of
from cleanup.settings import Settings
from cleanup.stages.together import together
from tests.support.made_shards import pages

LINES = [
    *("首页 | 新闻 | 登录 | 注册", "当前位置：首页 > 新闻", "港口的船一早就出发了，天气很好。"),
    *("2024-05-01 10:30 来源：晚报", "上一篇：旧闻", "版权所有 © 2024", "<p>", "年?duì)I收", ""),
]
TEXT = st.lists(st.sampled_from(LINES), max_size=25).map("\n".join)


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXT, max_size=5))
def test_what_is_cleaned_side_by_side(texts):
    """Text, edits and reports."""
    sources = [Source(str(at), text.encode()) for at, text in enumerate(texts)]
    found = together(cleaning_of(source, Settings()) for source in sources)
    assert found == [clean_document(source, Settings()) for source in sources]


def test_a_defect_costs_its_document_alone():
    """Whether it is met before the pages are judged or behind that."""

    def early():
        raise LookupError("early")
        yield

    def late():
        yield segment("港口\n")
        raise LookupError("late")

    sources = [Source(str(at), text.encode()) for at, text in enumerate(pages(0, 3))]
    first, *others, last = (cleaning_of(source, Settings()) for source in sources)
    found = together([early(), first, *others, late(), last])
    assert [str(found[at]) for at in (0, -2)] == ["early", "late"]
    assert [found[1], *found[2:-2], found[-1]] == [
        clean_document(source, Settings()) for source in sources
    ]


def test_few_pages_among_many_texts_are_weighed_without_these():
    """So that texts which are no pages cost next to nothing."""
    web = "\n".join(
        ["首页 | 新闻 | 登录 | 注册", "当前位置：首页 > 新闻", *LINES[2:4] * 3, LINES[5]]
    )
    text = "港口的船一早就出发了，天气很好，大家都到岸边来看。\n" * 3
    several = [*map(segment, [web, text, text, text])]
    judge_together(several)
    judgements = [signs(page).judgement for page in several]
    assert len(judgements[0].among.measures.borders) == 1
    assert {len(one.among.measures.borders) for one in judgements[1:]} == {4}
    assert signs(several[0]).web
    assert not any(signs(page).web for page in several[1:])
