"""What readers of one byte a character made of text, and how much of it comes back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanup
from cleanup.rules.mojibake.utf8 import BYTES_OF_TOKENS
from cleanup.settings import Settings

REPAIR = Settings(select=("MOJ", "CHR", "HTM"))
CHINESE = (
    "老师让我们把课文再读一遍，然后写一篇短文。",
    "公司计划明年在南方建设一座新的工厂，预计三年完成。",
    "经过多年的努力，他们终于完成了这项研究，结果令人满意。",
    "火车晚点了两个小时，旅客们都在候车室里等待。",
)
LANGUAGES = (
    "Рыба и хлеб лежат на столе.",
    "Η θάλασσα είναι ήσυχη σήμερα.",
    "הספר על השולחן",
    "Żółw śpi w cieniu jabłoni.",
    "책은 책상 위에 있습니다.",
    "本は机の上にあります。",
)
TOKENS = {byte: chr(code) for code, byte in BYTES_OF_TOKENS.items()} | {0x20: "Ġ"}


def either(data):
    """What a reader shows that takes UTF-8 where the bytes are that, and Latin-1 elsewhere."""
    shown, at = "", 0
    while at < len(data):
        for width in (4, 3, 2):
            try:
                character = data[at : at + width].decode()
            except UnicodeDecodeError:
                continue
            if len(character) == 1:
                break
        else:
            character, width = chr(data[at]), 1
        shown += character
        at += width
    return shown


def mended(text):
    return cleanup.clean(text, REPAIR).text.rstrip("\n")


@pytest.mark.parametrize("sentence", CHINESE)
@pytest.mark.parametrize("reader", ["cp1250", "cp1251", "koi8_r", "latin-1"])
def test_gbk_read_byte_by_byte_comes_back(sentence, reader):
    """To the letter."""
    assert sentence == mended(sentence.encode("gbk").decode(reader))


@pytest.mark.parametrize("sentence", CHINESE)
def test_gbk_read_as_utf8_where_it_fits_comes_back(sentence):
    """What the reader saw holds letters of a dozen alphabets."""
    seen = either(sentence.encode("gbk"))
    assert any(character > "\xff" for character in seen)
    assert sentence == mended(seen)


@given(st.sampled_from(CHINESE), st.integers(0, 6), st.integers(8, 30))
def test_what_such_a_reader_saw_becomes_the_text_or_stays(sentence, start, end):
    """No third text is ever made of any part of it."""
    text = sentence[start:end]
    seen = either(text.encode("gbk"))
    assert mended(seen) in {text, seen}


@pytest.mark.parametrize("sentence", LANGUAGES)
@pytest.mark.parametrize("reader", ["koi8_r", "cp866", "cp1252", "mac_roman"])
def test_utf8_read_byte_by_byte_comes_back_or_stays(sentence, reader):
    """In any language; Windows-1252 has holes, which are lost for good."""
    seen = sentence.encode().decode(reader, "replace")
    if "\ufffd" not in seen:
        assert sentence == mended(seen)


@pytest.mark.parametrize("sentence", [*LANGUAGES, *CHINESE, "Le café est fermé; l’été aussi."])
def test_bytes_of_tokens_come_back(sentence):
    """GPT-2 writes Ġ for a space."""
    assert sentence == mended("".join(TOKENS[byte] for byte in sentence.encode()))


@pytest.mark.parametrize("sentence", CHINESE)
@pytest.mark.parametrize("form", ["&#{};", "&#x{:x};", "&amp;#{};"])
@pytest.mark.parametrize("codec", ["utf-8", "gbk"])
def test_references_of_bytes_come_back(sentence, form, codec):
    """Whatever character each byte is by itself, a soft hyphen or a control character too."""
    assert sentence == mended("".join(form.format(byte) for byte in sentence.encode(codec)))


@pytest.mark.parametrize("reader", ["cp1252", "cp1251", "cp1250", "koi8_r", "mac_roman", "cp437"])
@pytest.mark.parametrize("text", ["Plain text.", "一行中文。"])
def test_a_byte_order_mark_that_shows_goes(reader, text):
    """At the head of the text, and where a file was joined to another."""
    mark = b"\xef\xbb\xbf".decode(reader)
    assert text == mended(mark + text)
    assert f"{text}\n{text}" == mended(f"{text}\n{mark}{text}")


PARTS = {
    "latin beside good letters": ("Ação e reaÃ§Ã£o, é isso.", "Ação e reação, é isso."),
    "marks in english": ("It вЂ“ the cookвЂ™s day", "It – the cook’s day"),
    "mac roman": ("Un g√¢teau, du th√©", "Un gâteau, du thé"),
    "after chinese": ("他点了一杯cafÃ©，走了。", "他点了一杯café，走了。"),
}


@pytest.mark.parametrize(("before", "after"), PARTS.values(), ids=PARTS)
def test_a_part_of_a_line_comes_back(before, after):
    """What is good beside it stays."""
    assert after == mended(before)


def test_utf8_read_as_euc_kr_comes_back_as_far_as_the_bytes_go():
    """What lost a byte shows as U+FFFD; there is no character that the text did not have."""
    got = mended(CHINESE[3].encode().decode("cp949", "replace"))
    assert set(got) <= {*CHINESE[3], "\ufffd"}
    assert len(got.replace("\ufffd", "")) >= len(CHINESE[3]) / 3


def test_what_no_way_back_is_known_for_is_reported():
    """UTF-8 that was read as Big5 has lost most of its bytes."""
    seen = "".join(CHINESE).encode().decode("cp950", "replace")
    result = cleanup.clean(seen, REPAIR)
    assert seen == result.text.rstrip("\n")
    assert {report.code for report in result.reports} & {"MOJ001"}
