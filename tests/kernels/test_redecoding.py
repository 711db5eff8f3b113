"""What may begin at a byte, and the way through a line, are what they were one step at a time."""

from __future__ import annotations

import re
from array import array

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleanup.charset.lattice import decoded
from cleanup.rules.mojibake.code_tables import code_tables
from cleanup.rules.mojibake.codec_pairs import (
    EAST_ASIAN,
    LOST,
    READERS,
    WRITERS,
    codec_pairs,
)
from cleanup.rules.mojibake.recovery import ONE_BYTE
from cleanup.rules.mojibake.redecode import redecode
from cleanup.text.codes import handed
from cleanup.text.pair_costs import tables
from tests.support.kernels import both

PAIRS = {str(pair): pair for pair in codec_pairs(*EAST_ASIAN, *ONE_BYTE)}
UTF8 = re.compile(
    b"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}", re.DOTALL
)
# A character that lost bytes: its head, what the reader wrote for the lost bytes, its tail.
CUT = re.compile(
    b"([\xc2-\xf4][\x80-\xbf]{0,2}(?:[?\xff](?!\xff))?|\xff+)([\x80-\xbf]{0,2})|[\x80-\xbf]{1,2}"
)
TELLING = st.sampled_from(
    b"?a\n\x80\x8f\x90\x9f\xa0\xa1\xbf\xc0\xc2\xdf\xe0\xed\xef\xf0\xf4\xf5\xfe\xff\xbb\xbd"
)
BYTES = st.lists(st.one_of(TELLING, st.integers(0, 255)), max_size=40).map(bytes)
PROSE = "天氣預報說今天有雨，さくらが咲く。한국어 문장 1954年。"


def utf8_steps(data, at):
    """What may begin at a byte of UTF-8, by patterns."""
    if data[at] < 0x80:
        yield chr(data[at]), 1
        return
    if whole := UTF8.match(data, at):
        character = whole.group().decode("utf-8", "ignore")
        if character and character != LOST and (character != "\ufeff" or at == 0):
            yield character, len(whole.group())
        end = whole.end()
        if end - at < 3 and b"\xff" in (data[at - 1 : at], data[end : end + 1]):
            yield LOST, end - at
    elif cut := CUT.match(data, at):
        for end in range(max(cut.end(1), at + 1), cut.end() + 1):
            yield LOST * -(-(end - at) // 3), end - at


def multibyte_steps(writer, data, at):
    """What may begin at a byte in an encoding of several bytes, by its codec."""
    first, pair = data[at], data[at : at + 2]
    if first < 0x80:
        yield chr(first), 1
    for width in range(1, 4) if first >= 0x80 else ():
        if character := character_of(writer, data[at : at + width]):
            yield character, width
            return
    if first == 0xFF:
        yield LOST, 1
    if len(pair) == 2 and max(pair) >= 0x80 and (first in b"?\xff" or pair[1] in b"?\xff"):
        yield LOST, 2


def character_of(writer, code):
    """The character of a code in the first codec that has one, '' for controls and private use."""
    found = (decoded(code, codec) for codec in WRITERS[writer])
    texts = (one for one in found if one > "\xa0" and not "\ue000" <= one <= "\uf8ff")
    return next((one for one in texts if one != LOST), "")


def listed(steps, at):
    """The steps at a place as texts with their widths."""
    rows = range(steps.begins[at], steps.begins[at + 1])
    return [(steps.text(row), steps.widths[row]) for row in rows]


@given(BYTES)
@example(b"")
@example(b"\xef\xbb\xbfa\xef\xbf\xbd\xed\xa0\x80\xf4\x90\x80\x80")
@example(b"\xe4\xb8?\xff\xff\x80\x80\x80\xc3\xa9\xff")
def test_the_steps_in_utf8(data):
    """Whole characters, and what lost bytes may have left."""
    steps = PAIRS["UTF-8 read as GBK"].steps(data)
    for at in range(len(data)):
        assert listed(steps, at) == [*utf8_steps(data, at)]


@pytest.mark.parametrize("writer", [writer for writer in WRITERS if writer != "UTF-8"])
@given(data=BYTES)
def test_the_steps_in_several_bytes(writer, data):
    """One character, or what is left of one."""
    steps = PAIRS[f"{writer} read as Latin-1"].steps(data)
    for at in range(len(data)):
        assert listed(steps, at) == [*multibyte_steps(writer, data, at)]


@pytest.mark.parametrize("writer", [writer for writer in WRITERS if writer != "UTF-8"])
def test_the_table_of_an_encoding_is_what_its_codec_says(writer):
    """Asked code by code."""
    two, three = code_tables(WRITERS[writer])
    for first in range(0x80, 0x100):
        assert two[first] == ord(character_of(writer, bytes((first,))) or "\0")
        for second in range(0, 0x100, 5):
            code = bytes((first, second))
            assert two[first << 8 | second] == ord(character_of(writer, code) or "\0")
            third = character_of(writer, b"\x8f" + code)
            assert three[first << 8 | second] == ord(third or "\0")


def run(module, pair, text):
    """All that the kernels make of a text that was read wrongly: numbers and buffers."""
    codes = [pair.codes[character] for character in text]
    data = b"".join(codes)
    steps = [array("i", bytes(4 * (3 * len(data) + 1))) for _ in range(4)]
    if pair.written == "UTF-8":
        count = module.utf8_steps(data, *steps)
    else:
        count = module.multibyte_steps(data, *code_tables(WRITERS[pair.written]), *steps)
    ways = [array("i", bytes(4 * (len(data) + 1))) for _ in range(4)]
    path = array("i", bytes(8 * len(data)))
    sizes = array("i", map(len, codes))
    found = module.search(*tables(), handed(text), sizes, *steps, *ways, path)
    return count, found, [column.tobytes() for column in (*steps, *ways, path)]


@pytest.mark.parametrize("name", [name for name in PAIRS if "UTF-8 or" not in name])
@given(data=BYTES, good=st.text(PROSE, max_size=30))
@example(data=b"", good="")
def test_the_search_compiled_and_plain(name, data, good):
    """The same numbers, and the same in every buffer, byte for byte."""
    compiled, plain = both("redecoding")
    pair = PAIRS[name]
    wrong = good.encode(WRITERS[pair.written][0], "ignore") + data
    read = wrong.decode(READERS[pair.read][-1], "replace")
    text = "".join(one for one in read if pair.codes[one])
    assert run(compiled, pair, text) == run(plain, pair, text)


@pytest.mark.parametrize("name", ["UTF-8 read as GBK", "GBK read as Latin-1", "Big5 read as GBK"])
def test_a_stretch_is_found_amid_good_text(name):
    """Where damage begins and ends, and what was there."""
    pair = PAIRS[name]
    good = "今天天氣很好我們去公園散步吃飯喝茶"
    wrong = good.encode(WRITERS[pair.written][0]).decode(READERS[pair.read][-1], "replace")
    (found,) = redecode(f"他說：{wrong}", pair)
    lost = [one for one in found.text if one not in good]
    assert lost in ([], [LOST])
    assert len(found.text) == len(good)
