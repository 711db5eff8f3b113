"""The driver of a run on Spark is killed, and the same command comes to the same end."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time

import pytest

from tests.faults.scenes import SHARDS, TEXTS
from tests.support.articles import all_files, ledger_of, put
from tests.support.runs import COMMAND

KILLS = int(os.environ.get("SPARK_KILLS", "1"))
RUN = (*COMMAND, "run", "in", "-o", "out", "--engine", "spark", "--jobs", "2")

pytestmark = pytest.mark.spark


def started(place, temporary):
    """The command, in a group of processes of its own."""
    environment = {**os.environ, "TMPDIR": str(temporary)}
    return subprocess.Popen(
        RUN, cwd=place, env=environment, stderr=subprocess.PIPE, start_new_session=True
    )


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """What a run makes in the end, and how many seconds it takes."""
    place = tmp_path_factory.mktemp("spark")
    put(place / "in", TEXTS | SHARDS)
    began = time.monotonic()
    run = started(place, tmp_path_factory.mktemp("temporary"))
    _, said = run.communicate()
    assert run.returncode == 0, said.decode()
    return all_files(place), ledger_of(place / "out"), time.monotonic() - began


@pytest.mark.parametrize("number", range(KILLS))
def test_a_driver_that_is_killed(tmp_path, undisturbed, number):
    """At a moment by chance; Java and the workers end by themselves."""
    files, ledger, seconds = undisturbed
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    put(tmp_path / "work/in", TEXTS | SHARDS)
    first = started(tmp_path / "work", temporary)
    time.sleep(random.Random(number).uniform(0.2, 1) * seconds)
    os.kill(first.pid, signal.SIGKILL)
    first.communicate()  # until nobody has its standard error any more
    again = started(tmp_path / "work", temporary)
    _, said = again.communicate()
    assert again.returncode == 0, said.decode()
    assert all_files(tmp_path / "work") == files
    assert ledger_of(tmp_path / "work/out") == ledger
    examined = subprocess.run(
        [*COMMAND, "fsck", "out"], cwd=tmp_path / "work", capture_output=True, check=False
    )
    assert examined.returncode == 0, examined.stdout.decode()
    litter = [path.name for path in temporary.iterdir() if path.name.endswith(".scratch")]
    assert not litter
    shutil.rmtree(tmp_path / "work")
