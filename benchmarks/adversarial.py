"""Time as harm: what makes a rule work, again and again, may not cost out of proportion.

usage: python -m benchmarks.adversarial [NAME…]

Of every rule each text that it mends or leaves is taken, each line of these and each mark with what
stands beside it, and repeated to 4, 16 and 64 KB: in one line, on many lines, in a web page, and in
a page with injected readings. So are the shapes below, which no repeated text has. Shown are the
CPU seconds for a megabyte at each size, and the factor of the last step; 4 is linear. The worst
come first. It fails if one costs more than 10 s/MB (and 60 µs a line: of lines of two bytes there
are many in a megabyte), or if its cost grows much faster than its size.

Last come the inputs of tests/fuzz, found in the past and made anew, each as it is: of these a
document may cost ALLOWANCE whatever its size, for many are tiny.

With names, only rules whose codes and shapes whose names begin so; "fuzz" are the last. All take
about a quarter of an hour.
"""

from __future__ import annotations

import random
import re
import sys
import time
from contextlib import nullcontext, suppress
from typing import TYPE_CHECKING, NamedTuple

import cleanup
from cleanup.rules import RULES
from cleanup.rules.examples import ARTICLE, BODY, SITE
from cleanup.rules.mojibake.recovery import repair_of
from cleanup.rules.readings.injected import INJECTED
from tests.fuzz.inputs import made_input
from tests.support.paths import CASES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZES = (4_096, 16_384, 65_536)  # bytes
PER_BYTE, PER_LINE = 10e-6, 60e-6  # seconds
ALLOWANCE = 0.5  # seconds that a document may cost whatever its size
GOES = 3  # of what failed: other work on the machine makes a go slower, never faster
FUZZED = 2_000  # inputs made by tests/fuzz, with this seed
SEED = 51
LINEAR = 8  # the factor above which four times the size is out of proportion
GLOSSED = f"{INJECTED}\n" * 3
MARK = re.compile(r"\w?[^\w\s]+\w?|[^\x00-\x7f]\s|[\x00-\x1f\x7f-\x9f]")


