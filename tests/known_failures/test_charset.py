"""Bytes whose encoding is guessed wrongly."""

from __future__ import annotations

import pytest

from cleanup.charset.decoding import decoding_of


@pytest.mark.xfail(strict=True, reason="a few characters alone fit several encodings")
def test_a_name_alone_in_a_file_is_read():
    assert decoding_of("徐智通".encode("gbk")).text == "徐智通"


@pytest.mark.xfail(strict=True, reason="a short text without zeros may be single bytes too")
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_a_stray_byte_does_not_hide_short_japanese_text(codec):
    data = "この町では毎年秋に祭りがあり、子どもたち".encode(codec)
    assert "祭り" in decoding_of(data[:17] + b"\x07" + data[17:]).text
