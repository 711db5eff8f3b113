"""Fixtures: what the documentation supposes, and its commands as somebody would type them."""

from __future__ import annotations

import gzip
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT, SEEDS


@pytest.fixture
def folder(tmp_path):
    """A folder as the documentation supposes: seeds/, a page and a corpus in several forms."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(SEEDS[1], tmp_path / "page.txt")
    (tmp_path / "page.txt.gz").write_bytes(gzip.compress(SEEDS[1].read_bytes()))
    records = [
        {"url": f"https://a.example/{n}", "text": f"近\u200b日，第{n}座桥修好了。"}
        for n in range(9)
    ]
    lines = "".join(f"{json.dumps(record)}\n" for record in records)
    (tmp_path / "corpus.jsonl").write_text(lines)
    (tmp_path / "table.csv").write_text("id,body\n1,近\u200b日他來了\n")
    (tmp_path / "page.html").write_text("<html><body><p>近日，他來了。</p></body></html>")
    return tmp_path


@pytest.fixture
def typed(cleanup, folder):
    """Run a line as if it had been typed; one that begins with `cleanup` has no need of a shell."""

    def run(line):
        words = shlex.split(line)
        if words[0] != "cleanup" or "|" in words:
            path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
            return subprocess.run(
                line,
                shell=True,  # the lines are ours, and pipes are what they show
                cwd=folder,
                env={**os.environ, "PATH": path},
                capture_output=True,
                check=False,
            )
        command, _, place = line.partition(" > ")
        done = cleanup(*shlex.split(command)[1:], cwd=folder)
        if place:
            Path(folder, place).write_bytes(done.stdout)
            done.stdout = b""
        return done

    return run
