"""Bytes whose encoding is guessed wrongly."""

from __future__ import annotations

import pytest

from cleanup.charset.decoding import decoding_of


@pytest.mark.xfail(strict=True, reason="short Cyrillic UTF-16 with a stray byte is no text")
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_a_stray_byte_does_not_hide_short_cyrillic_text(codec):
    data = "Привет всем, друзья".encode(codec)
    assert "друзья" in decoding_of(data[:8] + b"\x07" + data[8:]).text


@pytest.mark.xfail(strict=True, reason="a few characters alone fit several encodings")
def test_a_name_alone_in_a_file_is_read():
    assert decoding_of("徐智通".encode("gbk")).text == "徐智通"
