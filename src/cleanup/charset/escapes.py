"""Seven-bit encodings that switch by escape sequences: ISO-2022-JP, -KR and -CN, HZ (RFC 1843).

Each stretch between two switches is the eight-bit form of its set without the high bits, and is
read as that; so damage costs a character here too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.charset.candidates import BEYOND_ASCII
from cleanup.likelihood import bits_of_words

if TYPE_CHECKING:
    from collections.abc import Iterator

# The sets that a sequence switches to (ECMA-35, RFC 1468, 1554, 1557, 1922; JIS X 0213), as the
# codec of the same characters with the high bits set, and a byte that goes before each character.
SETS = {
    b"\x1b(B": ("", b""),
    b"\x1b(J": ("", b""),
    b"\x1b(H": ("", b""),
    b"\x1b(I": ("cp932", b""),
    b"\x1b$@": ("euc_jp", b""),
    b"\x1b$B": ("euc_jp", b""),
    b"\x1b$(@": ("euc_jp", b""),
    b"\x1b$(B": ("euc_jp", b""),
    b"\x1b$(D": ("euc_jp", b"\x8f"),
    b"\x1b$(O": ("euc_jis_2004", b""),
    b"\x1b$(Q": ("euc_jis_2004", b""),
    b"\x1b$(P": ("euc_jis_2004", b"\x8f"),
    b"\x1b$A": ("gb18030", b""),
    b"\x1b$(C": ("cp949", b""),
}
DAMAGED = ("euc_jp", b"")
DESIGNATED = {b"\x1b$)C": "cp949", b"\x1b$)A": "gb18030"}  # for what stands after SO
# A switch to two bytes is known even if one byte of it is damaged.
SWITCH = re.compile(
    rb"[\x00-\x09\x0b-\x1f\x80-\xff]\$B|\x1b[\x80-\xff]\$B|\x1b\$[\x80-\xff]|\x1b\$?\([@-Z]|\x1b\$[@AB]|\x1b\$\)[AC]|[\x0e\x0f]|\n"
)
HZ = re.compile(rb"(?:~\{|\A\{?)([!-}\x80-\xff][^~\n ]*)~\}")
HZ_SWITCH = re.compile(rb"~[{~]|~\n|\n")
HZ_END = re.compile(rb"~\}|\n")
HIGH_BITS = bytes((*range(0x21), *(byte | 0x80 for byte in range(0x21, 0x100))))
MOST_BEYOND = 200  # one byte of so many may be beyond ASCII
HEAD = 65536  # bytes that are looked at
LINE = 400  # bytes
LIKELY = 12.0  # bits a character of likely text
MIN_PAIRS = 2  # two-byte characters that make text HZ
ESCAPES = ("iso2022_jp", "iso2022_kr", "iso2022_cn", "hz")
NAMES = ((b"$)C", "iso2022_kr"), (b"$)A", "iso2022_cn"))


def escaped(data: bytes) -> str:
    """The name of the escaped encoding of `data`, or ''."""
    if (b"\x1b$" in data or _cut(data)) and SWITCH.search(data) and _seven_bit(data[:HEAD]):
        found = (name for sign, name in NAMES if sign in data)
        return next(found, "iso2022_jp")
    if data.startswith(b"{") and _is_chinese(data[1 : data.find(b"~") % (len(data) + 1)]):
        return "hz"
    end = data.find(b"~}")
    if end < 0:
        return ""
    start = max(0, min(data.find(b"~{"), end - LINE))
    part = data[start : start + HEAD]
    pairs = sum(len(match.group(1)) // 2 for match in HZ.finditer(part))
    return "hz" if pairs >= MIN_PAIRS and _seven_bit(part) else ""


def _is_chinese(stretch: bytes) -> bool:
    """Whether the bytes after a brace are HZ whose tilde was cut off."""
    head = stretch[:LINE]
    if b" " in head or len(head) < 2 * MIN_PAIRS:
        return False
    text = bytes(byte | 0x80 for byte in head).decode("gb18030", "ignore")
    return bits_of_words(text) <= LIKELY * len(text)


def _cut(data: bytes) -> bool:
    """Whether the escape byte before the first switch was cut off."""
    return data.startswith((b"$B", b"$@", b"$)C", b"$)A")) and (b"\x1b" in data or b"\x0e" in data)


def _seven_bit(data: bytes) -> bool:
    """Whether there are no more bytes beyond ASCII than damage explains."""
    return len(BEYOND_ASCII.findall(data)) <= len(data) // MOST_BEYOND + 3


def pieces(data: bytes, name: str) -> Iterator[tuple[bytes, str]]:
    """The stretches of `data` in eight bits, each with its codec; '' for ASCII."""
    yield from (_hz(data) if name == "hz" else _iso2022(data))


def _iso2022(data: bytes) -> Iterator[tuple[bytes, str]]:
    codec, lead, shifted, end = "", b"", "", 0
    if _cut(data):
        data = b"\x1b" + data
    for match in SWITCH.finditer(data):
        yield _set(data[end : match.start()], codec, lead)
        sign, end = match.group(), match.end()
        if sign == b"\n":
            codec, lead = "", b""
            yield sign, ""
        elif sign in DESIGNATED:
            shifted = DESIGNATED[sign]
        elif sign in b"\x0e\x0f":
            codec, lead = (shifted if sign == b"\x0e" else ""), b""
        else:
            codec, lead = SETS.get(sign, DAMAGED if b"$" in sign else ("", b""))
    yield _set(data[end:], codec, lead)


def _hz(data: bytes) -> Iterator[tuple[bytes, str]]:
    codec, end = "", 0
    size = len(data) + 1
    if data.startswith(b"{") or data.find(b"~}") % size < data.find(b"~{") % size:
        codec, end = "gb18030", int(data.startswith(b"{"))  # the head was cut off
    while match := (HZ_END if codec else HZ_SWITCH).search(data, end):
        sign = match.group()
        yield _set(data[end : match.start()], codec, b"")
        codec, end = ("gb18030" if sign == b"~{" else ""), match.end()
        yield {b"~~": b"~", b"\n": b"\n"}.get(sign, b""), ""
    rest = data[end:]
    yield _set(rest.removesuffix(b"~") if codec else rest, codec, b"")


def _set(stretch: bytes, codec: str, lead: bytes) -> tuple[bytes, str]:
    """The stretch with its high bits set, and a lead byte before every two."""
    if not codec:
        return stretch, ""
    found = stretch.translate(HIGH_BITS)
    if lead:
        found = b"".join(lead + found[at : at + 2] for at in range(0, len(found), 2))
    return found, codec
