"""Which lines are converted to the other Chinese script, and to which characters."""

from __future__ import annotations

import opencc
import pytest

import cleanup
from cleanup.errors import SettingsError
from cleanup.pipeline import chosen
from cleanup.rules.script import SCRIPTS
from cleanup.settings import Settings
from cleanup.text.word_boundaries import cut_at_boundaries
from tests.support.word_boundaries import SENTENCES

SIMPLIFIED = "这个软件的信息网络发展很快，默认设置与内存占用都很重要。"
TRADITIONAL = "這個軟體的資訊網路發展很快，預設設定與記憶體佔用都很重要。"
HONG_KONG = "羣眾裏的衞士對此表示歡迎，並認為這是一個好開始。"
JAPANESE = "昨日は雨が降りましたので、会社へ行くのに時間がかかりました。"
KOREAN = "國會는 汝矣島에 있으며 本會議場은 圓形이다."

# target, before, after: one line each
LINES = [
    ("hans", "頭髮乾淨，發展產業", "头发干净，发展产业"),
    ("hans", "皇后在后面", "皇后在后面"),
    ("hans", "乾隆年間的乾燥天氣", "乾隆年间的干燥天气"),
    ("hant", "头发干净，发展产业", "頭髮乾淨，發展產業"),
    ("hant", "皇后與國王的後宮", "皇后與國王的後宮"),
    ("hant", "皇后", "皇后"),
    ("hant", "这里的里程碑，皇后说", "這裏的里程碑，皇后說"),
    ("hans-from-tw", "軟體、滑鼠與資訊", "软件、鼠标与信息"),
    ("hans-from-tw", "软体动物的资讯", "软体动物的资讯"),
    ("hans-from-hk", "羣眾裏的衞士", "群众里的卫士"),
    ("hans-from-hk", "軟體與資訊", "软体与资讯"),
    ("hant-tw", "软件、鼠标与信息", "軟體、滑鼠與資訊"),
    ("hant-tw", "軟件與信息為主", "軟件與信息為主"),
    ("hant-hk", "卫士与群众为邻", "衞士與羣眾為鄰"),
    ("hant-hk", "软件与鼠标的信息", "軟件與鼠標的信息"),
]


@pytest.mark.parametrize(("target", "before", "after"), LINES)
def test_line_by_target(target, before, after):
    """Each target has its characters and words; text that is there already stays."""
    assert f"{after}\n" == cleanup.clean(f"{before}\n", Settings(script=target)).text


@pytest.mark.parametrize("target", [target for target in SCRIPTS if target != "keep"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, HONG_KONG, JAPANESE, KOREAN])
def test_converting_twice_is_converting_once(target, text):
    """What was converted is in the script that was asked for."""
    settings = Settings(script=target)
    once = cleanup.clean(f"{text}\n皇后\n发發\n", settings).text
    assert once == cleanup.clean(once, settings).text


@pytest.mark.parametrize("target", [target for target in SCRIPTS if target != "keep"])
@pytest.mark.parametrize("text", [JAPANESE, KOREAN])
def test_other_languages_stay(target, text):
    """Headings without kana or Hangul belong to the language of the document."""
    page = f"東京國會發展\n会社発展関係\n{text}\n{text[::-1]}\n"
    assert page == cleanup.clean(page, Settings(script=target)).text


def test_only_lines_of_the_other_script_are_converted():
    """A document may mix the scripts; a line that does not tell is the document's."""
    page = f"{SIMPLIFIED}\n{TRADITIONAL}\n皇后\n{JAPANESE}\n"
    lines = cleanup.clean(page, Settings(script="hans")).text.splitlines()
    assert lines == [
        SIMPLIFIED,
        "这个软体的资讯网路发展很快，预设设定与记忆体占用都很重要。",
        "皇后",
        JAPANESE,
    ]
    lines = cleanup.clean(f"{SIMPLIFIED}\n理发\n", Settings(script="hant")).text.splitlines()
    assert lines[1] == "理髮"


def test_conversions_exclude_one_another():
    """Two targets cannot both be reached."""
    for settings in (
        Settings(select=("SCR001", "SCR002")),
        Settings(select=("SCR005",), script="hant-hk"),
    ):
        with pytest.raises(SettingsError, match="exclude each other"):
            chosen(settings)
    assert chosen(Settings(select=("SCR002",), script="hant"))


@pytest.mark.parametrize(("target", "before", "after"), SENTENCES)
def test_no_phrase_lies_across_the_boundary_of_two_words(target, before, after):
    """OpenCC alone takes 被发 of 被发明 for 被髮, and 数组 of 少数组织 for an array."""
    assert f"{after}\n" == cleanup.clean(f"{before}\n", Settings(script=target)).text


def test_a_line_is_cut_only_where_a_phrase_lies_across():
    """All else is left to the converter, whose phrases may be several words."""
    convert = opencc.OpenCC("s2t").convert
    assert cut_at_boundaries("电灯被发明，后会有期。", convert) == ["电灯被", "发明，后会有期。"]
