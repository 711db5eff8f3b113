"""What fuzzing has found once is not found again."""

from __future__ import annotations

import random

import pytest

from tests.fuzz.inputs import made_input
from tests.fuzz.targets import TARGETS, BreachError
from tests.support.paths import CASES

FINDINGS = sorted(path for path in (CASES / "fuzz").glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_finding_of_the_past(tmp_path, path):
    """It is named by its target and what was wrong."""
    TARGETS[path.parent.name](path.read_bytes(), tmp_path)


@pytest.mark.parametrize("name", TARGETS)
def test_an_input_is_the_same_every_time(tmp_path, name):
    """And a target takes it."""
    data = made_input(random.Random(f"{name}"))
    assert data == made_input(random.Random(f"{name}"))
    TARGETS[name](data, tmp_path)


def test_a_breach_is_told(tmp_path, monkeypatch):
    """A fuzzer that cannot find anything is none."""
    monkeypatch.setattr("tests.fuzz.targets.restore", lambda *_: "something else")
    with pytest.raises(BreachError, match="is not restored"):
        TARGETS["document"](b"\0\0\0\0" + "天亮了。\n".encode(), tmp_path)
