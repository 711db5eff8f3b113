"""The policy of decoding, step by step, and what must hold for any bytes."""

from __future__ import annotations

import gzip
import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from cleanup.charset.decoding import decoding_of
from cleanup.errors import InputError

HANS = "雨停以后，我们沿着河边走回旅馆，路上遇见一个卖红薯的老人。\n"
HANT = "雨停以後，我們沿著河邊走回旅館，路上遇見一個賣番薯的老人。\n"
JAPANESE = "雨がやんだので、私たちは川沿いの道を歩いて旅館に帰りました。\n"
KOREAN = "비가 그친 뒤에 우리는 강변을 따라 걸어서 여관으로 돌아왔다.\n"
FRENCH = "Après la pluie, nous sommes rentrés à l'hôtel en longeant la rivière, très fatigués.\n"
RUSSIAN = "После дождя мы вернулись в гостиницу вдоль реки и долго пили горячий чай.\n"
UTF = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
CODECS = {
    HANS: (*UTF, "gb2312", "gbk", "gb18030", "hz"),
    HANT: (*UTF, "gbk", "gb18030", "big5", "cp950", "big5hkscs"),
    JAPANESE: (
        *UTF,
        *("shift_jis", "cp932", "shift_jis_2004", "euc_jp", "euc_jis_2004", "iso2022_jp"),
    ),
    KOREAN: (*UTF, "euc_kr", "cp949", "johab", "iso2022_kr"),
    FRENCH: ("utf-8", "cp1252", "latin-1"),
    RUSSIAN: (*UTF, "cp1251", "koi8-r", "iso8859-5", "cp866"),
}
PAIRS = [(text, codec) for text, codecs in CODECS.items() for codec in codecs]


@given(st.sampled_from(PAIRS), st.integers(2, 6), st.booleans())
@settings(deadline=None, max_examples=150)
def test_every_codec_comes_back(pair, times, numbered):
    """Sentences of at least forty characters, in every codec."""
    text, codec = pair
    whole = "".join(f"{number}. {text}" if numbered else text for number in range(times))
    assert decoding_of(whole.encode(codec)).text == whole


@pytest.mark.parametrize(
    ("data", "encoding", "mark"),
    [
        (b"\xef\xbb\xbfabc", "utf-8", True),
        (b"\xff\xfea\0b\0", "utf-16-le", True),
        (b"\xfe\xff\0a\0b", "utf-16-be", True),
        (b"\xff\xfe\0\0a\0\0\0", "utf-32-le", True),
        (b"\x84\x31\x95\x33" + HANS.encode("gb18030"), "gb18030", True),
        (HANS.encode("utf-16-be"), "utf-16-be", False),
        (HANS.encode("utf-32-le"), "utf-32-le", False),
        (HANS.encode("utf-16-le")[1:], "utf-16-le", False),
        (b"~{;6S-~} abc ~{4s<R~}\n", "hz", False),
        (JAPANESE.encode("iso2022_jp"), "iso2022_jp", False),
        (KOREAN.encode("iso2022_kr"), "iso2022_kr", False),
        (HANS.encode(), "utf-8", False),
        (HANS.encode()[:-2], "utf-8", False),
        (HANS.encode("gbk"), "gb18030", False),
        (HANT.encode("big5"), "cp950", False),
        (JAPANESE.encode("cp932"), "cp932", False),
        (JAPANESE.encode("euc_jp"), "euc_jp", False),
        (KOREAN.encode("cp949"), "cp949", False),
        (FRENCH.encode("cp1252"), "cp1252", False),
        ((RUSSIAN * 3).encode("koi8-r"), "koi8-r", False),
    ],
)
def test_steps_of_the_policy(data, encoding, mark):
    """Mark, UTF-16 and UTF-32, escapes, UTF-8, the families, single bytes."""
    found = decoding_of(data)
    assert (found.encoding, found.mark) == (encoding, mark)


@pytest.mark.parametrize(
    ("lines", "main"),
    [
        ([(HANS, "gb18030")] * 3 + [(HANS, "utf-8"), (HANT, "cp950")], "gb18030"),
        ([(HANT, "utf-8")] * 3 + [(HANS, "gb18030")], "utf-8"),
        ([(JAPANESE, "utf-8")] * 3 + [(JAPANESE, "cp932"), (JAPANESE, "euc_jp")], "utf-8"),
        ([(KOREAN, "utf-8")] * 3 + [(KOREAN, "cp949")], "utf-8"),
        ([(FRENCH, "cp1252")] * 3 + [(FRENCH, "utf-8")], "cp1252"),
        ([(FRENCH, "utf-8")] * 3 + [(FRENCH, "cp1252")], "utf-8"),
    ],
)
def test_mixed_lines(lines, main):
    """Each line in its own encoding, and those that are not in the main one are named."""
    found = decoding_of(b"".join(line.encode(codec) for line, codec in lines))
    assert found.text == "".join(line for line, _ in lines)
    assert found.encoding == main
    named = {piece.encoding for piece in found.other}
    assert named == {codec for _, codec in lines} - {main}
    assert not found.lost


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [(HANS, "gb18030", "utf-8"), (HANT, "utf-8", "cp950"), (FRENCH, "cp1252", "utf-8")],
)
def test_a_run_of_a_line_in_another_encoding(text, outer, inner):
    """Found from its first character to its last."""
    half = text.strip()
    data = text.encode(outer) * 3 + half.encode(outer) + half.encode(inner) + text.encode(outer)
    found = decoding_of(data)
    assert found.text == text * 3 + half * 2 + text
    assert {piece.encoding for piece in found.other} == {inner}


