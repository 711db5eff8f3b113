"""Commands that do the same work, run in turns, so that what else a machine does meets all."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.measured import measured
from benchmarks.throughput.forms import read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OUT = "OUT"  # in a command: its folder for results
LIMIT = 7_200  # seconds for one run


class Best(NamedTuple):
    """The least of each figure in all rounds, how many documents came out, seconds by step."""

    cpu: float  # seconds of all processes
    wall: float
    peak: int  # bytes of all processes
    documents: int
    steps: dict[str, float]


def contest(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Best]:
    """Run all commands, round after round; one that fails is told, and is not in the result."""
    found: dict[str, list[Best]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name in list(found):
            row = _run(commands[name])
            if row:
                found[name].append(row)
            else:
                print(f"{name} has failed: {' '.join(commands[name])}", file=sys.stderr)
                del found[name]
    return {name: _best(rows) for name, rows in found.items()}


def _run(command: Sequence[str]) -> Best | None:
    """One run of a command; None if it fails."""
    with TemporaryDirectory(dir=scratch()) as folder:
        out = Path(folder, "out")
        run = measured([str(out) if one == OUT else one for one in command], LIMIT)
        if run.status:
            return None
        steps = out / ".steps.json"
        spent = json.loads(steps.read_text()) if steps.exists() else {}
        return Best(run.cpu, run.wall, run.peak, sum(1 for _ in read(out)), spent)


def _best(rows: Sequence[Best]) -> Best:
    cpu, wall, peak, documents, _ = zip(*rows, strict=True)
    return Best(min(cpu), min(wall), min(peak), documents[0], min(rows).steps)


def stages(pythons: Mapping[str, str], folder: Path, rounds: int) -> dict[str, dict[str, float]]:
    """What the API of cleanup takes by each Python, stage by stage: the best of rounds in turns."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in pythons}
    for _ in range(rounds):
        for name, python in pythons.items():
            command = [python, "-m", "benchmarks.throughput.stages", str(folder)]
            done = subprocess.run(command, check=True, capture_output=True)
            found[name].append(json.loads(done.stdout))
    return {name: min(rows, key=lambda row: row["all"]) for name, rows in found.items()}


def scratch() -> Path:
    """Where input and results are for a moment: on the disk of the project."""
    folder = Path("build/throughput")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
