"""Every command of the READMEs is run, and says what they say it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib

import pytest

from tests.support.docs import blocks, commands
from tests.support.paths import GOLDEN, ROOT, SEEDS

NOT_ZERO = {"cleanup run --diff seeds/": 1, "cleanup check seeds/": 1}


def test_commands_of_the_readme(typed):
    """They run in their order, exit as documented and print what is shown."""
    for line, shown in commands("README.md"):
        if line.startswith(("make", "pip install")):
            continue  # see the tests below; `make test` is what runs this
        done = typed(line)
        assert done.returncode == NOT_ZERO.get(line, 0), f"{line}\n{done.stderr.decode()}"
        if shown:
            assert shown.split() == done.stdout.decode().split()


def test_from_nothing_to_a_report_in_three_commands(typed, folder):
    """Those of the block after `make`, in both languages: install, clean, see what was done."""
    three = [line for line, _ in commands("README.md")][2:5]
    assert three == [line for line, _ in commands("README.zh-CN.md")][2:5]
    install, *others = three
    assert "[report]" in install
    for line in others:
        assert typed(line).returncode == 0
    assert "\u200b" not in (folder / "clean" / "corpus.jsonl").read_text("utf-8")
    assert "CHR001" in (folder / "clean.html").read_text("utf-8")


def test_what_is_installed_can_be_had():
    """The package and the extras of every `pip install` have the names that pyproject.toml says."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pages = (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
    text = "".join(page.read_text("utf-8") for page in pages)
    named = re.findall(r"corpus-cleanup(?!/)\[([\w,-]+)\]", text)
    assert project["name"] == "corpus-cleanup"
    assert {extra for one in named for extra in one.split(",")} <= {
        *project["optional-dependencies"]
    }
    assert named


def test_the_chinese_readme_has_no_other_commands():
    """So that those above stand for them."""
    known = [(line, shown.split()) for line, shown in commands("README.md")]
    assert [
        line for line, shown in commands("README.zh-CN.md") if (line, shown.split()) not in known
    ] == []


def test_python_of_the_readme(folder):
    """The example for Python does what it says."""
    (example,) = blocks("README.md", "python")
    done = subprocess.run(
        [sys.executable, "-W", "ignore::ResourceWarning", "-c", example],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "高新院" in done.stdout


def test_before_and_after_of_the_readme():
    """The lines that are shown as clean are lines of the clean text."""
    before, after = blocks("README.md", "text")
    clean = (GOLDEN / SEEDS[1].name).read_text("utf-8")
    for line in after.splitlines():
        assert line.strip("…") in clean
    raw = SEEDS[1].read_text("utf-8")
    for line in before.splitlines():
        assert line.strip("…") in raw


@pytest.mark.slow
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs a checkout to clone")
def test_make_run_on_a_fresh_clone(tmp_path):
    """The first command a newcomer types sets up and cleans the seeds."""
    subprocess.run(["git", "clone", "-q", ROOT, tmp_path / "clone"], check=True)
    environment = {key: value for key, value in os.environ.items() if key != "VIRTUAL_ENV"}
    environment["PIP_NO_COMPILE"] = "1"  # most of what is installed is not imported
    environment["CC"] = "/nonexistent"  # kernels are compiled in other tests
    subprocess.run(
        ["make", "run"], cwd=tmp_path / "clone", env=environment, check=True, capture_output=True
    )
    for seed in SEEDS:
        made = tmp_path / "clone" / "seeds.clean" / seed.name
        assert made.read_bytes() == (GOLDEN / seed.name).read_bytes()
