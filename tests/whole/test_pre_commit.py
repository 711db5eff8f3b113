"""The hooks, by real runs of pre-commit with this checkout on a repository with the seeds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.support.paths import GOLDEN, ROOT, SEEDS

# What a repository holds beside its corpus: no hook may touch it.
BESIDE = {
    "requirements.txt": "numpy>=1.26   \n\n\n\nrich\n",
    "vocab.txt": "[PAD]   \n[UNK]\n\n\n我\n##們\n",
    "CMakeLists.txt": "project(corpus)   \n\n\n\nadd_library(a a.c)\n",
    "records.txt": '{"id": 1, "text": "天亮了。<br/>我們上山。"}\n{"id": 2, "text": "&quot;"}\n',
    "table.text": "編號,標題\n1,甲&amp;乙\n2,丙\n3,丁\n",
    "README.md": "# 近\u200b日  \n\n\n\n正文\n",
    "page.html": "<p>近\u200b日</p>\n",
}

PIP = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_COMPILE": "1"}
CONFIGURATION = """\
repos:
- repo: {}
  rev: {}
  hooks:
  - id: cleanup
  - id: cleanup-check
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="the hooks are taken from a checkout"),
    pytest.mark.skipif(shutil.which("git") is None, reason="no git"),
]


def git(folder, *arguments, given=b""):
    """What git says in a folder."""
    done = subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x", *arguments],
        cwd=folder,
        input=given,
        check=True,
        capture_output=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def hooks(tmp_path_factory):
    """A repository with this checkout as it is, also where it is not committed; its revision."""
    clone = tmp_path_factory.mktemp("hooks") / "clone"
    git(ROOT, "clone", "-q", ROOT, clone)
    if changes := git(ROOT, "diff", "HEAD", "--binary"):
        git(clone, "apply", "--index", given=changes)
        git(clone, "commit", "-qm", "as it is")
    return clone, git(clone, "rev-parse", "HEAD").decode().strip()


@pytest.fixture(scope="module")
def hooked(tmp_path_factory, hooks):
    """Run one of our hooks on all files of a repository that holds the seeds."""
    repository = tmp_path_factory.mktemp("corpus")
    for seed in SEEDS:
        (repository / seed.name).write_bytes(seed.read_bytes())
    for name, text in BESIDE.items():
        (repository / name).write_text(text, "utf-8")
    (repository / ".pre-commit-config.yaml").write_text(CONFIGURATION.format(*hooks), "utf-8")
    git(repository, "init")
    git(repository, "add", "--all")
    home = str(tmp_path_factory.mktemp("home"))  # where the hooks are installed, once for all runs

    def run(hook):
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", hook, "--all-files"],
            cwd=repository,
            env={**os.environ, **PIP, "PRE_COMMIT_HOME": home},
            capture_output=True,
            text=True,
            check=False,
        )
        texts = {seed.name: (repository / seed.name).read_bytes() for seed in SEEDS}
        beside = {name: (repository / name).read_text("utf-8") for name in BESIDE}
        assert BESIDE == beside
        return done.returncode, texts, done.stdout

    return run


def test_hook_mends_then_passes(hooked):
    """The first run mends the seeds and fails; the second finds nothing and changes nothing."""
    golden = {seed.name: (GOLDEN / seed.name).read_bytes() for seed in SEEDS}
    found, texts, output = hooked("cleanup-check")
    assert found == 1, output
    assert "GLS001" in output
    first, texts, output = hooked("cleanup")
    assert (first, texts) == (1, golden), output
    second, texts, output = hooked("cleanup")
    assert (second, texts) == (0, golden), output
