"""How the command meets people: short options, and the right name beside a wrong one."""

from __future__ import annotations

import pytest

from cleanup import __version__
from cleanup.rules import RULES


@pytest.mark.parametrize("command", [(), ("run",), ("check",), ("explain",), ("undo",)])
def test_help_has_a_short_option(cleanup, command):
    """`-h` says what `--help` says."""
    short, long = (cleanup(*command, option) for option in ("-h", "--help"))
    assert short.stdout == long.stdout
    assert b"Usage: cleanup" in short.stdout
    assert short.returncode == 0


def test_version_has_a_short_option(cleanup):
    """`-V` says it in one line."""
    assert cleanup("-V").stdout.decode() == f"cleanup {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "right"),
    [
        (("rnu", "a.txt"), "'run'"),
        (("chekc", "a.txt"), "'check'"),
        (("run", "--leve", "safe", "a.txt"), "'--level'"),
        (("explain", "GLS01"), "'GLS001'"),
        (("run", "--ignore", "NAV91", "a.txt"), "'NAV"),
        (("check", "page.txt"), "'pages.txt'"),
        (("check", "texts/b.text"), "'b.txt'"),
    ],
    ids=["command", "another command", "option", "code", "ignored code", "file", "file below"],
)
def test_wrong_name_is_told_with_the_nearest_right_one(cleanup, tmp_path, arguments, right):
    """In one line, with the exit code of wrong usage."""
    (tmp_path / "texts").mkdir()
    for name in ("pages.txt", "texts/b.txt"):
        (tmp_path / name).write_text("近日。\n")
    done = cleanup(*arguments)
    assert done.returncode == 2
    (line,) = (line for line in done.stderr.decode().splitlines() if right in line)
    assert "did you mean" in line.lower()


@pytest.mark.parametrize("name", ["", "frobnicate", "\x1b[31m", "a" * 300])
def test_name_like_no_other_is_told_alone(cleanup, name):
    """Nothing is guessed, and what the name holds steers no terminal."""
    done = cleanup(name, "a.txt")
    assert done.returncode == 2
    assert b"did you mean" not in done.stderr
    assert b"\x1b" not in done.stderr


@pytest.mark.parametrize("prefix", ["NAV", "nav", "N", "GLS00"])
def test_explain_lists_the_rules_of_a_prefix(cleanup, prefix):
    """One line for each, as `cleanup rules` has them."""
    lines = cleanup("explain", prefix).stdout.decode().splitlines()
    codes = [rule.code for rule in RULES if rule.code.startswith(prefix.upper())]
    assert [line.split()[0] for line in lines] == codes
    assert {*lines} <= {*cleanup("rules").stdout.decode().splitlines()}
