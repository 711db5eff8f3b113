"""CHR: a byte order mark of UTF-8 that was read in another encoding, and so shows as letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.rules.mojibake import is_about_encoding

if TYPE_CHECKING:
    from collections.abc import Iterator

# The three bytes in Windows-1252, -1251 and -1250, KOI8-R, Mac Roman, CP437 and CP866. No word in
# any language begins so. Files that were joined have them inside.
MARK = regex("^(?:ï»¿|п»ї|ď»ż|О╩©|Ôªø|∩╗┐|я╗┐)+", re.MULTILINE)
SIGNS = "»╩ª╗"  # each of these has one
# The first two bytes in GBK; the third is lost, or shows as what no text begins with.
NOBELIUM = regex("锘[?\ufffd\ue000-\uf8ff]?(?![是为為的元酸和与與及，、：:,（()])")
LAST_BYTE = 0xBF
ABOUT_ELEMENTS = regex("元素|化[学學]|放射|周期表|週期表|nobelium", re.IGNORECASE)


@rule(
    "CHR013",
    stage=Stage.REPAIR,
    before="MOJ",  # what follows the mark may be mojibake by itself
    needs=f"{SIGNS}锘",
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        ("ï»¿Chapter one.\n", "Chapter one.\n"),
        ("第一行。\nï»¿第二行。\n", "第一行。\n第二行。\n"),
        ("锘山上有人家。\n", "山上有人家。\n"),
        ("锘縃ello.\n", "Hello.\n"),
    ),
    ignores=(
        "锘是一种金属元素。\n",
        "锘（No）的半衰期很短。\n",
        "文件开头的乱码：\nï»¿\n",
        "« déjà » ï, ª, ╗\n",
    ),
)
def shown_byte_order_mark(text: str) -> Iterator[Finding]:
    """A byte order mark of UTF-8 that shows as letters: ï»¿ or 锘 at the head of a text.

    A tool that took the file for Windows-1252, or for GBK, read the three bytes as characters.
    ï»¿ goes wherever a line begins, as joined files have it; 锘, which is also the element
    nobelium, only at the head of a text that has no other and does not speak of elements. Held
    back where encodings are spoken of.
    """
    for match in MARK.finditer(text):
        if not is_about_encoding(text, Span(*match.span())):
            yield Finding(Span(*match.span()), "", "byte order mark, read as characters")
    if (
        text.startswith("锘")
        and len(text) > 1
        and text.count("锘") == 1
        and not ABOUT_ELEMENTS.search(text)
    ):
        lone = NOBELIUM.match(text)
        third, *second = text[1:2].encode("gb18030", "replace")
        if third == LAST_BYTE:  # in one with what follows: of ASCII that can be told
            letter = chr(second[0])
            if letter.isascii():
                yield Finding(Span(0, 2), letter, "byte order mark, read as GBK", 0.95)
        elif lone:
            yield Finding(Span(*lone.span()), "", "byte order mark, read as GBK", 0.95)
