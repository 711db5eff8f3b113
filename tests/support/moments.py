"""Kill runs of the command just before they touch a file: the folder stays as it was then.

    python moments.py PREPARED PART WORK MOMENTS -- ARGUMENTS

PREPARED is copied to WORK/MOMENT for each of the moments (numbers with commas), and the command
is run there until it is about to touch a file below a path that contains PART for so many times.
Without any moments it is run to its end, and how often it touched files is printed. Every run is a
fork of this process, which has imported what is needed and has no threads.
"""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import sys
from pathlib import Path

from cleanup.cli import COMMANDS, main

TOUCHES = {
    *("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.chmod"),
}


def watched(part, moment):
    """Count how often files are touched, and die when it is the moment."""
    touched = [0]

    def touch(event, arguments):
        if event in TOUCHES and part in os.fsdecode(str(arguments[0])):
            touched[0] += 1
            if touched[0] == moment:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(touch)
    return touched


def run(arguments, folder, part, moment):
    """The command in a process of its own; returns its status."""
    process = os.fork()
    if process:
        return os.waitpid(process, 0)[1]
    os.chdir(folder)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    sys.argv = ["cleanup", *arguments]
    touched = watched(part, moment)
    try:
        main()
    finally:
        os.write(1, f"{touched[0]}\n".encode())
        os._exit(0)


if __name__ == "__main__":
    prepared, part, work, moments = sys.argv[1:5]
    for command in COMMANDS:
        importlib.import_module(f"cleanup.cli.{command}")
    importlib.import_module("cleanup.engines.local")
    for moment in [int(number) for number in moments.split(",") if number] or [0]:
        shutil.copytree(prepared, Path(work, f"{moment}"))
        run(sys.argv[6:], Path(work, f"{moment}"), part, moment)
