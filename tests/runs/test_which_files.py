"""Which files of a folder are cleaned: what .gitignore files say, and what is named."""

from __future__ import annotations

import os
import random
import shutil
import subprocess

import pytest

from cleanup import Plan, clean_folder, events
from cleanup.formats.folder import walk
from tests.support.articles import put
from tests.support.runs import CLEAN, DIRTY, files_of

pytestmark = pytest.mark.dedupe(False)

FILES = ("a.txt", "b.txt", "sub/a.txt", "sub/c.txt", "sub/deep/a.txt", "old/a.txt")
# What .gitignore files say, the paths that are named, which files are cleaned then, and how many
# paths are told to be ignored. A folder `repo` is a repository, and all lies in `repo/in`.
CASES = {
    "none": ({}, ["in"], {*FILES}, 0),
    "a name": ({"in": "a.txt\n"}, ["in"], {"b.txt", "sub/c.txt"}, 4),
    "a folder is one path": ({"in": "sub/\n"}, ["in"], {"a.txt", "b.txt", "old/a.txt"}, 1),
    "a name at the top": ({"in": "/a.txt\n"}, ["in"], {*FILES} - {"a.txt"}, 1),
    "all but one": ({"in": "*\n!b.txt\n"}, ["in"], {"b.txt"}, 3),
    "a file of the folder below": ({"in/sub": "a.txt\n"}, ["in"], {*FILES[:2], *FILES[3::2]}, 2),
    "the nearest one holds": (
        {"in": "a.txt\n", "in/sub": "!a.txt\n"},
        ["in"],
        {"b.txt", "sub/a.txt", "sub/c.txt", "sub/deep/a.txt"},
        2,
    ),
    "above, in the repository": ({".": "in/a.txt\nold\n"}, ["in"], {*FILES[1:5]}, 2),
    "above the repository": ({"..": "*.txt\n"}, ["in"], {*FILES}, 0),
    "a folder that is named": ({".": "in/\n"}, ["in"], {*FILES}, 0),
    "below one that is ignored": ({".": "in/\n"}, ["in/sub"], {"a.txt", "c.txt", "deep/a.txt"}, 0),
    "a file that is named": ({"in": "*\n"}, ["in/a.txt", "in/old"], {"a.txt"}, 0),
    "a mark, blanks, a comment": (
        {"in": "\ufeffa.txt  \r\n# b.txt\n\n"},
        ["in"],
        {"b.txt", "sub/c.txt"},
        4,
    ),
    "no pattern": ({"in": "!\n/\n[\n"}, ["in"], {*FILES}, 0),
}
# Names and patterns of which .gitignore files are made by lot; git says what they mean.
FOLDERS, NAMES = ("a", "b", "data"), ("x.txt", "y.txt", "b.md")
PATTERNS = (
    *("a", "b/", "/a", "data/", "*.txt", "!x.txt", "!*.txt", "/*", "!/data/", "!data/", "*", "!a/"),
    *("a/b", "a/**", "**/b", "a/**/x.txt", "data/*", "!data/x.txt", "/data/a/", "**/a/", "!b", "?"),
    *("[ab]", "\\!x", "#c", "x.*", "!/a", "b/x.txt", "**", "!**/", "a/*/", "\\a", "data/**/b/"),
    *("x.txt/", " ", "a ", "/", "!/", "x.txt\\ ", "[!x].txt", "**/data/**", "y.txt\r"),
)
LOTS = 60


@pytest.fixture
def repository(tmp_path):
    """A folder `repo` that git takes for a repository, with the files below `in`."""
    put(tmp_path / "repo/in", dict.fromkeys(FILES, DIRTY))
    (tmp_path / "repo/.git").mkdir()
    return tmp_path / "repo"


@pytest.mark.parametrize("case", CASES)
def test_what_is_ignored_is_left_alone_and_counted(cleanup, repository, case):
    said, named, expected, ignored = CASES[case]
    put(repository, {f"{folder}/.gitignore": text for folder, text in said.items()})
    done = cleanup("run", *named, "-o", "out", cwd=repository)
    assert {*files_of(repository / "out")} == expected
    line = f"Ignored by .gitignore: {ignored} path"
    assert (line in done.stderr.decode()) == (ignored > 0)
    assert ("--no-ignore takes" in done.stderr.decode()) == (ignored > 0)


def test_no_ignore_takes_all(cleanup, repository):
    put(repository, {".gitignore": "*.txt\n", "in/.gitignore": "*\n"})
    done = cleanup("run", "--no-ignore", "in", cwd=repository)
    assert {*files_of(repository / "in.clean")} == {*FILES}
    assert b"gnored" not in done.stderr


