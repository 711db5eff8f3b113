"""What the package is built from and developed with is what it says."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.support.paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
HASHES = r"((?: \\\n    --hash=sha256:[0-9a-f]{64})+)"
PINNED = re.compile(rf"^([a-z0-9._-]+)==(\S+){HASHES}$", re.MULTILINE)
EXTRAS = {"dev": ("dev",), "supply": ("dev", "supply")}


@pytest.mark.parametrize("extra", EXTRAS)
def test_development_tools_are_pinned_with_hashes(extra):
    """All that are asked for, in releases that are; `make lock` makes the file anew."""
    text = (ROOT / f"requirements-{extra}.txt").read_text("utf-8")
    pinned = {name: version for name, version, _ in PINNED.findall(text)}
    assert len(pinned) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE))  # nothing without
    assert "://" not in text
    wanted = [*PROJECT["dependencies"]]
    wanted += [one for name in EXTRAS[extra] for one in PROJECT["optional-dependencies"][name]]
    for requirement in map(Requirement, wanted):
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        assert requirement.specifier.contains(pinned.get(name, "")), requirement
