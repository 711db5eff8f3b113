"""Escapes of HZ and ISO 2022, and the euro sign in GBK: read where they are, not invented."""

from __future__ import annotations

import pytest

from cleanup.charset.decoding import decoding_of

ASCII = {
    "an end alone": b"Hello~}",
    "an end in prose": b"fooo~} is a set\n",
    "a beginning alone": b"~{",
    "a path": b"cp ~{alice,bob}/notes ~}\n",
    "two paths": b"ls ~{a,b} ~{c,d}~}\n",
    "tex": b"$\\tilde~{x~}$ and ~{\\rm y~}\n",
    "a pattern": b"if ($x =~{[a-z]+~}) {}\n",
    "a smiley": b"so happy ~{^_^~} today\n",
    "capitals": b"~{HOME~} and ~{PATH~}\n",
    "capitals, a word": b"x~{THEN~}y\n",
    "letters": b"~{ab~} ~{cd~} ~{ef~}\n",
    "names": b"~{name~} ~{value~} ~{index~}\n",
    "a template": b"Dear ~{first_name~}, your ~{order_id~} is here.\n",
    "a brace first": b"{HELLO~} world\n",
    "json": b'{"a": "~}", "b": "~{"}\n',
    "figures": b"~{1234567890~}\n",
    "a brace line": b"{begin\n  ~}\nend~{\n",
    "a price": b"$Bar is $5\n\x1b[0m\n",
    "terminal": b"\x1b(B\x1b[m$Bold\x1b(B\n",
    "escape and dollar": b"press \x1b$ to go on\n",
}


@pytest.mark.parametrize("data", ASCII.values(), ids=ASCII)
def test_ascii_with_signs_of_escapes_is_ascii(data):
    """A tilde and a brace, or an escape byte, make no text Chinese."""
    found = decoding_of(data)
    assert (found.text, found.encoding) == (data.decode(), "utf-8")


ESCAPED = {
    "two words of hz": (b"~{;6S-~} abc ~{4s<R~}\n", "欢迎 abc 大家\n"),
    "one word of hz": (b"~{VPND~}\n", "中文\n"),
    "hz amid english": (b"See ~{VP9z~} and ~{HU1>~}.\n", "See 中国 and 日本.\n"),
    "a tilde in hz": (b"~~ ~{VP9z~}\n", "~ 中国\n"),
    "a sentence of hz": ("他们昨天回家了，今天又来。".encode("hz"), "他们昨天回家了，今天又来。"),
    "japanese": ("カナと漢字".encode("iso2022_jp"), "カナと漢字"),
    "one japanese word": ("東京\n".encode("iso2022_jp"), "東京\n"),
    "korean": ("서울 역\n".encode("iso2022_kr"), "서울 역\n"),
}


@pytest.mark.parametrize(("data", "text"), ESCAPED.values(), ids=ESCAPED)
def test_escaped_text_is_read(data, text):
    """However short, if it is likely."""
    assert text == decoding_of(data).text


EUROS = (
    "门票：€8，儿童€4。\n",
    "价格为€500元左右\n",
    "全场5€起\n",
    "欧元（€）和美元\n",
    "近来€又涨了一些\n",
)


@pytest.mark.parametrize("text", EUROS)
def test_a_byte_80_in_gbk_is_the_euro_sign(text):
    """Also beside other lines, and in every line of a list."""
    for whole in (text, text * 20, "今天的雨停了，我们出门去买菜。\n" + text):
        found = decoding_of(whole.replace("€", "\0").encode("gbk").replace(b"\0", b"\x80"))
        assert (found.text, found.lost, found.encoding) == (whole, (), "gb18030")
