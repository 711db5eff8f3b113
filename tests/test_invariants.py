"""What holds for every text, tried on texts that look like damaged pages."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import cleanup
from cleanup.errors import InputError, RestoreError
from cleanup.model import Source
from cleanup.pipeline import clean_document
from cleanup.rules.readings.injected import page_table
from cleanup.settings import Settings
from cleanup.stages.edits import restore
from conftest import SEEDS

SENTENCES = (
    "今年前三季度,東嶺市規模以上工業增加值同比增長百分之八,增速居全省首位。",
    "發展產業離不開創新,企業的創業熱情帶動了產業升級,發展勢頭良好。",
    "與此同時,科技領域實現新突破,連續四年營收超千億,因為一些企業敢於創新。",
    "“我們每天都在這裡,”他說,“誰也不會忘記那場大雨。”",
    "副市長在發佈會上表示,將繼續推動產業發展,實現更高質量的增長。",
    "The harbour opened in 1898, and ships have called here every single day since then.",
    "第一百二十條 當事人應當按照約定全面履行自己的義務,不得擅自變更。",
)
LINES = (
    "當前位置:主頁 > 新聞中心 > 產業規劃 >",
    "首页 > 新闻 > 正文",
    "來源:東嶺日報 日期:2024-03-05 點擊:12",
    "2024-03-05 10:20",
    "分享到：微信 微博 QQ空间",
    "責任編輯:李某",
    "延伸閱讀",
    "* 東嶺舉行春季運動會",
    "版權所有:東嶺網 京ICP備00000001號",
    "国产精品免费-无码在线观看-一区二区三区视频-高清不卡",
    "(資料圖片 來源互聯網)",
    "?",
    "\u00a0",
    "……",
    "10月22日",
    "東嶺工業穩步增長",
    "    return '好'",
    "&nbsp;&amp;lt;",
    '山路<br/>很窄。<tt id="ab12">小心</tt>，。',
    "天亮了。6 t9 |. j5 I8 a+ y",
    "+ O5 ]1 J/ k. Q7 h",
    "天亮了。\\r\\n我們上山。x0dx0a?#20154;&lt;br&gt;",
    "⼈⼯智能\u202a（1 5億元）\u202c\ufffc",
    "他說:路很窄(要小心),２０分鐘!",
    "甲\u00a0乙\u3164丙\ue000\U000e0041",
    "\u3000\u3000近日\u200b，他\ufffd來了\r",
)
KIT = {"發": "fā", "業": "yè", "創": "chuàng", "產": "chǎn", "實": "shí", "現": "xiàn", "隊": "duì"}


def kit(text):
    """What the content-spinning kit does: replace on the bytes of the GBK text, one by one."""
    data = text.encode("gbk", "replace")
    for character, reading in KIT.items():
        code = character.encode("gbk")
        data = data.replace(code, code + f"({reading})".encode("gbk"))
    return data.decode("gbk", "replace").replace("\ufffd(", "?")


def page(lines):
    return "\n".join(lines)


def twice(lines):
    """The same lines under another header."""
    return [*lines, LINES[1], LINES[2], *lines]


lines = st.lists(st.sampled_from(SENTENCES + LINES) | st.text(max_size=30), max_size=24)
pages = lines.map(page) | lines.map(twice).map(page)
texts = st.text() | pages | pages.map(kit)
texts = texts.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))


@given(texts)
@example("")
@example("\ufeff\n \n?\n")
def test_restoring_gives_back_the_decoded_text(text):
    """Every character that is missing from the output is in the record."""
    outcome = clean_document(Source("x", text.encode()), Settings())
    assume(outcome.document is not None)
    assert outcome.decoded == restore(outcome.document.text, outcome.document.history)


@given(texts)
@example("當前位置:首頁 >\n" * 3)
def test_cleaning_clean_text_changes_nothing(text):
    """A second run finds nothing left to do."""
    try:
        once = cleanup.clean(text).text
    except InputError:
        return
    assert once == cleanup.clean(once).text


@given(texts)
def test_opt_in_rules_are_stable_too(text):
    """Width, punctuation and script are converted once."""
    settings = Settings(select=("ALL", "CHR012", "PUN003", "SCR005"))
    try:
        once = cleanup.clean(text, settings).text
    except InputError:
        return
    assert once == cleanup.clean(once, settings).text


@given(texts)
def test_output_is_utf8_in_the_plain_layout(text):
    """No trailing space, no two blank lines in a row, one line feed at the end."""
    try:
        clean = cleanup.clean(text).text
    except InputError:
        return
    assert clean == clean.encode().decode()
    assert all(line == line.rstrip() for line in clean.split("\n"))
    assert "\n\n\n" not in clean
    assert clean == "" or (clean.endswith("\n") and clean.strip("\n") + "\n" == clean)


@given(st.binary(max_size=300))
@example(b"\xff\xfe\x00")
@example(b"\x1f\x8b\x08\x00")
def test_any_bytes_are_text_or_a_clear_error(data):
    """Nothing but an InputError ever comes out of a source."""
    outcome = clean_document(Source("x", data), Settings())
    assert (outcome.document is None) == (outcome.error is not None)


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12, unique=True))
def test_text_of_nothing_but_sentences_stays(sentences):
    """A document with nothing wrong comes out as it went in."""
    text = "\n\n".join(sentences) + "\n"
    assert text == cleanup.clean(text).text


@given(st.lists(st.sampled_from(SENTENCES), min_size=4, max_size=12))
def test_glosses_of_the_kit_are_undone_or_left(sentences):
    """What the kit did is undone to the letter, line by line, or shows and is reported."""
    text = "\n\n".join(sentences) + "\n"
    damaged = kit(text)
    assume(set(KIT.items()) & set(page_table(damaged).reading.items()))
    result = cleanup.clean(damaged, Settings(select=("GLS",)))
    for right, got in zip(text.split("\n"), result.text.split("\n"), strict=True):
        left = [character for character in KIT if f"{character}({KIT[character]})" in got]
        assert got == right or "?" in got or left
    if "?" in result.text.replace("?", "", text.count("?")):
        assert {report.code for report in result.reports} >= {"GLS002"}


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem)
def test_a_prefix_of_a_real_page_keeps_the_invariants(seed):
    """A page that is cut anywhere is restored exactly and is stable."""
    text = seed.read_text("utf-8")
    places = random.Random(5).sample(range(len(text)), 12)
    for place in places:
        result = cleanup.clean(text[:place])
        assert text[:place] == result.restore()
        assert result.text == cleanup.clean(result.text).text


def test_restoring_a_changed_text_is_refused():
    """An edit whose place no longer reads as it left it cannot be undone."""
    result = cleanup.clean("增長&#37;，&amp;\n")
    assert result.text == "增長%，&\n"
    with pytest.raises(RestoreError):
        restore(result.text.replace("%", "!"), result.history)


def test_one_document_is_cleaned_the_same_whatever_came_before():
    """No rule remembers another page."""
    first, second = (seed.read_bytes() for seed in SEEDS)
    alone = cleanup.clean(second).text
    cleanup.clean(first)
    assert alone == cleanup.clean(second).text
