"""Compiled kernels do what their plain source does; which of them runs is settled by the source."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cleanup import kernels
from cleanup.data import bigrams, simplified
from cleanup.text.codes import handed
from cleanup.text.likelihood import bits
from cleanup.text.pair_costs import RAREST, SLOTS, characters, table, tables
from tests.support.kernels import ANY, PROSE, TEXTS, both
from tests.support.paths import ROOT


def weighed(module, text, words):
    """What the kernel of costs tells of a text."""
    return module.bits(*tables(), handed(text), words)


def in_tenths(text):
    """The cost of a text by the lists that the model is kept in."""
    costs = {
        first: {one: 10 * bits for bits, column in enumerate(columns) for one in column}
        for first, (_, columns) in bigrams().items()
    }
    total = 0
    for first, second in pairwise(text.translate(simplified())):
        known = costs.get(first, {}).get(second)
        backoff = 10 * bigrams()[first][0] if first in costs else 0
        total += backoff + costs[""].get(second, RAREST) if known is None else known
    return round(total)


def test_costs_are_those_of_the_model():
    """Listed pairs, pairs that are not, characters that are not, both Chinese scripts."""
    text = f"{PROSE}龘靐 \x00{ANY[0]}{PROSE[::-1]}"
    assert bits(text) == in_tenths(text) / 10


@given(TEXTS, st.booleans())
@example("", False)
@example("中", True)
def test_costs_compiled_and_plain(text, words):
    """The same number for any text."""
    compiled, plain = both("pairs")
    assert weighed(compiled, text, words) == weighed(plain, text, words)


@pytest.mark.parametrize("text", ANY)
def test_costs_of_all_planes(text):
    """Also of code points that no text has."""
    compiled, plain = both("pairs")
    for words in (False, True):
        assert weighed(compiled, text, words) == weighed(plain, text, words)


def test_every_pair_is_found():
    """The table gives back each pair that it was made of, and ends with a free slot."""
    known = characters()
    assert table()[-1] == 0
    assert sum(entry > 0 for entry in table()) == len(known.pairs.cost) < SLOTS
    letters = f"\0{known.known}"
    step = len(known.pairs.cost) // 500
    for first, second, cost in zip(*(column[::step] for column in known.pairs), strict=True):
        if (
            known.folded[ord(letters[first])] == first
            and known.folded[ord(letters[second])] == second
        ):
            assert bits(letters[first] + letters[second]) == cost / 10


@pytest.fixture
def elsewhere(tmp_path):
    """A copy of the package of kernels alone, and what it says of itself in a new process."""
    folder = tmp_path / "kernels"
    shutil.copytree(kernels.FOLDER, folder)

    def run(path=tmp_path, **variables):
        inherited = {name: value for name, value in os.environ.items() if "CLEANUP_" not in name}
        return subprocess.run(
            [sys.executable, "-c", "import kernels; print(kernels.kind())"],
            env={**inherited, "PYTHONPATH": str(path), **variables},
            check=False,  # where compiled kernels are required it fails
            capture_output=True,
            text=True,
        )

    return folder, run


def test_what_is_compiled_is_taken(elsewhere):
    """As long as it is that of the source, and unless plain Python is asked for."""
    both("pairs")
    _, run = elsewhere
    assert run().stdout == run(CLEANUP_COMPILED="1").stdout == "compiled\n"
    assert run(CLEANUP_PURE="1").stdout == "plain\n"


@pytest.mark.parametrize("suffix", [".py", ".pxd"])
def test_what_is_older_than_its_source_is_not_taken(elsewhere, suffix):
    """Either file of the source: nothing compiled bears its name any more."""
    folder, run = elsewhere
    with (folder / f"pairs{suffix}").open("a") as file:
        file.write("\n# changed\n")
    assert run().stdout == "plain\n"
    required = run(CLEANUP_COMPILED="1")
    assert required.returncode == 1
    assert "ImportError" in required.stderr or "ModuleNotFoundError" in required.stderr


def test_in_an_archive_kernels_are_plain(elsewhere):
    """As the workers of Spark are sent them."""
    folder, run = elsewhere
    archive = shutil.make_archive(folder.parent / "sent", "zip", folder.parent, "kernels")
    assert run(archive).stdout == "plain\n"


def built(wheels, clone, environment):
    """Build the wheel of a clone of the project."""
    subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
    build = [sys.executable, "-m", "pip", "--quiet", "wheel", "--no-deps", "--wheel-dir", wheels]
    environment = {**os.environ, **environment}
    subprocess.run([*build, clone], env=environment, check=True, capture_output=True)
    return wheels.iterdir()


@pytest.mark.wheel
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs a checkout to clone")
def test_two_builds_are_one_wheel(tmp_path):
    """To the byte, wherever they are made; the time is that which SOURCE_DATE_EPOCH says."""
    time = {"SOURCE_DATE_EPOCH": "1700000000"}
    (one,) = built(tmp_path / "one", tmp_path / "a", time)
    (other,) = built(tmp_path / "other", tmp_path / "deeper" / "b", time)
    assert one.name == other.name
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    ("compiler", "kind"),
    [
        ("/nonexistent", "plain"),
        pytest.param(
            "cc", "compiled", marks=pytest.mark.skipif(not shutil.which("cc"), reason="no compiler")
        ),
    ],
)
@pytest.mark.wheel
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs a checkout to clone")
def test_a_wheel_is_built_with_and_without_a_compiler(tmp_path, compiler, kind):
    """It installs and runs either way; it is for any machine where nothing was compiled."""
    wheels, installed = tmp_path / "wheels", tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "--quiet"]
    (wheel,) = built(wheels, tmp_path / "clone", {"CC": compiler})
    assert ("py3-none-any" in wheel.name) == (kind == "plain")
    install = [*pip, "install", "--no-deps", "--target", installed, wheel]
    subprocess.run(install, check=True, capture_output=True)
    done = subprocess.run(
        [sys.executable, "-m", "cleanup", "--version", "-v"],
        env={**os.environ, "PYTHONPATH": str(installed), kernels.PURE: ""},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.endswith(f"kernels: {kind}\n")
