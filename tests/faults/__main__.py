"""Let faults happen at many moments.

usage: python -m tests.faults [MOMENTS] [--seed S] [--scene NAME]…
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.scenes import KINDS, SCENES, Stage, compiled


def main():
    """Play scenes in turn, each with a fault at a moment drawn by chance."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("moments", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--scene", action="append", choices=sorted(SCENES))
    parser.add_argument("--kind", action="append", choices=sorted({*KINDS}))
    asked = parser.parse_args()
    print(f"seed {asked.seed}, {asked.moments} moments", flush=True)
    names, kinds = asked.scene or list(SCENES), asked.kind or KINDS
    chance, lost, played = random.Random(asked.seed), 0, Counter()
    with TemporaryDirectory(prefix="cleanup-faults-") as folder:
        shim = compiled(Path(folder))
        if shim is None:
            sys.exit("no C compiler, or no /proc: no faults can be made")
        stage = Stage(Path(folder), shim)
        for number in range(asked.moments):
            name, kind = names[number % len(names)], chance.choice(kinds)
            moment = chance.randint(1, stage.undisturbed(name)[0])
            played[kind] += 1
            try:
                stage.played(name, kind, moment)
            except AssertionError as error:
                lost += 1
                print(f"{name}, {kind} at {moment}: {str(error)[:1500]}", flush=True)
            if not (number + 1) % 50:
                print(f"{number + 1} moments, {lost} not outlived", flush=True)
        stage.close()
        moments = ", ".join(f"{name} {known[0]:,}" for name, known in stage.known.items())
    print(f"moments of each scene: {moments}")
    print(f"{dict(played)}: {lost} of {asked.moments} moments were not outlived", flush=True)
    sys.exit(lost > 0)


if __name__ == "__main__":
    main()