@pytest.mark.parametrize(
    ("text", "codec"), [(HANS, "utf-8"), (HANS, "gb18030"), (HANT, "big5"), (JAPANESE, "cp932")]
)
def test_a_lost_byte_costs_one_character(text, codec):
    """Or what its rest makes with its neighbour; what follows is as it was."""
    whole = text * 4
    first = len((text + text[:5]).encode(codec))
    found = decoding_of(whole.encode(codec)[:first] + whole.encode(codec)[first + 1 :])
    assert Levenshtein.distance(found.text, whole) <= 3
    assert found.text.startswith(text)
    assert found.text.endswith(text * 2)
    assert [found.text[span.start : span.end] for span in found.lost] in ([], ["\ufffd"])


def test_each_loss_has_its_place():
    """Also of several, and after another."""
    data = b"\xff".join([HANS.encode()] * 4)
    found = decoding_of(data)
    assert [found.text[span.start : span.end] for span in found.lost] == ["\ufffd"] * 3
    assert found.text.replace("\ufffd", "") == HANS * 4


def test_characters_that_a_kit_tore_apart_are_left_to_the_rules():
    """Such text is well-formed, and improbable; no byte of it may be given up."""
    glossed = (
        "產(chǎn)業(yè)創(chuàng)新，發(fā)展產(chǎn)業(yè)。因?yàn)橐恍┆M隘的想法，或?qū)@麢?quán)益。\n"
        * 3
    )
    assert decoding_of(glossed.encode("gb18030")).text == glossed


def test_an_encoding_that_is_asked_for():
    """It is taken, and said if the bytes look like another."""
    assert decoding_of(HANS.encode("gbk"), "gbk").seems == ""
    asked = decoding_of(HANT.encode("big5"), "gbk")
    assert (asked.encoding, asked.seems) == ("gb18030", "cp950")
    assert decoding_of("Ã©".encode("cp1252"), "latin-1").text == "Ã©"


@pytest.mark.parametrize(
    "text",
    ["囍翀喆", "他姓逄，名焜燚。", "①②③★☆♀♂", "朱镕基、陶喆、李旸", "㈱㍿", "亍彳彡"],
)
def test_rare_characters_stay(text):
    """What is valid amid its own language is never called damaged."""
    for codec in ("gb18030", "utf-8"):
        whole = HANS * 3 + text + "\n" + HANS
        found = decoding_of(whole.encode(codec))
        assert (found.text, found.lost, found.other) == (whole, (), ())


BINARY = {
    "zeros": bytes(600),
    "random": Random(1).randbytes(900),
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\6\0\0\0\\r\xa8f" + bytes(range(256)),
    "jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xdb\0C\0" + bytes(range(64)),
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\nstream\n" + Random(2).randbytes(500),
    "elf": b"\x7fELF\2\1\1" + bytes(9) + b"\3\0>\0\1\0\0\0" + bytes(100),
    "gzip": gzip.compress(Random(3).randbytes(400), mtime=0),
    "sqlite": b"SQLite format 3\0\x10\0\1\1\0\x40\x20\x20\0\0\0\3" + bytes(80),
    "mp3": b"ID3\4\0\0\0\0\0\x23TSSE\0\0\0\x0f\0\0\3Lavf58\0" + b"\xff\xfb\x90\xc4" + bytes(80),
    "woff": b"wOF2\0\1\0\0\0\0\x4c\x18\0\x0f\0\0\0\0\xb0\x40" + Random(4).randbytes(300),
}


@pytest.mark.parametrize("data", BINARY.values(), ids=BINARY)
def test_binary_data_are_refused_in_one_line(data):
    """Short ones too."""
    with pytest.raises(InputError, match=r"\A[^\n]*\Z"):
        decoding_of(data)


def test_large_binary_data_are_refused_at_once():
    """Not read to their end."""
    data = Random(5).randbytes(1 << 20) * 50
    start = time.process_time()
    with pytest.raises(InputError):
        decoding_of(data)
    assert time.process_time() - start < 2


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=200)
def test_any_bytes(data):
    """Text that UTF-8 can write, or a refusal; the same each time."""
    try:
        found = decoding_of(data)
    except InputError:
        return
    found.text.encode()
    assert decoding_of(data) == found


def test_check_shows_the_line_in_another_encoding(cleanup, tmp_path):
    """ENC004 with its line."""
    (tmp_path / "a.txt").write_bytes(HANS.encode() * 4 + HANS.encode("gb18030") + HANS.encode())
    done = cleanup("check", "a.txt")
    assert done.returncode == 1
    assert b"a.txt:5:" in done.stdout
    assert b"ENC004" in done.stdout


def test_an_unknown_encoding_is_wrong_usage(cleanup):
    """Told before anything is read."""
    done = cleanup("run", "--encoding", "klingon", "-")
    assert done.returncode == 2
    assert b"klingon" in done.stderr
