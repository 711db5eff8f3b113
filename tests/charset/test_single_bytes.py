"""Encodings of one byte a character, however short the text; and what is none of them."""

from __future__ import annotations

import pytest

from cleanup.charset.decoding import decoding_of

READ = {
    "an apostrophe": ("The baker’s oven is warm.\n", "cp1252"),
    "dashes amid words": ("A night like this—clear and cold—is rare.\n", "cp1252"),
    "quotes and a dash": ("She said “not today” – and left.\n", "cp1252"),
    "a sign of copyright": ("Copyright © 1999 Example Ltd.\n", "cp1252"),
    "degrees": ("It was 31°C in the shade.\n", "cp1252"),
    "a price": ("The soup costs €4 here.\n", "cp1252"),
    "one German word": ("Besitzer: Familie Müller\n", "cp1252"),
    "a French line": ("Où sont passés les élèves ? À la cantine.\n", "cp1252"),
    "a Spanish question": ("¿Dónde está la estación?\n", "cp1252"),
    "a Swedish line": ("Vi åt lunch på en bänk vid sjön.\n", "cp1252"),
    "a Portuguese line": ("A reunião começou às três da tarde.\n", "cp1252"),
    "a Polish line": ("Było już późno, więc poszliśmy do domu.\n", "cp1250"),
    "a Polish line of ISO": ("Było już późno, więc poszliśmy do domu.\n", "iso8859-2"),
    "a Czech line": ("Příští týden přijede náš soused z hor.\n", "cp1250"),
    "a Hungarian line": ("Az őszi erdőben hűvös szél fújt.\n", "cp1250"),
    "a Turkish line": ("Bu akşam çocuklarla sahilde yürüyüş yapacağız.\n", "cp1254"),
    "a Russian line": ("Вечером мы гуляли вдоль реки.\n", "cp1251"),
    "a Russian line of KOI8": ("Вечером мы гуляли вдоль реки.\n", "koi8-r"),
    "a Greek line": ("Το βράδυ περπατήσαμε δίπλα στο ποτάμι.\n", "cp1253"),
    "a Hebrew line": ("בערב הלכנו לאורך הנהר.\n", "cp1255"),
    "an Arabic line": ("في المساء مشينا على ضفة النهر.\n", "cp1256"),
    "an accent in the last word alone": ("It was only a small café", "cp1252"),
    "a Turkish word at the end": ("Nedense çok yakılmış", "cp1254"),
    "Esperanto": (
        "La ĉielo estis hela, ĉiuj homoj ĝojis en la ĝardeno ĝis vespere, kaj ŝafoj paŝtis sin.\n",
        "iso8859-3",
    ),
    "a column in euros": ("Produkt;Prisen (€);Størrelse\nKop;12;små\n", "iso8859-15"),
    "a Thai line": ("ตอนเย็นเราเดินเล่นริมแม่น้ำ\n", "cp874"),
}


@pytest.mark.parametrize(("text", "codec"), READ.values(), ids=READ)
def test_short_text_is_read(text, codec):
    """Also beside ASCII."""
    assert decoding_of(text.encode(codec)).text == text
    plain = "id;name;city\n1;Smith;London\n"
    assert decoding_of(plain.encode() + text.encode(codec)).text == plain + text


NO_SINGLE_BYTES = {
    "two characters": ("你好\n", "gb18030"),
    "a name and a path": ("课程资料/code/main.py\n", "gb18030"),
    "Chinese beside programs": ("我们用Python写脚本，再用grep查日志。\n", "gb18030"),
    "Chinese in figures": ("第3章第2节，共15页。\n", "gb18030"),
    "Traditional beside Latin": ("請在Windows上安裝這個app再重開機。\n", "cp950"),
    "Traditional marks": ("前言‧後記／附錄～完﹑價格￡5，今天天氣很好。\n", "cp950"),
    "Japanese": ("これはPythonの本です。とても読みやすい。\n", "cp932"),
    "kana of half width": ("これは半角です。ﾃｽﾄﾃﾞｰﾀを入力してください。\n" * 3, "cp932"),
    "a rule": ("お知らせ\n━━━━━━━━━━━━\n本日は晴天なり。\n" * 2, "euc_jp"),
    "Korean": ("오늘은 email을 세 통 보냈다.\n", "cp949"),
    "letters one by one": (
        "오늘 배운 글자: ㅇ ㅏ ㅁ ㅏ ㄷ ㅗ 입니다. 내일도 배웁니다.\n" * 3,
        "cp949",
    ),
    "rare characters one by one": (
        "次の字は人名用です。\n桄 棈 棏 楨 榘 槢 樰 橆 橳\n" * 2,
        "cp932",
    ),
    "GBK after a brace": ("{你好，今天天气很好，我们去公园散步。}\n", "gb18030"),
    "a euro": ("票价：€8，儿童€4。\n", "gb18030"),
    "French in UTF-8": ("Résumé : l’été à la plage\n", "utf-8"),
    "Polish in UTF-8": ("Było późno.\n", "utf-8"),
    "an emoji": ("ok 😀 then\n", "utf-8"),
}


@pytest.mark.parametrize(("text", "codec"), NO_SINGLE_BYTES.values(), ids=NO_SINGLE_BYTES)
def test_what_is_no_single_bytes_stays(text, codec):
    """However few characters, and however much ASCII is between them."""
    assert decoding_of(text.encode(codec)).text == text


DAMAGED_UTF8 = {
    "a cut mark": (b"it\xe2\x80\x99s fine and \xe2\x80 cut\n", "it’s fine and \ufffd cut\n"),
    "surrogates": (
        "好的".encode() + b"\xed\xa0\xbd\xed\xb8\x80" + "，谢谢\n".encode(),
        "好的😀，谢谢\n",
    ),
    "surrogates in English": (b"nice \xed\xa0\xbd\xed\xb8\x80 day\n", "nice 😀 day\n"),
}


@pytest.mark.parametrize(("data", "text"), DAMAGED_UTF8.values(), ids=DAMAGED_UTF8)
def test_utf8_that_is_nearly_ascii(data, text):
    """A character that was cut costs a character; CESU-8 is read."""
    found = decoding_of(data)
    assert (found.text, found.encoding) == (text, "utf-8")


def test_codes_of_newer_editions():
    """GB 18030 of 2022, and the space that browsers read for A3A0."""
    assert decoding_of("这个字".encode("gbk") + b"\xfeY" + "很少见。".encode("gbk")).text == (
        "这个字龴很少见。"
    )
    line = "今天天气很好，".encode("gbk") + b"\xa3\xa0" + "我们去公园散步。".encode("gbk")
    assert decoding_of(line).text == "今天天气很好，\u3000我们去公园散步。"


def test_what_is_uncertain_is_said():
    """One mark alone fits several encodings."""
    assert not decoding_of("The baker’s oven is warm.\n".encode("cp1252")).sure
    assert decoding_of(("Les élèves ont déjà mangé à la cantine.\n" * 3).encode("cp1252")).sure
