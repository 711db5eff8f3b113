"""A text to clean, and what a run of the command leaves and says."""

from __future__ import annotations

import subprocess
import sys

from tests.support.paths import GOLDEN, SEEDS

COMMAND = [sys.executable, "-m", "cleanup"]
DIRTY = "近\u200b日，他來了。\n"
CLEAN = "近日，他來了。\n"
MEMORY = 250 * 2**20  # bytes of address space


def files_of(folder):
    """The visible files below a folder, with their bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".cleanup" not in path.parts
    }


def golden():
    """What the two real inputs become, by name."""
    return {seed.name: (GOLDEN / seed.name).read_bytes() for seed in SEEDS}


def one_line_about(name, done):
    """Whether stderr has exactly one line about the name, and no traceback."""
    lines = [line for line in done.stderr.decode().splitlines() if name in line]
    return len(lines) == 1 and b"Traceback" not in done.stderr


def in_little_memory(*arguments, cwd, stdin=subprocess.DEVNULL):
    """Run the command with a limit to its memory."""
    script = (
        f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}));"
        "import runpy, sys; sys.argv[0] = 'cleanup';"
        "runpy.run_module('cleanup', run_name='__main__')"
    )
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, cwd=cwd, stdin=stdin, capture_output=True, check=False)
