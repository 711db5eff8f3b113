"""Run the command in forks of a process that has imported it and loaded its tables.

Each run is a process of its own, as on a command line, but does not pay for the start.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import cleanup
from cleanup.cli import COMMANDS, main

STREAMS = ("stdin", "stdout", "stderr")
# Damage of each kind, so that what mends it is loaded before the forks.
LOADED = (
    "天亮了，我們上山。\n",
    "这篇文章说，天亮了，我们上山去看雪。\n".encode("gb18030"),
    "天亮了，我們上山。\n".encode().decode("cp1252", "replace"),
    "產(chǎn)業(yè)轉(zhuǎn)型，年?duì)I收千億\n",
)


class Forks:
    """The process that is forked; it ends with this object."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def run(self, arguments, stdin, cwd, env) -> subprocess.CompletedProcess[bytes]:
        """Run `cleanup` with arguments; what it says, and its exit code."""
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "stdin").write_bytes(stdin)
            asked = {"arguments": arguments, "cwd": os.fspath(cwd), "env": env, "folder": folder}
            self._process.stdin.write(json.dumps(asked).encode() + b"\n")
            self._process.stdin.flush()
            code = int(self._process.stdout.readline())
            said = [Path(folder, name).read_bytes() for name in STREAMS[1:]]
        return subprocess.CompletedProcess(["cleanup", *arguments], code, *said)

    def close(self) -> None:
        """End the process."""
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def run(arguments, cwd, env, folder) -> None:
    """Be the command: does not return."""
    for number, name in enumerate(STREAMS):
        mode = os.O_RDONLY if name == "stdin" else os.O_WRONLY | os.O_CREAT
        os.dup2(os.open(Path(folder, name), mode, 0o600), number)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    tempfile.tempdir = None  # by the new environment
    sys.argv = ["cleanup", *arguments]
    code = 1
    try:
        main()
    except SystemExit as done:
        code = done.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def serve() -> None:
    """Fork for each line of the standard input, and answer with the exit code."""
    for command in COMMANDS:
        importlib.import_module(f"cleanup.cli.{command}")
    for module in ("cleanup.engines.local", "duckdb", "rich.console", "rich.table"):
        importlib.import_module(module)
    for text in LOADED:
        cleanup.clean(text)
    asked = os.fdopen(os.dup(0), "rb")
    answer = os.dup(1)
    for line in asked:
        process = os.fork()
        if not process:
            run(**json.loads(line))
        _, status = os.waitpid(process, 0)
        os.write(answer, b"%d\n" % os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    serve()
