"""Fixtures: the command in forks or in this process, the real inputs, an engine on Spark."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from contextlib import nullcontext

import pytest
from hypothesis import settings

from cleanup.cli import main
from cleanup.engines.spark import SparkEngine
from cleanup.engines.spark_session import EXTRA, has_java
from tests.support.forks import Forks
from tests.support.object_store import serving
from tests.support.paths import ROOT, SEEDS

os.environ["LANGUAGE"] = "en"  # whatever the machine speaks

# The same examples on every machine; a slow machine is no failure.
settings.register_profile("project", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("project")

# On one machine, in this process' Java and in two more that it starts.
MASTERS = ("local[2,4]", "local-cluster[2,1,1024]")
INTEGRATED = ("aiohttp", "data_juicer", "datasets", "datatrove", "orjson", "pandas", "polars")


def missing(names):
    """The packages that are not installed."""
    return [name for name in names if importlib.util.find_spec(name) is None]


LACKING = {  # what the tests with a marker need, and is not there
    "spark": ", ".join(missing(EXTRA) + ["Java"] * (not has_java())),
    "integrations": ", ".join(missing(INTEGRATED)),
}


def pytest_collection_modifyitems(config, items):
    """Some tests need what not every machine has; where it is required, they fail without."""
    for marker, missing in LACKING.items():
        wanted = [item for item in items if item.get_closest_marker(marker)]
        if missing and wanted and os.environ.get(f"CLEANUP_REQUIRE_{marker.upper()}"):
            raise pytest.UsageError(f"the tests {marker} are required, but there is no {missing}")
        for item in wanted if missing else ():
            item.add_marker(pytest.mark.skip(reason=f"there is no {missing}"))


def pytest_terminal_summary(terminalreporter):
    """Say in one line what was not tested."""
    for marker, missing in LACKING.items():
        reports = terminalreporter.stats.get("skipped", ())
        if skipped := [report for report in reports if marker in report.keywords]:
            why = f"no {missing}; `make test-{marker}` runs them"
            terminalreporter.write_line(f"{len(skipped)} tests {marker} skipped: {why}")


@pytest.fixture(scope="session")
def object_store():
    """The environment in which clients find a server of objects; empty where none can be had."""
    with serving() if importlib.util.find_spec("moto") else nullcontext({}) as environment:
        yield environment


@pytest.fixture(scope="session", params=MASTERS)
def spark_engine(request, tmp_path_factory, object_store):
    """An engine on each master; a process has one at a time, so tests go master by master."""

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))  # the workers import functions from there
        for name, value in object_store.items():  # and read objects, as its Java hands this on
            patch.setenv(name, value)
        with SparkEngine(tmp_path_factory.mktemp("spark"), master=request.param) as engine:
            yield engine


@pytest.fixture(scope="session")
def forks():
    """What forks the command, once for all tests of a process."""
    forks = Forks()
    yield forks
    forks.close()


def said(request, arguments):
    """The arguments as strings; where the test is marked so, documents are not compared."""
    command, *others = map(os.fspath, arguments)
    marker = request.node.get_closest_marker("dedupe")
    alone = marker and not marker.args[0] and command in ("run", "check")
    return [command, *(["--no-dedupe"] if alone else ()), *others]


@pytest.fixture
def cleanup(request, tmp_path, forks):
    """Run `cleanup` with arguments in a process of its own, in a folder of the test's.

    With `script`, that is run first; with `wait=False` what comes back is the running process.
    """

    def run(*arguments, stdin=b"", cwd=tmp_path, env=(), script="", wait=True):
        environment = {**os.environ, "COLUMNS": "120", **dict(env)}
        process = forks.start(said(request, arguments), stdin, cwd, environment, script)
        return process.done() if wait else process

    return run


@pytest.fixture
def inside(request, tmp_path, monkeypatch, capsysbinary):
    """As `cleanup`, in this process: for what needs no other one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["cleanup", *said(request, arguments)])
        with pytest.raises(SystemExit) as done:
            main()
        streams = capsysbinary.readouterr()
        return subprocess.CompletedProcess(arguments, done.value.code, streams.out, streams.err)

    return run


@pytest.fixture
def seeds(tmp_path):
    """A copy of the two real inputs, in a folder `seeds`."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    for seed in SEEDS:
        (folder / seed.name).write_bytes(seed.read_bytes())
    return folder
