"""Fuzz for some minutes, one process on each core.

usage: python -m tests.fuzz [MINUTES] [--jobs N] [--seed S] [--target NAME]… [--findings DIR]

MINUTES are of CPU time, of all processes together. An input depends on the seed and its number
alone. What breaks something is made smaller, and saved as DIR/TARGET-….
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import sys
import time
import traceback
from multiprocessing import Process
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.inputs import made_input
from tests.fuzz.targets import TARGETS, BreachError

TRIES = 400  # to make an input smaller
SECONDS = 60  # CPU time for that


def broken(name, data):
    """Why a target is broken by an input; '' if it is not."""
    with TemporaryDirectory(prefix="cleanup-fuzz-") as folder:
        try:
            TARGETS[name](data, Path(folder))
        except (Exception, BreachError) as error:  # noqa: BLE001  # whatever it is, it is a finding
            where = "".join(traceback.format_tb(error.__traceback__)[-1:])
            return f"{type(error).__name__}: {str(error)[:500]}\n{where}"
    return ""


def kind_of(reason):
    """The first words of a reason, so that one finding is not made another one."""
    return reason[:40]


def smaller(name, data, reason):
    """An input that breaks a target in the same way, with as few bytes as are found in time."""
    end, tries = time.process_time() + SECONDS, 0
    step = len(data) // 2
    while step:
        start = 4
        while start < len(data) and tries < TRIES and time.process_time() < end:
            less = data[:start] + data[start + step :]
            tries += 1
            if kind_of(broken(name, less)) == kind_of(reason):
                data = less
            else:
                start += step
        step //= 2
    return data


def fuzz(asked, names, first):
    """Try inputs until the CPU time is up, as many apart as there are processes."""
    number, tried, found = first, 0, 0
    while cpu() < 60 * asked.minutes / asked.jobs:
        chance = random.Random(f"{asked.seed} {number}")
        name, data = names[number % len(names)], made_input(chance)
        if reason := broken(name, data):
            found += 1
            data = smaller(name, data, reason)
            path = asked.findings / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
            asked.findings.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            print(f"{path}: seed {asked.seed}, number {number}: {reason}", flush=True)
        number, tried = number + asked.jobs, tried + 1
    print(f"{tried:,} inputs, {cpu() / 60:.1f} CPU minutes, {found} findings", flush=True)
    sys.exit(found > 0)


def cpu():
    """The CPU seconds of this process and of those that it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main():
    """Start the processes, and fail if one has found anything."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("minutes", type=float, nargs="?", default=5)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--target", action="append", choices=sorted(TARGETS))
    parser.add_argument("--findings", type=Path, default=Path("build/fuzz").absolute())
    asked = parser.parse_args()
    names = asked.target or sorted(TARGETS)
    print(f"seed {asked.seed}, {asked.jobs} processes, targets: {', '.join(names)}", flush=True)
    with TemporaryDirectory(prefix="cleanup-fuzz-") as folder:
        os.environ["TMPDIR"] = folder  # so that nothing is left when a process is killed
        processes = [
            Process(target=fuzz, args=(asked, names, number)) for number in range(asked.jobs)
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
    sys.exit(any(process.exitcode for process in processes))


if __name__ == "__main__":
    main()
