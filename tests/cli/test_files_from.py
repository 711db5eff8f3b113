"""Inputs whose names stand in a list: as if they had been given on the command line."""

from __future__ import annotations

import os

import pytest

from tests.support.articles import put
from tests.support.runs import CLEAN, DIRTY, files_of, one_line_about

pytestmark = pytest.mark.dedupe(False)

ODD = os.fsdecode("甲\n".encode() + b"\xff\x1b[31m.txt")  # has a line end, and is no Unicode
BYTES = os.fsdecode(b"\xe7\xff.txt")
TEXTS = dict.fromkeys(["a.txt", "b c.txt", "-x.txt", "d/e.txt", "d/f.txt", ODD, BYTES], DIRTY)
# What the list holds, and what is cleaned then besides x.txt, which is given as a PATH.
LISTS = {
    "one a line": (b"a.txt\nb c.txt\n", {"a.txt", "b c.txt"}),
    "without a last line end": (b"a.txt\nb c.txt", {"a.txt", "b c.txt"}),
    "empty lines": (b"\n\na.txt\n\n\n", {"a.txt"}),
    "line ends of Windows": (b"a.txt\r\nb c.txt\r\n", {"a.txt", "b c.txt"}),
    "what looks like an option": (b"-x.txt\n", {"-x.txt"}),
    "a folder": (b"d\na.txt\n", {"a.txt", "e.txt", "f.txt"}),
    "bytes that are no Unicode": (b"\xe7\xff.txt\n", {BYTES}),
    "as find -print0 writes it": (b"a.txt\0" + os.fsencode(ODD) + b"\0", {"a.txt", ODD}),
    "one that ends with a NUL": (b"b c.txt\0", {"b c.txt"}),
    "nothing": (b"", set()),
}
MISUSE = {
    "no input at all": (("check",), b""),
    "a list that is not there": (("run", "--files-from", "none"), b""),
    "a folder as list": (("run", "--files-from", "d"), b""),
    "an empty name": (("run", "--files-from", ""), b""),
    "standard input as list and as input": (("run", "--files-from", "-", "-"), b"a.txt\n"),
    "standard input names itself": (("check", "--files-from", "-"), b"a.txt\n-\n"),
}


@pytest.fixture
def folder(tmp_path):
    """A working folder with the files."""
    put(tmp_path / "at", {**TEXTS, "x.txt": DIRTY})
    return tmp_path / "at"


@pytest.mark.parametrize("case", LISTS)
@pytest.mark.parametrize("source", ["a file", "standard input"])
def test_names_are_taken_from_a_list(cleanup, folder, case, source):
    listed, expected = LISTS[case]
    put(folder, {"list": listed})
    name, stdin = ("list", b"") if source == "a file" else ("-", listed)
    options = ("--files-from", name, "-o", "out")
    done = cleanup("run", *options, "x.txt", cwd=folder, stdin=stdin)
    assert done.returncode == 0, done.stderr
    cleaned = files_of(folder / "out")
    assert {*cleaned} == {"x.txt", *expected}
    assert {*cleaned.values()} == {CLEAN.encode()}


def test_the_order_of_the_list_is_that_of_the_output(cleanup, folder):
    put(folder, {"a.txt": "甲。\n", "x.txt": "乙。\n"})
    listed = b"x.txt\na.txt\nx.txt\n"
    done = cleanup("run", "--files-from", "-", cwd=folder, stdin=listed)
    assert done.stdout.decode() == "乙。\n甲。\n乙。\n"


def test_a_list_can_name_standard_input(cleanup, folder):
    """If it is a file itself."""
    put(folder, {"list": b"a.txt\n-\n"})
    done = cleanup("run", "--files-from", "list", cwd=folder, stdin=b"\xe4\xb9\x99\n")
    assert done.stdout.decode() == CLEAN + "乙\n"


def test_an_empty_list_is_nothing_to_do(cleanup, folder):
    """As of `git diff --name-only` where nothing has changed."""
    for command in (("run",), ("check",), ("run", "--in-place"), ("run", "-o", "out")):
        done = cleanup(*command, "--files-from", "-", cwd=folder)
        assert (done.returncode, done.stdout) == (0, b"")
    assert not (folder / "out").exists()


def test_what_a_list_names_is_checked_and_mended(cleanup, folder):
    done = cleanup("check", "--files-from", "-", cwd=folder, stdin=b"a.txt\nd\n")
    assert [line.split(b":")[0] for line in done.stdout.splitlines()] == [
        b"a.txt",
        b"d/e.txt",
        b"d/f.txt",
    ]
    assert (
        cleanup("run", "--in-place", "--files-from", "-", cwd=folder, stdin=b"a.txt").returncode
        == 0
    )
    mended = {name for name, text in files_of(folder).items() if text == CLEAN.encode()}
    assert mended == {"a.txt"}


def test_a_name_that_leads_nowhere_costs_itself(cleanup, folder):
    done = cleanup("run", "--files-from", "-", cwd=folder, stdin=b"gone.txt\na.txt\n")
    assert (done.returncode, done.stdout.decode()) == (2, CLEAN)
    assert one_line_about("gone.txt", done)


@pytest.mark.parametrize("case", MISUSE)
def test_misuse_is_an_error_of_usage(cleanup, folder, case):
    arguments, stdin = MISUSE[case]
    before = files_of(folder)
    done = cleanup(*arguments, cwd=folder, stdin=stdin)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"Usage:")
    assert files_of(folder) == before


def test_standard_input_that_a_list_names_is_not_mended(cleanup, folder):
    put(folder, {"list": b"-\n"})
    assert cleanup("run", "--in-place", "--files-from", "list", cwd=folder).returncode == 2
