"""MOJ: UTF-8 of any language that was read byte by byte, in an encoding of one byte a character."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.rules.mojibake.codec_pairs import LOST
from cleanup.rules.mojibake.meant import is_about_encoding
from cleanup.rules.mojibake.redecode import shared
from cleanup.rules.mojibake.signs import line_of, uncommon, uncommon_lines
from cleanup.text.likelihood import bits, common_characters
from cleanup.text.scripts import CJK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What ftfy undoes; what it names the steps that undo it, which are not all that it does.
FTFY_READERS = (
    *("latin-1", "sloppy-windows-1252", "sloppy-windows-1251", "sloppy-windows-1250"),
    *("sloppy-windows-1253", "sloppy-windows-1254", "sloppy-windows-1257"),
    *("iso-8859-2", "mac_roman", "cp437"),
)
INCONSISTENT = "decode_inconsistent_utf8"
FTFY_STEPS = {"utf-8", "utf-8-variants", INCONSISTENT}
FTFY_LATIN = {"latin-1", "sloppy-windows-1252", INCONSISTENT}
PAIRS = (("«", "»"), ("“", "”"))  # of quotation marks
MIN_DISTINCT = 3  # characters beyond ASCII in a line that ftfy does not find suspicious
MAX_LAYERS = 3  # misreadings on top of one another
LEADS, TAILS = bytes(range(0xC2, 0xF5)), bytes(range(0x80, 0xC0))  # of UTF-8
PHONETIC = regex("[\u0240-\u0258\u025a-\u02ba\u02bd-\u02ff]")
FEW_EAST_ASIAN = 4  # characters: fewer tell nothing,
PROSE = 14.0  # and nothing if they cost more bits
# Readers that ftfy has not; and what words have in neither: lines of tables beside letters, a
# capital letter after a small one.
TOTAL_READERS = ("koi8_r", "cp866")
TORN_WORD = regex("[\u2219-\u25a0][Ё-ё]|[Ё-ё][\u2219-\u25a0]|[а-ё][Ё-Я]")
# The characters in which GPT-2 and its followers write bytes (openai/gpt-2, src/encoder.py): those
# that print as Latin-1 shows them, the others from U+0100 on.
PRINTED = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
OTHERS = sorted({*range(0x100)} - {*PRINTED})
BYTES_OF_TOKENS = {byte: byte for byte in (0x20, *PRINTED)}
BYTES_OF_TOKENS |= {0x100 + number: byte for number, byte in enumerate(OTHERS)}
BYTE_LEVEL = regex("[\u0100-\u0143]")
WRITTEN_BLANK = "Ġ"
MIN_BLANKS = 3
SEQUENCE = regex("[^\x00-\x7f]")
ASCII_OR_ONE = regex(f"[\x00-\x7f]+|{SEQUENCE.pattern}")
MIN_SEQUENCES = 2  # characters of two bytes that a run must be: one may come about by chance


def _signed() -> tuple[str, str]:
    """As `uncommon`; and a token's blank, which no common East Asian character follows."""
    east_asian = (one for one in common_characters() if one >= "\u2e80")
    return uncommon()[0], "^" + "".join(sorted(east_asian))


