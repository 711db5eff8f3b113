"""A few of the faults that `make faults` makes."""

from __future__ import annotations

import signal

import pytest

from tests.faults.plays import HARMLESS, OF_INPUTS, TOGETHER, moments_of, played
from tests.faults.scenes import SCENES
from tests.faults.stage import Stage, compiled


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """Where scenes are played."""
    folder = tmp_path_factory.mktemp("faults")
    shim = compiled(folder)
    if shim is None:
        pytest.skip("no C compiler, or no /proc: no faults can be made")
    made = Stage(folder, shim)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("kind", "share"), [("kill", 0.3), ("kill", 0.8), ("term", 0.6), ("EIO", 0.5), ("ENOSPC", 0.7)]
)
@pytest.mark.parametrize("name", ["in place", "a stream"])
def test_nothing_is_lost(stage, name, kind, share):
    """At a share of the moments that a scene has."""
    played(stage, name, kind, round(moments_of(stage, name, kind) * share))


@pytest.mark.parametrize("kind", [*OF_INPUTS, *HARMLESS, *TOGETHER])
@pytest.mark.parametrize("name", ["shards in place"])
def test_nothing_is_lost_of_inputs_by_time_or_by_another_run(stage, name, kind):
    """Neither when they change, nor when reading is slow, the clock jumps, or two runs meet."""
    played(stage, name, kind, round(moments_of(stage, name, kind) * 0.4))


@pytest.mark.parametrize(("kind", "code"), [("kill", -signal.SIGKILL), ("term", 143), ("EIO", 2)])
def test_a_fault_happens(stage, kind, code):
    """Without it the tests above would tell nothing."""
    place = stage.folder / f"happens {kind}"
    stage.prepared("a stream", place)
    done = stage.run(place, SCENES["a stream"].command, kind, 20)
    assert done.returncode == code


@pytest.mark.parametrize("kind", OF_INPUTS)
def test_an_input_is_another_one(stage, kind):
    """As above."""
    place = stage.folder / f"happens {kind}"
    stage.prepared("a stream", place)
    done = stage.run(place, SCENES["a stream"].command, kind, 1)
    assert (place / "count.input").exists()
    assert done.returncode == 2 or done.stdout != stage.undisturbed("a stream").said


def test_what_is_lost_is_seen(stage, monkeypatch):
    """A run that would leave a temporary folder, or other results, fails the test."""
    known = stage.undisturbed("in place")
    made = {**known.made[0], "in/z": b""}, known.made[1]
    monkeypatch.setitem(stage.known, "in place", known._replace(made=made))
    with pytest.raises(AssertionError):
        played(stage, "in place", "kill", 5)
