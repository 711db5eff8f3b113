"""A folder in which scenes are played, by processes in which calls of the system fail."""

from __future__ import annotations

import mmap
import os
import shutil
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

from tests.faults.scenes import SCENES
from tests.support.articles import all_files, ledger_of, put
from tests.support.forks import Forks

COUNTERS = 16  # bytes: of all moments, and of the looks at inputs


class Known(NamedTuple):
    """What an undisturbed run of a scene's command has, says and makes."""

    moments: int
    looks: int  # at inputs
    said: bytes
    made: tuple[dict[str, bytes], list[str] | None]


def compiled(folder):
    """The shim; None where there is no C compiler."""
    source, shim = Path(__file__).with_name("shim.c"), folder / "shim.so"
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not Path("/proc/self/fd").exists():
        return None
    flags = ("-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", str(shim), str(source), "-ldl")
    subprocess.run([compiler, *flags], check=True)
    return shim


class Started(NamedTuple):
    """A run of a command that has begun."""

    fork: object
    count: Path

    def done(self):
        """How it ended."""
        return self.fork.done()

    def moments(self):
        """How many moments it has had so far, and how many looks at inputs."""
        with self.count.open("rb") as file:
            now = mmap.mmap(file.fileno(), COUNTERS, access=mmap.ACCESS_READ)
            with now:
                return int.from_bytes(now[:8], "little"), int.from_bytes(now[8:], "little")

    def stopped(self):
        """Wait until it is stopped; whether it is, or has ended."""
        while self.fork.poll() is None:
            if Path(f"/proc/{self.fork.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T":
                return True
            time.sleep(0.005)
        return False


class Stage:
    """A folder for scenes, with a process that is forked for each command."""

    def __init__(self, folder, shim):
        self.folder = folder
        before = os.environ.get("LD_PRELOAD")
        os.environ["LD_PRELOAD"] = str(shim)
        self.forks = Forks()
        if before is None:
            del os.environ["LD_PRELOAD"]
        else:
            os.environ["LD_PRELOAD"] = before
        self.known = {}  # of each scene

    def close(self):
        self.forks.close()

    def start(self, place, command, kind="none", moment=0, count="count"):
        """Start a command with a fault at a moment; `count` is the file of its moments."""
        counters = place / count
        counters.write_bytes(bytes(COUNTERS))
        (place / "tmp").mkdir(exist_ok=True)
        env = {**os.environ, "TMPDIR": str(place / "tmp"), "COLUMNS": "120"}
        env |= {"FAULT_PART": f"{place}/", "FAULT_INPUTS": f"{place}/files/in/"}
        env |= {"FAULT_COUNT": str(counters), "FAULT_KIND": kind, "FAULT_AT": str(moment)}
        return Started(self.forks.start(list(command), b"", place / "files", env), counters)

    def run(self, place, command, kind="none", moment=0):
        """Run a command with a fault at a moment: how it ended."""
        return self.start(place, command, kind, moment).done()

    def prepared(self, name, place):
        """Make the files of a scene in a new place."""
        scene = SCENES[name]
        put(place / "files/in", scene.files)
        for command in scene.before:
            done = self.run(place, command)
            assert done.returncode == 0, done.stderr
        put(place / "files/in", scene.changes)

    def undisturbed(self, name):
        """What is known of a scene."""
        if name not in self.known:
            scene, place = SCENES[name], self.folder / f"{name} 0"
            self.prepared(name, place)
            run = self.start(place, scene.command)
            done = run.done()
            assert done.returncode == 0, done.stderr
            made = everything(place / "files", scene.out)
            self.known[name] = Known(*run.moments(), done.stdout, made)
        return self.known[name]


def everything(files, out):
    """All visible files and what was left out, and what the record says was done."""
    known = (files / out / ".cleanup/manifest.json").exists()
    return all_files(files), ledger_of(files / out) if known else None
