"""Time against size: no document may cost more than in proportion to its length.

usage: python -m benchmarks.scaling [NAME…]

Each kind of document is cleaned at three sizes, each four times the one before. Shown are the
CPU seconds and the factor of the last step; 4 is linear. The kinds are what once was not: lines
that all repeat, marks that end an article everywhere, space without end.
"""

from __future__ import annotations

import sys
import time

import cleanup

PROSE = (
    "今年前三季度,東嶺市規模以上工業增加值同比增長百分之八,增速居全省首位,高技術製造業增長最快。"
)
HEAD = "首页 > 新闻 > 正文\n東嶺工業穩步增長\n來源:東嶺日報 日期:2024-03-05 點擊:12\n"
TORN = "產(chǎn)業(yè){i}發(fā)展創(chuàng)新連續四年?duì)I收超千億\n"
TAIL = "責任編輯:李某\n相關新聞\n* 春季運動會\n"


def numbered(pattern: str, count: int) -> str:
    """`count` copies of a pattern, each with its number."""
    return "".join(pattern.format(i=i) for i in range(count))


KINDS = {
    "distinct paragraphs": lambda n: numbered("第{i}段 " + PROSE + "\n", n),
    "one paragraph again and again": lambda n: (PROSE + "\n") * n,
    "the whole body twice": lambda n: numbered("{i}段 " + PROSE + "\n", n // 2) * 2,
    "chrome after every paragraph": lambda n: HEAD + (PROSE + "\n" + TAIL) * (n // 4),
    "articles one after the other": lambda n: (
        HEAD + numbered("{i}" + PROSE + "\n{i}b" + PROSE + "\n" + TAIL, n // 5)
    ),
    "buttons between the lines": lambda n: HEAD + PROSE * 9 + "\n赞 回复\n甲乙" * n + "\n" + TAIL,
    "nothing but bylines": lambda n: "2024-03-05 10:20 來源:甲\n" * n,
    "lost blanks": lambda n: (PROSE + "\n?\n") * (n // 2),
    "torn characters": lambda n: numbered(TORN, n),
    "torn characters in one line": lambda n: numbered(TORN, n).replace("\n", ""),
    "one long line": lambda n: PROSE * n,
    "nothing but space": lambda n: " " * n * 20 + "x\n" + "\n \n" * n,
    "references": lambda n: "&amp;" * n * 4,
    "tags": lambda n: ("<p>" + PROSE + "</p><br/>") * n,
    "forum noise": lambda n: (PROSE + "+ O5 ]1 J/ k. Q7 h\n") * n,
    "radicals and doubled marks": lambda n: "⼈⼯智能，。" * n * 4,
}


def main() -> None:
    """Print a row for each kind of document."""
    for kind, make in KINDS.items():
        if sys.argv[1:] and not any(name in kind for name in sys.argv[1:]):
            continue
        seconds = []
        for count in (2_500, 10_000, 40_000):
            data = make(count).encode()
            before = time.process_time()
            cleanup.clean(data)
            seconds.append(time.process_time() - before)
        row = "  ".join(f"{second:7.2f}" for second in seconds)
        factor = seconds[-1] / max(seconds[-2], 0.01)
        print(f"{kind:32}{row}   x{factor:4.1f}   {len(data) / 1e6:5.1f} MB", flush=True)


if __name__ == "__main__":
    main()
