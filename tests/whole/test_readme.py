"""Every command of the READMEs is run, and says what they say it says."""

from __future__ import annotations

import gzip
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import GOLDEN, ROOT, SEEDS

BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
NOT_ZERO = {"cleanup run --diff seeds/": 1, "cleanup check seeds/": 1}


def blocks(readme, language):
    return [
        text for kind, text in BLOCK.findall((ROOT / readme).read_text("utf-8")) if kind == language
    ]


def commands(readme):
    """Each command line with the output that is shown below it."""
    for block in blocks(readme, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, output = part.partition("\n")
            yield line.partition(" #")[0].strip(), output


@pytest.fixture
def folder(tmp_path):
    """A folder as the README supposes: seeds/, a page and a corpus in several forms."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy(SEEDS[1], tmp_path / "page.txt")
    (tmp_path / "page.txt.gz").write_bytes(gzip.compress(SEEDS[1].read_bytes()))
    records = [
        {"url": f"https://a.example/{n}", "text": f"近\u200b日，第{n}座桥修好了。"}
        for n in range(9)
    ]
    lines = "".join(f"{json.dumps(record)}\n" for record in records)
    (tmp_path / "corpus.jsonl").write_text(lines)
    (tmp_path / "table.csv").write_text("id,body\n1,近\u200b日他來了\n")
    (tmp_path / "page.html").write_text("<html><body><p>近日，他來了。</p></body></html>")
    return tmp_path


@pytest.fixture
def typed(cleanup, folder):
    """Run a line as if it had been typed; one that begins with `cleanup` has no need of a shell."""

    def run(line):
        words = shlex.split(line)
        if words[0] != "cleanup" or "|" in words:
            path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
            return subprocess.run(
                line,
                shell=True,  # the lines are ours, and pipes are what they show
                cwd=folder,
                env={**os.environ, "PATH": path},
                capture_output=True,
                check=False,
            )
        command, _, place = line.partition(" > ")
        done = cleanup(*shlex.split(command)[1:], cwd=folder)
        if place:
            Path(folder, place).write_bytes(done.stdout)
            done.stdout = b""
        return done

    return run


def test_commands_of_the_readme(typed):
    """They run in their order, exit as documented and print what is shown."""
    for line, shown in commands("README.md"):
        if line.startswith("make"):
            continue  # test_make_run below; `make test` is what runs this
        done = typed(line)
        assert done.returncode == NOT_ZERO.get(line, 0), f"{line}\n{done.stderr.decode()}"
        if shown:
            assert shown.split() == done.stdout.decode().split()


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
