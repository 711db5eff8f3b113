"""Start-up: CPU time of `cleanup --version` as a multiple of `python -c "import click"`.

usage: python -m benchmarks.startup [ROUNDS]

Both are run in turns, so that what else the machine does meets both; the median of the ratios of
neighbours is what counts. The target is 3.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from pathlib import Path

COMMAND = Path(sys.executable).with_name("cleanup")


def cpu_seconds(command: list[str]) -> float:
    """User and system time of one run of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def main() -> None:
    """Print both medians and the ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    pairs = [
        (
            cpu_seconds([str(COMMAND), "--version"]),
            cpu_seconds([sys.executable, "-c", "import click"]),
        )
        for _ in range(rounds)
    ]
    ours, click = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"cleanup --version   {ours * 1000:6.1f} ms CPU")
    print(f"import click        {click * 1000:6.1f} ms CPU")
    print(f"ratio               {ratio:6.2f}   (target: at most 3)")


if __name__ == "__main__":
    main()
