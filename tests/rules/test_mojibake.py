"""Text written in one encoding and read in another comes back, or stays as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanup
from cleanup.settings import Settings

MOJ = Settings(select=("MOJ",))
HANS = "今天天气很好，我们一起去公园散步，路上看见许多人。"
HANT = "今天天氣很好，我們一起去公園散步，路上看見許多人。"
JA = "今日は天気がいいので、友達と一緒に公園へ行きました。"
KO = "오늘은 날씨가 좋아서 친구와 함께 공원에 갔습니다."
GOOD = "他在信里说："  # stands before a damaged run
# The text, how it was written, how it was read; nothing is lost on these ways.
WHOLE = (
    (HANS, "utf-8", "latin-1"),
    (HANS, "utf-8", "cp1252"),
    (HANT, "utf-8", "cp1252"),
    (JA, "utf-8", "cp1252"),
    (KO, "utf-8", "cp1252"),
    (HANS, "gb18030", "latin-1"),
    (HANS, "gb18030", "cp1252"),
    (HANT, "gb18030", "cp1252"),
    (HANT, "cp950", "latin-1"),
    (HANT, "cp950", "cp1252"),
    (HANT, "cp950", "gb18030"),
    (JA, "cp932", "gb18030"),
    (JA, "cp932", "cp1252"),
    (JA, "euc_jp", "cp1252"),
    (KO, "cp949", "cp1252"),
)
# On these something is lost, which shows as U+FFFD.
LOSSY = (
    (HANS, "utf-8", "gb18030"),
    (HANT, "utf-8", "gb18030"),
    (JA, "utf-8", "gb18030"),
    (HANS, "utf-8", "cp932"),
    (JA, "utf-8", "cp932"),
)
SENTENCES = (
    "这座城市的图书馆每天早上九点开门，周末也不休息。",
    "老师让我们把课文再读一遍，然后写一篇短文。",
    "公司计划明年在南方建设一座新的工厂。",
    "她把信放在桌子上，轻轻关上了门。",
    "火车晚点了两个小时，旅客们都在候车室里等待。",
    "这种植物生长在海拔三千米以上的山坡上。",
    "经过多年的努力，他们终于完成了这项研究。",
    "雨下了整整一夜，河水已经漫过了石桥。",
)
CHAINS = (
    *(("utf-8", reader) for reader in ("gb18030", "gbk", "cp950", "cp932", "cp949", "cp1252")),
    *(("gb18030", reader) for reader in ("latin-1", "cp1252", "cp950", "big5hkscs", "cp932")),
)


def misread(text, writer, reader):
    """What the reader sees; cp1252 has control characters in its holes, as in browsers."""
    data = text.encode(writer)
    if reader != "cp1252":
        return data.decode(reader, "replace")
    return "".join(bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in data)


def mended(text):
    return cleanup.clean(text, MOJ).text


@pytest.mark.parametrize(("text", "writer", "reader"), WHOLE)
def test_a_whole_line_comes_back(text, writer, reader):
    """To the letter, its ASCII characters and punctuation too."""
    assert text == mended(misread(text, writer, reader))


@pytest.mark.parametrize(("text", "writer", "reader"), WHOLE)
def test_a_run_in_a_good_line_comes_back_or_stays(text, writer, reader):
    """What stands before it does not change; where its edges are not certain it stays."""
    damaged = misread(text, writer, reader)
    assert mended(GOOD + damaged) in {GOOD + text, GOOD + damaged}


@pytest.mark.parametrize("reader", ["latin-1", "cp1252"])
@pytest.mark.parametrize(
    ("text", "writer"), [(HANS, "gb18030"), (HANT, "cp950"), (HANS, "utf-8"), (JA, "cp932")]
)
def test_a_run_of_latin_letters_in_a_good_line_comes_back(text, writer, reader):
    """No letter of Latin-1 could pass for one of the Chinese text around."""
    damaged = misread(text, writer, reader)
    assert f"{GOOD}{text}天亮了" == mended(f"{GOOD}{damaged}天亮了")


@pytest.mark.parametrize("reader", ["latin-1", "cp1252"])
@pytest.mark.parametrize("short", ["财经", "注册", "今日："])
def test_a_short_line_comes_back_beside_one_that_was_misread_in_the_same_way(short, reader):
    for text in (f"{HANS}\n{short}\n", f"{short}\n{HANS}\n"):
        assert mended(misread(text, "gbk", reader)) == text


@pytest.mark.parametrize(
    "line", ["Le café était fermé tout l'été.", "Größe: 10 m² ±5°", "Où êtes-vous, Señor Núñez?"]
)
def test_honest_latin_text_stays_amid_what_was_misread(line):
    wrong = misread(HANS, "gbk", "latin-1")
    assert mended(f"{wrong}\n{line}\n{wrong}\n") == f"{HANS}\n{line}\n{HANS}\n"


def test_letters_that_two_encodings_share_do_not_tell_how_a_text_was_misread():
    """Kana have the same codes in EUC-JP and in GBK, which has other characters for kanji."""
    text = "そこはとてもしずかなところで、だれもいませんでした。\n友達を待つことはできない。\n"
    assert mended(misread(text, "euc_jp", "cp1252")) == text


@pytest.mark.parametrize(("text", "writer", "reader"), LOSSY)
def test_a_character_that_lost_a_byte_shows(text, writer, reader):
    """All others come back, and none is invented."""
    got = mended(misread(text, writer, reader))
    assert "\ufffd" in got
    pieces = [re.escape(piece) for piece in re.split("\ufffd+", got)]
    assert re.fullmatch(".+".join(pieces), text)
    assert len(got.replace("\ufffd", "")) >= 0.6 * len(text)


@pytest.mark.parametrize("text", [HANS, HANT, JA])
def test_what_was_misread_twice_comes_back(text):
    """UTF-8 read as Windows-1252, saved as UTF-8, and read as Windows-1252 again."""
    once = misread(text, "utf-8", "cp1252")
    assert text == mended(misread(once, "utf-8", "cp1252"))


def test_latin_text_is_left_to_ftfy():
    """Line by line: a line of Chinese beside it does not matter."""
    text = "Déjà vu, c’était à Genève.\n天亮了，我们上山。\n"
    damaged = "DÃ©jÃ\xa0 vu, câ€™Ã©tait Ã\xa0 GenÃ¨ve.\n天亮了，我们上山。\n"
    assert text == mended(damaged)


@pytest.mark.parametrize(
    "line",
    [
        "“鐨勪腑鏂囨枃浠跺悕”",
        "乱码示例：鐨勪腑鏂囨枃浠跺悕",
        "mojibake: ÖÐÎÄÎÄ±¾ÎÄ¼þ",
        "锟斤拷锟斤拷锟斤拷",
        "Ïðèâåò, ìèð! Êàê äåëà?",
    ],
)
def test_what_is_shown_lost_or_unknown_stays(line):
    """Quoted, spoken of, lost for good, or of no chain that is known."""
    assert line == mended(line)


def test_what_is_held_back_is_reported():
    """With the chain and what undoing it would gain."""
    (report,) = cleanup.clean("乱码示例：鐨勪腑鏂囨枃浠跺悕", MOJ).reports
    assert report.code == "MOJ001"
    assert report.note.startswith("UTF-8 read as GBK, ")


def test_mojibake_in_references_comes_back():
    """References are resolved first: they may stand for bytes."""
    assert cleanup.clean("&Ouml;&ETH;¹úÈËÃñ·¢Õ¹").text == "中国人民发展\n"


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), st.sampled_from(CHAINS))
def test_no_third_text_is_ever_made(sentences, chain):
    """A line is what it was, or what was seen, or the first with U+FFFD for what was lost."""
    for sentence in sentences:
        seen = misread(sentence, *chain)
        got = mended(seen)
        pieces = [re.escape(piece) for piece in re.split("\ufffd+", got)]
        assert got == seen or re.fullmatch(".+".join(pieces), sentence)
        assert got == mended(got)
