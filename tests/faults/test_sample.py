"""A few of the faults that `make faults` makes."""

from __future__ import annotations

import signal

import pytest

from tests.faults.scenes import SCENES, Stage, compiled


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
    stage.played(name, kind, round(stage.undisturbed(name)[0] * share))


@pytest.mark.parametrize(("kind", "code"), [("kill", -signal.SIGKILL), ("term", 143), ("EIO", 2)])
def test_a_fault_happens(stage, kind, code):
    """Without it the tests above would tell nothing."""
    place = stage.folder / f"happens {kind}"
    stage.prepared("a stream", place)
    done, _ = stage.run(place, SCENES["a stream"].command, kind, 20)
    assert done.returncode == code


def test_what_is_lost_is_seen(stage, monkeypatch):
    """A run that would leave a temporary folder, or other results, fails the test."""
    moments, said, (files, _) = stage.undisturbed("in place")
    monkeypatch.setitem(stage.known, "in place", (moments, said, ({**files, "in/z": b""}, None)))
    with pytest.raises(AssertionError):
        stage.played("in place", "kill", 5)
