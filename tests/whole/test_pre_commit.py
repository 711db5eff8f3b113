"""The hooks, by real runs of pre-commit with this checkout on a repository with the seeds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.support.articles import put
from tests.support.folders import SITES
from tests.support.paths import GOLDEN, ROOT, SEEDS

# What a repository holds beside its corpus: no hook may touch it.
BESIDE = {
    "requirements.txt": "numpy>=1.26   \n\n\n\nrich\n",
    "vocab.txt": "[PAD]   \n[UNK]\n\n\n我\n##們\n",
    "CMakeLists.txt": "project(corpus)   \n\n\n\nadd_library(a a.c)\n",
    "records.txt": '{"id": 1, "note": "天亮了。<br/>我們上山。"}\n{"id": 2, "note": "&quot;"}\n',
    "table.text": "編號,標題\n1,甲&amp;乙\n2,丙\n3,丁\n",
    "README.md": "# 近\u200b日  \n\n\n\n正文\n",
    "page.html": "<p>近\u200b日</p>\n",
    "settings.json": '{"a":   1,\n\n\n\n "b": "&amp;"}\n',
    "setup.py": 'TEXT = "近\u200b日"   \n\n\n\n\n',
    "notes.rst": "近\u200b日   \n\n\n\n",
    # Rows with nothing to mend keep their form, whatever it is.
    "rows.jsonl": '{"id":1,   "text":"天亮了。"}\n{"id":2, "text":"我\\u5011上山。"}\n',
    "rows.ndjson": '{ "id": 1, "text": "天亮了。" }\n{ "id": 2, "text": "我們上山。" }\n',
    "rows.csv": '編號,"標題"\n1,"天亮了"\n2,我們上山\n3,"甲, 乙"\n',
    "rows.tsv": "編號\t標題\n1\t天亮了\n2\t我們上山\n3\t回家\n",
}
# Files of records that are mended, and what they become.
RECORDS = {
    "corpus.jsonl": (
        '{"id": 1, "text": "天亮了。<br/>我們上山。",  "n": 1.0}\n',
        '{"id": 1, "text": "天亮了。\\n我們上山。",  "n": 1.0}\n',
    ),
    "corpus.csv": ('id,text\n1,"近\u200b日"\n2,天亮了\n', 'id,text\n1,"近日"\n2,天亮了\n'),
}
# Pages of a site, of which single ones are handed over too.
PAGES = {f"{at}.txt": page for at, page in enumerate(SITES["promotion without menus"][0])}
RECURRING = "欢迎关注"

PIP = {
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_COMPILE": "1",
    "CC": "/nonexistent",  # kernels are compiled in other tests
}
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
    put(repository / "pages", PAGES)
    put(repository, {name: before for name, (before, _) in RECORDS.items()})
    (repository / ".pre-commit-config.yaml").write_text(CONFIGURATION.format(*hooks), "utf-8")
    git(repository, "init")
    git(repository, "add", "--all")
    home = str(tmp_path_factory.mktemp("home"))  # where the hooks are installed, once for all runs

    def run(hook, *files):
        which = ["--files", *files] if files else ["--all-files"]
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", hook, *which],
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

    run.pages = repository / "pages"
    return run


def test_hook_counts_files_that_it_is_not_handed(hooked):
    """So a single page loses what it has in common with the others, before they do and after."""
    first, *others, last = sorted(PAGES)
    for name in (first, last):
        code, _, output = hooked("cleanup", f"pages/{name}")
        assert code == 1, output
    assert {name: (hooked.pages / name).read_text("utf-8") for name in others} == {
        name: PAGES[name] for name in others
    }
    hooked("cleanup", "pages/" + others[0], *(f"pages/{name}" for name in others[1:]))
    for name in PAGES:
        assert RECURRING not in (hooked.pages / name).read_text("utf-8")


def test_hook_mends_then_passes(hooked):
    """The first run mends the seeds and fails; the second finds nothing and changes nothing."""
    golden = {seed.name: (GOLDEN / seed.name).read_bytes() for seed in SEEDS}
    found, texts, output = hooked("cleanup-check")
    assert found == 1, output
    assert "GLS001" in output
    first, texts, output = hooked("cleanup")
    assert (first, texts) == (1, golden), output
    for name, (_, after) in RECORDS.items():
        assert (hooked.pages.parent / name).read_text("utf-8") == after
    second, texts, output = hooked("cleanup")
    assert (second, texts) == (0, golden), output
