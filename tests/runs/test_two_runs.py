"""Two runs on one folder: the second one is refused at once, and changes nothing."""

from __future__ import annotations

import fcntl
import time

import pytest

from tests.support.articles import put
from tests.support.runs import CLEAN, DIRTY, files_of, one_line_about

LOCK = ".cleanup/lock"
# The folder that is taken, and the command that wants it.
SECOND = {
    "the same command": ("in.clean", ("run", "in")),
    "other inputs": ("in.clean", ("run", "more", "-o", "in.clean")),
    "other settings": ("in.clean", ("run", "in", "--ignore", "CHR", "--no-dedupe")),
    "undo": ("in.clean", ("undo", "in.clean")),
    "undo to somewhere else": ("in.clean", ("undo", "in.clean", "-o", "aside")),
    "mending in place": ("mended", ("run", "--in-place", "mended")),
    "undo of what was mended": ("mended", ("undo", "mended")),
}
# Waits for a file `go` before it writes the journal for the first time.
HELD = """
import os, sys, time
def hold(event, arguments):
    if event == "open" and "journal.jsonl" in str(arguments[0]) and not os.path.exists("held"):
        os.mkdir("held")
        while not os.path.exists("go"):
            time.sleep(0.005)
sys.addaudithook(hold)
"""


def everything_in(folder):
    """All files with their bytes, those of the record too."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("case", SECOND)
def test_a_folder_at_which_a_run_is_at_work_is_refused(cleanup, tmp_path, case):
    """By its name, in one line; nothing at all is changed."""
    folder, command = SECOND[case]
    put(tmp_path, {"in/a.txt": DIRTY, "more/b.txt": DIRTY, "mended/c.txt": DIRTY})
    assert cleanup("run", "in").returncode == 0
    assert cleanup("run", "--in-place", "mended").returncode == 0
    put(tmp_path, {"in/new.txt": DIRTY, "mended/new.txt": DIRTY})
    before = everything_in(tmp_path)
    with (tmp_path / folder / LOCK).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = cleanup(*command)
    assert (done.returncode, done.stdout) == (2, b"")
    assert one_line_about(f"{folder}: another run is at work on it", done)
    assert everything_in(tmp_path) == before
    assert cleanup(*command).returncode == 0  # as soon as it is free


def test_a_run_that_others_met_comes_to_its_end(cleanup, tmp_path):
    """The others cost it nothing, and what it did can be undone."""
    put(tmp_path / "in", {"a.txt": DIRTY, "b.txt": DIRTY})
    first = cleanup("run", "--no-dedupe", "in", script=HELD, wait=False)
    while not (tmp_path / "held").exists() and first.poll() is None:
        time.sleep(0.005)
    assert [cleanup(*words).returncode for words in (("run", "in"), ("undo", "in.clean"))] == [2, 2]
    (tmp_path / "go").mkdir()
    assert first.done().returncode == 0
    assert files_of(tmp_path / "in.clean") == {"a.txt": CLEAN.encode(), "b.txt": CLEAN.encode()}
    assert cleanup("undo", "in.clean").returncode == 0


def test_a_second_run_says_that_there_is_nothing_new(cleanup, tmp_path):
    """In so many words, and not that there was nothing at all."""
    put(tmp_path / "in", {"a.txt": DIRTY, "b.txt": "天亮了。\n"})
    assert b"2 documents, 1 changed, 0 not processed" in cleanup("run", "in").stderr
    done = cleanup("run", "in")
    assert b"Nothing new: 2 documents cleaned before." in done.stderr
    assert b"0 documents" not in done.stderr
    put(tmp_path / "in", {"c.txt": "近日。\n"})
    assert b"1 document, 0 changed, 2 cleaned before" in cleanup("run", "in").stderr
