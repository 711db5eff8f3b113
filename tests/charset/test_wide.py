"""UTF-16 and UTF-32 without a mark, and with bytes that were lost, put in or changed."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import Levenshtein

from cleanup.charset.decoding import decoding_of
from cleanup.errors import InputError

TEXTS = {
    "Chinese": "东岭市今年的收成很好，大家都说这是十年来最好的一年，晚上要庆祝。",
    "Japanese": "この町では毎年秋に祭りがあり、子どもたちは夜まで遊びます。",
    "Korean": "우리 마을에서는 해마다 가을에 잔치가 열리고 아이들은 늦게까지 놉니다.",
    "Russian": "Каждую осень в нашем городе бывает праздник, и дети гуляют допоздна.",
    "Greek": "Κάθε φθινόπωρο γίνεται γιορτή στην πόλη μας και τα παιδιά παίζουν.",
    "Thai": "ทุกฤดูใบไม้ร่วงเมืองของเรามีงานฉลองและเด็กๆเล่นกันจนดึก",
    "English": "Every autumn there is a fair in our town, and children stay up late.",
}
CODECS = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
MOST = 3  # characters that one damaged byte may change


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_one_damaged_byte_costs_a_character_or_two(text, codec):
    """Wherever it is; and so does a cut at both ends, even amid a unit."""
    data = (text * 8).encode(codec)
    middle = len(data) // 2 + 1
    for damaged in (
        data[:middle] + b"\xe5" + data[middle:],
        data[:middle] + data[middle + 1 :],
        data[:middle] + b"\x93" + data[middle + 1 :],
        data[1:-1],
    ):
        found = decoding_of(damaged)
        assert found.encoding[:6] == codec[:6]  # cut, one end is as good as the other
        assert Levenshtein.distance(found.text, text * 8) <= MOST


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_short_text_is_read(text, codec):
    """Also if it has a byte too many, or spaces for what else would tell."""
    short = text[:20] + " - " + text[:8]
    data = short.encode(codec)
    assert decoding_of(data).text == short
    damaged = decoding_of(data[:17] + b"\x07" + data[17:])
    assert Levenshtein.distance(damaged.text, short) <= MOST


def test_a_text_in_two_scripts_is_not_damaged():
    """Whichever comes first, however long."""
    text = "".join(line + "\n" for line in TEXTS.values()) * 40
    for codec in CODECS:
        assert decoding_of(text.encode(codec)).text == text


@pytest.mark.parametrize(
    "data",
    [
        b"\x03\0\0\0\x07\0\0\0\x01\0\0\0\x09\0\0\0\x02\0\0\0\x80\0\0\0",
        b"T\0\0\0\0\0\0&T\0\0\0\0\0\0\x86T\0\0\0\0\0\0\xf6T\0\0\0" * 2,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\x06\0\0\0\\r\xa8f",
    ],
    ids=["numbers", "addresses", "png"],
)
def test_binary_data_are_no_utf32(data):
    """Even where every fourth byte is a letter."""
    with pytest.raises(InputError, match="binary"):
        decoding_of(data)
