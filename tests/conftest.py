"""What several tests share: where things are, and how to run the real command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
GOLDEN = ROOT / "tests" / "golden"

# The same examples on every machine; a slow machine is no failure.
settings.register_profile("project", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("project")


@pytest.fixture
def cleanup(tmp_path):
    """Run `cleanup` with arguments, in a folder of its own."""

    def run(*arguments, stdin=b"", cwd=tmp_path, env=()):
        return subprocess.run(
            [sys.executable, "-m", "cleanup", *map(os.fspath, arguments)],
            input=stdin,
            capture_output=True,
            cwd=cwd,
            env={**os.environ, "COLUMNS": "120", **dict(env)},
            check=False,
        )

    return run


@pytest.fixture
def seeds(tmp_path):
    """A copy of the two real inputs, in a folder `seeds`."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    for seed in SEEDS:
        (folder / seed.name).write_bytes(seed.read_bytes())
    return folder
