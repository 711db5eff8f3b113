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
import traceback
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

    def ask(self, *question) -> int:
        """What the process answers."""
        self._process.stdin.write(json.dumps(question).encode() + b"\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def start(self, arguments, stdin, cwd, env, script="") -> Fork:
        """Start `cleanup` with arguments, after the script if there is one."""
        folder = tempfile.TemporaryDirectory()
        Path(folder.name, "stdin").write_bytes(stdin)
        started = ["start", arguments, os.fspath(cwd), env, folder.name, script]
        return Fork(self, arguments, folder, self.ask(*started))

    def close(self) -> None:
        """End the process."""
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


class Fork:
    """A run of the command; `done` has to be called."""

    def __init__(self, forks, arguments, folder, pid) -> None:
        self._forks, self._arguments, self._folder, self._pid = forks, arguments, folder, pid
        self._code = None

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._pid

    def poll(self) -> int | None:
        """The exit code, if it has ended."""
        if self._code is None:
            self._code = self._forks.ask("poll", self._pid)
        return self._code

    def send_signal(self, number) -> None:
        """Send a signal, if it has not ended."""
        if self.poll() is None:
            os.kill(self._pid, number)

    def done(self) -> subprocess.CompletedProcess[bytes]:
        """Wait for its end: what it said, and its exit code."""
        if self._code is None:
            self._code = self._forks.ask("wait", self._pid)
        with self._folder as folder:
            said = [Path(folder, name).read_bytes() for name in STREAMS[1:]]
        return subprocess.CompletedProcess(["cleanup", *self._arguments], self._code, *said)


def run(arguments, cwd, env, folder, script) -> None:
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
        exec(script, {})  # noqa: S102  # of a test
        main()
    except SystemExit as done:
        code = done.code or 0
    except BaseException:  # noqa: BLE001  # as Python does
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def ended(pid, options=0) -> int | None:
    """The exit code of a fork, or None as long as it runs."""
    found, status = os.waitpid(pid, options)
    return os.waitstatus_to_exitcode(status) if found else None


def start(*of_the_run) -> int:
    """Fork, and run the command there."""
    pid = os.fork()
    if not pid:
        run(*of_the_run)
    return pid


def serve() -> None:
    """Answer each line of the standard input."""
    for command in COMMANDS:
        importlib.import_module(f"cleanup.cli.{command}")
    for module in ("cleanup.engines.local", "duckdb", "rich.console", "rich.table"):
        importlib.import_module(module)
    for text in LOADED:
        cleanup.clean(text)
    answers = {"start": start, "wait": ended, "poll": lambda pid: ended(pid, os.WNOHANG)}
    asked = os.fdopen(os.dup(0), "rb")
    answer = os.dup(1)
    for line in asked:
        question, *subject = json.loads(line)
        os.write(answer, json.dumps(answers[question](*subject)).encode() + b"\n")


if __name__ == "__main__":
    serve()
