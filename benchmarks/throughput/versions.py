"""An environment with an earlier version of cleanup, and what versions are compared."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tarfile
from pathlib import Path

BUILD = Path("build/against")
NAMED = ("charset-normalizer", "ftfy", "trafilatura", "OpenCC", "rensa", "datatrove")


def environment(commit: str) -> Path:
    """The Python of an environment with the version of a commit, made where it is not there.

    It has the same versions of all libraries as this environment, as far as this one has them.
    """
    sha = _told("git", "rev-parse", "--verify", f"{commit}^{{commit}}")
    folder = BUILD / sha[:12]
    python, done = folder / "venv/bin/python", folder / ".installed"
    if not done.exists():
        source, versions = folder / "source", folder / "versions.txt"
        source.mkdir(parents=True, exist_ok=True)
        archive = folder / "source.tar"
        _told("git", "archive", f"--output={archive}", sha)
        with tarfile.open(archive) as files:
            files.extractall(source, filter="data")
        pip = ["-m", "pip", "--quiet"]
        versions.write_text(_told(sys.executable, *pip, "freeze", "--exclude-editable"))
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
        wanted = ["--constraint", str(versions), str(source)]
        subprocess.run([str(python), *pip, "install", *wanted], check=True)
        done.touch()
    return python


def reads_records(python: Path | str) -> bool:
    """Whether that version of cleanup takes JSON Lines."""
    command = [str(python), "-m", "cleanup", "run", "--input-format", "jsonl", "--help"]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def machine() -> str:
    """The machine, and the versions of what runs on it."""
    model = next(
        (line.partition(": ")[2] for line in Path("/proc/cpuinfo").read_text().split("\n")
         if line.startswith("model name")), platform.machine(),
    )  # fmt: skip
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    pins = [
        line.strip() for path in sorted(Path(__file__).parent.glob("*.txt"))
        for line in path.read_text().split("\n") if line.partition("==")[0] in NAMED
    ]  # fmt: skip
    ours = _told(sys.executable, "-m", "cleanup", "--version", "-v").replace("\n", ", ")
    return (
        f"{os.cpu_count()} cores ({model}), {memory:.0f} GB, load {os.getloadavg()[0]:.1f} at the "
        f"start; Python {platform.python_version()}; commit "
        f"{_told('git', 'describe', '--always', '--dirty')}: {ours}; "
        f"{', '.join(dict.fromkeys(pins)).replace('==', ' ')}."
    )


def _told(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
