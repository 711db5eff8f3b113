"""`run --diff`: in colour by character for people, plain for programs."""

from __future__ import annotations

import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.report.diff import coloured, diff_lines
from tests.support.runs import DIRTY

STYLE = re.compile("\x1b\\[[0-9]*m")
RED, GREEN, MARK, END = "\x1b[31m", "\x1b[32m", "\x1b[7m", "\x1b[0m"
LINES = st.lists(st.text("ab-+@ \u200b\x1b", max_size=6), max_size=6).map("\n".join)


def diff(before, after, name="a.txt", *, escape=True, colour=True):
    """The lines of a diff but for the two that name the file."""
    change = json.dumps((name, before, after, "")).encode()
    lines = [line.decode() for line in diff_lines(change, escape=escape, colour=colour)]
    assert all(line.endswith("\n") for line in lines)
    return [line[:-1] for line in lines]


def marked(lines):
    """What is marked in each line, by its sign."""
    found = []
    for line in lines[3:]:
        sign = STYLE.sub("", line)[0]
        parts = re.findall(f"{re.escape(MARK)}(.*?){re.escape(END)}", line)
        found.append((sign, parts))
    return found


MARKS = {
    "a character that went": ("近\u200b日\n", "近日\n", [("-", ["\\u200b"]), ("+", [])]),
    "two that became others": ("甲乙丙", "甲丁丙", [("-", ["乙"]), ("+", ["丁"])]),
    "a line that went": ("甲\n乙\n", "乙\n", [("-", []), (" ", []), (" ", [])]),
    "a line amid those that changed": (
        "菜单\n近\u200b日\n",
        "近日\n",
        [("-", []), ("-", ["\\u200b"]), ("+", []), (" ", [])],
    ),
}


@pytest.mark.parametrize(("before", "after", "marks"), MARKS.values(), ids=MARKS)
def test_the_characters_that_differ_are_marked(before, after, marks):
    """Of lines that went and those that came for them; what went as a whole is red, no more."""
    found = marked(diff(before, after))
    assert found[: len(marks)] == marks


def test_lines_have_the_colours_of_diffs():
    """Red and green."""
    lines = diff("甲\n", "乙\n")
    assert [line[:5] for line in lines[3:5]] == [RED, GREEN]


@given(LINES, LINES)
def test_colours_change_nothing_else(before, after):
    """Without them it is the plain diff, escaped."""
    plain = diff(before, after, colour=False)
    assert [STYLE.sub("", line) for line in diff(before, after)] == plain


HOSTILE = "a\n\x1b[2Jb\u202e.txt"


@pytest.mark.parametrize("colour", [True, False])
@pytest.mark.parametrize("escape", [True, False])
def test_names_are_escaped_in_any_case(escape, colour):
    """One with a line end would be two lines of the diff; they are written as git writes them."""
    lines = diff("甲", "乙", HOSTILE, escape=escape, colour=colour)
    heads = [rf'{sign} "a\n\033[2Jb\342\200\256.txt"' for sign in ("---", "+++")]
    assert [STYLE.sub("", line) for line in lines[:2]] == heads


def test_plain_text_is_as_it_is():
    """So that `patch` can read it."""
    assert diff("近\u200b日", "近日", escape=False, colour=False)[3] == "-近\u200b日"


def test_long_lines_are_not_compared_by_character():
    """They would take too long."""
    (went, _), (came, _) = marked(diff("甲" * 30_000, "乙" * 30_000))
    assert (went, came) == ("-", "+")


WANTED = {
    "a terminal": (True, {}, True),
    "a pipe": (False, {}, False),
    "NO_COLOR on a terminal": (True, {"NO_COLOR": "1"}, False),
    "FORCE_COLOR in a pipe": (False, {"FORCE_COLOR": "1"}, True),
    "both": (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    "both empty": (False, {"FORCE_COLOR": "", "NO_COLOR": ""}, False),
    "a dumb terminal": (True, {"TERM": "dumb"}, False),
}


@pytest.mark.parametrize(("terminal", "environment", "wanted"), WANTED.values(), ids=WANTED)
def test_where_colours_are_wanted(monkeypatch, terminal, environment, wanted):
    """NO_COLOR goes before FORCE_COLOR, and that before what the stream is."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ({"TERM": "xterm"} | environment).items():
        monkeypatch.setenv(name, value)
    stream = io.StringIO()
    stream.isatty = lambda: terminal
    assert coloured(stream) is wanted


def test_the_command_takes_colours_from_the_environment(inside, tmp_path, monkeypatch):
    """And is plain by itself where nobody looks."""
    (tmp_path / "a.txt").write_text(DIRTY)
    assert b"\x1b" not in inside("run", "--diff", "a.txt").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert MARK.encode() + b"\\u200b" in inside("run", "--diff", "a.txt").stdout
