"""The hooks, by a real `pre-commit try-repo` of this checkout on a repository with the seeds."""

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

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="the hooks are taken from a checkout"),
    pytest.mark.skipif(shutil.which("git") is None, reason="no git"),
]


@pytest.fixture(scope="module")
def hooked(tmp_path_factory):
    """Run one of our hooks on all files of a repository that holds the seeds."""
    repository = tmp_path_factory.mktemp("corpus")
    for seed in SEEDS:
        (repository / seed.name).write_bytes(seed.read_bytes())
    for name, text in BESIDE.items():
        (repository / name).write_text(text, "utf-8")
    for command in ("init", "add --all"):
        subprocess.run(["git", *command.split()], cwd=repository, check=True, capture_output=True)

    def run(hook):
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "try-repo", ROOT, hook, "--all-files"],
            cwd=repository,
            env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
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
