"""SPM: the noise with which forum software spoils copies of its posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleanup.model import Finding, Span
from cleanup.regex import regex
from cleanup.rule import Safety, Stage, rule
from cleanup.text.scripts import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

# What Discuz! writes: a character of ! to ; (or a space), a space, one of ? to ~, and again. Of a
# first or last pair only half may be left.
NOISE = regex("[!-;] {1,2}[?-~](?:[!-;]? {1,2}[?-~]){2,}+[!-;]?")
CLASSES = tuple(regex(kind) for kind in ("[!-/:;] ", "[0-9] ", "[A-Z]", "[a-z]", r"[?@\[-`{-~]"))
CHINESE = regex(f"[{HAN}，。！？；：、…—“”‘’「」『』（）《》]")
PAIR = regex("[!-;]? {1,2}[?-~]")
WEAK, STRONG = (3, 3), (5, 4)  # pairs, and kinds of characters among them
EVIDENCE = 2  # strong lines on one page


class Noise(NamedTuple):
    """A run at the end or the start of a line, or a line of its own."""

    span: Span
    strong: bool
    likely: bool  # beside Chinese text, or long


@rule(
    "SPM002",
    stage=Stage.REPAIR,
    needs=("!-;", " "),
    safety=Safety.STANDARD,
    since="0.1.0",
    fixes=(
        (
            (
                "山上的路很窄。+ O5 ]1 J/ k. Q7 h\n我們走得很慢。6 t9 |. j5 I8 a+ y\n"
                '( b" L2 Y# o  V: m\n天黑以前到了。* R3 c) W\n'
            ),
            "山上的路很窄。\n我們走得很慢。\n天黑以前到了。\n",
        ),
        ("只有一處。6 t9 |. j5 I8 a+ y\n", "只有一處。6 t9 |. j5 I8 a+ y\n"),
    ),
    ignores=(
        "答案：A B C D\n答案：B C D A\n",
        "白先：1. e4 e5 2. Nf3 Nc6 3. Bb5 a6\n黑方認輸。1. d4 d5 2. c4 e6\n",
        "公式 x + y - z = 0\n公式 a * b / c = d\n",
        "座位：A1 B2 C3 D4 E5 F6\n座位：G1 H2 I3 J4 K5 L6\n",
        "全名是 U. S. S. R. 。\n",
    ),
)
def forum_noise(text: str) -> Iterator[Finding]:
    """Noise at line ends such as `6 t9 |. j5 I8 a+ y`, hidden in the page, not in its text.

    Discuz! forums put pairs of random signs between the lines to spoil copies. The grammar of
    these pairs is strict; still, one such run is only reported. Where two long ones stand on a
    page, all go that follow or precede Chinese text, and those that are a line of their own.
    """
    found = [noise for match in NOISE.finditer(text) if (noise := _noise(text, *match.span()))]
    sure = sum(noise.strong for noise in found) >= EVIDENCE
    for span, strong, likely in found:
        if sure and (strong or likely):
            yield Finding(span, "", "forum noise against copying", 0.95)
        elif strong:
            yield Finding(span, None, "like forum noise against copying, but alone")


def _noise(text: str, start: int, end: int) -> Noise | None:
    """The run, if it reaches the end or the start of its line and is random enough."""
    start = _first(text, start)
    while text[end : end + 1] in (" ", "\t"):
        end += 1
    before, after = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
    opens = before == "\n" and CHINESE.match(after) is not None
    closes = after in "\r\n" and CHINESE.match(before) is not None
    alone = before == "\n" and after in "\r\n"
    run = text[start:end]
    end += alone and after == "\n"
    pairs = len(PAIR.findall(run))
    kinds = sum(kind.search(run) is not None for kind in CLASSES)
    if not (opens or closes or alone) or not CLASSES[0].search(run):
        return None
    if pairs < WEAK[0] or kinds < WEAK[1]:
        return None
    strong = pairs >= STRONG[0] and kinds >= STRONG[1]
    return Noise(Span(start, end), strong, not alone or pairs >= STRONG[0])


def _first(text: str, start: int) -> int:
    """Where the run starts if the first pair lost its first sign, or its space too."""
    if start and "?" <= text[start - 1] <= "~":
        before = text[start - 2 : start - 1] or "\n"
        start -= before in " \n" or CHINESE.match(before) is not None
    while start and text[start - 1] in " \t":
        start -= 1
    return start
