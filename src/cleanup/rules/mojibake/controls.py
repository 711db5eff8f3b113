"""C1 controls: characters of Windows-1252 that were read as Latin-1, or bytes of mojibake."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.rules.mojibake.alphabets import is_latin_text
from cleanup.rules.mojibake.signs import line_of, places, suspicious
from cleanup.text.learnt import learnt

if TYPE_CHECKING:
    from collections.abc import Iterator

COLOUR = "\x9b[0-9;]+m"  # a terminal's, in eight bits
C1 = regex(f"(?!{COLOUR})[\x80-\x84\x86-\x9f]")
BYTE = regex("[\x80-\x9f\xad]")  # may be one of several that were a character
# A line end by itself; a character of Windows-1252 beside others, and where the line ends anyway.
NEXT_LINE = regex("\x85")
BEFORE_LINE_END = regex("(?<=\\S)\x85(?=\r?\n)")
CHARACTERS = {
    code: character
    for code in range(0x80, 0xA0)
    if (character := bytes((code,)).decode("cp1252", "ignore"))
}
# What is said of each.
IS = {chr(code): f"U+{code:04X} is {one} in Windows-1252" for code, one in CHARACTERS.items()}
LEFT = {chr(code): f"U+{code:04X}, left: a byte of some character" for code in range(0x80, 0xA0)}
UNASSIGNED = "\x81\x8d\x8f\x90\x9d"  # in Windows-1252
# In the other Windows code pages these are other characters, or are none.
VARIABLE = "\x81\x83\x88\x8a\x8c-\x90\x98\x9a\x9c-\x9f"
EURO = "\x80"  # but for Cyrillic
LATIN_LETTER = regex("[A-Za-zÀ-ÖØ-öø-ÿ]")
OTHER_LETTER = regex("(?![ŒœŠšŽžŸƒˆ])[\u0100-\u1fff]")
CYRILLIC = regex("[\u0400-\u04ff]")
# A character of UTF-8, a byte of it lost perhaps, as Latin-1 and Windows-1252 show its bytes: of
# the alphabets that are met most, or of three or four bytes. But a small letter, a mark and a
# no-break space may end a word.
TAIL = "[\x80-\xbf\ufffdŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]"
WORD_END = "(?<=[a-z])[à-ï][\x80-\x9f–—‘’“”„…‹›][\xa0«»\x91-\x94‘’“”]"
MISREAD = regex(f"(?!{WORD_END})(?:[Â-ÅÎ-Ñ×-Û]|[à-ï]{TAIL}|[ð-ô]{TAIL}{TAIL}){TAIL}")


@rule(
    "MOJ004",
    stage=Stage.REPAIR,
    needs="\x80-\x9f",
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        ("The cook\x92s tale, 10\x9612.\n", "The cook’s tale, 10–12.\n"),
        ("价格\x80500元\n", "价格€500元\n"),
        ("\x93Wait\x85 no,\x94 he said.\n", "“Wait… no,” he said.\n"),
    ),
    ignores=("第一行\x85第二行\n", "СЃ Ð\x9fÑ\x80 так\n", "za\x9cwiadczył\n", "a\x81b\n"),
)
def windows_character(text: str) -> Iterator[Finding]:
    """A C1 control that is a character of Windows-1252: U+0092 for the apostrophe ’.

    The byte was read as Latin-1. No text has C1 controls, and web browsers read these bytes as
    Windows-1252 whatever a page says (WHATWG). Amid mojibake that is not repaired they are bytes
    of other characters, and a letter that other code pages have in its place is certain in
    Western text only: reported. U+0085 is left as a line end, except beside others of these or
    right before a line end.
    """
    found = characters_of_controls(text)
    for at, character in found.items():
        if character:
            yield Finding(Span(at, at + 1), character, IS[text[at]])
        else:
            yield Finding(Span(at, at + 1), None, LEFT[text[at]], 0.5)
    pattern = NEXT_LINE if any(found.values()) else BEFORE_LINE_END
    for match in pattern.finditer(text) if "\x85" in text else ():
        if not amid_mojibake(text, match.start()):
            yield Finding(Span(*match.span()), "…", "U+0085 is … in Windows-1252")


@learnt
def characters_of_controls(text: str) -> dict[int, str]:
    """What stands for the C1 control at each place, '' for what is not certain and stays.

    Those that Windows-1252 does not have are not among them, unless they may be bytes of text.
    """
    found = {}
    line, variable = Span(0, -1), ""
    for match in C1.finditer(text):
        at = match.start()
        if at >= line.end:
            line = line_of(text, at)
            variable = _variable(text, line)
        character = CHARACTERS.get(ord(text[at]), "")
        certain = _is_certain(text, at, variable) and not amid_mojibake(text, at)
        if character or not certain:
            found[at] = character if certain else ""
    return found


def amid_mojibake(text: str, at: int) -> bool:
    """Whether the character at a place may be a byte of mojibake that is not repaired."""
    starts, ends = _misread(text)
    nearest = bisect_right(starts, at)
    return nearest > 0 and at < ends[nearest - 1]


@learnt
def _misread(text: str) -> tuple[list[int], list[int]]:
    """Starts and ends of what looks like bytes of other characters, in lines with such bytes."""
    starts: list[int] = []
    ends: list[int] = []
    known: dict[str, list[Span]] = {}  # of lines: many are the same where such bytes are many
    at = 0
    while byte := BYTE.search(text, at):
        line = line_of(text, byte.start())
        content = text[line.start : line.end]
        if content not in known:
            known[content] = sorted(_misread_in(content))
        for start, end in known[content]:
            if ends and line.start + start <= ends[-1]:
                ends[-1] = max(ends[-1], line.start + end)
            else:
                starts.append(line.start + start)
                ends.append(line.start + end)
        at = line.end
    return starts, ends


def _misread_in(line: str) -> Iterator[Span]:
    line = line.translate(CHARACTERS)
    for match in MISREAD.finditer(line):
        yield Span(*match.span())
    for place in places(line):
        if suspicious(line, place):
            yield from (run for run in place.runs if not is_latin_text(line, *run))


def _variable(text: str, line: Span) -> str:
    """The controls that other code pages than that of Western Europe may explain in a line."""
    euro = EURO if CYRILLIC.search(text, *line) else ""
    return euro + VARIABLE if OTHER_LETTER.search(text, *line) else euro


def _is_certain(text: str, at: int, variable: str) -> bool:
    beside = LATIN_LETTER.search(text[max(0, at - 1) : at + 2]) is not None
    if ord(text[at]) not in CHARACTERS:
        return not (beside and text[at] in variable)
    return text[at] not in variable and (beside or text[at] not in VARIABLE)
