"""What recurs, counted over all files that git tracks, whatever a hook is handed."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.support.articles import put
from tests.support.folders import SITES
from tests.support.runs import files_of

pytestmark = [
    pytest.mark.dedupe(False),
    pytest.mark.skipif(shutil.which("git") is None, reason="no git"),
]

PAGES = {f"{at:02}.txt": page for at, page in enumerate(SITES["promotion without menus"][0])}
CLEAN = {f"{at:02}.txt": article for at, article in enumerate(SITES["promotion without menus"][1])}
MEND = ("run", "--in-place", "--skip-other-kinds", "--count-tracked")
RECURRING = "欢迎关注"
# Files that are tracked beside the pages, and are no pages.
BESIDE = {"README.md": "# 文集\n", "p.py": "print(1)\n", "t.json": "{}\n", "b.txt": b"\x00" * 99}
NAMES = [*PAGES]
# What is handed over, call by call: all that is named in one of them is mended in the end.
CALLS = {
    "all at once": [NAMES],
    "all, the other way round": [NAMES[::-1]],
    "one by one": [[name] for name in NAMES],
    "one by one, from the last": [[name] for name in reversed(NAMES)],
    "the first alone": [NAMES[:1]],
    "the last two": [NAMES[-2:]],
    "half, then the rest": [NAMES[::2], NAMES[1::2]],
    "twice": [NAMES, NAMES],
    "with files of other kinds": [["README.md", "t.json", NAMES[0]], ["p.py"]],
}


def words(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.fixture
def repository(tmp_path):
    """A repository that tracks the pages in a folder, and other files beside them."""
    root = tmp_path / "repository"
    put(root / "pages", {**PAGES, **BESIDE})
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    subprocess.run(["git", "add", "-A"], cwd=root, check=True)
    return root


@pytest.mark.parametrize("case", CALLS)
def test_what_becomes_of_a_file_does_not_depend_on_the_others(cleanup, repository, case):
    """Nor on what was mended before; and what is not handed over is not touched."""
    calls = CALLS[case]
    for names in calls:
        done = cleanup(*MEND, *(f"pages/{name}" for name in names), cwd=repository)
        assert done.returncode == 0, done.stderr
    handed = {name for names in calls for name in names}
    found = {path.name: path.read_bytes() for path in (repository / "pages").iterdir()}
    for name, page in PAGES.items():
        expected = CLEAN[name] if name in handed else page
        assert words(found[name].decode()) == words(expected)
    others = {name: found[name] for name in BESIDE}
    assert others == {n: t if isinstance(t, bytes) else t.encode() for n, t in BESIDE.items()}


def test_the_working_folder_does_not_matter(cleanup, repository):
    """Nor whether a path is whole, or leads over a link to the repository."""
    link = repository.parent / "link"
    link.symlink_to("repository")
    first, second, third = NAMES[:3]
    cleanup(*MEND, first, cwd=repository / "pages")
    cleanup(*MEND, repository / "pages" / second, cwd=repository.parent)
    cleanup(*MEND, f"link/pages/{third}", cwd=repository.parent)
    for name in (first, second, third):
        assert RECURRING not in (repository / "pages" / name).read_text("utf-8")


def test_check_and_streams_count_the_same(cleanup, repository):
    """But only if they are asked to: what is named alone is else judged alone."""
    for command in (("check",), ("run", "--diff")):
        alone = cleanup(*command, f"pages/{NAMES[0]}", cwd=repository).stdout.decode()
        counted = cleanup(*command, "--count-tracked", f"pages/{NAMES[0]}", cwd=repository)
        assert RECURRING not in alone
        assert RECURRING in counted.stdout.decode()
    assert {*files_of(repository / "pages")} == {*PAGES, *BESIDE}


@pytest.mark.parametrize("lost", ["the repository", "git", "its index"])
def test_without_git_only_what_is_named_is_counted(cleanup, repository, lost):
    """It is no error."""
    env = {}
    if lost == "the repository":
        shutil.rmtree(repository / ".git")
    elif lost == "git":
        env = {"PATH": ""}
    else:
        (repository / ".git/index").write_bytes(b"x")
    command = ("check", "--count-tracked")
    done = cleanup(*command, f"pages/{NAMES[0]}", cwd=repository, env=env)
    assert done.returncode in (0, 1)
    assert RECURRING not in done.stdout.decode()
    done = cleanup(*command, *(f"pages/{name}" for name in NAMES), cwd=repository, env=env)
    assert RECURRING in done.stdout.decode()


def test_links_and_untracked_files_do_not_count(cleanup, repository):
    """Else what lies outside of the repository, or is nobody's, would."""
    pages = repository / "pages"
    put(repository.parent / "outside", PAGES)
    for name in NAMES[1:]:
        (pages / name).unlink()
        (pages / name).symlink_to(repository.parent / "outside" / name)
        put(pages, {f"untracked-{name}": PAGES[name]})
    done = cleanup("check", "--count-tracked", f"pages/{NAMES[0]}", cwd=repository)
    assert RECURRING not in done.stdout.decode()
