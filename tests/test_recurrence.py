"""What the documents of one folder have in common: chrome goes, formulae stay."""

from __future__ import annotations

import random
import shutil

import pytest

from cleanup.corpus.recurrence import MIN_DOCUMENTS, LineCounts, statistics_of
from cleanup.model import Source
from cleanup.page import fold
from cleanup.pipeline import clean_document
from cleanup.rules.notices import SUBJECTS
from cleanup.settings import Settings
from folders import FORMULAE, SITES

ONLY = Settings(select=("NAV008", "LAY"))


def cleaned(texts, settings=None):
    """The texts of one folder after cleaning."""
    site = statistics_of(texts)
    outcomes = [
        clean_document(Source("x", text.encode()), settings or Settings(), site) for text in texts
    ]
    return [outcome.document.text for outcome in outcomes]


def lines(text):
    return [line.strip() for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("name", SITES)
def test_what_recurs_around_articles_goes(name):
    """Every recurring line, full sentences too, and not one character of an article."""
    pages, articles = SITES[name]
    for got, article in zip(cleaned(pages), articles, strict=True):
        assert lines(got) == lines(article)


@pytest.mark.parametrize("name", SITES)
def test_cleaning_a_clean_folder_changes_nothing(name):
    """The second run counts other lines and finds nothing."""
    once = cleaned(SITES[name][0])
    assert once == cleaned(once)


@pytest.mark.parametrize("name", FORMULAE)
def test_formulae_stay(name):
    """Not one character of what belongs to the texts is lost, whatever recurs."""
    texts = FORMULAE[name]
    assert len(texts) >= MIN_DOCUMENTS
    recurring = statistics_of(texts).counts
    assert max(recurring.values()) >= len(texts) * 0.6  # else the folder tests nothing
    for got, text in zip(cleaned(texts, ONLY), texts, strict=True):
        assert lines(got) == lines(text)


@pytest.mark.parametrize("name", FORMULAE)
def test_formulae_inside_a_site_stay(name):
    """Under a site's lines they are still the text's."""
    texts = FORMULAE[name]
    above = "首页 新闻 视频 登录 注册\n"
    below = (
        "\n下载东岭客户端，随时随地看本地新闻。\n本网所有内容未经书面授权不得转载。\n"
        "关于我们 联系我们 网站地图\n"
    )
    for got, text in zip(
        cleaned([above + text + below for text in texts], ONLY), texts, strict=True
    ):
        assert [line for line in lines(text) if line not in lines(got)] == []
