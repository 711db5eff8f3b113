"""The block of YAML before a text that states its metadata, as Jekyll, Hugo and Pandoc read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleanup.model import FIELDS, Document, Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.rules.metadata.stated import PAGE
from cleanup.text.quoting import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

FENCE = regex(r"---[ \t]*\r?\n")
END = regex(r"(?:---|\.\.\.)[ \t]*\r?\n(?:[ \t]*\r?\n)?")
# Lines of YAML: a key, an item, a comment, what is indented, the end of a list, nothing.
KEY = regex(r"""(?:[A-Za-z_][\w .-]{0,60}|"[^"\n]{1,60}"|'[^'\n]{1,60}')[ \t]*:(?:[ \t]|$)""")
OTHER = regex(r"[ \t]|#|-[ \t]|[\]}]|$")
MAX_LINES = 400


@rule(
    "MET006",
    stage=Stage.FRONT,
    safety=Safety.RISKY,
    since="0.1.0",
    fixes=(
        (
            PAGE,
            '---\ntitle: "東嶺工業穩步增長"\ndate: "2018-08-07"\nsource: "中國信息網"\n---\n\n'
            + PAGE.replace("來源:中國信息網   時間:2018-08-07\n\n", ""),
        ),
    ),
    ignores=("近日，他來了。\n", f"---\nlayout: post\n---\n\n{PAGE}", ""),
)
def front_matter(document: Document) -> Iterator[Finding]:
    """The metadata before the text, as a block of YAML. For the option --front-matter.

    Only what the page stated; a page that stated nothing gets none. Every value is a JSON string,
    which YAML reads too. A text that has front matter keeps it as it is, and gets no second one.
    """
    stated = [field for field in FIELDS if field in document.metadata]
    if not stated or not document.text or front_matter_of(document.text):
        return
    lines = (f"{field}: {quoted(document.metadata[field])}\n" for field in stated)
    block = f"---\n{''.join(lines)}---\n\n"
    yield Finding(Span(0, 0), block, "front matter from the metadata")


def front_matter_of(text: str) -> str:
    """The front matter that a text begins with, with one blank line below it, or ''.

    Between its fences every line has to be one of YAML, and one of them a key: else the fence is
    a rule that the author drew.
    """
    fence = FENCE.match(text)
    if fence is None:
        return ""
    position, keys = fence.end(), 0
    for _ in range(MAX_LINES):
        end = END.match(text, position)
        if end:
            return text[: end.end()] if keys else ""
        stop = text.find("\n", position)
        line = text[position:stop].rstrip("\r")
        if stop < 0 or not (KEY.match(line) or (keys and OTHER.match(line)) or line[:1] == "#"):
            return ""
        keys += KEY.match(line) is not None
        position = stop + 1
    return ""
