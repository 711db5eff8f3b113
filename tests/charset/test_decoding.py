"""From bytes to text: marks, short texts, odd lengths, what is no text."""

from __future__ import annotations

import pytest

import cleanup
from cleanup.errors import InputError
from cleanup.settings import Settings

NOTHING = Settings(ignore=("ALL",))
PARAGRAPH = "東嶺市今年前三季度工業穩步增長，企業創新熱情高漲，港口吞吐量比去年同期增長一成。\n" * 3


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("谢谢大家", "utf-16-le"),
        ("東嶺工業穩步增長", "utf-16-le"),
        ("一、二、三", "utf-16-le"),
        ("一、二、三", "utf-16-be"),
        ("plain ASCII\n", "utf-16-le"),
        ("plain ASCII\n", "utf-16-be"),
        ("plain ASCII, four bytes each\n", "utf-32-le"),
        ("plain ASCII, four bytes each\n", "utf-32-be"),
        (PARAGRAPH, "utf-16-le"),
        (PARAGRAPH, "utf-16-be"),
        (PARAGRAPH, "utf-32-le"),
        (PARAGRAPH, "gb18030"),
        (PARAGRAPH, "big5"),
        (PARAGRAPH, "utf-8-sig"),
        (PARAGRAPH, "utf-16"),
        (PARAGRAPH, "utf-32"),
        (PARAGRAPH.translate(str.maketrans("東嶺業穩長創熱", "东岭业稳长创热")), "gbk"),
        ("谢谢大家的支持", "gbk"),
        ("これは日本語の文章です。漢字とかなが混じっています。\n" * 3, "shift_jis"),
        ("これは日本語の文章です。漢字とかなが混じっています。\n" * 3, "euc_jp"),
        ("이것은 한국어 문장입니다. 한글로 쓰여 있습니다.\n" * 3, "euc_kr"),
        ("", "utf-8"),
        ("a", "utf-8"),
        ("汉", "utf-8"),
    ],
)
def test_bytes_of_an_encoding_become_its_text(text, encoding):
    """The right text, whatever the encoding is called."""
    assert cleanup.clean(text.encode(encoding), NOTHING).text == text


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\x00" * 100,
        b"\x1f\x8b\x08\x00" + bytes(range(200)),
        b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + bytes(200),
        b"\x7fELF\x02\x01\x01" + bytes(100),
    ],
    ids=["all bytes", "zeros", "gzip", "pdf", "elf"],
)
def test_binary_is_refused(data):
    """Not guessed at."""
    with pytest.raises(InputError):
        cleanup.clean(data)


def test_utf8_with_a_stray_zero_is_utf8():
    """One control character does not make another encoding."""
    result = cleanup.clean(PARAGRAPH.replace("工業", "工\0業").encode())
    assert result.document.encoding == "utf-8"
    assert result.text == PARAGRAPH


def test_a_string_needs_no_decoding():
    """What is a text already is taken as it is, and restored exactly."""
    for text in ("a\x00b\x08", "\ufeffabc\n", "\x1b[31m紅\x1b[0m"):
        assert cleanup.clean(text).restore() == text
    assert cleanup.clean("a\x00b\x08").text == "ab\n"
    with pytest.raises(InputError, match="surrogate"):
        cleanup.clean("a\ud800")


DAMAGED = {
    "first byte gone": lambda data: data[1:],
    "last byte gone": lambda data: data[:-1],
    "a byte gone in the middle": lambda data: data[:60] + data[61:],
    "a stray byte": lambda data: data[:60] + b"\xff" + data[60:],
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_a_damaged_byte_does_not_make_another_encoding(encoding, damage):
    """Chinese with one bad byte is still Chinese; what is lost shows as U+FFFD or is left out."""
    whole = PARAGRAPH * 4
    text = cleanup.clean(damage(whole.encode(encoding)), NOTHING).text
    assert sum(map(text.count, PARAGRAPH.split("，"))) >= len(PARAGRAPH.split("，")) * 10 - 12
