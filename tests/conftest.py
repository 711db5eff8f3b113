"""What several tests share: where things are, and how to run the real command."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from cleanup.cli import main
from cleanup.engines.spark import SparkEngine
from cleanup.engines.spark_session import EXTRA, has_java
from forks import Forks

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
GOLDEN = ROOT / "tests" / "golden"

# The same examples on every machine; a slow machine is no failure.
settings.register_profile("project", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("project")

# On one machine, in this process' Java and in two more that it starts.
MASTERS = ("local[2,4]", "local-cluster[2,1,1024]")
MISSING = ", ".join(
    [name for name in EXTRA if importlib.util.find_spec(name) is None] + ["Java"] * (not has_java())
)


def pytest_collection_modifyitems(config, items):
    """Tests on Spark need what not every machine has; where it is required, they fail without."""
    wanted = [item for item in items if item.get_closest_marker("spark")]
    if MISSING and wanted and os.environ.get("CLEANUP_REQUIRE_SPARK"):
        raise pytest.UsageError(f"the tests on Spark are required, but there is no {MISSING}")
    for item in wanted if MISSING else ():
        item.add_marker(pytest.mark.skip(reason=f"there is no {MISSING}"))


def pytest_terminal_summary(terminalreporter):
    """Say in one line what was not tested."""
    skipped = [
        report for report in terminalreporter.stats.get("skipped", ()) if "spark" in report.keywords
    ]
    if skipped:
        terminalreporter.write_line(
            f"{len(skipped)} tests on Spark skipped: no {MISSING}; `make test-spark` runs them"
        )


@pytest.fixture(scope="session", params=MASTERS)
def spark_engine(request, tmp_path_factory):
    """An engine on each master; a process has one at a time, so tests go master by master."""

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT / "tests"))  # the workers import functions from there
        with SparkEngine(tmp_path_factory.mktemp("spark"), master=request.param) as engine:
            yield engine


@pytest.fixture(scope="session")
def forks():
    """What forks the command, once for all tests of a process."""
    forks = Forks()
    yield forks
    forks.close()


@pytest.fixture
def cleanup(tmp_path, forks):
    """Run `cleanup` with arguments in a process of its own, in a folder of the test's."""

    def run(*arguments, stdin=b"", cwd=tmp_path, env=()):
        environment = {**os.environ, "COLUMNS": "120", **dict(env)}
        return forks.run([*map(os.fspath, arguments)], stdin, cwd, environment)

    return run


@pytest.fixture
def inside(tmp_path, monkeypatch, capsysbinary):
    """As `cleanup`, in this process: for what needs no other one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["cleanup", *map(os.fspath, arguments)])
        with pytest.raises(SystemExit) as done:
            main()
        said = capsysbinary.readouterr()
        return subprocess.CompletedProcess(arguments, done.value.code, said.out, said.err)

    return run


@pytest.fixture
def seeds(tmp_path):
    """A copy of the two real inputs, in a folder `seeds`."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    for seed in SEEDS:
        (folder / seed.name).write_bytes(seed.read_bytes())
    return folder
