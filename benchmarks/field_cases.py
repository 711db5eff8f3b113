"""Cases from the field: cleanup beside detectors of encodings and ftfy, one kind of damage a row.

usage: python -m benchmarks.field_cases CASES

CASES is a folder with texts.jsonl: of each case its `input`, or `input_b64` in bytes, what is
`expected`, its `kind`, and `args` for the command. A detector's answer is what its encoding makes
of the bytes; then ftfy mends it, as people chain them (pip install -e '.[bench]').
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cchardet
import chardet
import charset_normalizer
import ftfy

if TYPE_CHECKING:
    from collections.abc import Callable


def by_cleanup(data: bytes, arguments: list[str]) -> str:
    """What the command makes of a pipe."""
    command = [sys.executable, "-m", "cleanup", "run", "-", "--no-dedupe", *arguments]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    return done.stdout.decode("utf-8", "replace")


def _decoded(data: bytes, encoding: str | None) -> str:
    try:
        return data.decode(encoding or "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


DETECTORS: dict[str, Callable[[bytes], str]] = {
    "chardet": lambda data: _decoded(data, chardet.detect(data)["encoding"]),
    "charset-normalizer": lambda data: str(charset_normalizer.from_bytes(data).best() or ""),
    "cchardet": lambda data: _decoded(data, cchardet.detect(data)["encoding"]),
}


def answers(data: bytes, arguments: list[str]) -> dict[str, str]:
    """What each makes of a case."""
    found = {"cleanup": by_cleanup(data, arguments)}
    for name, detect in DETECTORS.items():
        found[name] = detect(data)
        found[f"{name} + ftfy"] = ftfy.fix_text(found[name])
    return found


def main() -> None:
    """Print how many cases of each kind come out right."""
    right: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    counts: defaultdict[str, int] = defaultdict(int)
    rows = (Path(sys.argv[1]) / "texts.jsonl").read_text("utf-8").split("\n")
    for case in map(json.loads, filter(None, rows)):
        found = answers(_bytes(case), case.get("args", []))
        for kind in (case["kind"], "all"):
            counts[kind] += 1
            for name, text in found.items():
                right[name][kind] += text.strip() == case["expected"].strip()
    kinds = ["all", *sorted(counts.keys() - {"all"})]
    print(f"| | cases | {' | '.join(right)} |\n|---|---:|{'---:|' * len(right)}")
    for kind in kinds:
        figures = " | ".join(str(right[name][kind]) for name in right)
        print(f"| {kind} | {counts[kind]} | {figures} |")


def _bytes(case: dict[str, Any]) -> bytes:
    return base64.b64decode(case["input_b64"]) if "input_b64" in case else case["input"].encode()


if __name__ == "__main__":
    main()