def test_every_way_of_running_leaves_the_same_alone(cleanup, repository):
    """Streams, checks and mending in place, and each says so."""
    put(repository, {"in/.gitignore": "sub\nold\nb.txt\n"})
    for command in (("check", "in"), ("run", "--diff", "in"), ("run", "--format", "jsonl", "in")):
        done = cleanup(*command, cwd=repository)
        assert b"a.txt" in done.stdout
        assert b"b.txt" not in done.stdout
        assert b"Ignored by .gitignore: 3 paths; --no-ignore takes them" in done.stderr
    done = cleanup("run", "--in-place", "in", cwd=repository)
    assert b"Ignored by .gitignore: 3 paths" in done.stderr
    mended = {name for name, text in files_of(repository / "in").items() if text == CLEAN.encode()}
    assert mended == {"a.txt"}


def test_a_folder_of_which_all_is_ignored(cleanup, repository):
    """It is an error, as an empty one is, and why it is so is said."""
    put(repository, {"in/.gitignore": "*\n"})
    done = cleanup("run", "in", cwd=repository)
    assert done.returncode == 2
    assert b"in: a folder without files to clean" in done.stderr
    assert b"Ignored by .gitignore: 4 paths; --no-ignore takes them" in done.stderr


def test_programs_are_told(repository):
    """An event has the folder and the number of paths; the plan says that nothing is ignored."""
    put(repository, {"in/.gitignore": "sub/\n"})
    for plan, expected in ((Plan(), [1]), (Plan(no_ignore=True), [])):
        told = []
        clean_folder(repository / "in", repository / "out", plan=plan, tell=told.append)
        ignored = [event for event in told if isinstance(event, events.Ignored)]
        assert [event.paths for event in ignored] == expected
        assert {event.name for event in ignored} <= {str(repository / "in")}


@pytest.mark.parametrize("folder", ["node_modules", "__pycache__", ".git", ".hidden"])
def test_what_is_installed_or_hidden_has_to_be_named(inside, tmp_path, folder):
    """Whatever the options; and it is not counted as ignored, for no .gitignore says so."""
    put(tmp_path / "in", {"a.txt": DIRTY, f"{folder}/b.txt": DIRTY, f"x/{folder}/c/d.txt": DIRTY})
    done = inside("run", "--no-ignore", "in")
    assert {*files_of(tmp_path / "in.clean")} == {"a.txt"}
    assert b"gnored" not in done.stderr
    assert inside("run", f"in/{folder}", f"in/x/{folder}/c", "-o", "out").returncode == 0
    assert {*files_of(tmp_path / "out")} == {"b.txt", "d.txt"}


def test_a_gitignore_that_is_no_file_of_the_folder(inside, tmp_path):
    """A link, a folder or a pipe says nothing, and is not opened."""
    put(tmp_path, {"rules": "*\n", "in/a.txt": DIRTY, "in/b/a.txt": DIRTY, "in/c/a.txt": DIRTY})
    (tmp_path / "in/.gitignore").symlink_to("../rules")
    (tmp_path / "in/b/.gitignore").mkdir()
    os.mkfifo(tmp_path / "in/c/.gitignore")
    assert inside("run", "in").returncode == 0
    assert {*files_of(tmp_path / "in.clean")} == {"a.txt", "b/a.txt", "c/a.txt"}


@pytest.mark.skipif(shutil.which("git") is None, reason="no git")
def test_it_is_as_git_says(tmp_path):
    """Files that git does not ignore are those that a walk yields, whatever the patterns."""
    folders = [tmp_path]
    for _ in range(2):
        folders += [folder / name for folder in folders for name in FOLDERS]
    for folder in {*folders}:
        put(folder, dict.fromkeys(NAMES, ""))
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    lots = random.Random(0)
    for _ in range(LOTS):
        said = {".": lots.choices(PATTERNS, k=3)}
        said |= {place: lots.choices(PATTERNS, k=3) for place in lots.sample(FOLDERS, 1)}
        put(tmp_path, {f"{place}/.gitignore": "\n".join(said[place]) for place in said})
        listed = subprocess.run(
            ["git", "ls-files", "-o", "-z", "--exclude-standard"],
            cwd=tmp_path,
            check=True,
            capture_output=True,
        )
        names = {name for name in listed.stdout.decode().split("\0") if name}
        expected = {name for name in names if not name.endswith(".gitignore")}
        assert {file.relative_to(tmp_path).as_posix() for file in walk(tmp_path)} == expected, said
        put(tmp_path, {f"{place}/.gitignore": None for place in said})
