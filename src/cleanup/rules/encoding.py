"""ENC: how bytes became text. These rules report; decoding itself is not optional."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.model import Finding, Span
from cleanup.rule import Safety, Stage, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.charset.decoding import Decoding

SAMPLE = "近日，本報記者在廈門採訪時了解到，今年降水偏多。\n"
UNSURE = 0.5  # confidence
OTHER = "第二天清晨，雨停了，我們沿著海邊走回旅館。\n"


@rule(
    "ENC001",
    stage=Stage.DECODE,
    safety=Safety.SAFE,
    since="0.1.0",
    fixes=((b"\xef\xbb\xbfabc\n", "abc\n"), (b"\xff\xfea\0\n\0", "a\n")),
    ignores=(b"abc\n", b""),
)
def byte_order_mark(decoding: Decoding) -> Iterator[Finding]:
    """A byte order mark at the head of the file.

    UTF-8 needs none, and a tool that does not expect it takes it for a character of the text.
    The mark tells the encoding and is then left out.
    """
    if decoding.mark:
        yield Finding(Span(0, 0), None, f"byte order mark of {decoding.encoding}")


@rule(
    "ENC002",
    stage=Stage.DECODE,
    safety=Safety.SAFE,
    since="0.1.0",
    fixes=(
        (SAMPLE.encode("gb18030"), SAMPLE),
        (SAMPLE.encode("big5"), SAMPLE),
        (SAMPLE.encode("utf-16"), SAMPLE),
        (OTHER.encode("utf-32-be"), OTHER),
    ),
    ignores=(b"plain ASCII\n", "近日，他到了廈門。\n".encode()),
)
def legacy_encoding(decoding: Decoding) -> Iterator[Finding]:
    """The file is not UTF-8; it was read as the named encoding and is written as UTF-8.

    Where another encoding was asked for (`--encoding`) than the bytes suggest, that is said; and
    where they fit several encodings nearly as well, it is only the likeliest.
    """
    if decoding.seems:
        note = f"read as {decoding.encoding}, as asked; the bytes look like {decoding.seems}"
        yield Finding(Span(0, 0), None, note)
    elif decoding.encoding != "utf-8":
        note = f"read as {decoding.encoding}, written as UTF-8"
        if decoding.sure:
            yield Finding(Span(0, 0), None, note)
        else:
            yield Finding(Span(0, 0), None, f"{note}; others fit nearly as well", UNSURE)


@rule(
    "ENC003",
    stage=Stage.DECODE,
    safety=Safety.SAFE,
    since="0.1.0",
    fixes=(
        (SAMPLE.encode()[:-2], SAMPLE[:-2] + "\ufffd"),
        (SAMPLE.encode("gb18030")[1:], "\ufffd" + SAMPLE[1:]),
    ),
    ignores=(SAMPLE.encode(), "年\ufffd收\n".encode()),
)
def lost_bytes(decoding: Decoding) -> Iterator[Finding]:
    """Bytes that fit no character: one was lost, put in or changed.

    U+FFFD stands where they stood, one for each character. What follows is read from where the
    characters begin again, so that one lost byte costs one character.
    """
    for span in decoding.lost:
        yield Finding(span, None, f"bytes that are no character of {decoding.encoding}")


@rule(
    "ENC004",
    stage=Stage.DECODE,
    safety=Safety.SAFE,
    since="0.1.0",
    fixes=(((SAMPLE * 3).encode() + OTHER.encode("gb18030"), SAMPLE * 3 + OTHER),),
    ignores=(SAMPLE.encode("gb18030"), SAMPLE.encode()),
)
def mixed_encoding(decoding: Decoding) -> Iterator[Finding]:
    """A stretch that is in another encoding than the rest of the file.

    Files that were put together of several sources hold lines in several encodings, at times
    several in one line. Each is read in its own.
    """
    for span, encoding in decoding.other:
        yield Finding(span, None, f"read as {encoding} amid {decoding.encoding}")
