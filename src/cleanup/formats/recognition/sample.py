"""The head of a file as text, in which marks of its structure are looked for."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cleanup.charset.wide import MARKS, wide

if TYPE_CHECKING:
    import re

HEAD = 1 << 16  # bytes
MOST, MANY, HALF, SOME = 0.9, 0.75, 0.5, 0.25  # shares of the lines


@dataclass(frozen=True)
class Sample:
    """The head of a file, decoded well enough to see its structure, which is written in ASCII.

    `whole` is whether the file ends with it; else it ends with a line, if it has one that ends.
    """

    text: str
    whole: bool

    @cached_property
    def lines(self) -> list[str]:
        """The lines that are not blank, without the space at their ends."""
        return [line.rstrip() for line in self.text.split("\n") if line.strip()]

    def share(self, pattern: re.Pattern[str]) -> float:
        """The share of the lines that begin with what `pattern` matches."""
        return sum(1 for line in self.lines if pattern.match(line)) / max(1, len(self.lines))


def sample_of(data: bytes, *, whole: bool = True) -> Sample:
    """The head of `data`, which are the `whole` file or its beginning.

    UTF-16 and UTF-32 are told by their mark or form; what else is not UTF-8 is read as GB 18030.
    Structure shows in that whatever the encoding: half of a character never takes a mark with it
    that it is made of, but for brackets, which a line has more of.
    """
    head = data[:HEAD]
    mark, name = next(((mark, name) for mark, name in MARKS if head.startswith(mark)), (b"", ""))
    name = name or (wide(head) if 0 in head else "") or "utf-8"
    head, whole = head[len(mark) :], whole and len(data) <= HEAD
    try:
        text = codecs.getincrementaldecoder(name)().decode(head, final=whole)
    except UnicodeDecodeError:
        text = head.decode("gb18030" if name == "utf-8" else name, "replace")
    if not whole and "\n" in text:
        text = text[: text.rindex("\n") + 1]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Sample(text.lstrip("\ufeff"), whole)