@rule(
    "MOJ003",
    stage=Stage.REPAIR,
    needs=_signed,
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        ("L'Ã©tÃ© dernier, câ€™Ã©tait bien.\n", "L'été dernier, c’était bien.\n"),
        ("Р С‹Р±Р°, РјСЏСЃРѕ\n", "Рыба, мясо\n"),
        ("п╜я┌п╬ п╨п╫п╦пЁп╟\n", "Это книга\n"),
        ("HelloĠworld,ĠÃ©tÃ©Ġhere.\n", "Hello world, été here.\n"),
    ),
    ignores=(
        "L'été dernier, c’était bien.\n",
        "MÃ©moire 是一种编码错误。\n",
        "Ta Ġorġ u ta Ġużeppi, fil-Ħamrun.\n",
        "│ё│ её │ё│\n",
        "A maçã: «MAÇÃ» em maiúsculas.\n",
    ),
)
def misread_utf8(text: str) -> Iterator[Finding]:
    """Text in any language that was UTF-8 and was read byte by byte: Ã©tÃ© for été, вЂ™ for ’.

    Windows-1252, -1250, -1251, -1253 and -1257, Mac Roman and CP437 are judged by ftfy, line by
    line; it is followed where one reader explains all of it and no damage is left. KOI8-R, CP866,
    and the bytes of language models' tokens (Ġ for a space), are undone where a run is UTF-8
    throughout, which other text is not by chance. Chinese, Japanese and Korean that were read as
    Latin-1 are for MOJ002. Held back where encodings are spoken of.
    """
    known: dict[str, str] = {}  # of lines: many are the same where many are misread
    for span in _lines(text):
        line = text[span.start : span.end]
        if line not in known:
            known[line] = _undone(line)
        if known[line] != line:
            start, end, after = _changed(line, known[line])
            place = Span(span.start + start, span.start + end)
            if not is_about_encoding(text, place):
                yield Finding(place, after, "UTF-8 read byte by byte", 0.95)


def _lines(text: str) -> Iterator[Span]:
    """The lines to look at, each once: those with signs, and those with blanks of tokens."""
    signed = uncommon_lines(text)
    yield from signed
    at, seen = text.find(WRITTEN_BLANK), frozenset(signed)
    while at >= 0:
        line = line_of(text, at)
        if line not in seen:
            yield line
        at = text.find(WRITTEN_BLANK, line.end)


def _undone(line: str) -> str:
    """The line without the damage, as far as it shows any of these kinds."""
    tokens = _of_tokens(line) if BYTE_LEVEL.search(line) else ""
    if tokens:
        return tokens
    if _signs().search(line):
        whole = _by_ftfy(line)
        if whole != line:
            return whole
    if not TORN_WORD.search(line):
        return line
    return next(filter(None, (_of_runs(line, one) for one in TOTAL_READERS)), line)


def _of_tokens(line: str) -> str:
    """All of a line as bytes that tokens have, decoded; '' if it is none."""
    data = bytes(code for one in line if (code := BYTES_OF_TOKENS.get(ord(one))) is not None)
    found = _utf8(data) if len(data) == len(line) else ""
    blanks = line.count(WRITTEN_BLANK) >= MIN_BLANKS and " " not in line
    return found if blanks or _is_proof(found) else ""


def _of_runs(line: str, reader: str) -> str:
    """The line with its runs of what a reader shows beyond ASCII decoded; '' if none is UTF-8."""
    seen = set(_runs_of(reader).findall(line))
    undone = {run: found for run in seen if (found := _utf8(run.encode(reader)))}
    if not _is_proof("".join(found for run, found in undone.items() if TORN_WORD.search(run))):
        return ""
    return _runs_of(reader).sub(lambda run: undone.get(run.group(), run.group()), line)


def _utf8(data: bytes) -> str:
    """The text, or '' if the bytes are not all UTF-8 of characters that print."""
    try:
        found = data.decode()
    except UnicodeDecodeError:
        return ""
    return found if all(one.isprintable() or one.isspace() for one in found) else ""


def _is_proof(found: str) -> bool:
    """Whether what was decoded has enough characters of several bytes to be no chance."""
    beyond = set(SEQUENCE.findall(found))
    return len(beyond) >= MIN_SEQUENCES or any(one > "\u07ff" for one in beyond)


def _by_ftfy(line: str) -> str:
    """The line as ftfy mends it, or as one reader tells all of it, if that leaves no doubt."""
    from ftfy import fix_encoding_and_explain  # noqa: PLC0415  # most texts need none of it

    fixed, steps = fix_encoding_and_explain(line)
    names = {step.parameter for step in steps or ()}
    if not names & FTFY_STEPS:
        fixed = next(filter(None, (_of_line(line, reader) for reader in FTFY_READERS)), line)
    phonetic = set(PHONETIC.findall(fixed)) - set(line)  # É’ and the like
    if phonetic or _is_doubtful(line, fixed):
        return line
    if INCONSISTENT in names and not _of_one_reader(line, fixed):
        return line
    before, after = CJK.findall(line), CJK.findall(fixed)
    if before != after and (before or names & FTFY_LATIN or not _is_east_asian("".join(after))):
        return line
    return fixed


