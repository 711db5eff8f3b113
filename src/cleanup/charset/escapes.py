"""Seven-bit encodings that switch by escape sequences: ISO-2022-JP, -KR and -CN, HZ (RFC 1843).

Each stretch between two switches is the eight-bit form of its set without the high bits, and is
read as that; so damage costs a character here too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.charset.candidates import BEYOND_ASCII
from cleanup.charset.lattice import ESCAPED, read
from cleanup.regex import regex
from cleanup.text.likelihood import bits_of_words

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
TWO_BYTES = frozenset({"euc_jp", "euc_jis_2004", "gb18030", "cp949"})
DAMAGED = ("euc_jp", b"")
DESIGNATED = {b"\x1b$)C": "cp949", b"\x1b$)A": "gb18030"}  # for what stands after SO
# A switch to two bytes is known even if one byte of it is damaged.
SWITCH = regex(
    rb"[\x00-\x09\x0b-\x1f\x80-\xff]\$B|\x1b[\x80-\xff]\$B|\x1b\$[\x80-\xff]|\x1b\$?\([@-Z]|\x1b\$[@AB]|\x1b\$\)[AC]|[\x0e\x0f]|\n"
)
HZ = regex(rb"(?:~\{|\A\{?)([!-}\x80-\xff][^~\n ]*)~\}")
HZ_SWITCH = regex(rb"~[{~]|~\n|\n")
HZ_END = regex(rb"~\}|\n")
HIGH_BITS = bytes((*range(0x21), *(byte | 0x80 for byte in range(0x21, 0x100))))
MOST_BEYOND = 200  # one byte of so many may be beyond ASCII
HEAD = 65536  # bytes that are looked at
LINE = 400  # bytes
MIN_PAIRS = 2  # two-byte characters that can be judged
FIRST = 0xA1  # byte of characters in eight bits
MIN_CUT = 4  # and if the switch before them is lost,
MIN_DAMAGED = 5  # and if some of their bytes are
WINDOW = 24  # bytes that are judged at once
WINDOWS = 64  # and so many times
ESCAPES = ("iso2022_jp", "iso2022_kr", "iso2022_cn", "hz")
NAMES = ((b"$)C", "iso2022_kr"), (b"$)A", "iso2022_cn"))


class Limit(NamedTuple):
    """What likely text may cost: bits for each character, and so many less in all."""

    each: float
    less: float


STRICT = Limit(12.0, 8.0)
LENIENT = Limit(17.0, 0.0)  # after an escape byte, which hardly any text has


def escaped(data: bytes) -> str:
    """The name of the escaped encoding of `data`, or ''.

    A switch proves nothing by itself: shells, TeX and programs have the tilde and the brace too,
    terminals the escape byte. What stands after it must be likely text.
    """
    if (b"\x1b$" in data or _cut(data)) and _seven_bit(data[:HEAD]):
        name = next((name for sign, name in NAMES if sign in data), "iso2022_jp")
        start = max(0, data.find(b"\x1b$"))
        head = data[start : start + HEAD]
        found = [(part, of) for part, of in _iso2022(head) if of in TWO_BYTES]
        designated = b"\x0e" in head and any(sign in data for sign, _ in NAMES)
        if designated or _is_likely(found, LENIENT if b"\x1b$" in data else STRICT):
            return name
    if data.startswith(b"{") and _seven_bit(data[:HEAD]) and _is_chinese(data):
        return "hz"
    end = data.find(b"~}")
    if end < 0:
        return ""
    start = max(0, min(data.find(b"~{"), end - LINE))
    part = data[start : start + HEAD]
    if not _seven_bit(part):
        return ""
    found = [(match.group(1).translate(HIGH_BITS), "gb18030") for match in HZ.finditer(part)]
    begun = b"~{" in data or sum(len(stretch) for stretch, _ in found) >= 2 * MIN_CUT
    return "hz" if begun and _is_likely(found, STRICT) else ""


def _is_likely(stretches: list[tuple[bytes, str]], limit: Limit) -> bool:
    """Whether most of the stretches of two-byte characters are likely, the short ones together."""
    joined: dict[str, bytes] = {}
    windows: list[tuple[bytes, str, bool]] = []
    for stretch, codec in stretches:
        damaged = len(stretch) % 2 == 1 or min(stretch, default=FIRST) < FIRST
        if len(stretch) < WINDOW and not damaged:
            joined[codec] = joined.get(codec, b"") + stretch
        else:
            windows += _windows(stretch, codec, damaged=damaged)
    for codec, stretch in joined.items():
        windows += _windows(stretch, codec, damaged=False)
    likely = sum(_is_text(*window, limit) for window in windows[:WINDOWS])
    return 2 * likely >= len(windows[:WINDOWS]) > 0


def _windows(stretch: bytes, codec: str, *, damaged: bool) -> Iterator[tuple[bytes, str, bool]]:
    for start in range(0, len(stretch), WINDOW):
        if len(stretch) - start >= 2 * MIN_PAIRS:
            yield stretch[start : start + WINDOW], codec, damaged


def _is_text(window: bytes, codec: str, damaged: bool, limit: Limit) -> bool:  # of a row
    """Whether bytes are likely characters, a few of them given up where some are lost."""
    if limit is STRICT and b" " in window:
        return False
    if damaged:
        characters = [one.text for one in read(window, (codec,)) if not ESCAPED.match(one.text)]
        text = "".join(characters)
        least = MIN_DAMAGED if limit is STRICT else 1
        whole = len(text) >= max(least, len(window) - 2 * len(text))
    else:
        text = window.decode(codec, "ignore")
        whole = 2 * len(text) >= len(window) - 1
    varied = 2 * len(set(text)) > len(text)
    return whole and varied and bits_of_words(text) <= limit.each * len(text) - limit.less


def _is_chinese(data: bytes) -> bool:
    """Whether the bytes after a brace are HZ whose tilde was cut off."""
    head = data[1 : data.find(b"~") % (len(data) + 1)][:LINE]
    return len(head) >= 2 * MIN_CUT and _is_likely([(head.translate(HIGH_BITS), "gb18030")], STRICT)


def _cut(data: bytes) -> bool:
    """Whether the escape byte before the first switch was cut off."""
    return data.startswith((b"$B", b"$@", b"$)C", b"$)A")) and (b"\x1b(" in data or b"\x0e" in data)


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