def fill(piece: str, size: int) -> str:
    """The piece again and again, up to `size` bytes."""
    return piece * (size // len(piece.encode("utf-8", "surrogatepass")) + 1)


def numbered(pattern: str, size: int) -> str:
    """A pattern with a number in it, again and again: no two are the same."""
    return "".join(pattern.format(i) for i in range(size // len(pattern.encode()) + 1))


FORMS: dict[str, Callable[[str, int], str]] = {
    "in one line": fill,
    "on lines": lambda piece, size: fill(f"{piece}\n", size),
    "in a page": lambda piece, size: f"{SITE}{ARTICLE}{fill(piece, size)}\n{BODY}",
    "on lines of a page": lambda piece, size: f"{SITE}{ARTICLE}{fill(piece + chr(10), size)}{BODY}",
    "with readings": lambda piece, size: GLOSSED + fill(piece, size) + "\n",
}
WEB = SITE + ARTICLE
OFFER = "代开发票http://"
SHAPES: dict[str, Callable[[int], str]] = {
    "torn places": lambda n: GLOSSED + numbered("{0}天?！地", n),
    "nothing but ?": lambda n: GLOSSED + "?" * n,
    "letters after a name of a contact": lambda n: f"{ARTICLE}{OFFER}{'q' * n}",
    "such letters on lines": lambda n: ARTICLE + fill(f"{OFFER}{'q' * 800}\n", n),
    "offers in one line": lambda n: ARTICLE + numbered("岸上代开发票加微信ab{0:06}，雪停。", n),
    "offers on lines": lambda n: ARTICLE + numbered("岸上代开发票加微信ab{0:06}，雪停。\n", n),
    "offers after dots": lambda n: ARTICLE + "." * n + numbered("代开发票加微信ab{0:06}，", n),
    "brackets with offers": lambda n: ARTICLE + numbered("雪【最新章节请访问http://a{0}.com】", n),
    "brackets never closed": lambda n: f"{ARTICLE}代开发票{fill('【(', n)}http://a.com",
    "keywords on lines": lambda n: numbered("国产{0}-亚洲无码-一区二区-高清不卡\n", n) + ARTICLE,
    "keywords in one line": lambda n: numbered("国产{0}-亚洲无码-一区二区，雪停。", n) + ARTICLE,
    "space in keywords": lambda n: f"彩票-亚洲无码-{' ' * n}x\n{ARTICLE}",
    "dots in a page": lambda n: f"{WEB}{'.' * n}x\n{BODY}",
    "dashes in a path": lambda n: f"{WEB}首页{'-' * n}\n{BODY}",
    "space in a path": lambda n: f"{WEB}首页 >{' ' * n}x\n{BODY}",
    "figures over a copy": lambda n: f"{'1' * n}\n{ARTICLE}{'1' * n}\n{ARTICLE}",
    "ago over a copy": lambda n: f"{fill('ago ', n)}\n{ARTICLE}{fill('ago ', n)}\n{ARTICLE}",
    "a reference escaped on and on": lambda n: f"&{'amp;' * (n // 4)}nbsp;",
    "tags never closed": lambda n: fill("<font ", n) + ARTICLE,
    "space": lambda n: " " * n + "x",
    "no line": lambda n: "\n" * n,
    "one word": lambda n: "a" * n,
    "one number": lambda n: "7" * n,
    "one sentence": lambda n: numbered("第{0}段雪停了三天，", n),
    "numbers on lines": lambda n: numbered("{0}\n", n),
    "short lines in a page": lambda n: f"{WEB}{numbered('甲乙{0}' + chr(10), n)}{BODY}",
    "comments": lambda n: WEB + "网友评论(3)\n" + numbered("网友{0} 2024-03-05 10:20\n好。\n", n),
    "bylines": lambda n: SITE + numbered("2024-03-05 10:20 来源:甲{0}报\n", n) + BODY,
    "front matter": lambda n: "---\n" + numbered("a{0}: b\n", n),
}


class Row(NamedTuple):
    """What was measured of one text."""

    name: str
    sizes: list[int]  # bytes
    lines: list[int]
    seconds: list[float]

    @property
    def excess(self) -> float:
        """The most that a size cost, as a share of what it may."""
        rows = zip(self.sizes, self.lines, self.seconds, strict=True)
        shares = (s / (ALLOWANCE + PER_BYTE * size + PER_LINE * n) for size, n, s in rows)
        return max(shares, default=0.0)  # what is no text at any size costs nothing

    @property
    def growth(self) -> float:
        """The factor of the cost for the last step."""
        return self.seconds[-1] / max(self.seconds[-2], 0.02) if len(self.seconds) > 1 else 0.0

    @property
    def failed(self) -> bool:
        """Whether it costs too much, or grows too fast."""
        return self.excess > 1 or (self.growth > LINEAR and self.seconds[-1] > ALLOWANCE)


def triggers(names: list[str]) -> Iterator[tuple[str, str]]:
    """Every text that makes a rule work, under its code, and every part of one."""
    seen: set[str] = set()
    for rule in RULES:
        for declared in (*(before for before, _ in rule.fixes), *rule.ignores):
            text = declared if isinstance(declared, str) else declared.decode("gb18030", "replace")
            for piece in (text, *text.split("\n"), *MARK.findall(text)):
                if piece and piece not in seen:
                    seen.add(piece)
                    if not names or rule.code.startswith(tuple(names)):
                        yield rule.code, piece


def fuzzed() -> Iterator[tuple[str, bytes]]:
    """Inputs of tests/fuzz without what chooses their use: of the past, and made ones."""
    for path in sorted(path for path in (CASES / "fuzz").glob("*/*") if path.is_file()):
        yield f"fuzz {path.parent.name}/{path.name}", path.read_bytes()[4:]
    for number in range(FUZZED):
        yield f"fuzz {SEED} {number}", made_input(random.Random(f"{SEED} {number}"))[4:]


def measured(name: str, data: bytes) -> Row:
    """Clean bytes as they are; also those that are refused as no text take time."""
    row = Row(name, [len(data)], [data.count(b"\n")], [spent(data)])
    for _ in range(GOES - 1):
        if row.failed:
            row.seconds[0] = min(row.seconds[0], spent(data))
    return row


def measure(name: str, make: Callable[[int], str]) -> Row:
    """Clean the text at every size; at none that is larger than one that took too long."""
    row = Row(name, [], [], [])
    for size in SIZES:
        data = make(size).encode("utf-8", "surrogatepass")
        try:
            row.seconds.append(spent(data, refused=False))
        except cleanup.InputError:  # no text, which the whole of it tells
            continue
        row.sizes.append(len(data))
        row.lines.append(data.count(b"\n"))
        for _ in range(GOES - 1):
            if row.failed:
                row.seconds[-1] = min(row.seconds[-1], spent(data))
        if row.excess > 1:
            break
    return row


def spent(data: bytes, *, refused: bool = True) -> float:
    """The CPU seconds that it costs to clean a document whose damage was never seen before.

    Raises InputError for what is no text, unless it may be refused.
    """
    repair_of.cache_clear()
    before = time.process_time()
    with suppress(cleanup.InputError) if refused else nullcontext():
        cleanup.clean(data)
    return time.process_time() - before


def main() -> None:
    """Print a row for each text that is among the worst, and fail if one is too slow."""
    names = sys.argv[1:]
    cleanup.clean(f"{WEB}{GLOSSED}")  # what is loaded once is nobody's cost
    rows = [
        measure(name, make)
        for name, make in SHAPES.items()
        if not names or name.startswith(tuple(names))
    ]
    for code, piece in triggers(names):
        for form, repeated in FORMS.items():
            name = f"{code} {form}: {piece[:24]!r}"
            row = measure(name, lambda size, piece=piece, repeated=repeated: repeated(piece, size))
            rows.append(row)
    if not names or "fuzz" in names:
        rows += [measured(name, data) for name, data in fuzzed()]
    failed = sum(row.failed for row in rows)
    rows.sort(key=lambda row: (-row.failed, -row.excess))
    for row in rows[: max(failed, 40)]:
        rates = (1e6 * s / size for s, size in zip(row.seconds, row.sizes, strict=True))
        shown = "".join(f"{rate:8.1f}" for rate in rates)
        print(f"{'FAIL' if row.failed else '':5}{shown:26}s/MB  x{row.growth:4.1f}  {row.name}")
    print(f"{len(rows)} texts, {failed} too slow")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