def _of_line(line: str, reader: str) -> str:
    """All of a line decoded anew, '' if it is not UTF-8 with several characters beyond ASCII."""
    try:
        found = _utf8(line.encode(reader))
    except UnicodeEncodeError:
        return ""
    return found if len(set(SEQUENCE.findall(found))) >= MIN_DISTINCT else ""


def _of_one_reader(before: str, after: str) -> bool:
    """Whether one reader, for all of a line, shows each character that was found as what was seen.

    Where several have been at work, ftfy takes each sequence for what is likeliest by itself.
    """
    parts = ASCII_OR_ONE.findall(after)
    return any(_shows(reader, before, parts) for reader in FTFY_READERS)


def _shows(reader: str, before: str, parts: Sequence[str]) -> bool:
    """The same of one reader; of the text that was found these are the parts, in order."""
    places = {0}
    for part in parts:
        ways = {part[0]: [part]} if part.isascii() else _ways(part, reader)
        places = {
            at + len(way)
            for at in places
            for way in ways.get(before[at : at + 1], ())
            if before.startswith(way, at)
        }
        if not places:
            return False  # soon, for most readers
    return len(before) in places


@lru_cache(maxsize=1 << 12)
def _ways(character: str, reader: str) -> dict[str, list[str]]:
    """In what ways a character may show that is not in ASCII, by the first one of each."""
    found: dict[str, list[str]] = {}
    for way in dict.fromkeys((character, *_layers(character, reader))):
        found.setdefault(way[:1], []).append(way)
    return found


def _layers(character: str, reader: str) -> Iterator[str]:
    """What a reader shows of a character: as a mark of Windows-1252, once, and again and again."""
    if "\x80" <= (control := character.encode("cp1252", "ignore").decode("latin-1")) < "\xa0":
        yield control
    seen = character
    for _ in range(MAX_LAYERS):
        try:
            seen = seen.encode().decode(reader)
        except UnicodeDecodeError:
            return
        yield from (seen, seen.replace("\xa0", " "), seen.rstrip("\xa0"))


def _is_doubtful(before: str, after: str) -> bool:
    """Whether there is damage left, or all that was found is one letter of a foreign alphabet.

    Of text that was misread in another way, some is UTF-8 by chance.
    """
    from ftfy.badness import is_bad  # noqa: PLC0415  # as above

    _, _, found = _changed(before, after)
    foreign = len(found) == 1 and "\u0400" <= found < "\u2000"
    return is_bad(after.replace(LOST, "")) or foreign or _parts_a_pair(before, after)


def _parts_a_pair(before: str, after: str) -> bool:
    """Whether a quotation mark would go that closes one, or opens one: «MAÇÃ» is no «MAÇû."""
    return any(
        before.count(first) == before.count(last) and after.count(first) != after.count(last)
        for first, last in PAIRS
    )


def _is_east_asian(text: str) -> bool:
    """Whether these characters are likely to follow one another."""
    return len(text) >= FEW_EAST_ASIAN and bits(text) <= PROSE * (len(text) - 1)


@cache
def _signs() -> re.Pattern[str]:
    """The first byte of a character of UTF-8 and the next, as the readers of ftfy show them."""
    shown = (
        f"[{_shown(LEADS, reader)}][{_shown(TAILS, reader)}\x80-\x9f\ufffd ?]"
        for reader in FTFY_READERS
    )
    return re.compile("|".join(shown))


def _shown(data: bytes, reader: str) -> str:
    """What a reader shows of bytes, for a class of characters."""
    return re.escape(data.decode(reader.removeprefix("sloppy-"), "ignore"))


@cache
def _runs_of(reader: str) -> re.Pattern[str]:
    return re.compile(f"[{_shown(bytes(range(0x80, 0x100)), reader)}]{{2,}}")


def _changed(before: str, after: str) -> tuple[int, int, str]:
    """Where two texts differ: start and end in the first, and what the second has there."""
    head, tail = shared(before, after)
    return head, len(before) - tail, after[head : len(after) - tail]
