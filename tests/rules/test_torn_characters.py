"""Characters that a kit tore apart come back, or stay and are reported; none becomes another."""

from __future__ import annotations

import pytest

import cleanup
from benchmarks.glosses import FOLDED, PUNCTUATION, damage
from cleanup.data import word_pairs
from cleanup.rules.readings.injected import INJECTED, REPAIRED
from cleanup.settings import Settings

GLS = Settings(select=("GLS",))
TABLE = ["產", "業", "創", *PUNCTUATION]
# Lines that a byte before a mark tears: the bytes of ，；：？！ lie across two of their characters.
TORN = (
    "這所學校和附近的醫院都靠著河邊。",
    "這家專科門診每天下午三點開門。",
    "河上的橋修好了。現在過河只要五分鐘。",
    "船慢慢靠了岸。海風吹在臉上很涼。",
    "她把雨傘還給老師。回到家已經八點了。",
    "圖書館晚上不開門。可是週末例外。",
    "老人的話說得很對。可惜沒有人聽。",
    "下山的路很滑。好在沒有下雨。",
    "漁船日落前出港。孩子們在岸上揮手。",
    "高校科研經費今年又增加了一成。",
    "火車通常可以帶自行車。",
    "飯後他去海邊散步。科長也在那裡。",
    "村裡的學校。一個老師教四十個學生。",  # 個 ends in 80, which no decoder knows
)
# A sentence of four characters is improbable, and 常 too: which it was, nothing tells.
UNCLEAR = ("按照用途常可分為兩種。", "按大小常可分成三類。")
# Here the byte that the kit put in takes one of the text with it: which, nothing on the page tells.
LOST = (
    ("他非常好客，鄰居們都喜歡他。", "他非?：每?，"),
    ("這種茶通常很苦，要加一點糖。", "這種茶通?：芸?，"),
)
# A decoder dropped pairs of the user-defined area.
DROPPED = (
    ("注釋?zhuān)兄谂囵B(yǎng)學生的能力。", "注釋，有助于培養學生的能力。"),
    ("他很有能力?！比缃瘢孑吋议L(zhǎng)成為主力。", "他很有能力。”如今，祖輩家長成為主力。"),
)


def mended(line: str) -> str:
    """The line after cleaning, on a page that proves a kit."""
    return cleanup.clean(f"{INJECTED}\n{line}", GLS).text.removeprefix(f"{REPAIRED}\n")


@pytest.mark.parametrize("folded", [False, True], ids=["as it was", "marks folded to ASCII"])
@pytest.mark.parametrize("line", TORN)
def test_a_line_that_a_byte_before_a_mark_tears_comes_back(line, folded):
    marks = FOLDED if folded else {}
    torn = damage(line, TABLE).text.translate(marks)
    assert "?" in torn
    assert mended(torn).replace(" ", "") == line.translate(marks)


@pytest.mark.parametrize(("line", "left"), LOST)
def test_a_character_that_lost_a_byte_of_its_own_is_not_guessed(line, left):
    torn = damage(line, TABLE).text
    assert mended(torn).startswith(left)


@pytest.mark.parametrize("line", UNCLEAR)
def test_a_full_stop_is_not_put_after_few_characters(line):
    torn = damage(line, TABLE).text
    assert mended(torn) == torn


@pytest.mark.parametrize("line", [line for line, _ in LOST])
def test_what_is_left_is_reported(line):
    text = f"{INJECTED}\n{damage(line, TABLE).text}"
    found = [(one.code, text[slice(*one.span)]) for one in cleanup.clean(text, GLS).reports]
    assert found
    assert {*found} == {("GLS002", "?")}


@pytest.mark.parametrize("line", ["你說什麼?!", "是這樣嗎?)後來就走了。", "真的?（笑）"])
def test_a_question_mark_before_another_mark_is_not_reported(line):
    assert not cleanup.clean(f"{INJECTED}\n{line}", GLS).reports


@pytest.mark.parametrize(("torn", "line"), DROPPED)
def test_pairs_that_a_decoder_dropped_are_found(torn, line):
    assert mended(torn) == line


@pytest.mark.parametrize("line", TORN)
def test_without_a_kit_on_the_page_nothing_is_read_anew(line):
    torn = damage(line, TABLE).text
    assert cleanup.clean(torn, GLS).text == torn


@pytest.mark.parametrize("line", TORN)
def test_what_came_back_stays(line):
    once = cleanup.clean(f"{INJECTED}\n{damage(line, TABLE).text}", GLS).text
    assert cleanup.clean(once, GLS).text == once


def test_a_page_without_torn_places_does_not_load_the_model():
    """Only where one is weighed."""
    word_pairs.cache_clear()
    assert mended(TORN[0]) == TORN[0]
    assert word_pairs.cache_info().currsize == 0
