"""Let faults happen at many moments; every other one is a kill.

usage: python -m tests.faults [MOMENTS] [--seed S] [--scene NAME]… [--kind KIND]…
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.plays import KINDS, moments_of, played
from tests.faults.scenes import SCENES
from tests.faults.stage import Stage, compiled


def main():
    """Play scenes in turn, each with faults at moments drawn by chance."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("moments", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--scene", action="append", choices=sorted(SCENES))
    parser.add_argument("--kind", action="append", choices=KINDS)
    asked = parser.parse_args()
    print(f"seed {asked.seed}, {asked.moments} moments", flush=True)
    with TemporaryDirectory(prefix="cleanup-faults-") as folder:
        shim = compiled(Path(folder))
        if shim is None:
            sys.exit("no C compiler, or no /proc: no faults can be made")
        stage = Stage(Path(folder), shim)
        lost = all_played(stage, asked)
        stage.close()
    sys.exit(lost > 0)


def all_played(stage, asked):
    """Play so many moments: how many were not outlived."""
    chance, counts = random.Random(asked.seed), Counter()
    names, lost, killed = asked.scene or list(SCENES), 0, 0
    for number in range(asked.moments):
        name = names[number // 2 % len(names)]  # each scene with a kill, and another fault
        kinds = asked.kind or (KINDS[1:] if number % 2 else KINDS[:1])
        kinds = [kind for kind in kinds if moments_of(stage, name, kind)]
        if not kinds:
            continue
        kind = chance.choice(kinds)
        moment = chance.randint(1, moments_of(stage, name, kind))
        counts[kind] += 1
        try:
            killed += played(stage, name, kind, moment)
        except AssertionError as error:
            lost += 1
            print(f"{name}, {kind} at {moment}: {str(error)[:1500]}", flush=True)
        if not (number + 1) % 50:
            print(f"{number + 1} moments, {killed} kills, {lost} not outlived", flush=True)
    moments = (f"{name} {known.moments:,} and {known.looks}" for name, known in stage.known.items())
    print(f"moments of each scene, and looks at its inputs: {', '.join(moments)}")
    print(f"of each kind: {', '.join(f'{kind} {counts[kind]}' for kind in KINDS)}")
    print(f"{asked.moments} moments, {killed} processes killed, {lost} not outlived", flush=True)
    return lost


if __name__ == "__main__":
    main()
