"""Binary files by their first bytes, which no text in any encoding begins with."""

from __future__ import annotations

import re

from cleanup.formats.recognition.kinds import Kind
from cleanup.regex import regex

# The first pattern that fits holds.
SIGNATURES = tuple(
    (regex(b"|".join(patterns), re.DOTALL), kind)
    for kind, *patterns in (
        (Kind.PDF, rb"(?:\xef\xbb\xbf)?[\s\0]{0,16}%PDF-\d\.\d[ \t]*[\r\n]"),
        (Kind.PARQUET, rb"PAR1.*PAR[1E]\Z"),
        (Kind.ARROW, rb"ARROW1\0\0", rb"FEA1.*FEA1\Z", rb"\xff{4}.{2}\0\0.{2}\0\0"),
        (Kind.OFFICE, rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", rb"\{\\rtf\d"),
        (Kind.ARCHIVE, rb"PK(?:\x03\x04|\x05\x06|\x07\x08)"),  # see OFFICE_PARTS
        (Kind.ARCHIVE, rb"7z\xbc\xaf\x27\x1c", rb"Rar!\x1a\x07", rb"\xfd7zXZ\0", rb"LZIP\x01"),
        (Kind.ARCHIVE, rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)", rb"\x04\x22\x4d\x18"),
        (Kind.ARCHIVE, rb"\x1f[\x9d\xa0]", rb"!<arch>\n", rb".{257}ustar(?:\0|  \0)"),
        (Kind.MEDIA, rb"\x89PNG\r\n", rb"\xff\xd8\xff[\xc0-\xfe]", rb"GIF8[79]a(?=.{0,64}\0)"),
        (
            Kind.MEDIA,
            rb"II\*\0",
            rb"MM\0\*",
            rb"8BPS\0",
            rb"BM.{4}\0{4}.{3}\0",
            rb"\0\0[\1\2]\0.\0",
        ),
        (Kind.MEDIA, rb"RIFF.{4}(?:WEBP|WAVE|AVI )", rb"ID3[\2-\4]", rb"OggS\0", rb"fLaC\0"),
        (
            Kind.MEDIA,
            rb"\0\0..ftyp",
            rb"\x1aE\xdf\xa3",
            rb"\0\0\x01[\xb3\xba]",
            rb"FLV\x01",
            rb"MThd\0",
        ),
        (Kind.DATABASE, rb"SQLite format 3\0", rb".{8}DUCK.{0,8}\0", rb"\0\x01\0\0Standard "),
        (Kind.FONT, rb"\0\x01\0\0\0", rb"OTTO\0", rb"true\0", rb"ttcf\0", rb"wOF[F2]\0"),
        (Kind.ARRAYS, rb"\x93NUMPY[\1-\3]\0", rb"\x89HDF\r\n", rb"\x80[\2-\5].*\.\Z"),
        (Kind.PROGRAM, rb"\x7fELF[\1\2]", rb"MZ.{2}[\0-\x0f]\0", rb"\xca\xfe\xba\xbe\0"),
        (Kind.PROGRAM, rb"\xcf\xfa\xed\xfe.{0,8}\0", rb"\0asm\x01", rb".{2}\r\n\0{4}"),
    )
)
# What these have at their end, too.
BEGUN = {b"PAR1\x15": Kind.PARQUET, b"FEA1": Kind.ARROW}
OFFICE_PARTS = regex(
    rb"\[Content_Types\]\.xml|(?:word|xl|ppt)/|mimetypeapplication/(?:vnd\.|epub)|META-INF/container"
)
HEAD = 4096  # bytes of an archive in which the parts of an office document are named


def kind_of_bytes(data: bytes, *, whole: bool = True) -> Kind | None:
    """What a binary file is; None for what its first bytes do not show.

    If it is not the `whole` file, the marks that some have at their end too are not asked for.
    """
    begun = next((kind for mark, kind in BEGUN.items() if data.startswith(mark)), None)
    if begun and not whole:
        return begun
    for signature, kind in SIGNATURES:
        if signature.match(data):
            zipped = data.startswith(b"PK")
            return Kind.OFFICE if zipped and OFFICE_PARTS.search(data[:HEAD]) else kind
    return None
