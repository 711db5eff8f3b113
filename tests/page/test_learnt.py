"""What is learnt of a page or a text is kept on it, and nowhere else."""

from __future__ import annotations

import ast
import gc
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest

from cleanup.api import clean
from cleanup.page.content import content
from cleanup.page.outline import outline
from cleanup.page.segment import segment
from cleanup.rules.examples import ARTICLE, BODY, SITE
from cleanup.rules.readings.injected import page_table
from cleanup.text.learnt import Text, learnt
from tests.support.paths import ROOT, SEEDS

PAGE = f"{SITE}{ARTICLE}\n分享到：微信 微博\n版权所有：东岭信息网 京ICP备00000001号-2\n"
SPAM = "國產精品免費-亞洲無碼在線觀看-一區二區三區視頻-高清不卡"
OTHER = f"首页 > 新闻 > 正文\n{ARTICLE}\n{SPAM}\n{BODY}"


@pytest.fixture
def counted():
    """A question that counts how often it is answered."""
    answers = []

    @learnt
    def length(subject):
        answers.append(subject)
        return len(subject)

    return length, answers


def test_a_text_is_asked_once(counted):
    """Another text that is equal is asked for itself."""
    length, answers = counted
    text = Text("天亮了")
    assert (length(text), length(text), length(Text("天亮了"))) == (3, 3, 3)
    assert len(answers) == 2


def test_a_plain_string_keeps_nothing(counted):
    """So it is asked each time."""
    length, answers = counted
    assert (length("天亮了"), length("天亮了")) == (3, 3)
    assert len(answers) == 2


@pytest.mark.parametrize("question", [outline, content], ids=lambda question: question.__name__)
def test_what_is_learnt_of_a_page_goes_with_it(question):
    """Nothing else holds the page."""
    page = segment(PAGE)
    assert question(page) is question(page)
    assert question(page) is not question(segment(PAGE))
    gone = weakref.ref(page)
    del page
    gc.collect()
    assert gone() is None


def test_a_text_behaves_as_the_string_that_it_is():
    """In all that rules do with it."""
    text = Text("產(chǎn)業(yè)")
    assert text == "產(chǎn)業(yè)"
    assert hash(text) == hash("產(chǎn)業(yè)")
    assert text[:1] + text.upper() == "產產(CHǍN)業(YÈ)"
    assert page_table(text) is page_table(text)


def test_threads_do_not_meet():
    """Pages that are cleaned at once come out as they do one after the other."""
    pages = [PAGE, OTHER, *(seed.read_bytes() for seed in SEEDS)] * 3
    alone = [clean(page) for page in pages]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(clean, pages))
    assert together == alone


def test_no_drawer_is_keyed_by_the_last_page():
    """A cache of one entry outside of a page would be asked by every thread for its own."""
    drawers = [
        f"{path.relative_to(ROOT)}:{node.name}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any("maxsize=1)" in ast.unparse(decorator) for decorator in node.decorator_list)
    ]
    assert drawers == ["src/cleanup/corpus/alignment.py:aligned"]  # of two texts, by their letters
